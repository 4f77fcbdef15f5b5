/** Which machine an element is part of, and what of it other elements run on. */
import type { Element, Id } from '../../model/model.js';
import { query, type Facts } from '../query.js';

/** The element and what it runs on, one on the other; the last is the machine. Storage nested in a machine is part of it, too. */
export const hostChain = query('storage.host-chain', (facts, id: Id): Id[] => {
  const chain: Id[] = [];
  for (let current: Id | undefined = id; current !== undefined && !chain.includes(current); current = facts.elements[current]?.hosts[0]) chain.push(current);
  return chain;
});

export function machineOf(facts: Facts, id: Id): Id {
  return facts.ask(hostChain, id).at(-1) ?? id;
}

/** What listens: its own ports, else those of what it is part of; undefined where nobody says. */
export function portsOf(facts: Facts, id: Id): Element['defaultPorts'] {
  for (const each of facts.ask(hostChain, id)) {
    const element = facts.elements[each];
    const ports = element?.ports ?? element?.defaultPorts;
    if (ports) return ports;
  }
  return undefined;
}

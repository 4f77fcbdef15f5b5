/** A trace between two names or addresses, as the command line asks for one. */
import type { Endpoint, Id, PortMatch } from '../../model/model.js';
import { formatPrefix, parsePrefix } from '../../model/ip.js';
import type { Facts } from '../query.js';
import { carriage } from './carriage.js';
import { dialKey } from './dial.js';
import { dialledEnds, endpointElements } from './flow-dials.js';
import type { Carriage } from './types.js';

/** What a text names: an id, a name that only one part has, an address or prefix. A list where several parts have the name. */
export function endpointNamed(facts: Facts, written: string): Endpoint | { candidates: Id[] } {
  const name = written.normalize('NFC').trim();
  const origin = { uri: '', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, extent: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } } };
  if (facts.elements[name] || facts.groups[name] || facts.securityGroups[name]) return { type: 'ids', ids: [name], text: name, origin };
  const prefix = parsePrefix(name);
  if (prefix) return { type: 'address', prefix: formatPrefix(prefix), text: name, origin };
  const candidates = [...Object.keys(facts.groups), ...Object.keys(facts.elements), ...Object.keys(facts.securityGroups)]
    .filter((id) => id.endsWith(`.${name}`));
  return candidates.length === 1 ? { type: 'ids', ids: candidates, text: name, origin } : { candidates };
}

/**
 * Can FROM open a connection to TO? Of places and groups every pair is asked: the first that is not carried is told,
 * else the first.
 */
export function traceBetween(facts: Facts, from: Endpoint, to: Endpoint, port: PortMatch): Carriage | undefined {
  let first: Carriage | undefined;
  for (const source of endpointElements(facts, from)) {
    for (const target of dialledEnds(facts, to)) {
      if (source.element === target.element && target.address === undefined) continue;
      const found = facts.ask(carriage, dialKey({
        from: source.element, to: target.element, port,
        ...(target.group ? { group: target.group } : {}),
        ...(source.address ? { fromAddress: source.address } : {}),
        ...(target.address ? { toAddress: target.address } : {}),
      }));
      if (!found.trace.reachable) return found;
      first ??= found;
    }
  }
  return first;
}

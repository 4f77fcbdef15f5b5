/**
 * What sentences call a part: its own name where nothing else has that, else with as many of its containers as it takes
 * (docs/decisions/0005-names-in-sentences.md).
 */
import type { Endpoint, Flow, Id } from '../../model/model.js';
import { query, type Facts } from '../query.js';

const shared = query('network.shared-names', (facts): Set<string> => {
  const seen = new Set<string>();
  const twice = new Set<string>();
  const written = Object.values(facts.elements).filter((element) => element.instance === undefined);
  for (const { name } of [...written, ...Object.values(facts.groups), ...Object.values(facts.securityGroups)]) (seen.has(name) ? twice : seen).add(name);
  return twice;
});

/** Any id of the model; what is none, an address say, is called as it is. */
export function shortName(facts: Facts, id: Id): string {
  const flow = facts.flows[id];
  return flow ? flowName(facts, flow) : partName(facts, id);
}

/** The same of all but flows: what is said of the network does not rest on them, and is kept when one of them changes. */
export function partName(facts: Facts, id: Id): string {
  const link = facts.links[id];
  if (link) return link.name === undefined ? linkName(facts, id) : id;
  const element = facts.elements[id];
  if (element?.instance && facts.groups[element.instance.group]) return `${partName(facts, element.instance.group)}#${element.instance.index}`;
  const named = element ?? facts.groups[id] ?? facts.securityGroups[id];
  if (!named) return id;
  return named.parent === undefined || !facts.ask(shared).has(named.name) ? named.name : `${partName(facts, named.parent)}.${named.name}`;
}

/** Cables between the same two ends, and those of one line between counted ones, are told apart by the number that their id has. */
function linkName(facts: Facts, id: Id): string {
  const { a, b } = facts.links[id]!;
  const base = `${a.element} -- ${b.element}`;
  return `${partName(facts, a.element)} -- ${partName(facts, b.element)}${id.startsWith(base) ? id.slice(base.length) : ''}`;
}

/** A path through a counted element is several ids and is called as written. */
function flowName(facts: Facts, { name, label, from, to }: Flow): string {
  const ends = (list: readonly Endpoint[]): string => list.map((each) => (each.type === 'ids' && each.ids.length === 1 ? shortName(facts, each.ids[0]!) : each.text)).join(', ');
  return name ?? label ?? `${ends(from)} -> ${ends(to)}`;
}

/** Whether a device stands in the line: cables lead on from it that meet nowhere but at it. */
import type { Id } from '../../model/model.js';
import { isPlace } from '../../model/queries.js';
import { query, type Facts } from '../query.js';
import { segments } from './segments.js';
import { stations } from './stations.js';

/** Who hangs together by cables, segments and interfaces, tunnels left out: neighbours of each element and place. */
const wiring = query('network.wiring', (facts): Map<Id, Set<Id>> => {
  const byId = facts.ask(stations);
  const places = facts.ask(segments);
  const found = new Map<Id, Set<Id>>();
  const join = (a: Id, b: Id): void => {
    for (const [from, to] of [[a, b], [b, a]] as const) found.set(from, (found.get(from) ?? new Set()).add(to));
  };
  const owner = (id: Id): Id => (isPlace(facts.elements[id]!) ? id : byId.of(id));
  const cabled = new Set<Id>();
  for (const link of Object.values(facts.links)) {
    if (link.tunnel !== undefined || !facts.elements[link.a.element] || !facts.elements[link.b.element]) continue;
    const [a, b] = [owner(link.a.element), owner(link.b.element)];
    join(a, b);
    cabled.add(a).add(b);
  }
  for (const element of Object.values(facts.elements)) {
    // An interface in a place uses the device's own cables; only without one the place's segment.
    if (isPlace(element) || cabled.has(byId.of(element.id))) continue;
    for (const { on } of element.network.interfaces) if (on.place !== undefined) join(byId.of(element.id), on.place);
    const place = places.innermost(element.id);
    if (place !== undefined && element.network.interfaces.length === 0) join(byId.of(element.id), place);
  }
  return found;
});

/** True where two of the device's neighbours reach each other through it alone. */
export function standsBetween(facts: Facts, device: Id): boolean {
  const graph = facts.ask(wiring);
  const [first, ...others] = graph.get(device) ?? [];
  if (first === undefined || others.length === 0) return false;
  const seen = new Set<Id>([device, first]);
  const pending = [first];
  while (pending.length > 0) {
    for (const next of graph.get(pending.pop()!) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      pending.push(next);
    }
  }
  return others.some((each) => !seen.has(each));
}

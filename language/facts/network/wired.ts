/**
 * Whether the network of an element is described at all. What is not described is assumed to be fine: a flow with an
 * unwired end is assumed to be carried, and an expectation about one is undecided.
 */
import type { Id } from '../../model/model.js';
import { isPlace } from '../../model/queries.js';
import { query } from '../query.js';
import { tree } from './tree.js';

/** Elements that state an interface or end a link themselves, and places that an interface names. */
const touched = query('network.touched', (facts) => {
  const direct = new Set<Id>();
  for (const link of Object.values(facts.links)) {
    direct.add(link.a.element);
    direct.add(link.b.element);
  }
  const named = new Set<Id>();
  for (const element of Object.values(facts.elements)) {
    if (element.network.interfaces.length > 0) direct.add(element.id);
    for (const each of element.network.interfaces) if (each.on.place) named.add(each.on.place);
  }
  return { direct, named };
});

/**
 * True where the element, or something in it, has an interface or a link, or stands in a place that has a subnet, a
 * link, or an interface that names it.
 */
export const isWired = query('network.wired', (facts, id: Id): boolean => {
  const { direct, named } = facts.ask(touched);
  const index = facts.ask(tree);
  const element = facts.elements[id];
  if (!element) return false;
  if (direct.has(id) || index.descendants(id).some((inner) => direct.has(inner))) return true;
  const hosts = new Set<Id>();
  const pending = [id];
  while (pending.length > 0) {
    const next = pending.pop()!;
    if (hosts.has(next)) continue;
    hosts.add(next);
    if (direct.has(next)) return true;
    for (const place of index.ancestry(next)) {
      if (place.id === next && !isPlace(place)) continue;
      if (!isPlace(place)) {
        // What is nested in an element shares its links.
        if (direct.has(place.id)) return true;
        continue;
      }
      if (place.network.subnets.length > 0 || direct.has(place.id) || named.has(place.id)) return true;
    }
    pending.push(...(facts.elements[next]?.hosts ?? []));
  }
  return false;
});

/** True once any wire, subnet or interface is written: the network is described. */
export const networkDescribed = query('network.described', (facts): boolean => {
  const { direct } = facts.ask(touched);
  return direct.size > 0 || Object.values(facts.elements).some((element) => element.network.subnets.length > 0);
});

/**
 * Which places are segments. A place with a subnet, a link or an interface that names it is one broadcast domain of
 * its own; a place that only holds places with subnets is an allocation and carries nothing itself.
 */
import type { Id, Medium } from '../../model/model.js';
import { isInternet, isPlace } from '../../model/queries.js';
import { query } from '../query.js';
import { tree } from './tree.js';

/** Media that carry frames of a local network; storage buses and serial lines do not. */
const NETWORK_MEDIA: ReadonlySet<Medium> = new Set(['ethernet', 'wifi', 'bluetooth', 'zigbee']);

export function isNetworkMedium(medium: Medium): boolean {
  return NETWORK_MEDIA.has(medium);
}

export interface Segments {
  segments: Set<Id>;
  allocations: Set<Id>;
  internets: Set<Id>;
  /** The innermost segment that the element stands in. Elements in between (hosts) are looked through. */
  innermost(id: Id): Id | undefined;
  /** The same, but only places met before any host: what the element itself was put in. */
  own(id: Id): Id | undefined;
}

export const segments = query('network.segments', (facts): Segments => {
  const index = facts.ask(tree);
  const { elements, links } = facts;
  const named = new Set<Id>();
  for (const link of Object.values(links)) {
    if (!isNetworkMedium(link.medium) || link.tunnel !== undefined) continue;
    named.add(link.a.element);
    named.add(link.b.element);
  }
  for (const element of Object.values(elements)) {
    for (const each of element.network.interfaces) if (each.on.place) named.add(each.on.place);
  }
  const found: Segments = {
    segments: new Set(), allocations: new Set(), internets: new Set(),
    innermost: (id) => index.ancestry(id).find((each) => each.id !== id && found.segments.has(each.id))?.id,
    own: (id) => {
      for (const each of index.ancestry(id)) {
        if (each.id === id) continue;
        if (!isPlace(each)) return undefined;
        if (found.segments.has(each.id)) return each.id;
      }
      return undefined;
    },
  };
  for (const element of Object.values(elements)) {
    if (!isPlace(element)) continue;
    if (isInternet(element)) {
      found.internets.add(element.id);
      found.segments.add(element.id);
    } else if (index.descendants(element.id).some((inner) => isPlace(elements[inner]) && elements[inner]!.network.subnets.length > 0)) {
      found.allocations.add(element.id);
    } else if (element.network.subnets.length > 0 || named.has(element.id)) {
      found.segments.add(element.id);
    }
  }
  return found;
});

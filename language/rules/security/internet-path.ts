/** How the security rules tell a way from the internet: its hops as related places, its elements as words. */
import type { Facts } from '../../facts/query.js';
import { shortName, type Hop } from '../../facts/network/index.js';
import { text } from '../../messages/word.js';
import type { RelatedPlace } from '../../model/finding.js';
import type { Id } from '../../model/model.js';
import { part } from '../../model/queries.js';

export function hopPlaces(facts: Facts, hops: readonly Hop[]): RelatedPlace[] {
  return hops.flatMap((hop) => {
    const origin = hop.origin ?? part(facts.model, hop.element)?.origin;
    return origin ? [{ text: text('network.flow.hop', { element: shortName(facts, hop.element), layer: hop.layer, detail: hop.detail }), origin }] : [];
  });
}

/** `world → edge → web`. */
export function way(facts: Facts, ids: readonly Id[]): string {
  return ids.filter((id, index) => id !== ids[index - 1]).map((id) => shortName(facts, id)).join(' → ');
}

/** True where the hops keep to this way: of several ways a trace tells one. */
export function along(way: readonly Id[], hops: readonly Hop[]): boolean {
  return hops.every((hop) => way.includes(hop.element));
}

export function elementsOfHops(hops: readonly Hop[]): Id[] {
  return hops.map((hop) => hop.element);
}

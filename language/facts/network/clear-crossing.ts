/** Where everybody on the way may read: a packet crosses an internet, by itself or inside a tunnel that does not encrypt. */
import type { Id } from '../../model/model.js';
import { isInternet } from '../../model/queries.js';
import type { Facts } from '../query.js';
import type { Hop } from './types.js';
import { underlay } from './underlay.js';

export interface ClearCrossing {
  internet: Id;
  /** The tunnel whose packets are on the internet, and readable. */
  tunnel?: Id;
}

/** @param without tunnels that the hops are those of. */
export function clearCrossing(facts: Facts, hops: readonly Hop[], without: ReadonlySet<Id> = new Set()): ClearCrossing | undefined {
  for (const hop of hops) {
    if (isInternet(facts.elements[hop.element])) return { internet: hop.element };
    if (hop.tunnel === undefined || hides(facts, hop.tunnel)) continue;
    const inside = clearCrossing(facts, underlay(facts, hop.tunnel, without).hops, new Set([...without, hop.tunnel]));
    if (inside) return { tunnel: hop.tunnel, ...inside };
  }
  return undefined;
}

/** Of a tunnel whose protocol the library does not know nobody said what it does. */
function hides(facts: Facts, tunnel: Id): boolean {
  const protocol = facts.read('protocols')[facts.links[tunnel]?.tunnel ?? ''];
  return !protocol?.library || protocol.encrypted;
}

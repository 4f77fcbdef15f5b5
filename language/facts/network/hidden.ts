/**
 * Whom a translating device hides from the internet. An address that the internet does not carry (RFC 1918, section 3; RFC 4193)
 * is not dialled from there, and behind a device that lets it out under another address it is not even known to the provider:
 * sessions of such a translation are opened from within only (RFC 3022, section 2). What is to be reached is translated to.
 */
import type { Element } from '../../model/model.js';
import { isPrivate } from '../../model/ip.js';
import type { Facts } from '../query.js';
import { partySets } from './endpoints.js';
import type { Party } from './packet.js';

/** True where the device gives this one another address on the way to an internet, and it has none that an internet carries. */
export function hidesFromInternet(facts: Facts, device: Element, party: Party): boolean {
  if (device.network.nat.length === 0 || !isUncarried(party)) return false;
  const sets = facts.ask(partySets);
  return device.network.nat.some((rule) => rule.type !== 'dnat'
    && rule.from.some((endpoint) => sets.has(sets.of(endpoint, 'source'), party))
    && (rule.to === undefined || rule.to.map((endpoint) => sets.of(endpoint, 'destination')).some((set) => set.any || set.unowned)));
}

/** Nothing is said of an end that has neither an address nor a subnet around it. */
function isUncarried({ ip, within }: Party): boolean {
  if (ip) return isPrivate(ip);
  return within !== undefined && within.length > 0 && within.every((prefix) => isPrivate({ family: prefix.family, value: prefix.low }));
}

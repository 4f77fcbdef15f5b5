/** Where requests to a balancer come from, as it sees it: the client's address, or that of whoever translated or passed it on. */
import { tree } from '../../facts/network/tree.js';
import { interfaces } from '../../facts/network/interfaces.js';
import { stations } from '../../facts/network/stations.js';
import type { Facts } from '../../facts/query.js';
import { parseAddress, parsePrefix, type Ip, type IpRange } from '../../model/ip.js';
import type { Element, Id, NatRule } from '../../model/model.js';
import { hasRole, isInternet } from '../../model/queries.js';
import type { ClientAddresses } from '../balancing/addresses.js';
import type { FlowCarriages } from '../world/flow-carriages.js';

export function clientAddresses(facts: Facts, carriages: FlowCarriages, flow: Id, from: Id, to: Id): ClientAddresses {
  const translated = translatedTo(facts, carriages, flow, from, to);
  if (translated) return translated;
  const element = facts.elements[from]!;
  if (hasRole(element, 'actor')) return ofActor(facts, element);
  if (element.network.transparent) return { type: 'passed' };
  const own = addressesOf(facts, from).find((each) => each.range === undefined);
  return { type: 'one', bytes: own ? bytesOf(own.ip) : standIn(from) };
}

/** By the last device on the way that gives it another source. */
function translatedTo(facts: Facts, carriages: FlowCarriages, flow: Id, from: Id, to: Id): ClientAddresses | undefined {
  const hops = carriages.of(flow, from, to)?.trace.hops ?? [];
  for (const hop of [...hops].reverse()) {
    if (hop.action !== 'translated') continue;
    const rule = facts.elements[hop.element]!.network.nat.find((each): each is Exclude<NatRule, { type: 'dnat' }> => each.type !== 'dnat' && each.origin === hop.origin);
    if (!rule) continue;
    const ip = rule.type === 'snat' ? parseAddress(rule.address) : addressesOf(facts, hop.element).find((each) => each.range === undefined)?.ip;
    return { type: 'one', bytes: ip ? bytesOf(ip) : standIn(hop.element) };
  }
  return undefined;
}

function ofActor(facts: Facts, element: Element): ClientAddresses {
  const [own] = addressesOf(facts, element.id);
  if (own) return own.range ? inPrefix(own.range) : { type: 'one', bytes: bytesOf(own.ip) };
  for (const place of facts.ask(tree).ancestry(element.id).slice(1)) {
    if (isInternet(place)) return { type: 'public' };
    const subnet = place.network.subnets.map(({ prefix }) => parsePrefix(prefix)).find((each) => each !== undefined);
    if (subnet) return inPrefix(subnet);
  }
  return { type: 'public' };
}

function addressesOf(facts: Facts, id: Id): { ip: Ip; range?: IpRange }[] {
  return (facts.ask(interfaces).of.get(facts.ask(stations).of(id)) ?? []).flatMap((made) => made.addresses).filter((each) => each.group === undefined);
}

function inPrefix({ family, low, high }: IpRange): ClientAddresses {
  const bits = (high - low).toString(2).length;
  return { type: 'prefix', bytes: bytesOf({ family, value: low }), length: (family === 4 ? 32 : 128) - (high === low ? 0 : bits) };
}

function bytesOf({ family, value }: Ip): number[] {
  const size = family === 4 ? 4 : 16;
  return Array.from({ length: size }, (_, at) => Number((value >> BigInt(8 * (size - 1 - at))) & 0xffn));
}

/** Whoever has no address stands for itself: any one that is always the same. */
function standIn(id: Id): number[] {
  let hash = 0x811c9dc5;
  for (const letter of id) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  return [10, (hash >>> 16) & 255, (hash >>> 8) & 255, hash & 255];
}

/**
 * A host's gateway: the one stated on it or its place, else the virtual address of a group of routers on its segment,
 * else its only router. Two are a mistake; none is one only when something must leave the segment.
 */
import type { Id } from '../../model/model.js';
import { inRange, isLinkLocal, parseAddress, parsePrefix, type Family, type Ip } from '../../model/ip.js';
import type { Origin } from '../../model/origin.js';
import { query, type Facts } from '../query.js';
import { routes } from './devices.js';
import { domains } from './domains.js';
import type { NetInterface } from './interfaces.js';
import { neighbours, type Neighbours } from './neighbours.js';
import { addressOwners } from './owners.js';
import type { NextHop, Refusal } from './routing-types.js';
import { stations } from './stations.js';
import { tree } from './tree.js';

const routers = query('network.routers', (facts): Id[] => facts.ask(stations).all.map((each) => each.id).filter((id) => routes(facts.elements[id]!)));

const virtualRouters = query('network.virtual-routers', (facts) => Object.values(facts.groups).filter((group) => {
  const members = facts.ask(tree).members(group.id);
  return members.length > 0 && group.vips.length > 0 && members.every((member) => routes(facts.elements[member]!));
}));

export type Gateway = { origin: Origin } & ({ hops: NextHop[]; text: string } | { refused: Refusal });

export interface Stated { address?: string; element?: Id; origin: Origin }

export function gatewayOf(facts: Facts, station: Id, family: Family): Gateway {
  const stated = statedGateways(facts, station, family);
  const element = facts.elements[station]!;
  if (stated.length > 1) {
    const texts = stated.map((each) => each.address ?? each.element ?? '');
    return { origin: stated[1]!.origin, refused: { reason: 'several-gateways', origin: stated[1]!.origin, about: station, others: texts } };
  }
  if (stated.length === 1) return resolveStated(facts, station, stated[0]!, family);
  return derivedGateway(facts, station, family, element.origin);
}

/** `gateway` lines of the nearest that has one of this family: the host, what it runs on, their places. */
export function statedGateways(facts: Facts, station: Id, family: Family): Stated[] {
  const index = facts.ask(tree);
  const wiredAs = facts.ask(stations).get(station)?.wiredAs ?? station;
  for (const id of new Set([station, wiredAs])) {
    for (const each of index.ancestry(id)) {
      const fitting = each.network.gateways.filter((gateway) => gateway.address === undefined || parseAddress(gateway.address)?.family === family);
      if (fitting.length > 0) return fitting;
    }
  }
  return gatewaysOfWires(facts, station, family);
}

/**
 * A host cabled from outside into a place's VLAN or segment has the gateway that the place states for its subnet; one that
 * lies in no subnet of the place is meant for all of them, and is of use to nobody.
 */
function gatewaysOfWires(facts: Facts, station: Id, family: Family): Stated[] {
  const wires = facts.ask(domains);
  const mine = facts.ask(neighbours).speakingOf(station);
  const places = new Set(mine.flatMap((made) => wires.of(made)).flatMap((domain) => wires.places(domain)));
  const astray: Stated[] = [];
  for (const place of places) {
    const subnets = (facts.elements[place]?.network.subnets ?? []).flatMap((subnet) => parsePrefix(subnet.prefix) ?? []);
    for (const stated of facts.elements[place]?.network.gateways ?? []) {
      const ip = stated.address === undefined ? undefined : parseAddress(stated.address);
      // One that is named is meant for the families that the host has there.
      if (!ip && !mine.some((made) => made.addresses.some((own) => own.ip.family === family) && wires.of(made).some((domain) => wires.places(domain).includes(place)))) continue;
      if (!ip || (ip.family === family && interfacesFacing(mine, ip).length > 0)) return [stated];
      if (ip.family === family && subnets.some((prefix) => prefix.family === family) && !subnets.some((prefix) => inRange(ip, prefix))) astray.push(stated);
    }
  }
  return astray.slice(0, 1);
}

function resolveStated(facts: Facts, station: Id, stated: Stated, family: Family): Gateway {
  const near = facts.ask(neighbours);
  const byId = facts.ask(stations);
  const mine = near.speakingOf(station);
  const text = stated.address ?? stated.element ?? '';
  if (stated.address !== undefined) {
    const ip = parseAddress(stated.address)!;
    const on = interfacesFacing(mine, ip);
    const hops = on.flatMap((made) => near.answering(made, ip, undefined));
    if (hops.length > 0) return { origin: stated.origin, hops, text };
    // Every router has one on each of its links, and hardly anybody writes them down.
    if (isLinkLocal(ip)) return derivedGateway(facts, station, family, stated.origin);
    // Of a host that takes any address for on the link, who is on its wire with another address is no help.
    const present = (owner: Id): boolean => on.some((made) => facedAlone(made, ip.family) && near.named(made, owner).length > 0);
    const owners = facts.ask(addressOwners).ofIp(ip).map((owner) => owner.station).filter((each) => each !== station && !present(each));
    const why = near.whyAbsent(on.length > 0 ? on : mine, owners);
    const reason = on.length === 0 || why.reason === 'no-neighbour' ? 'next-hop-missing' : why.reason;
    return { origin: stated.origin, refused: { reason, origin: stated.origin, about: text, ...(why.towards ? { towards: why.towards } : {}) } };
  }
  const members = facts.groups[stated.element!] ? facts.ask(tree).members(stated.element!) : [stated.element!];
  const standby = facts.groups[stated.element!]?.mode === 'active-standby';
  const hops = members.flatMap((member, nth) => mine
    .flatMap((made) => near.named(made, byId.of(member)))
    .filter((hop) => [hop.out, hop.into].every((made) => speaksFamily(made, family)))
    .map((hop) => ({ ...hop, rank: (standby && nth > 0 ? 1 : 0) as 0 | 1 })));
  if (hops.length > 0) return { origin: stated.origin, hops, text };
  const why = near.whyAbsent(mine, members.map((member) => byId.of(member)));
  return { origin: stated.origin, refused: { reason: why.reason === 'no-neighbour' ? 'next-hop-missing' : why.reason, origin: stated.origin, about: text, ...(why.towards ? { towards: why.towards } : {}) } };
}

/** Interfaces in whose subnet the address lies; those whose subnet nobody states count too. */
function interfacesFacing(mine: NetInterface[], ip: Ip): NetInterface[] {
  if (isLinkLocal(ip)) return mine;
  return mine.filter((made) => made.addresses.length === 0 || facedAlone(made, ip.family)
    || made.addresses.some((own) => own.ip.family === ip.family && (!own.connected || inRange(ip, own.connected))));
}

/**
 * All that an address of full length has beside it on its wire is a gateway: the host is told to take it for on the link, as
 * machines in clouds and containers are (`onlink` of Linux, `on-link` of netplan).
 */
function facedAlone(made: NetInterface, family: Family): boolean {
  const own = made.addresses.filter((each) => each.ip.family === family);
  return own.length > 0 && own.every((each) => each.connected !== undefined && each.connected.low === each.connected.high);
}

function speaksFamily(made: NetInterface | undefined, family: Family): boolean {
  const addresses = made?.addresses ?? [];
  return addresses.length === 0 || addresses.some((own) => own.ip.family === family);
}

/** Routers on the host's wires that it could send to: of its subnet where that is known, or without any address. */
function routersOn(facts: Facts, near: Neighbours, station: Id, family: Family): NextHop[] {
  const wires = facts.ask(domains);
  const found: NextHop[] = [];
  for (const out of near.speakingOf(station)) {
    if (!speaksFamily(out, family)) continue;
    const own = facedAlone(out, family) ? [] : out.addresses.filter((each) => each.ip.family === family && each.connected);
    for (const domain of wires.of(out)) {
      for (const into of wires.routing(domain)) {
        if (into.station === station) continue;
        const theirs = into.addresses.filter((each) => each.ip.family === family && each.group === undefined);
        if (into.addresses.length > 0 && theirs.length === 0) continue;
        if (own.length > 0 && theirs.length > 0 && !own.some((mine) => theirs.some((each) => inRange(each.ip, mine.connected!)))) continue;
        found.push({ station: into.station, out, into, domain, rank: 0 });
      }
    }
  }
  return found;
}

function derivedGateway(facts: Facts, station: Id, family: Family, origin: Origin): Gateway {
  const near = facts.ask(neighbours);
  const byId = facts.ask(stations);
  const index = facts.ask(tree);
  const mine = near.speakingOf(station);
  // Without addresses of this family there is nothing to route by.
  const candidates = routersOn(facts, near, station, family);
  const virtual = new Map<string, NextHop[]>();
  for (const group of facts.ask(virtualRouters)) {
    const members = index.members(group.id);
    if (members.some((member) => byId.of(member) === station)) continue;
    for (const vip of group.vips) {
      const ip = parseAddress(vip.address);
      if (!ip || ip.family !== family) continue;
      const hops = interfacesFacing(mine, ip).flatMap((made) => near.answering(made, ip, undefined));
      if (hops.length > 0) virtual.set(vip.address, hops);
    }
  }
  if (virtual.size === 1) {
    const [[text, hops]] = [...virtual] as [[string, NextHop[]]];
    return { origin: facts.elements[hops[0]!.station]!.origin, hops, text };
  }
  if (virtual.size > 1) return { origin, refused: { reason: 'several-gateways', origin, about: station, others: [...virtual.keys()] } };
  const routers = [...new Set(candidates.map((hop) => hop.station))];
  if (routers.length === 1) {
    const first = candidates[0]!;
    const text = first.into!.addresses.find((own) => own.ip.family === family)?.text ?? first.station;
    // A machine on several of its wires takes the first one while that holds.
    return { origin: first.into!.origin, hops: candidates.map((hop) => (hop.out === first.out ? hop : { ...hop, rank: 1 })), text };
  }
  // A pair that shares its interface's address is one gateway.
  const shared = new Set(candidates.map((hop) => hop.into!.addresses.find((own) => own.ip.family === family)?.text));
  const [text] = shared;
  if (routers.length > 1 && shared.size === 1 && text !== undefined) {
    const ip = parseAddress(text)!;
    return { origin: candidates[0]!.into!.origin, hops: interfacesFacing(mine, ip).flatMap((made) => near.answering(made, ip, undefined)), text };
  }
  if (routers.length > 1) return { origin, refused: { reason: 'several-gateways', origin, about: station, others: routers } };
  return noGateway(facts, near, station, family, origin);
}

/** No router here: perhaps one of the host's subnet stands where the host's frames do not come. */
function noGateway(facts: Facts, near: Neighbours, station: Id, family: Family, origin: Origin): Gateway {
  const mine = near.speakingOf(station);
  const prefixes = mine.flatMap((made) => made.addresses.flatMap((own) => (own.ip.family === family && own.connected ? [own.connected] : [])));
  const elsewhere: Id[] = [];
  for (const other of facts.ask(routers)) {
    if (other === station) continue;
    const fits = near.interfacesOf(other).some((made) => made.addresses.some((own) => prefixes.some((prefix) => inRange(own.ip, prefix))));
    if (fits) elsewhere.push(other);
  }
  const why = near.whyAbsent(mine, elsewhere);
  const reason = why.reason === 'no-neighbour' ? 'no-gateway' : why.reason;
  return { origin, refused: { reason, origin, about: station, ...(why.towards ? { towards: why.towards } : {}) } };
}

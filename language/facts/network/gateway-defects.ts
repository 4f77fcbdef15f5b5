/**
 * Gateways that their hosts cannot use: an address outside every subnet that the host is connected to, or a device with
 * no address in one. Systems refuse such a route, because a next hop must be on the link (RFC 1122, 3.3.1).
 */
import type { Id } from '../../model/model.js';
import { formatPrefix, inRange, isLinkLocal, parseAddress, type Family, type Ip, type ParsedPrefix } from '../../model/ip.js';
import type { Origin } from '../../model/origin.js';
import { isInternet, isPlace } from '../../model/queries.js';
import { query, type Facts } from '../query.js';
import { strayAddresses } from './address-defects.js';
import { routes } from './devices.js';
import { domains } from './domains.js';
import { statedGateways, type Stated } from './gateways.js';
import { interfaces } from './interfaces.js';
import { stations } from './stations.js';
import { tree } from './tree.js';
import { holds, statedSubnets } from './written-addresses.js';

export interface StrayGateway {
  /** The element whose line it is. */
  on: Id;
  stated: Stated;
  family: Family;
  /** Hosts that would send through it; empty where only its place's subnet tells. */
  hosts: Id[];
  /** Subnets that it should be in. */
  subnets: string[];
  /** What routers on that segment answer to: virtual addresses first. */
  instead: { address: string; router: Id }[];
}

interface User { station: Id; prefixes: ParsedPrefix[] }

const strayStations = query('network.stray-stations', (facts): Set<Id> => new Set(facts.ask(strayAddresses).map((stray) => stray.use.station)));

/** Subnets that a host is connected to; nothing where it has a single address without a subnet around it. */
function connectedPrefixes(facts: Facts, station: Id, family: Family): ParsedPrefix[] {
  const bits = family === 4 ? 32 : 128;
  return (facts.ask(interfaces).of.get(station) ?? []).flatMap((made) => made.addresses)
    .flatMap((own) => (own.ip.family === family && own.connected && own.connected.length < bits ? [own.connected] : []));
}

/** Instances of a counted element share a line. */
function lineOf({ uri, range }: Origin): string {
  return `${uri}|${range.start.line}:${range.start.character}`;
}

/** Hosts by the gateway line that they use. */
const usersOfLines = query('network.users-of-gateways', (facts, familyText: string): Map<string, User[]> => {
  const family = Number(familyText) as Family;
  const found = new Map<string, User[]>();
  for (const { id } of facts.ask(stations).all) {
    const element = facts.elements[id]!;
    // A router has routes of its own; a place's gateway is its hosts'.
    if (isInternet(element) || (routes(element) && element.network.gateways.length === 0)) continue;
    if (facts.ask(strayStations).has(id)) continue;
    const prefixes = connectedPrefixes(facts, id, family);
    if (prefixes.length === 0) continue;
    for (const { origin } of statedGateways(facts, id, family)) {
      const line = lineOf(origin);
      const known = found.get(line);
      if (known) known.push({ station: id, prefixes });
      else found.set(line, [{ station: id, prefixes }]);
    }
  }
  return found;
});

export const strayGateways = query('network.stray-gateways', (facts): StrayGateway[] => {
  const found: StrayGateway[] = [];
  const told = new Set<string>();
  for (const element of Object.values(facts.elements)) {
    for (const stated of element.network.gateways) {
      const line = lineOf(stated.origin);
      if (told.has(line)) continue;
      const stray = strayGateway(facts, element.id, stated);
      if (!stray) continue;
      told.add(line);
      found.push(stray);
    }
  }
  return found;
});

function strayGateway(facts: Facts, on: Id, stated: Stated): StrayGateway | undefined {
  const answers = answersOf(facts, stated);
  for (const family of [4, 6] as const) {
    const mine = answers.filter((ip) => ip.family === family);
    if (mine.length === 0 || mine.some(isLinkLocal)) continue;
    const apart = (prefixes: ParsedPrefix[]): boolean => prefixes.length > 0 && !mine.some((ip) => holds(prefixes, ip));
    const users = facts.ask(usersOfLines, String(family)).get(lineOf(stated.origin)) ?? [];
    const cutOff = users.filter((user) => apart(user.prefixes));
    const own = isPlace(facts.elements[on]) ? statedSubnets(facts, on).map((each) => each.prefix).filter((prefix) => prefix.family === family) : [];
    if (cutOff.length === 0 && !(users.length === 0 && apart(own))) continue;
    const prefixes = cutOff.length > 0 ? cutOff[0]!.prefixes : own;
    const instead = cutOff.length < users.length ? [] : routersIn(facts, on, cutOff[0]?.station, prefixes);
    return {
      on, stated, family, hosts: cutOff.map((user) => user.station), subnets: [...new Set(prefixes.map(formatPrefix))],
      // One line is right only if it is for all of its hosts.
      instead: instead.filter(({ address }) => cutOff.every((user) => holds(user.prefixes, parseAddress(address)!))),
    };
  }
  return undefined;
}

/** The addresses that a gateway line stands for. */
function answersOf(facts: Facts, stated: Stated): Ip[] {
  if (stated.address !== undefined) return [parseAddress(stated.address) ?? []].flat();
  const id = stated.element!;
  const byId = facts.ask(stations);
  const members = facts.groups[id] ? facts.ask(tree).members(id) : [id];
  const layer3 = facts.ask(interfaces);
  const own = members.flatMap((member) => (layer3.of.get(byId.of(member)) ?? []).flatMap((made) => made.addresses));
  // Of a device with an interface whose address nobody states, nothing can be said.
  if (members.some((member) => (layer3.of.get(byId.of(member)) ?? []).some((made) => made.addresses.length === 0))) return [];
  return [...own.map((each) => each.ip), ...(facts.groups[id]?.vips ?? []).flatMap((vip) => parseAddress(vip.address) ?? [])];
}

/** Routers with an address in the host's subnets on its wire, or on the place's where it has no host yet. */
function routersIn(facts: Facts, on: Id, host: Id | undefined, prefixes: ParsedPrefix[]): StrayGateway['instead'] {
  const layer3 = facts.ask(interfaces);
  const wires = facts.ask(domains);
  const here = new Set((layer3.of.get(host ?? '') ?? []).flatMap((made) => wires.of(made)));
  const shares = (domain: number): boolean => (host === undefined ? wires.places(domain).includes(on) : here.has(domain));
  const own: StrayGateway['instead'] = [];
  const virtual: StrayGateway['instead'] = [];
  for (const made of layer3.all) {
    if (made.station === host || !routes(facts.elements[made.station]!) || !wires.of(made).some(shares)) continue;
    for (const each of made.addresses) {
      if (!prefixes.some((prefix) => inRange(each.ip, prefix))) continue;
      const list = each.kind === 'vip' ? virtual : own;
      if (!list.some((known) => known.address === each.text)) list.push({ address: each.text, router: each.group ?? made.station });
    }
  }
  return virtual.length > 0 ? virtual : own;
}

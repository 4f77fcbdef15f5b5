/**
 * The route that a device lacks: to the subnet that the packet is for, over the neighbour that leads there; to an internet
 * the default. Where routers tell each other their routes, what is missing is rather one that takes part.
 */
import type { Id } from '../../model/model.js';
import { formatPrefix, inRange, parseAddress, type Family } from '../../model/ip.js';
import { isInternet } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { routes } from './devices.js';
import { domains } from './domains.js';
import { interfaces } from './interfaces.js';
import { isOnInternet } from './endpoints.js';
import { addressOwners } from './owners.js';
import type { Stop } from './types.js';
import { segments } from './segments.js';
import { stations } from './stations.js';

export interface MissingRoute {
  /** The device that lacks it. */
  on: Id;
  prefix: string;
  /** The neighbour, or the tunnel. */
  via: Id;
  /** Where the device learns its routes, or could from that neighbour: the protocol, and the routers on the way that keep silent in it. */
  silent?: { protocol: string; routers: Id[] };
}

/** The connected prefix of whoever owns the address, else the address alone. */
export function prefixAround(facts: Facts, address: string): string {
  const ip = parseAddress(address);
  if (!ip) return address;
  for (const owner of facts.ask(addressOwners).ofIp(ip)) {
    for (const made of facts.ask(interfaces).of.get(owner.station) ?? []) {
      for (const own of made.addresses) if (own.connected && own.connected.family === ip.family && inRange(ip, own.connected)) return formatPrefix(own.connected);
    }
  }
  return `${address}/${ip.family === 4 ? 32 : 128}`;
}

/** Where both families are in play, the default route of one of them. */
function defaultOf(family: Family | undefined): string {
  return family === undefined ? 'default' : family === 4 ? '0.0.0.0/0' : '::/0';
}

/** Breadth first over what routes, named tunnels included, from the device to the wire where the address is at home; the first step is the next hop. */
export function missingRoute(facts: Facts, device: Id, address: string, family?: Family): MissingRoute | undefined {
  const ip = parseAddress(address);
  const outside = facts.elements[address];
  if (!ip && !(outside && isOnInternet(facts, outside))) return undefined;
  const layer3 = facts.ask(interfaces);
  const wires = facts.ask(domains);
  const goals = new Set(ip ? facts.ask(addressOwners).ofIp(ip).map((owner) => owner.station) : facts.ask(segments).internets);
  if (goals.size === 0) return undefined;
  const prefix = ip ? prefixAround(facts, address) : defaultOf(family);
  const spoken = ip?.family ?? family;
  const byId = facts.ask(stations);
  const tunnels = Object.values(facts.links).filter((link) => link.tunnel !== undefined && link.name !== undefined);
  const seen = new Set<Id>([device]);
  // `passed`: the routers on the way, the device first.
  let frontier: { station: Id; first?: Id; passed: Id[] }[] = [{ station: device, passed: [device] }];
  const found = (via: Id, passed: readonly Id[]): MissingRoute => {
    const silent = silentOn(facts, passed);
    return { on: device, prefix, via, ...(silent ? { silent } : {}) };
  };
  while (frontier.length > 0) {
    const next: typeof frontier = [];
    for (const { station, first, passed } of frontier) {
      for (const made of layer3.of.get(station) ?? []) {
        for (const domain of wires.of(made)) {
          const internet = wires.internet(domain);
          if (internet !== undefined && goals.has(internet) && first !== undefined) return found(first, passed);
          for (const member of wires.members(domain)) {
            if (seen.has(member.station)) continue;
            if (goals.has(member.station) && first !== undefined) return found(first, passed);
            const element = facts.elements[member.station]!;
            if (!routes(element) || isInternet(element) || (spoken !== undefined && !speaks(member.addresses, spoken))) continue;
            seen.add(member.station);
            next.push({ station: member.station, first: first ?? member.station, passed: [...passed, member.station] });
          }
        }
      }
      for (const link of tunnels) {
        const ends = [byId.of(link.a.element), byId.of(link.b.element)];
        const far = ends.find((each) => each !== station);
        if (!ends.includes(station) || far === undefined || seen.has(far)) continue;
        if (goals.has(far)) return found(first ?? link.id, passed);
        seen.add(far);
        next.push({ station: far, first: first ?? link.id, passed: [...passed, far] });
      }
    }
    frontier = next;
  }
  return undefined;
}

/**
 * The route that would carry a stopped packet on. A device with an interface in an internet sends there what it has no
 * route for, so that a private address is refused by the internet while the route is missing before it.
 */
export function routeForStop(facts: Facts, hops: readonly { element: Id }[], stop: Stop): MissingRoute | undefined {
  if (stop.reason === 'no-route') return missingRoute(facts, stop.element, stop.packet.to, stop.family);
  if (stop.reason !== 'not-on-the-internet') return undefined;
  const last = hops.map((hop) => hop.element).filter((id) => id !== stop.element).at(-1);
  return last !== undefined && routes(facts.elements[last]!) ? missingRoute(facts, last, stop.packet.to, stop.family) : undefined;
}

/** @param passed the routers on a way, the one that lacks a route first. */
function silentOn(facts: Facts, passed: readonly Id[]): MissingRoute['silent'] {
  const spokenBy = (id: Id): string[] => facts.elements[id]!.network.routing.map((use) => use.protocol);
  const device = facts.elements[passed[0]!]!;
  if (!routes(device) || isInternet(device)) return undefined;
  const own = device.network;
  // One that takes no part and has routes of its own was meant to be told by hand.
  const learning = own.routing.length > 0 || own.routes.length === 0;
  const protocol = learning ? spokenBy(passed[0]!)[0] ?? (passed[1] === undefined ? undefined : spokenBy(passed[1])[0]) : undefined;
  if (protocol === undefined) return undefined;
  const routers = passed.filter((id) => !spokenBy(id).includes(protocol));
  return routers.length > 0 ? { protocol, routers } : undefined;
}

function speaks(addresses: { ip: { family: Family } }[], family: Family): boolean {
  return addresses.length === 0 || addresses.some((own) => own.ip.family === family);
}

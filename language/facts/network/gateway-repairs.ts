/** What would give a segment its gateway: an interface for the router that is missing there, or one of several chosen. */
import type { Endpoint, Id } from '../../model/model.js';
import { parseAddress } from '../../model/ip.js';
import type { Facts } from '../query.js';
import { partySets, type End } from './endpoints.js';
import { interfaces } from './interfaces.js';
import { areas } from './routing-area.js';
import { segments } from './segments.js';
import { networkLinks, stations } from './stations.js';
import { routes } from './devices.js';
import { freeAddress, statedSubnets } from './written-addresses.js';

/** The one router at the target's side, and a free address for it on the host's segment. */
export function freeGateway(facts: Facts, host: Id, target: Id): { router: Id; place: Id; address: string } | undefined {
  const byId = facts.ask(stations);
  const area = facts.ask(areas);
  const routers = [...new Set(area.domainsOf(byId.of(target)).flatMap((domain) => area.routersOn(domain)))].filter((id) => routes(facts.elements[id]!));
  const place = facts.ask(segments).innermost(byId.get(host)?.wiredAs ?? host);
  if (routers.length !== 1 || place === undefined) return undefined;
  const prefix = statedSubnets(facts, place)[0]?.prefix;
  const address = prefix && freeAddress(facts, prefix);
  return address ? { router: routers[0]!, place, address } : undefined;
}

/** What routes on one of the segments of an element, internets left out. */
export function routersBeside(facts: Facts, id: Id): Id[] {
  const area = facts.ask(areas);
  const station = facts.ask(stations).of(id);
  return [...new Set(area.domainsOf(station).flatMap((domain) => area.routersOn(domain)))].filter((each) => each !== station && routes(facts.elements[each]!));
}

/** What an element hangs on: the other ends of its cables, without any the segment that it stands in. */
export function attachmentOf(facts: Facts, id: Id): Id[] {
  const byId = facts.ask(stations);
  const wiredAs = byId.get(byId.of(id))?.wiredAs ?? id;
  const others = (facts.ask(networkLinks).get(wiredAs) ?? []).map((link) => (link.a.element === wiredAs ? link.b.element : link.a.element));
  const place = facts.ask(segments).innermost(wiredAs);
  return others.length > 0 ? [...new Set(others)] : place === undefined ? [] : [place];
}

/** Where the choice is written (the segment's place, else the host) and what may be chosen. */
export function gatewayChoices(facts: Facts, host: Id, others: string[]): { on: Id; addresses: { address: string; router: Id }[] } {
  const byId = facts.ask(stations);
  const layer3 = facts.ask(interfaces);
  const wiredAs = byId.get(host)?.wiredAs ?? host;
  const place = facts.ask(segments).innermost(wiredAs);
  const mine = (layer3.of.get(byId.of(host)) ?? []).flatMap((made) => made.addresses.flatMap((own) => own.connected ?? []));
  const addresses = others.flatMap((other): { address: string; router: Id }[] => {
    if (parseAddress(other)) return [{ address: other, router: other }];
    const own = (layer3.of.get(other) ?? []).flatMap((made) => made.addresses)
      .find((each) => mine.some((prefix) => prefix.family === each.ip.family && prefix.low <= each.ip.value && each.ip.value <= prefix.high));
    return own ? [{ address: own.text, router: other }] : [];
  });
  const stated = facts.elements[host]!.network.gateways.length > 0;
  return { on: place === undefined || stated ? host : place, addresses: stated ? [] : addresses };
}

/** True where an endpoint as written is what a packet's end is at some hop: by address, else by name. */
export function partyNamed(facts: Facts, endpoint: Endpoint, end: End, party: string): boolean {
  const sets = facts.ask(partySets);
  const ip = parseAddress(party);
  return sets.has(sets.of(endpoint, end), ip ? { ip, text: party } : { station: party })
    || (!ip && endpoint.type === 'ids' && endpoint.ids.includes(party));
}

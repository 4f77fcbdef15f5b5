/**
 * Why two stations that are cabled together are not on one segment: the access port in another VLAN than the machine
 * belongs to, the trunk that leaves the VLAN out, the cable whose ends disagree, the one that says nothing of VLANs.
 */
import type { Id, LinkEnd, VlanUse } from '../../model/model.js';
import { inRange, parsePrefix } from '../../model/ip.js';
import type { Facts } from '../query.js';
import { bridges, routes } from './devices.js';
import { lostFrames } from './lost-frames.js';
import { ownAddresses } from './parties.js';
import { DEFAULT_VLAN, portSettings } from './ports-of-links.js';
import { networkLinks, stations } from './stations.js';
import { segments } from './segments.js';

export type Culprit =
  | { type: 'access'; station: Id; link: Id; use: VlanUse; wanted: { place: Id; number: number } }
  | { type: 'trunk'; link: Id; end: LinkEnd; vlan: number; place?: Id }
  | { type: 'port'; link: Id; station: Id; peer: Id; vlan: number; place?: Id }
  | { type: 'ends'; link: Id; vlan: number; place?: Id }
  | { type: 'plain'; link: Id; vlan: number; place?: Id };

export function culpritBetween(facts: Facts, from: Id, to: Id): Culprit | undefined {
  return wrongAccess(facts, from) ?? wrongAccess(facts, to) ?? lostOnCable(facts, from, to);
}

/** The VLAN that a machine belongs to: of the place that it stands in, else of the subnet that its address is in. */
function homeVlan(facts: Facts, station: Id): { place: Id; number: number } | undefined {
  const own = facts.ask(segments).innermost(station);
  const number = own === undefined ? undefined : facts.elements[own]!.network.vlan;
  if (own !== undefined && number !== undefined) return { place: own, number };
  for (const place of Object.values(facts.elements)) {
    const vlan = place.network.vlan;
    if (vlan === undefined) continue;
    const prefixes = place.network.subnets.flatMap((subnet) => parsePrefix(subnet.prefix) ?? []);
    if (ownAddresses(facts, station).some(({ ip }) => prefixes.some((prefix) => inRange(ip, prefix)))) return { place: place.id, number: vlan };
  }
  return undefined;
}

function wrongAccess(facts: Facts, id: Id): Culprit | undefined {
  const station = facts.ask(stations).get(id);
  if (!station) return undefined;
  const wanted = homeVlan(facts, station.id);
  if (!wanted) return undefined;
  const links = facts.ask(networkLinks).get(station.wiredAs) ?? [];
  const uses = links.flatMap((link) => {
    const use = link.a.access ?? link.b.access;
    return use ? [{ link: link.id, use }] : [];
  });
  if (uses.length === 0 || uses.some(({ use }) => use.number === wanted.number)) return undefined;
  return { type: 'access', station: station.id, link: uses[0]!.link, use: uses[0]!.use, wanted };
}

function forwards(facts: Facts, id: Id): boolean {
  return bridges(facts.elements[id]!) || routes(facts.elements[id]!);
}

/** The cable at which the VLAN of one of them ends: a machine's port in another one, a trunk that leaves it out, ends that disagree, or one of which nothing is said. */
function lostOnCable(facts: Facts, from: Id, to: Id): Culprit | undefined {
  const lost = lostFrames(facts, from, to);
  if (!lost) return undefined;
  const { vlan, place } = lost;
  const link = facts.links[lost.link]!;
  const about = { link: link.id, vlan, ...(place ? { place } : {}) };
  const settings = portSettings(link);
  const host = [link.a, link.b].find((each) => facts.elements[each.element] !== undefined && !forwards(facts, each.element));
  const use = link.a.access ?? link.b.access;
  if (host && use) {
    const station = [from, to].find((id) => facts.ask(stations).get(id)?.wiredAs === host.element) ?? host.element;
    return { type: 'port', link: link.id, station, peer: station === from ? to : from, vlan: use.number, ...(use.place ? { place: use.place } : {}) };
  }
  if (!settings.a || !settings.b) return vlan === DEFAULT_VLAN ? undefined : { type: 'plain', ...about };
  const without = (['a', 'b'] as const).find((side) => ![...settings[side]!.vlanOf.values()].includes(vlan));
  if (without === undefined) return { type: 'ends', ...about };
  // Settings after one end hold for both: they are added to where they stand.
  const end = [link[without], link.a, link.b].find((each) => each.trunk !== undefined);
  return end && settings[without]!.trunk ? { type: 'trunk', end, ...about } : { type: 'ends', ...about };
}

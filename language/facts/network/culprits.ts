/**
 * Why two stations that are cabled together are not on one segment: the access port in another VLAN than the machine
 * belongs to, the trunk that leaves the VLAN out, the cable between switches that says nothing of VLANs.
 */
import type { Id, LinkEnd, VlanUse } from '../../model/model.js';
import { inRange, parsePrefix } from '../../model/ip.js';
import type { Facts } from '../query.js';
import { bridges, routes } from './devices.js';
import { frames } from './frames.js';
import { interfaces } from './interfaces.js';
import { ownAddresses } from './parties.js';
import { portSettings } from './ports-of-links.js';
import { networkLinks, stations } from './stations.js';
import { segments } from './segments.js';

export type Culprit =
  | { type: 'access'; station: Id; link: Id; use: VlanUse; wanted: { place: Id; number: number } }
  | { type: 'trunk'; link: Id; end: LinkEnd; vlan: number; place?: Id }
  | { type: 'plain'; link: Id; vlan: number; place?: Id };

export function culpritBetween(facts: Facts, from: Id, to: Id): Culprit | undefined {
  return wrongAccess(facts, from) ?? wrongAccess(facts, to) ?? missingOnTrunk(facts, from, to) ?? missingOnTrunk(facts, to, from)
    ?? plainCable(facts, from) ?? plainCable(facts, to);
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

/** A trunk whose one side carries the VLAN where the first station is and whose other side would lead on. */
function missingOnTrunk(facts: Facts, from: Id, to: Id): Culprit | undefined {
  const graph = facts.ask(frames);
  const layer3 = facts.ask(interfaces);
  const byId = facts.ask(stations);
  const verticesOf = (id: Id): number[] => (layer3.of.get(byId.of(id)) ?? []).flatMap((made) => made.vertices);
  const here = new Set(verticesOf(from).map((vertex) => layer3.domain[vertex]!));
  const cluster = new Set(verticesOf(to).map((vertex) => layer3.cabled[vertex]!));
  const vlans = new Map<number, Id | undefined>();
  graph.vertices.forEach((vertex, index) => {
    if (vertex.vlan !== undefined && here.has(layer3.domain[index]!)) vlans.set(vertex.vlan, vlans.get(vertex.vlan) ?? graph.vlanPlaces(vertex)[0]);
  });
  for (const link of Object.values(facts.links)) {
    const settings = portSettings(link);
    if (!settings.a?.trunk && !settings.b?.trunk) continue;
    for (const [vlan, place] of vlans) {
      const carries = (setting: typeof settings.a): boolean => setting !== undefined && [...setting.vlanOf.values()].includes(vlan);
      if (carries(settings.a) && carries(settings.b)) continue;
      const near = [link.a.element, link.b.element].some((end) => (graph.of.get(end) ?? [])
        .some((vertex) => here.has(layer3.domain[vertex]!) && cluster.has(layer3.cabled[vertex]!)));
      if (!near) continue;
      const end = !carries(settings.a) && link.a.trunk ? link.a : link.b.trunk && !carries(settings.b) ? link.b : link.a.trunk ? link.a : link.b;
      return { type: 'trunk', link: link.id, end, vlan, ...(place ? { place } : {}) };
    }
  }
  return undefined;
}

/** A cable from a switch that knows VLANs to another device that forwards, with neither access nor trunk: it carries the default VLAN only. */
function plainCable(facts: Facts, from: Id): Culprit | undefined {
  const graph = facts.ask(frames);
  const layer3 = facts.ask(interfaces);
  const here = new Set((layer3.of.get(facts.ask(stations).of(from)) ?? []).flatMap((made) => made.vertices).map((vertex) => layer3.domain[vertex]!));
  for (const link of new Set([...facts.ask(networkLinks).values()].flat())) {
    const settings = portSettings(link);
    if (settings.a ?? settings.b) continue;
    for (const [near, far] of [[link.a.element, link.b.element], [link.b.element, link.a.element]] as const) {
      const other = facts.elements[far];
      if (!other || !(bridges(other) || routes(other))) continue;
      const vertex = (graph.of.get(near) ?? []).find((each) => here.has(layer3.domain[each]!) && graph.vertices[each]!.kind === 'bridge' && graph.vertices[each]!.vlan !== undefined);
      if (vertex === undefined) continue;
      const { vlan } = graph.vertices[vertex]!;
      const place = graph.vlanPlaces(graph.vertices[vertex]!)[0];
      return { type: 'plain', link: link.id, vlan: vlan!, ...(place ? { place } : {}) };
    }
  }
  return undefined;
}

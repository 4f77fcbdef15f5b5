/**
 * Tunnels as vxlan between their ends: what is put in at one end comes out at the other, while the machines between carry
 * the packets that it is wrapped in. Both ends send from the port to which they send, so that filters with state know the
 * answer for one (as IKE and IPsec behind translations do: RFC 3948).
 */
import type { Family, Ip } from '#language/model/ip.js';
import { isPublic } from '#language/model/ip.js';
import type { Id, Link, Model } from '#language/model/model.js';
import type { Node } from '../topology.js';
import type { Port, Station, Stations } from './nodes.js';
import { refuse } from './refusal.js';
import { leads, type Walker } from './tables.js';
import type { Names } from './wiring.js';

/** Of vxlan (RFC 7348), where the catalogue knows no port for the tunnel's protocol. */
const VXLAN = 4_789;
/** The far end of a tunnel whose ends have no addresses in it. */
export const FAR_END: Record<Family, string> = { 4: '169.254.0.2', 6: 'fe80::2' };

export function tunnelsOf(model: Model): Link[] {
  return Object.values(model.links).filter((link) => link.tunnel !== undefined);
}

export function tunnelPort(model: Model, link: Link): number {
  const ports = model.protocols[link.tunnel!]?.ports ?? [];
  return ports.find((each) => each.protocol === 'udp')?.low ?? (ports.length === 0 ? VXLAN : refuse(`${link.id} is a tunnel over ${ports[0]!.text}, which vxlan is not`));
}

/** Devices for both ends of every tunnel, and the far end's card where nobody has an address in it. */
export function addTunnels(stations: Stations, walker: Walker, nodes: Record<string, Node>, names: Names): void {
  for (const [nth, link] of tunnelsOf(stations.ground.model).entries()) {
    const ends = [link.a, link.b].map(({ element }) => endOf(stations, link, element));
    const port = tunnelPort(stations.ground.model, link);
    // What it wraps does not go through itself.
    const outer: Walker = { ...walker, answering: (id, dev, address) => (ends.some((end) => end.station.id === id && end.port.device.name === dev) ? [] : walker.answering(id, dev, address)) };
    const found = ([4, 6] as const).filter((each) => ends.every(({ station }) => outerAddresses(station, each).length > 0))
      .map((each) => ends.map((end, at) => outerAddress(outer, ends[1 - at]!.station, end.station, each)));
    if (found.length === 0) refuse(`the ends of ${link.id} have no addresses of one family`);
    const addresses = (found.find((each) => each.every(({ led }) => led)) ?? found[0]!).map(({ text }) => text);
    ends.forEach((end, at) => {
      const far = ends[1 - at]!;
      const node = nodes[names.of('n', end.station.id)]!;
      const { device } = end.port;
      (node.links ??= []).push(`link add name ${device.name} address ${device.mac} type vxlan id ${nth + 1} local ${addresses[at]!} remote ${addresses[1 - at]!} dstport ${port} srcport ${port} ${port + 1} nolearning`);
      (node.offload ??= []).push(device.name);
      for (const each of [4, 6] as const) node[`ip${each}`].push(`neigh replace ${FAR_END[each]} lladdr ${far.port.device.mac} dev ${device.name} nud permanent`);
    });
  }
}

function endOf(stations: Stations, link: Link, element: Id): { station: Station; port: Port } {
  const station = stations.all.get(stations.ground.station(element));
  const port = station?.ports.find((each) => each.device.attached.tunnel === link.id);
  return station && port ? { station, port } : refuse(`the end ${element} of ${link.id} has no address of its own`);
}

/** Addresses that the wrapped packets may have: none that stands in a tunnel itself. */
function outerAddresses(station: Station, family: Family): { text: string; ip: Ip }[] {
  return station.ports.filter((port) => port.device.attached.tunnel === undefined).flatMap((port) => port.addresses)
    .filter((each) => each.own.ip.family === family && each.own.group === undefined && !each.own.range).map((each) => each.own);
}

/** Of an end's addresses one to which the other end's routes lead. */
function outerAddress(walker: Walker, from: Station, to: Station, family: Family): { text: string; led: boolean } {
  const all = outerAddresses(to, family);
  const led = all.filter((each) => leads(walker, from.id, undefined, each.ip, (id) => id === to.id));
  return { text: (led.find((each) => isPublic(each.ip)) ?? led[0] ?? all[0]!).text, led: led.length > 0 };
}

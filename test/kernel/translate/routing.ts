/** Routes and gateways of every machine, from what is written: on itself, on its place, on the place that it forwards for. */
import { formatAddress, inRange, isPublic, parseAddress, parsePrefix, type Family, type Ip } from '#language/model/ip.js';
import type { Element, Id, Route as Stated } from '#language/model/model.js';
import { isInternet, isPlace } from '#language/model/queries.js';
import { notPublic } from './ranges.js';
import type { Port, Station, Stations } from './nodes.js';
import { learned } from './dynamic.js';
import { refuse } from './refusal.js';
import { FAR_END } from './tunnels.js';
import { add, EVERYWHERE, type Hop, type Route, type Table } from './tables.js';

/** Of one prefix: what a place states for its router, what is written on the machine, the internet's or a gateway's default, what was learned. */
export const METRIC = { place: 1_000, stated: 2_000, fallback: 3_000, learned: 4_000 };
/** The internet's own address on each of its wires: what leaves by it is sent there, whatever its destination. */
export const EDGE: Record<Family, string> = { 4: '169.254.0.1', 6: 'fe80::1' };

export class Routing {
  readonly tables = new Map<Id, Map<string | undefined, Table>>();

  constructor(private readonly stations: Stations) {
    for (const station of stations.all.values()) {
      const own: Table = { routes: [] };
      this.connected(station, own);
      this.tables.set(station.id, new Map([[undefined, own]]));
    }
    for (const station of stations.all.values()) if (!station.internet) this.stated(station);
    for (const station of stations.all.values()) if (!station.internet) this.fallback(station);
    for (const [id, routes] of learned(stations, this.tables)) for (const route of routes) add(this.own(id), route);
    for (const station of stations.all.values()) if (station.routes && !station.internet) this.placesOf(station);
    for (const station of stations.all.values()) if (station.internet) this.internet(station);
  }

  own(id: Id): Table {
    return this.tables.get(id)!.get(undefined)!;
  }

  private connected(station: Station, table: Table): void {
    for (const port of station.ports) {
      for (const each of port.addresses) {
        if ((each.own.kind === 'vip' && !each.alone) || !each.connected) continue;
        add(table, { prefix: each.connected, metric: 0, kind: 'connected', hops: [{ dev: port.device.name }] });
      }
    }
  }

  private stated(station: Station): void {
    const element = this.stations.ground.elements[station.id]!;
    for (const route of element.network.routes) this.put(this.own(station.id), station, route, METRIC.stated);
  }

  private put(table: Table, station: Station, route: Stated, base: number): void {
    for (const family of [4, 6] as const) {
      const prefix = route.prefix === 'default' ? EVERYWHERE[family] : parsePrefix(route.prefix);
      if (!prefix || prefix.family !== family) continue;
      const metric = base + (route.metric ?? 0);
      if ('blackhole' in route.via) {
        add(table, { prefix, metric, kind: 'blackhole', hops: [] });
        continue;
      }
      const hops = this.resolve(station, route.via, family);
      // A next hop that is not on any wire of the machine is refused when it is configured: there is no such route.
      if (hops.length > 0) add(table, { prefix, metric, kind: 'hops', hops });
    }
  }

  private resolve(station: Station, via: Stated['via'], family: Family): Hop[] {
    if ('address' in via) {
      const ip = parseAddress(via.address);
      return ip && ip.family === family ? this.towards(station, ip) : [];
    }
    if ('link' in via) return this.viaLink(station, via.link, family);
    return 'element' in via ? this.viaElement(station, via.element, family) : [];
  }

  /** A next hop by address: on the wire whose subnet has it, or on the only wire without a subnet. */
  private towards(station: Station, ip: Ip): Hop[] {
    const text = formatAddress(ip);
    if (station.ports.some((port) => port.addresses.some((each) => each.own.text === text))) return [];
    const port = this.stations.facing(station, ip);
    if (port) return [{ dev: port.device.name, via: text }];
    // On an internet's wire a machine may have an address without a subnet.
    const unstated = station.ports.filter((each) => each.addresses.some((one) => one.own.ip.family === ip.family) && each.addresses.every((one) => one.own.ip.family !== ip.family || !one.connected));
    return unstated.length === 1 ? [{ dev: unstated[0]!.device.name, via: text, onlink: true }] : [];
  }

  private viaElement(station: Station, id: Id, family: Family): Hop[] {
    const { ground } = this.stations;
    const target = ground.elements[id];
    if (target && isInternet(target)) return this.outside(station, id, family);
    if (target && isPlace(target)) return refuse(`${station.id} has a route via the place ${id}, whose router is not named`);
    const group = ground.model.groups[id];
    const members = group ? (group.mode === 'active-standby' ? ground.members(id).slice(0, 1) : ground.members(id)) : [id];
    const found: Hop[] = [];
    for (const member of members) {
      const other = this.stations.all.get(ground.station(member));
      if (!other || other.id === station.id) continue;
      found.push(...this.between(station, other, family));
    }
    return found;
  }

  /** A neighbour's addresses in the machine's subnets; where they share a wire but no subnet, the wire decides. */
  private between(station: Station, other: Station, family: Family): Hop[] {
    const theirs = this.stations.addresses(other.id, family);
    const near = theirs.flatMap((each): Hop[] => {
      const port = this.stations.facing(station, each.own.ip);
      return port ? [{ dev: port.device.name, via: each.own.text }] : [];
    });
    // A name means the neighbour where it is: a subnet that both have, on wires that do not meet, is no way to it.
    const met = near.filter((hop) => this.beside(station, hop.dev).some((each) => each.station === other));
    if (near.length > 0) return met.length > 0 ? met : near;
    // A wire on which the machine has addresses of the other family only does not lead this one, though its card would.
    const speaks = (port: Port): boolean => port.addresses.length === 0 || port.addresses.some((each) => each.own.ip.family === family);
    for (const port of station.ports.filter((each) => each.device.attached.tunnel === undefined && speaks(each))) {
      const there = this.stations.beside(port).filter((each) => each.station === other).flatMap((each) => each.port.addresses).find((each) => theirs.includes(each));
      if (there) return [{ dev: port.device.name, via: there.own.text, onlink: true }];
    }
    return station.ports.flatMap((port) => (this.stations.beside(port).some((each) => each.station === other) ? this.through(port, family) : []));
  }

  /** Into a tunnel: there is one at its other end. */
  private through(port: Port, family: Family): Hop[] {
    if (port.device.attached.tunnel === undefined) return [];
    const ends = [port, ...this.stations.beside(port).map((each) => each.port)];
    if (ends.some((each) => each.addresses.length > 0 && !each.addresses.some((one) => one.own.ip.family === family))) return [];
    return [{ dev: port.device.name, via: FAR_END[family], onlink: true }];
  }

  private viaLink(station: Station, id: Id, family: Family): Hop[] {
    const { ground } = this.stations;
    const link = ground.model.links[id];
    if (!link) return [];
    if (link.tunnel !== undefined) return station.ports.filter((port) => port.device.attached.tunnel === id).flatMap((port) => this.through(port, family));
    const mine = (end: Id): boolean => ground.station(end) === station.id;
    const far = mine(link.a.element) ? link.b.element : link.a.element;
    const element = ground.elements[far];
    if (element && isInternet(element)) return this.outside(station, far, family);
    const other = this.stations.all.get(ground.station(far));
    const hops = other ? this.between(station, other, family).filter((hop) => station.ports.some((port) => port.device.name === hop.dev
      && port.device.attached.plugs.some((plug) => plug.type === 'end' && plug.link === id))) : [];
    if (hops.length === 0) refuse(`${station.id} has a route via the cable ${id}, at whose other end nobody has an address`);
    return hops;
  }

  /** Ports on an internet's wire. */
  private outside(station: Station, internet: Id | undefined, family: Family): Hop[] {
    return station.ports.filter((port) => port.addresses.some((each) => each.own.ip.family === family) && this.internetAt(port) !== undefined && (internet === undefined || this.internetAt(port) === internet))
      .map((port) => ({ dev: port.device.name, via: EDGE[family], onlink: true }));
  }

  internetAt(port: Port): Id | undefined {
    return this.stations.beside(port).find((each) => each.station.internet)?.station.id;
  }

  private fallback(station: Station): void {
    const { ground } = this.stations;
    const element = ground.elements[station.id]!;
    const table = this.own(station.id);
    for (const family of [4, 6] as const) {
      // Whatever default was written, also one that leads nowhere, is the machine's default.
      const written = element.network.routes.some((route) => route.prefix === 'default' ? !('address' in route.via) || parseAddress(route.via.address)?.family === family
        : parsePrefix(route.prefix)?.length === 0 && parsePrefix(route.prefix)?.family === family);
      if (written) continue;
      const outside = this.outside(station, undefined, family);
      const stated = element.network.gateways.length > 0;
      if (outside.length > 0 && !stated) {
        add(table, { prefix: EVERYWHERE[family], metric: METRIC.fallback, kind: 'hops', hops: outside });
      } else if (!station.routes || stated) {
        if (!station.ports.some((port) => port.addresses.some((each) => each.own.ip.family === family))) continue;
        const hops = this.gateway(station, element, family);
        if (hops.length > 0) add(table, { prefix: EVERYWHERE[family], metric: METRIC.fallback, kind: 'hops', hops });
      }
    }
  }

  private gateway(station: Station, element: Element, family: Family): Hop[] {
    const { ground } = this.stations;
    const fits = (each: { address?: string }): boolean => each.address === undefined || parseAddress(each.address)?.family === family;
    const wired = ground.wiredAs(element.id);
    for (const around of [...ground.around(element.id), ...(wired === element.id ? [] : ground.around(wired))]) {
      const stated = around.network.gateways.filter(fits);
      if (stated.length > 1) return [];
      if (stated.length === 1) return this.gatewayHops(station, stated[0]!, family);
    }
    for (const place of this.placesOnWires(station, family)) {
      for (const stated of place.network.gateways.filter(fits)) {
        const hops = this.gatewayHops(station, stated, family);
        if (hops.length > 0 || stated.element !== undefined || this.isAstray(place, stated.address!)) return hops;
      }
    }
    return this.onlyRouter(station, family);
  }

  private gatewayHops(station: Station, stated: { address?: string; element?: Id }, family: Family): Hop[] {
    if (stated.address !== undefined) return this.towards(station, parseAddress(stated.address)!);
    return this.viaElement(station, stated.element!, family);
  }

  /** In no subnet of the place that has some of its family: meant for all of them, and taken by no system. */
  private isAstray(place: Element, address: string): boolean {
    const ip = parseAddress(address)!;
    const prefixes = place.network.subnets.flatMap((subnet) => parsePrefix(subnet.prefix) ?? []).filter((prefix) => prefix.family === ip.family);
    return prefixes.length > 0 && !prefixes.some((prefix) => inRange(ip, prefix));
  }

  /** Places whose VLAN or segment a machine is cabled into from outside. */
  private placesOnWires(station: Station, family: Family): Element[] {
    const { ground } = this.stations;
    const found: Element[] = [];
    for (const port of station.ports) {
      for (const each of Object.values(ground.elements)) {
        if (!isPlace(each) || isInternet(each) || each.network.gateways.length === 0 || !ground.segments.has(each.id)) continue;
        const prefixes = each.network.subnets.flatMap((subnet) => parsePrefix(subnet.prefix) ?? []);
        if (port.addresses.some((one) => one.own.ip.family === family && prefixes.some((prefix) => inRange(one.own.ip, prefix)))) found.push(each);
      }
    }
    return found;
  }

  /** The virtual address of a group of routers on the wire, else the only router there, in the machine's subnet. */
  private onlyRouter(station: Station, family: Family): Hop[] {
    const { ground } = this.stations;
    const virtual = new Map<string, Hop[]>();
    for (const group of Object.values(ground.model.groups)) {
      const members = ground.members(group.id);
      if (members.length === 0 || !members.every((member) => this.stations.all.get(ground.station(member))?.routes)) continue;
      for (const vip of group.vips) {
        const ip = parseAddress(vip.address);
        if (!ip || ip.family !== family) continue;
        const hops = this.towards(station, ip).filter((hop) => this.beside(station, hop.dev).some((each) => each.port.addresses.some((one) => one.own.text === vip.address)));
        if (hops.length > 0) virtual.set(vip.address, hops);
      }
    }
    if (virtual.size === 1) return [...virtual.values()][0]!;
    if (virtual.size > 1) return [];
    const routers = new Map<string, Hop[]>();
    for (const port of station.ports) {
      if (port.addresses.length > 0 && !port.addresses.some((each) => each.own.ip.family === family)) continue;
      for (const each of this.stations.beside(port)) {
        if (!each.station.routes) continue;
        for (const one of each.port.addresses) {
          if (one.own.ip.family !== family || one.own.group !== undefined || one.own.range) continue;
          const mine = port.addresses.filter((own) => own.own.ip.family === family && own.connected);
          if (mine.length > 0 && !mine.some((own) => inRange(one.own.ip, own.connected!))) continue;
          const hop: Hop = { dev: port.device.name, via: one.own.text, ...(mine.length > 0 ? {} : { onlink: true }) };
          routers.set(each.station.id, [...(routers.get(each.station.id) ?? []), hop]);
        }
      }
    }
    const hops = [...routers.values()];
    if (hops.length === 1) return hops[0]!.slice(0, 1);
    return [];
  }

  private beside(station: Station, dev: string): { station: Station; port: Port }[] {
    const port = station.ports.find((each) => each.device.name === dev);
    return port ? this.stations.beside(port) : [];
  }

  /** Routes that a place states for what leaves it, in a table for the device that faces it. */
  private placesOf(station: Station): void {
    const { ground } = this.stations;
    const owned = station.ports.flatMap((port) => port.addresses.map((each) => each.own.text));
    for (const port of station.ports) {
      const table: Table = { routes: [] };
      const seen = new Set<Id>();
      for (const place of this.placesFacing(port)) {
        for (const around of ground.around(place)) {
          if (seen.has(around.id)) continue;
          seen.add(around.id);
          const { gateways } = around.network;
          if (gateways.length > 0 && !gateways.some((each) => (each.address !== undefined ? owned.includes(each.address) : ground.members(each.element!).some((member) => ground.station(member) === station.id)))) continue;
          for (const route of around.network.routes) {
            if ('element' in route.via && ground.members(route.via.element).some((member) => ground.station(member) === station.id)) continue;
            if ('address' in route.via && owned.includes(route.via.address)) continue;
            this.put(table, station, route, METRIC.place);
          }
        }
      }
      if (table.routes.length === 0) continue;
      for (const route of this.own(station.id).routes) add(table, { ...route, hops: [...route.hops] });
      this.tables.get(station.id)!.set(port.device.name, table);
    }
  }

  /** Places that the wire of a port is: the one that it names, those whose segment or VLAN it is. */
  private placesFacing(port: Port): Id[] {
    const { ground } = this.stations;
    const found = port.device.attached.place === undefined ? [] : [port.device.attached.place];
    for (const plug of port.device.attached.plugs) if (plug.type === 'segment') found.push(plug.place);
    for (const each of this.stations.beside(port)) {
      const inner = ground.innermostSegment(each.station.id);
      if (each.port.device.attached.place !== undefined) found.push(each.port.device.attached.place);
      else if (inner !== undefined && !each.station.routes && each.port.addresses.length > 0) {
        const prefixes = ground.elements[inner]!.network.subnets.flatMap((subnet) => parsePrefix(subnet.prefix) ?? []);
        if (each.port.addresses.some((one) => prefixes.some((prefix) => inRange(one.own.ip, prefix)))) found.push(inner);
      }
    }
    return found;
  }

  /** Public prefixes to the devices on its wires that own them or have them behind them; nothing that is not public. */
  private internet(internet: Station): void {
    const table = this.own(internet.id);
    for (const family of [4, 6] as const) {
      for (const text of notPublic(family)) {
        // Neighbours on its wires have these.
        if (text === 'fe80::/10' || text === '127.0.0.0/8' || text === '::1/128' || text === 'ff00::/8' || text === '224.0.0.0/4' || text === '::/128') continue;
        add(table, { prefix: parsePrefix(text)!, metric: 0, kind: 'unreachable', hops: [] });
      }
      // Its own address on its wires.
      if (family === 4) add(table, { prefix: parsePrefix(EDGE[4])!, metric: 0, kind: 'local', hops: [] });
    }
    const delivered = new Set<string>();
    for (const port of internet.ports) {
      for (const { station, port: there } of this.stations.beside(port)) {
        if (station.internet) continue;
        for (const each of there.addresses) {
          if (each.own.range) {
            const bits = each.own.ip.family === 4 ? 32 : 128;
            let length = bits;
            for (let size = each.own.range.high - each.own.range.low + 1n; size > 1n; size >>= 1n) length--;
            if (each.own.ip.family === 6) refuse(`${station.id} is a prefix of IPv6`);
            add(table, { prefix: parsePrefix(`${formatAddress({ family: each.own.ip.family, value: each.own.range.low })}/${length}`)!, metric: 0, kind: 'hops', hops: [{ dev: port.device.name }] });
            continue;
          }
          if (!isPublic(each.own.ip)) continue;
          delivered.add(each.own.text);
          add(table, { prefix: parsePrefix(each.own.text)!, metric: 0, kind: 'hops', hops: [{ dev: port.device.name }] });
        }
        for (const text of this.translated(station.id)) {
          const ip = parseAddress(text)!;
          const via = there.addresses.find((each) => each.own.ip.family === ip.family);
          if (!isPublic(ip) || !via || delivered.has(text)) continue;
          delivered.add(text);
          add(table, { prefix: parsePrefix(text)!, metric: 0, kind: 'hops', hops: [{ dev: port.device.name, via: via.own.text, onlink: true }] });
        }
        if (station.routes) this.inward(internet, port, station, there, table);
      }
    }
    // Owned elsewhere: the internet answers for nobody's address.
    for (const text of this.owned()) {
      const ip = parseAddress(text)!;
      if (!isPublic(ip) || delivered.has(text)) continue;
      if (table.routes.some((route) => inRange(ip, route.prefix))) continue;
      add(table, { prefix: parsePrefix(text)!, metric: 0, kind: 'unreachable', hops: [] });
    }
  }

  /** Connected subnets behind a device on the internet's wire, and its routes that do not lead back out. */
  private inward(internet: Station, port: Port, station: Station, there: Port, table: Table): void {
    const outside = station.ports.filter((each) => this.internetAt(each) === internet.id).map((each) => each.device.name);
    const tables = this.tables.get(station.id)!;
    for (const route of (tables.get(there.device.name) ?? tables.get(undefined)!).routes) {
      if (route.prefix.length === 0 || route.kind === 'blackhole' || route.kind === 'unreachable') continue;
      if (!isPublic({ family: route.prefix.family, value: route.prefix.low })) continue;
      if (route.hops.some((hop) => outside.includes(hop.dev))) continue;
      const via = there.addresses.find((each) => each.own.ip.family === route.prefix.family);
      if (!via) continue;
      add(table, { prefix: route.prefix, metric: 1, kind: 'hops', hops: [{ dev: port.device.name, via: via.own.text, onlink: true }] });
    }
  }

  /** Addresses that a device translates to or from. */
  translated(id: Id): string[] {
    const element = this.stations.ground.elements[id]!;
    const held = new Set((this.stations.all.get(id)?.ports ?? []).flatMap((port) => port.addresses.map((each) => each.own.text)));
    return [...new Set(element.network.nat.flatMap((rule) => (rule.type === 'masquerade' ? [] : [rule.address])))].filter((text) => !held.has(text));
  }

  owned(): string[] {
    const found = new Set<string>();
    for (const attached of this.stations.ground.attached) for (const each of attached.addresses) if (!each.range) found.add(each.text);
    for (const element of Object.values(this.stations.ground.elements)) for (const rule of element.network.nat) if (rule.type !== 'masquerade') found.add(rule.address);
    return [...found];
  }
}

export type { Route };

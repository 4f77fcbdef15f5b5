/** The machines of a translation: their devices, addresses and wires, for everything that is said of them later. */
import { formatAddress, inRange, type Family, type Ip, type ParsedPrefix } from '#language/model/ip.js';
import type { Id } from '#language/model/model.js';
import { isInternet } from '#language/model/queries.js';
import type { Ground, Own } from './ground.js';
import { routes } from './ground.js';
import { refuse } from './refusal.js';
import type { Device, Wiring } from './wiring.js';

export interface Placed {
  own: Own;
  /** Prefix length that the machine is given for it: of a virtual address beside another of its subnet the whole length. */
  length: number;
  /** A virtual address beside which the machine has none. */
  alone?: boolean;
  /** The prefix of the wire, where somebody stated one. */
  connected?: ParsedPrefix;
}

export interface Port { device: Device; domain: string; addresses: Placed[] }

export interface Station { id: Id; ports: Port[]; routes: boolean; internet: boolean }

export class Stations {
  readonly all = new Map<Id, Station>();
  private readonly byDomain = new Map<string, { station: Station; port: Port }[]>();

  constructor(readonly ground: Ground, readonly wiring: Wiring) {
    for (const [id, devices] of wiring.devices) {
      const element = ground.elements[id]!;
      const ports = devices.map((device): Port => ({
        device,
        domain: wiring.domain(id, device.ports[0] ?? device.name),
        addresses: isInternet(element) ? [] : this.placed(id, device),
      })).filter((port) => isInternet(element) || port.addresses.length > 0 || port.device.attached.link !== undefined);
      if (ports.length === 0) continue;
      this.all.set(id, { id, ports, routes: routes(element), internet: isInternet(element) });
    }
    for (const station of this.all.values()) {
      for (const port of station.ports) {
        for (const domain of new Set([port.domain, ...port.device.ports.map((each) => wiring.domain(station.id, each))])) {
          this.byDomain.set(domain, [...(this.byDomain.get(domain) ?? []), { station, port }]);
        }
      }
    }
  }

  private placed(id: Id, device: Device): Placed[] {
    return device.attached.addresses.flatMap((own): Placed[] => {
      // A virtual address stands on the member that has it while all is well.
      if (own.group !== undefined && this.holder(own.group, own.text) !== id) return [];
      const bits = own.ip.family === 4 ? 32 : 128;
      if (own.range && this.taken(id, own.range)) refuse(`${id} stands for a whole prefix, in which others have addresses of their own`);
      if (own.range) return [{ own, length: bits }];
      const beside = device.attached.addresses.some((other) => other !== own && other.kind !== 'vip' && other.connected && inRange(own.ip, other.connected));
      if (own.kind === 'vip' && !beside) {
        if (this.ground.elements[id] && routes(this.ground.elements[id]!)) refuse(`${id} has a virtual address on a wire where it has none of its own`);
        // With nothing else to know its wire by, it is given the wire's mask.
        return [{ own, length: own.connected?.length ?? bits, alone: true, ...(own.connected ? { connected: own.connected } : {}) }];
      }
      if (own.kind === 'vip') return [{ own, length: bits }];
      return [{ own, length: own.connected?.length ?? bits, ...(own.connected ? { connected: own.connected } : {}) }];
    });
  }

  private taken(id: Id, range: NonNullable<Own['range']>): boolean {
    return this.ground.attached.some((each) => each.station !== id && each.addresses.some((other) => other.range === undefined && other.ip.family === range.family && range.low <= other.ip.value && other.ip.value <= range.high));
  }

  /** The first member that is on the address's wire with others: one that stands there alone is heard by nobody. */
  private holder(group: Id, address: string): Id | undefined {
    const standing = this.ground.members(group).map((member) => this.ground.station(member)).flatMap((id) => (this.wiring.devices.get(id) ?? [])
      .filter((device) => device.attached.addresses.some((own) => own.text === address)).map((device) => ({ id, domain: this.wiring.domain(id, device.ports[0] ?? device.name) })));
    const heard = standing.filter(({ id, domain }) => [...this.wiring.devices].some(([other, devices]) => other !== id
      && devices.some((device) => [device.name, ...device.ports].some((name) => this.wiring.domain(other, name) === domain))));
    // Wires of one internet are one.
    const outside = (domain: string): string => [...this.wiring.devices].find(([other, devices]) => isInternet(this.ground.elements[other]!) && devices.some((device) => this.wiring.domain(other, device.name) === domain))?.[0] ?? domain;
    if (new Set(heard.map(({ domain }) => outside(domain))).size > 1) refuse(`members of ${group} stand apart on two wires, and each takes ${address} for its own`);
    return (heard[0] ?? standing[0])?.id;
  }

  /** Everyone on the wire of a port, itself left out. */
  beside(port: Port): { station: Station; port: Port }[] {
    const domains = new Set([port.domain, ...this.innerDomains(port)]);
    const found: { station: Station; port: Port }[] = [];
    for (const domain of domains) for (const each of this.byDomain.get(domain) ?? []) if (each.port !== port && !found.includes(each)) found.push(each);
    return found;
  }

  private innerDomains(port: Port): string[] {
    return port.device.ports.map((each) => this.wiring.domain(port.device.attached.station, each));
  }

  /** A machine's addresses of one family, virtual ones of groups left out, ranges left out. */
  addresses(id: Id, family?: Family): Placed[] {
    return (this.all.get(id)?.ports ?? []).flatMap((port) => port.addresses)
      .filter((each) => each.own.range === undefined && each.own.group === undefined && (family === undefined || each.own.ip.family === family));
  }

  /** The port in whose subnet an address lies: of several the longest prefix. */
  facing(station: Station, ip: Ip): Port | undefined {
    let best: { port: Port; length: number } | undefined;
    for (const port of station.ports) {
      for (const each of port.addresses) {
        if ((each.own.kind === 'vip' && !each.alone) || !each.connected || !inRange(ip, each.connected)) continue;
        if (!best || each.connected.length > best.length) best = { port, length: each.connected.length };
      }
    }
    return best?.port;
  }

  owner(text: string): Station | undefined {
    return [...this.all.values()].find((station) => station.ports.some((port) => port.addresses.some((each) => formatAddress(each.own.ip) === text && !each.own.range)));
  }
}

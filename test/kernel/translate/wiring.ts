/**
 * Layer 2: links, VLANs and segments as switches and cables. Settings after one end of a link hold for both unless each
 * has its own; `access` is one VLAN untagged, `trunk` are VLANs with tags, `native` the one without (IEEE 802.1Q). What
 * bridges without any VLAN setting passes frames as they are.
 */
import type { Element, Id, Link, LinkEnd } from '#language/model/model.js';
import { hasRole, isInternet, isPlace } from '#language/model/queries.js';
import type { CableEnd, PortOfSwitch, Topology } from '../topology.js';
import { bridges, isLayer3Switch, knowsVlans, routes, type Attached, type Ground, type Plug } from './ground.js';
import { judgesFrames } from './frame-filters.js';
import { refuse } from './refusal.js';
import { spanned } from './spanning.js';

export interface Device {
  name: string;
  attached: Attached;
  /** Members of a bridge inside the machine, where one interface spans several cables. */
  ports: string[];
  mac: string;
}

export interface Wiring {
  switches: Topology['switches'];
  lines: Record<string, Id>;
  cables: Topology['cables'];
  /** Devices of each station, in the order of its interfaces. */
  devices: Map<Id, Device[]>;
  /** Broadcast domain of a station's device. */
  domain(station: Id, device: string): string;
}

type Setting = PortOfSwitch & { written: boolean };

function ownSetting(end: LinkEnd): Setting | undefined {
  if (end.access) return { access: end.access.number, written: true };
  if (!end.trunk && !end.native) return undefined;
  return { trunk: (end.trunk ?? []).map((use) => use.number).filter((number) => number > 0), ...(end.native && end.native.number > 0 ? { native: end.native.number } : {}), written: true };
}

/** What stands after one end holds for both, unless each has its own. Hubs and filters in the line hand on frames as they are. */
export function settingOf(elements: Record<Id, Element>, link: Link, side: 'a' | 'b'): Setting | undefined {
  if (!knowsVlans(elements[link[side].element])) return undefined;
  return ownSetting(link[side]) ?? ownSetting(link[side === 'a' ? 'b' : 'a']);
}

/** Tags that a port knows on the wire, 0 for none, with the VLAN inside. */
function tagsOf(port: PortOfSwitch | undefined): Map<number, number> {
  const found = new Map<number, number>();
  if (!port) return found.set(0, 1);
  if (port.access !== undefined) return port.access > 0 ? found.set(0, port.access) : found;
  for (const tag of port.trunk ?? []) if (tag !== port.native) found.set(tag, tag);
  if (port.native !== undefined) found.set(0, port.native);
  return found;
}

export function wire(ground: Ground, names: Names): Wiring {
  return new Wirer(ground, names).run();
}

/** Short plain names for elements: namespaces and devices take no others. */
export class Names {
  private readonly known = new Map<string, string>();

  of(kind: 'n' | 's' | 'f', id: string): string {
    const key = `${kind}\u0001${id}`;
    let name = this.known.get(key);
    if (!name) this.known.set(key, name = `${kind}${this.known.size}`);
    return name;
  }
}

class Wirer {
  private readonly switches: Topology['switches'] = {};
  private readonly lines: Record<string, Id> = {};
  private readonly cables: Topology['cables'] = [];
  private readonly devices = new Map<Id, Device[]>();
  private readonly aware = new Set<Id>();
  /** Where stations plug in: the switch and the port, by the plug. */
  private readonly sockets = new Map<string, { uses: { station: Id; dev: string; mac: string }[]; plug: Plug; owner?: Id }>();
  private macs = 0;
  /** Devices of machines that forward nothing, with several cables for one address. */
  private readonly bonded: { station: Id; device: Device }[] = [];
  /** Tunnels, by the station and its device. */
  private readonly tunnelled = new Map<string, Id>();

  constructor(private readonly ground: Ground, private readonly names: Names) {
    for (const link of ground.cables) {
      for (const side of ['a', 'b'] as const) if (settingOf(ground.elements, link, side)) this.aware.add(link[side].element);
    }
  }

  run(): Wiring {
    const { ground } = this;
    for (const [station, list] of ground.of) this.plugIn(station, list);
    for (const link of ground.cables) this.cable(link);
    this.joinSegments();
    this.plugSegmentsAndVlans();
    const { cables, domainOf } = spanned(this.switches, this.lines, this.cables.filter((each) => this.isComplete(each)), tagsOf);
    for (const each of this.bonded) this.bond(each, cables, domainOf);
    return {
      switches: this.switches, lines: this.lines, cables, devices: this.devices,
      domain: (station, device) => this.tunnelled.get(`${station}\u0001${device}`) ?? domainOf(this.names.of('n', station), device),
    };
  }

  /** Cables that lead to one broadcast domain are one connection of which the first is in use. */
  private bond({ station, device }: { station: Id; device: Device }, cables: Topology['cables'], domainOf: (node: string, device: string) => string): void {
    const node = this.names.of('n', station);
    if (new Set(device.ports.map((port) => domainOf(node, port))).size > 1) refuse(`${station} has one address on several wires, which a machine of the kernel has not`);
    const [first] = device.ports;
    const isOf = (end: CableEnd): boolean => 'node' in end && end.node === node && device.ports.includes(end.dev);
    for (let at = cables.length - 1; at >= 0; at--) {
      const cable = cables[at]!;
      const mine = [cable.a, cable.b].find(isOf) as { node: string; dev: string } | undefined;
      if (mine && mine.dev !== first) cables.splice(at, 1);
    }
    device.ports.splice(1);
  }

  private mac(): string {
    const number = ++this.macs;
    return `02:00:00:00:${(number >> 8).toString(16).padStart(2, '0')}:${(number & 255).toString(16).padStart(2, '0')}`;
  }

  private plugIn(station: Id, list: Attached[]): void {
    const element = this.ground.elements[station]!;
    if (bridges(element) && !isInternet(element) && list.every((each) => each.addresses.length === 0)) return;
    const made: Device[] = [];
    list.forEach((attached) => {
      if (attached.tunnel !== undefined) {
        const device: Device = { name: `t${made.length}`, attached, ports: [], mac: this.mac() };
        made.push(device);
        this.tunnelled.set(`${station}\u0001${device.name}`, attached.tunnel);
        return;
      }
      const wanted = attached.addresses.length > 0 || isInternet(element) || routes(element);
      if (!wanted || attached.plugs.length === 0) return;
      if (isInternet(element)) {
        for (const plug of attached.plugs) {
          const device: Device = { name: `e${made.length}`, attached: { ...attached, plugs: [plug] }, ports: [], mac: this.mac() };
          made.push(device);
          this.use(station, device.name, device.mac, plug);
        }
        return;
      }
      const device: Device = { name: `e${made.length}`, attached, ports: [], mac: this.mac() };
      made.push(device);
      if (attached.plugs.length === 1) {
        this.use(station, device.name, device.mac, attached.plugs[0]!);
        return;
      }
      const plugs = routes(element) || !this.sameWire(attached.plugs) ? attached.plugs : attached.plugs.slice(0, 1);
      if (!routes(element) && plugs.length > 1) this.bonded.push({ station, device });
      if (plugs.length === 1) {
        this.use(station, device.name, device.mac, plugs[0]!);
        return;
      }
      plugs.forEach((plug, nth) => {
        const port = `${device.name}x${nth}`;
        device.ports.push(port);
        this.use(station, port, this.mac(), plug);
      });
    });
    this.devices.set(station, made);
  }

  /** Cables of one machine that end at one switch, or segment: one of them is enough. */
  private sameWire(plugs: Plug[]): boolean {
    const ends = plugs.map((plug) => {
      if (plug.type !== 'end') return JSON.stringify(plug);
      const link = this.ground.model.links[plug.link]!;
      const far = this.ground.elements[link.a.element] && bridges(this.ground.elements[link.a.element]!) ? link.a.element : link.b.element;
      return `${far}|${plug.vlan ?? ''}`;
    });
    return new Set(ends).size === 1;
  }

  private keyOf(plug: Plug, owner: Id): string {
    if (plug.type === 'segment') return `segment\u0001${plug.place}`;
    if (plug.type === 'vlan') return `vlan\u0001${plug.device}\u0001${plug.vlan}`;
    return `end\u0001${owner}\u0001${plug.link}\u0001${plug.vlan ?? ''}`;
  }

  private use(station: Id, dev: string, mac: string, plug: Plug): void {
    const owner = this.ground.wiredAs(station);
    const key = this.keyOf(plug, owner);
    if (!this.sockets.has(key)) this.sockets.set(key, { uses: [], plug, owner });
    this.sockets.get(key)!.uses.push({ station, dev, mac });
  }

  private nodeEnd(use: { station: Id; dev: string; mac: string }): CableEnd {
    return { node: this.names.of('n', use.station), dev: use.dev, mac: use.mac };
  }

  private vlanSwitch(id: string): string {
    const name = this.names.of('s', id);
    this.switches[name] = { kind: 'vlan' };
    return name;
  }

  private plainSwitch(id: string): string {
    const name = this.names.of('s', id);
    this.switches[name] ??= { kind: 'plain' };
    return name;
  }

  private bridgeName(id: Id): string {
    const element = this.ground.elements[id]!;
    if (!judgesFrames(element)) return this.aware.has(id) ? this.vlanSwitch(id) : this.plainSwitch(id);
    if (this.aware.has(id)) refuse(`${id} judges frames within VLANs, which the bridge that stands for it cannot`);
    const name = this.names.of('f', id);
    this.lines[name] = id;
    return name;
  }

  private segment(place: Id): string {
    return this.names.of('s', `segment ${place}`);
  }

  /** The end of a cable at what it is plugged into; undefined where nobody there has an address. */
  private end(link: Link, side: 'a' | 'b'): CableEnd | undefined {
    const { elements } = this.ground;
    const id = link[side].element;
    const element = elements[id];
    if (!element) return undefined;
    const setting = settingOf(elements, link, side);
    const port = setting && { ...(setting.access === undefined ? {} : { access: setting.access }), ...(setting.trunk ? { trunk: setting.trunk } : {}), ...(setting.native === undefined ? {} : { native: setting.native }) };
    if (isPlace(element) && !isInternet(element)) {
      if (!this.ground.segments.has(id)) return undefined;
      return this.segmentEnd(link, side, id);
    }
    if (bridges(element)) return { switch: this.bridgeName(id), ...(this.aware.has(id) ? { port: port ?? { access: 1 } } : {}) };
    if (isLayer3Switch(element) && port) return { switch: this.vlanSwitch(id), port };
    const ends = [...this.sockets.values()].filter((each) => each.plug.type === 'end' && each.plug.link === link.id && each.owner === id);
    if (ends.length === 0) return undefined;
    if (port && port.access === undefined) {
      // The card takes the tags off: a switch of its own with one port for each VLAN.
      const card = this.vlanSwitch(`card ${id} ${link.id}`);
      for (const each of ends) {
        const vlan = each.plug.type === 'end' ? each.plug.vlan ?? 1 : 1;
        for (const use of each.uses) this.cables.push({ a: this.nodeEnd(use), b: { switch: card, port: { access: vlan } } });
      }
      return { switch: card, port };
    }
    const uses = ends.flatMap((each) => each.uses);
    if (uses.length === 1) return this.nodeEnd(uses[0]!);
    const shared = this.plainSwitch(`card ${id} ${link.id}`);
    for (const use of uses) this.cables.push({ a: this.nodeEnd(use), b: { switch: shared } });
    return { switch: shared };
  }

  /** A segment takes frames without a tag, and those with its own number. */
  private segmentEnd(link: Link, side: 'a' | 'b', place: Id): CableEnd {
    const vlan = this.ground.elements[place]!.network.vlan;
    const name = this.segment(place);
    this.switches[name] ??= { kind: 'plain' };
    const far = settingOf(this.ground.elements, link, side === 'a' ? 'b' : 'a');
    if (vlan === undefined || !far || far.access !== undefined) return { switch: name };
    const tags = tagsOf(far);
    if (tags.has(0) && tags.has(vlan)) refuse(`the cable ${link.id} carries the VLAN of ${place} with and without a tag`);
    if (!tags.has(vlan)) return { switch: name };
    // A converter takes the tag off.
    const converter = this.vlanSwitch(`converter ${link.id}`);
    this.cables.push({ a: { switch: name }, b: { switch: converter, port: { access: vlan } } });
    return { switch: converter, port: { trunk: [vlan] } };
  }

  private cable(link: Link): void {
    if (link.a.element === link.b.element) return;
    const a = this.end(link, 'a');
    const b = this.end(link, 'b');
    if (a && b) this.cables.push({ a, b });
  }

  /** A switch in a place with a subnet joins its segment. */
  private joinSegments(): void {
    for (const element of Object.values(this.ground.elements)) {
      if (!bridges(element) || !hasRole(element, 'switch')) continue;
      const place = this.ground.innermostSegment(element.id);
      const inside = place === undefined ? undefined : this.ground.elements[place];
      if (!inside || isInternet(inside) || inside.network.subnets.length === 0) continue;
      const name = this.segment(inside.id);
      this.switches[name] ??= { kind: 'plain' };
      this.cables.push({ a: { switch: this.bridgeName(element.id), ...(this.aware.has(element.id) ? { port: { access: inside.network.vlan ?? 1 } } : {}) }, b: { switch: name } });
    }
  }

  private plugSegmentsAndVlans(): void {
    for (const { uses, plug } of this.sockets.values()) {
      if (plug.type === 'segment') {
        const name = this.segment(plug.place);
        this.switches[name] ??= { kind: 'plain' };
        for (const use of uses) this.cables.push({ a: this.nodeEnd(use), b: { switch: name } });
      } else if (plug.type === 'vlan') {
        const name = this.names.of('s', plug.device);
        if (!this.switches[name]) this.vlanSwitch(plug.device);
        for (const use of uses) this.cables.push({ a: this.nodeEnd(use), b: { switch: name, port: { access: plug.vlan } } });
      }
    }
    // An address whose cable leads to nothing that is built still needs its device.
    for (const [key, { uses, plug, owner }] of this.sockets) {
      if (plug.type !== 'end') continue;
      for (const use of uses) {
        const node = this.names.of('n', use.station);
        if (this.cables.some(({ a, b }) => [a, b].some((end) => 'node' in end && end.node === node && end.dev === use.dev))) continue;
        this.cables.push({ a: this.nodeEnd(use), b: { switch: this.plainSwitch(`nowhere ${key} ${owner}`) } });
      }
    }
  }

  private isComplete(cable: Topology['cables'][number]): boolean {
    return [cable.a, cable.b].every((end) => 'node' in end || this.switches[end.switch] !== undefined || this.lines[end.switch] !== undefined);
  }
}

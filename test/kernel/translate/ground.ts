/**
 * What the translation takes over from the facts, named here and nowhere else: which elements are stations, which places
 * are segments, on which cable or segment each address stands and with which prefix (`interfaces`), and what kind of
 * device forwards at all. Frames, routes, filters, translations and the internet are translated from the statements of
 * the model anew.
 */
import { bridges, deniesByDefault, isLayer3Switch, knowsVlans, routes } from '#language/facts/network/devices.js';
import { frames } from '#language/facts/network/frames.js';
import { interfaces } from '#language/facts/network/interfaces.js';
import { isNetworkMedium, segments } from '#language/facts/network/segments.js';
import { stations } from '#language/facts/network/stations.js';
import type { Facts } from '#language/facts/query.js';
import { formatAddress, formatPrefix, parseAddress, type Ip, type IpRange, type ParsedPrefix } from '#language/model/ip.js';
import type { Element, Id, Link, Model } from '#language/model/model.js';
import { isInternet, memberElements } from '#language/model/queries.js';

export { bridges, deniesByDefault, isLayer3Switch, knowsVlans, routes };

export interface Own { ip: Ip; text: string; kind: 'ip' | 'interface' | 'vip'; group?: Id; connected?: ParsedPrefix; range?: IpRange }

/** Where a station's address can be plugged: the end of a cable (by VLAN where it has settings), a VLAN inside a switch, a segment. */
export type Plug = { type: 'end'; link: Id; vlan?: number } | { type: 'vlan'; device: Id; vlan: number } | { type: 'segment'; place: Id };

export interface Attached { station: Id; place?: Id; link?: Id; tunnel?: Id; plugs: Plug[]; addresses: Own[] }

export class Ground {
  readonly model: Model;
  readonly elements: Record<Id, Element>;
  /** Cables that carry frames. */
  readonly cables: Link[];
  readonly attached: Attached[];
  readonly of = new Map<Id, Attached[]>();
  readonly segments: Set<Id>;

  constructor(readonly facts: Facts, model: Model) {
    this.model = model;
    this.elements = model.elements;
    this.cables = Object.values(model.links).filter((link) => link.tunnel === undefined && isNetworkMedium(link.medium));
    this.segments = facts.ask(segments).segments;
    const graph = facts.ask(frames);
    this.attached = facts.ask(interfaces).all.map((made): Attached => ({
      station: made.station,
      ...(made.place ? { place: made.place } : {}), ...(made.link ? { link: made.link } : {}), ...(made.tunnel ? { tunnel: made.tunnel } : {}),
      addresses: made.addresses,
      plugs: made.vertices.map((index): Plug => {
        const vertex = graph.vertices[index]!;
        if (vertex.kind === 'segment') return { type: 'segment', place: vertex.place! };
        if (vertex.kind === 'bridge') return { type: 'vlan', device: vertex.element!, vlan: vertex.vlan ?? 1 };
        return { type: 'end', link: vertex.link!, ...(vertex.vlan === undefined ? {} : { vlan: vertex.vlan }) };
      }),
    }));
    // Both ends have a device for a tunnel, also where they state nothing about it.
    for (const link of Object.values(model.links)) {
      if (link.tunnel === undefined) continue;
      for (const station of new Set([link.a, link.b].map((end) => this.station(end.element)))) {
        if (this.attached.some((each) => each.station === station && each.tunnel === link.id)) continue;
        this.attached.push({ station, link: link.id, tunnel: link.id, plugs: [], addresses: [] });
      }
    }
    for (const each of this.attached) this.of.set(each.station, [...(this.of.get(each.station) ?? []), each]);
  }

  station(id: Id): Id {
    return this.facts.ask(stations).of(id);
  }

  get stationIds(): Id[] {
    return this.facts.ask(stations).all.map((each) => each.id);
  }

  innermostSegment(id: Id): Id | undefined {
    return this.facts.ask(segments).innermost(id);
  }

  /** The machine whose links a station uses. */
  wiredAs(id: Id): Id {
    return this.facts.ask(stations).get(id)?.wiredAs ?? id;
  }

  internets(): Id[] {
    return Object.values(this.elements).filter(isInternet).map((each) => each.id);
  }

  addresses(station: Id): Own[] {
    return (this.of.get(station) ?? []).flatMap((each) => each.addresses);
  }

  members(id: Id): Id[] {
    return memberElements(this.model, id);
  }

  /** The element's containers, itself first. */
  around(id: Id): Element[] {
    const found: Element[] = [];
    for (let current: Id | undefined = id; current !== undefined && found.length < 100;) {
      const element: Element | undefined = this.elements[current];
      if (element) found.push(element);
      current = element?.parent ?? this.model.groups[current]?.parent;
    }
    return found;
  }

  /** Elements inside, at any depth. */
  inside(id: Id): Element[] {
    return Object.values(this.elements).filter((element) => element.id !== id && this.around(element.id).some((each) => each.id === id));
  }
}

export function prefixText(prefix: ParsedPrefix): string {
  return formatPrefix(prefix);
}

export function addressText(text: string): string {
  const ip = parseAddress(text);
  return ip ? formatAddress(ip) : text;
}

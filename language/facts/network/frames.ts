/**
 * Layer 2 as a graph. A vertex is where a frame can be: a switch in one VLAN, a bridge and the tag it passes, the end
 * of a cable at a station, a place's implicit segment. An edge is a cable (or a place's membership) that carries
 * frames both ways between two vertices; what goes one way only carries no connection.
 */
import type { Element, Id, Link } from '../../model/model.js';
import { hasRole, isInternet, isPlace } from '../../model/queries.js';
import { query } from '../query.js';
import { bridges, isLayer3Switch, knowsVlans } from './devices.js';
import { DEFAULT_VLAN, portSettings, type PortSetting, type Tag } from './ports-of-links.js';
import { segments } from './segments.js';
import { networkLinks, stations } from './stations.js';

export interface Vertex {
  kind: 'bridge' | 'end' | 'segment';
  /** The device; undefined for a place's implicit segment, which cannot fail. */
  element?: Id;
  place?: Id;
  /** The cable, for the end of one. */
  link?: Id;
  /** The VLAN inside a switch, or the tag on a cable's end. */
  vlan?: number;
}

export interface FrameEdge {
  to: number;
  /** The same number in both directions; parallel cables have different ones. */
  id: number;
  link?: Id;
}

export interface Frames {
  vertices: Vertex[];
  adjacent: FrameEdge[][];
  /** Vertices of a device, or of a place. */
  of: Map<Id, number[]>;
  /** The vertex of a place's implicit segment. */
  segment(place: Id): number | undefined;
  /** The VLAN places that a vertex of a device is in, by what is written at that device's ends: numbers are used again elsewhere. */
  vlanPlaces(vertex: Vertex): readonly Id[];
}

interface End {
  owner: Id;
  kind: 'segment' | 'station' | 'aware' | 'transparent';
  setting?: PortSetting;
  /** Undefined: passes every tag. */
  tags?: Set<Tag>;
}

class Builder {
  readonly vertices: Vertex[] = [];
  readonly adjacent: FrameEdge[][] = [];
  readonly of = new Map<Id, number[]>();
  private readonly known = new Map<string, number>();
  private edges = 0;

  vertex(key: string, make: () => Vertex): number {
    let index = this.known.get(key);
    if (index === undefined) {
      index = this.vertices.length;
      const vertex = make();
      this.known.set(key, index);
      this.vertices.push(vertex);
      this.adjacent.push([]);
      const owner = vertex.element ?? vertex.place!;
      const mine = this.of.get(owner);
      if (mine) mine.push(index);
      else this.of.set(owner, [index]);
    }
    return index;
  }

  find(key: string): number | undefined {
    return this.known.get(key);
  }

  join(a: number, b: number, link?: Id): void {
    const id = this.edges++;
    this.adjacent[a]!.push({ to: b, id, ...(link ? { link } : {}) });
    this.adjacent[b]!.push({ to: a, id, ...(link ? { link } : {}) });
  }
}

const placesKey = (id: Id, vlan: number): string => `${id}\u0001${vlan}`;
const segmentKey = (place: Id): string => `segment\u0001${place}`;
const bridgeKey = (id: Id, tag: Tag): string => `bridge\u0001${id}\u0001${tag}`;
const endKey = (id: Id, link: Id, tag: Tag): string => `end\u0001${id}\u0001${link}\u0001${tag}`;

export const frames = query('network.frames', (facts): Frames => {
  const { elements, links } = facts;
  const places = facts.ask(segments);
  const builder = new Builder();
  const vlanPlaces = new Map<string, Id[]>();
  const ports = new Map<Id, { a?: PortSetting; b?: PortSetting }>();
  const said = new Map<Id, { setting: PortSetting; other: Id }[]>();
  for (const link of networkLinksOf(links, facts.ask(networkLinks))) {
    const settings = portSettings(link);
    ports.set(link.id, settings);
    for (const [end, other, setting] of [[link.a, link.b, settings.a], [link.b, link.a, settings.b]] as const) {
      if (!setting) continue;
      const known = said.get(end.element);
      if (known) known.push({ setting, other: other.element });
      else said.set(end.element, [{ setting, other: other.element }]);
      for (const use of setting.uses) {
        if (!use.place) continue;
        const key = placesKey(end.element, use.number);
        const places = vlanPlaces.get(key);
        if (!places) vlanPlaces.set(key, [use.place]);
        else if (!places.includes(use.place)) places.push(use.place);
      }
    }
  }

  const aware = new Set([...said].filter(([id, each]) => hasVlans(elements[id], each, elements)).map(([id]) => id));

  const endOf = (link: Link, side: 'a' | 'b'): End | undefined => {
    const owner = link[side].element;
    const element = elements[owner];
    if (!element) return undefined;
    const setting = ports.get(link.id)![side];
    if (isPlace(element) && !isInternet(element)) {
      if (!places.segments.has(owner)) return undefined;
      const vlan = element.network.vlan;
      return { owner, kind: 'segment', tags: new Set<Tag>(vlan === undefined ? ['untagged'] : ['untagged', vlan]) };
    }
    if (bridges(element)) {
      if (!aware.has(owner)) return { owner, kind: 'transparent', ...(setting ? { tags: new Set(setting.vlanOf.keys()) } : {}) };
      const own = setting ?? { vlanOf: new Map<Tag, number>([['untagged', DEFAULT_VLAN]]), trunk: false, uses: [] };
      return { owner, kind: 'aware', setting: own, tags: new Set(own.vlanOf.keys()) };
    }
    if (isLayer3Switch(element) && setting) return { owner, kind: 'aware', setting, tags: new Set(setting.vlanOf.keys()) };
    return { owner, kind: 'station', ...(setting ? { setting, tags: new Set(setting.vlanOf.keys()) } : { tags: new Set<Tag>(['untagged']) }) };
  };

  const vertexAt = (end: End, link: Link, tag: Tag): number => {
    switch (end.kind) {
      case 'segment':
        return builder.vertex(segmentKey(end.owner), () => ({ kind: 'segment', place: end.owner }));
      case 'transparent':
        return builder.vertex(bridgeKey(end.owner, tag), () => ({ kind: 'bridge', element: end.owner, ...(tag === 'untagged' ? {} : { vlan: tag }) }));
      case 'aware': {
        const vlan = end.setting!.vlanOf.get(tag)!;
        return builder.vertex(bridgeKey(end.owner, vlan), () => ({ kind: 'bridge', element: end.owner, vlan }));
      }
      case 'station': {
        const vlan = end.setting?.vlanOf.get(tag);
        return builder.vertex(endKey(end.owner, link.id, tag), () => ({
          kind: 'end', element: end.owner, link: link.id, ...(vlan === undefined ? {} : { vlan }),
        }));
      }
    }
  };

  // Tags spread through bridges that know no VLANs: a worklist of (link, tag) until nothing new arrives.
  const ends = new Map<Id, { a?: End; b?: End }>();
  const linksAt = new Map<Id, Link[]>();
  const done = new Set<string>();
  const pending: { link: Link; tag: Tag }[] = [];
  for (const linkId of ports.keys()) {
    const link = links[linkId]!;
    const a = endOf(link, 'a');
    const b = endOf(link, 'b');
    ends.set(link.id, { ...(a ? { a } : {}), ...(b ? { b } : {}) });
    for (const end of [a, b]) {
      if (!end) continue;
      if (end.kind === 'transparent') linksAt.set(end.owner, [...(linksAt.get(end.owner) ?? []), link]);
      for (const tag of end.tags ?? ['untagged' as const]) pending.push({ link, tag });
    }
    // The end of a cable is there even where nothing can pass it.
    for (const end of [a, b]) if (end?.kind === 'station' && !end.setting) vertexAt(end, link, 'untagged');
    for (const end of [a, b]) if (end?.setting) for (const tag of end.tags!) vertexAt(end, link, tag);
    for (const end of [a, b]) if (end?.kind === 'transparent') vertexAt(end, link, 'untagged');
    for (const end of [a, b]) if (end?.kind === 'segment') vertexAt(end, link, 'untagged');
  }
  while (pending.length > 0) {
    const { link, tag } = pending.pop()!;
    const key = `${link.id}\u0001${tag}`;
    if (done.has(key)) continue;
    done.add(key);
    const { a, b } = ends.get(link.id)!;
    if (!a || !b) continue;
    if ((a.tags && !a.tags.has(tag)) || (b.tags && !b.tags.has(tag))) continue;
    const [here, there] = [vertexAt(a, link, tag), vertexAt(b, link, tag)];
    // A cable from a device to itself joins nothing, except two VLANs that are untagged at its ends.
    if (here !== there) builder.join(here, there, link.id);
    for (const end of [a, b]) {
      if (end.kind === 'transparent') for (const next of linksAt.get(end.owner)!) pending.push({ link: next, tag });
    }
  }

  joinPlaces(Object.values(elements), builder, places, aware);
  for (const station of facts.ask(stations).all) {
    const place = station.place ?? places.innermost(station.id);
    if (place !== undefined) builder.vertex(segmentKey(place), () => ({ kind: 'segment', place }));
  }
  for (const place of places.segments) builder.vertex(segmentKey(place), () => ({ kind: 'segment', place }));
  return {
    vertices: builder.vertices,
    adjacent: builder.adjacent,
    of: builder.of,
    segment: (place) => builder.find(segmentKey(place)),
    vlanPlaces: ({ element, vlan }) => (element === undefined || vlan === undefined ? [] : vlanPlaces.get(placesKey(element, vlan)) ?? []),
  };
});

/**
 * Whether a device keeps VLANs apart. A switch of which only one is said, and only by access cables to other switches,
 * has none of its own: the port is the neighbour's, and all that hangs on the switch is in that VLAN.
 */
function hasVlans(element: Element | undefined, ports: readonly { setting: PortSetting; other: Id }[], elements: Record<Id, Element>): boolean {
  if (element === undefined || !knowsVlans(element)) return false;
  if (!bridges(element)) return true;
  const switches = (id: Id): boolean => elements[id] !== undefined && ((bridges(elements[id]) && knowsVlans(elements[id])) || isLayer3Switch(elements[id]));
  return ports.some(({ setting, other }) => setting.trunk || !switches(other)) || new Set(ports.flatMap(({ setting }) => [...setting.vlanOf.values()])).size > 1;
}

/** A switch in a place with a subnet joins its segment, beside whatever it is cabled to. */
function joinPlaces(all: Element[], builder: Builder, places: { innermost(id: Id): Id | undefined }, aware: Set<Id>): void {
  const byId = new Map(all.map((element) => [element.id, element]));
  for (const element of all) {
    if (!bridges(element) || !hasRole(element, 'switch')) continue;
    const place = places.innermost(element.id);
    const inside = place === undefined ? undefined : byId.get(place);
    if (!inside || isInternet(inside) || inside.network.subnets.length === 0) continue;
    const tag: Tag = aware.has(element.id) ? inside.network.vlan ?? DEFAULT_VLAN : 'untagged';
    const vertex = builder.vertex(bridgeKey(element.id, tag), () => ({
      kind: 'bridge', element: element.id, ...(tag === 'untagged' ? {} : { vlan: tag }),
    }));
    const segment = builder.vertex(segmentKey(place!), () => ({ kind: 'segment', place: place! }));
    builder.join(vertex, segment);
  }
}

function networkLinksOf(links: Record<Id, Link>, byEnd: Map<Id, Link[]>): Link[] {
  const carried = new Set<Id>();
  for (const list of byEnd.values()) for (const link of list) carried.add(link.id);
  return Object.values(links).filter((link) => carried.has(link.id));
}

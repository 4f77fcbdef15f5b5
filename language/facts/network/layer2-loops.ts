/**
 * Loops of cables in one VLAN through devices that pass frames on, of which one has its spanning tree off (IEEE
 * 802.1D): nothing blocks a port there, and frames go round. A place is no device, and what joins it by standing in it
 * makes no loop.
 */
import type { Id, Link } from '../../model/model.js';
import { query, type Facts } from '../query.js';
import { blocksWithCycles, type GraphEdge } from './blocks.js';
import { bridges, isLayer3Switch } from './devices.js';
import { frames, type FrameEdge } from './frames.js';
import { interfaces } from './interfaces.js';
import { portSettings } from './ports-of-links.js';
import { UnionFind } from './union-find.js';
import { frameLinks } from './vlan-uses.js';
import { shortestWay } from './ways.js';

export interface Layer2Loop {
  /** Devices on the loop that state `stp off`, in source order; at least one. */
  unprotected: Id[];
  /** The cables of one shortest loop through the first of them, in order. */
  links: Id[];
  /** VLANs that go round there; empty where the devices know none. */
  vlans: number[];
}

export const layer2Loops = query('network.layer2-loops', (facts): Layer2Loop[] => {
  const off = Object.values(facts.elements).filter((element) => element.network.spanningTreeOff).map((element) => element.id);
  if (off.length === 0) return [];
  return [...patched(facts, new Set(off)), ...rings(facts, off)];
});

/** A cable from a switch to itself. */
function patched(facts: Facts, off: ReadonlySet<Id>): Layer2Loop[] {
  return facts.ask(frameLinks).flatMap((link): Layer2Loop[] => {
    const element = facts.elements[link.a.element];
    if (link.a.element !== link.b.element || !element || !off.has(element.id) || !(bridges(element) || isLayer3Switch(element))) return [];
    const vlans = commonVlans(link);
    return vlans === undefined || vlans.length > 0 ? [{ unprotected: [element.id], links: [link.id], vlans: vlans ?? [] }] : [];
  });
}

/** VLANs that leave one end and arrive as the same at the other; undefined where the cable says nothing of VLANs. */
function commonVlans(link: Link): number[] | undefined {
  const { a, b } = portSettings(link);
  if (!a || !b) return undefined;
  return [...a.vlanOf].flatMap(([tag, vlan]) => (b.vlanOf.get(tag) === vlan ? [vlan] : []));
}

function rings(facts: Facts, off: readonly Id[]): Layer2Loop[] {
  const { vertices } = facts.ask(frames);
  const { adjacent } = facts.ask(interfaces);
  const unprotected = new Set(off);
  const order = new Map(Object.keys(facts.links).map((id, at) => [id, at]));
  const isOff = (vertex: number): boolean => unprotected.has(vertices[vertex]!.element ?? '');
  const onWire = withPlainSwitches(facts, adjacent.map((edges, from) => (vertices[from]!.kind === 'segment' ? [] : [...edges])));
  const blocks = blocksWithCycles(onWire, (vertex) => vertices[vertex]!.kind !== 'segment')
    .filter((block) => block.some((edge) => isOff(edge.a) || isOff(edge.b)));
  return together(blocks).map((same): Layer2Loop => {
    const inside = new Set(same.flat().flatMap((edge) => [edge.a, edge.b]));
    const devices = new Set([...inside].filter(isOff).map((vertex) => vertices[vertex]!.element!));
    return {
      unprotected: off.filter((id) => devices.has(id)),
      links: asWritten(cycleIn(same[0]!, isOff), order),
      vlans: [...new Set([...inside].flatMap((vertex) => vertices[vertex]!.vlan ?? []))].sort((a, b) => a - b),
    };
  });
}

/** A layer 3 switch of which neither VLANs nor interfaces nor routes are said is a switch as it comes: all its ports are in one VLAN. */
function withPlainSwitches(facts: Facts, adjacent: FrameEdge[][]): FrameEdge[][] {
  const graph = facts.ask(frames);
  const layer3 = facts.ask(interfaces);
  let id = adjacent.reduce((most, edges) => edges.reduce((inner, edge) => Math.max(inner, edge.id), most), -1) + 1;
  for (const element of Object.values(facts.elements)) {
    if (!isLayer3Switch(element) || element.network.routes.length > 0 || element.network.routing.length > 0) continue;
    if ((layer3.of.get(element.id) ?? []).some((made) => made.addresses.length > 0 || made.place !== undefined || made.link !== undefined)) continue;
    const ports = (graph.of.get(element.id) ?? []).filter((vertex) => graph.vertices[vertex]!.kind === 'end');
    for (const port of ports.slice(1)) {
      adjacent[ports[0]!]!.push({ to: port, id });
      adjacent[port]!.push({ to: ports[0]!, id });
      id++;
    }
  }
  return adjacent;
}

/** The loops of several VLANs over a common cable are one mistake. */
function together(blocks: GraphEdge[][]): GraphEdge[][][] {
  const sets = new UnionFind(blocks.length);
  const first = new Map<string, number>();
  blocks.forEach((block, at) => block.forEach(({ link }) => {
    if (link === undefined) return;
    if (first.has(link)) sets.union(first.get(link)!, at);
    else first.set(link, at);
  }));
  const found = new Map<number, GraphEdge[][]>();
  blocks.forEach((block, at) => found.set(sets.find(at), [...found.get(sets.find(at)) ?? [], block]));
  return [...found.values()];
}

/** Both ways round are the same loop: the one that begins with the earlier line reads better. */
function asWritten(links: Id[], order: ReadonlyMap<Id, number>): Id[] {
  return order.get(links[0]!)! > order.get(links.at(-1)!)! ? links.reverse() : links;
}

/** One edge at an unprotected device, and the shortest way back to it without that edge. */
function cycleIn(block: GraphEdge[], isOff: (vertex: number) => boolean): Id[] {
  const edge = block.find((each) => isOff(each.a) || isOff(each.b))!;
  const numbers = new Map([...new Set(block.flatMap((each) => [each.a, each.b]))].map((vertex, at) => [vertex, at]));
  const adjacent: { to: number; id: number; link?: Id }[][] = [...numbers].map(() => []);
  for (const each of block) {
    if (each === edge) continue;
    const [a, b] = [numbers.get(each.a)!, numbers.get(each.b)!];
    adjacent[a]!.push({ to: b, id: each.id, ...(each.link ? { link: each.link } : {}) });
    adjacent[b]!.push({ to: a, id: each.id, ...(each.link ? { link: each.link } : {}) });
  }
  const back = shortestWay(adjacent, [numbers.get(edge.b)!], [numbers.get(edge.a)!], () => true) ?? [];
  return [edge.link, ...back.map((step) => step.link)].flatMap((link) => link ?? []);
}

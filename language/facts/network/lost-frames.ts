/**
 * Where the frames of a VLAN get lost between two devices that are cabled together: the first cable on the shortest way
 * from the one that stands in that VLAN at whose far end they do not arrive.
 */
import type { Id, Link } from '../../model/model.js';
import type { Facts } from '../query.js';
import { bridges, isLayer3Switch, routes } from './devices.js';
import { frames } from './frames.js';
import { interfaces } from './interfaces.js';
import { networkLinks, stations } from './stations.js';

export interface LostFrames {
  link: Id;
  /** The device from which they still leave. */
  from: Id;
  /** As that device knows them. */
  vlan: number;
  place?: Id;
}

/** From a host, which stands in one VLAN, rather than from a router; of a router's VLANs those count that the other has an interface in. */
export function lostFrames(facts: Facts, one: Id, other: Id): LostFrames | undefined {
  const isRouter = (id: Id): boolean => facts.elements[id] !== undefined && routes(facts.elements[id]);
  const orders = isRouter(one) && !isRouter(other) ? [[other, one], [one, other]] as const : [[one, other], [other, one]] as const;
  for (const [from, to] of orders) {
    const found = lostFrom(facts, from, to, isRouter(to) ? vlansOf(facts, to) : undefined);
    if (found) return found;
  }
  return undefined;
}

function lostFrom(facts: Facts, from: Id, to: Id, known: ReadonlySet<number> | undefined): LostFrames | undefined {
  const graph = facts.ask(frames);
  const layer3 = facts.ask(interfaces);
  const way = cablesBetween(facts, from, to);
  if (!way) return undefined;
  const tried = new Set<number>();
  for (const made of layer3.of.get(facts.ask(stations).of(from)) ?? []) {
    for (const vertex of made.vertices) {
      const domain = layer3.domain[vertex]!;
      const own = graph.vertices[vertex]!.vlan;
      if (tried.has(domain) || (known && own !== undefined && !known.has(own))) continue;
      tried.add(domain);
      const there = (device: Id): number | undefined => (graph.of.get(device) ?? []).find((each) => layer3.domain[each] === domain);
      const broken = way.find(({ far }) => there(far) === undefined);
      const at = broken && there(broken.near);
      if (!broken || at === undefined) continue;
      const { vlan } = graph.vertices[at]!;
      if (vlan === undefined) continue;
      const place = graph.vlanPlaces(graph.vertices[at]!)[0];
      return { link: broken.link.id, from: broken.near, vlan, ...(place ? { place } : {}) };
    }
  }
  return undefined;
}

function vlansOf(facts: Facts, id: Id): Set<number> {
  const graph = facts.ask(frames);
  const { wiredAs } = facts.ask(stations).get(id) ?? { wiredAs: id };
  const placed = facts.elements[id]!.network.interfaces.flatMap((each) => (each.on.place === undefined ? [] : facts.elements[each.on.place]?.network.vlan ?? []));
  return new Set([...placed, ...(graph.of.get(wiredAs) ?? []).flatMap((vertex) => graph.vertices[vertex]!.vlan ?? [])]);
}

interface Step { link: Link; near: Id; far: Id }

/** Breadth first over cables, through what forwards frames. */
function cablesBetween(facts: Facts, from: Id, to: Id): Step[] | undefined {
  const cables = facts.ask(networkLinks);
  const wiredAs = (id: Id): Id => facts.ask(stations).get(id)?.wiredAs ?? id;
  const [start, goal] = [wiredAs(from), wiredAs(to)];
  const by = new Map<Id, Step | undefined>([[start, undefined]]);
  const pending = [start];
  for (let at = pending.shift(); at !== undefined; at = pending.shift()) {
    if (at === goal) break;
    const element = facts.elements[at];
    if (at !== start && !(element && (bridges(element) || isLayer3Switch(element)))) continue;
    for (const link of cables.get(at) ?? []) {
      const far = link.a.element === at ? link.b.element : link.a.element;
      if (by.has(far)) continue;
      by.set(far, { link, near: at, far });
      pending.push(far);
    }
  }
  if (!by.has(goal)) return undefined;
  const steps: Step[] = [];
  for (let step = by.get(goal); step; step = by.get(step.near)) steps.unshift(step);
  return steps;
}

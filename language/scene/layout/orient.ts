/**
 * Which end of each line is nearer to the outside, decided level by level of the nesting, so that no level has a
 * cycle: the internet first, then the way of requests, and for cables the distance from the internet. Within a level
 * the order is that of Eades, Lin and Smyth's heuristic (1993), which turns round few lines; ties go by source order.
 */
import type { Id } from '../../model/model.js';
import type { Scene, SceneEdge, SceneNode } from '../scene.js';

export interface Tree {
  nodes: ReadonlyMap<Id, SceneNode>;
  parentOf: ReadonlyMap<Id, Id | undefined>;
  order: ReadonlyMap<Id, number>;
}

export function treeOf(scene: Scene): Tree {
  const nodes = new Map<Id, SceneNode>();
  const parentOf = new Map<Id, Id | undefined>();
  const order = new Map<Id, number>();
  const visit = (node: SceneNode, parent: Id | undefined): void => {
    nodes.set(node.id, node);
    parentOf.set(node.id, parent);
    order.set(node.id, order.size);
    node.children.forEach((child) => visit(child, node.id));
  };
  scene.nodes.forEach((node) => visit(node, undefined));
  return { nodes, parentOf, order };
}

/** From the outermost container down to the node itself. */
export function pathTo(tree: Tree, id: Id): Id[] {
  const path: Id[] = [];
  for (let at: Id | undefined = id; at !== undefined; at = tree.parentOf.get(at)) path.unshift(at);
  return path;
}

/** The container in which two nodes meet, and the nodes of that level above each; undefined levels where one contains the other. */
export function meeting(tree: Tree, a: Id, b: Id): { container: Id | undefined; a: Id | undefined; b: Id | undefined } {
  const [pathA, pathB] = [pathTo(tree, a), pathTo(tree, b)];
  let depth = 0;
  while (depth < pathA.length && depth < pathB.length && pathA[depth] === pathB[depth]) depth += 1;
  return { container: depth === 0 ? undefined : pathA[depth - 1], a: pathA[depth], b: pathB[depth] };
}

export function isInside(tree: Tree, id: Id, container: Id): boolean {
  return id !== container && pathTo(tree, id).includes(container);
}

/** How many nodes directly in a container follow each other at most, as the lines between them lead. */
export function tiersOf(edges: readonly SceneEdge[], turned: ReadonlySet<string>, tree: Tree, container: Id | undefined): number {
  const next = new Map<Id, Id[]>();
  for (const edge of edges) {
    const met = meeting(tree, edge.from, edge.to);
    if (met.container !== container || met.a === undefined || met.b === undefined) continue;
    append(next, turned.has(edge.id) ? met.b : met.a, turned.has(edge.id) ? met.a : met.b);
  }
  const depth = new Map<Id, number>();
  const visit = (id: Id): number => {
    if (!depth.has(id)) {
      depth.set(id, 1);
      depth.set(id, 1 + Math.max(0, ...(next.get(id) ?? []).map(visit)));
    }
    return depth.get(id)!;
  };
  return Math.max(0, ...[...next.keys()].map(visit));
}

/** Edges whose `to` end is nearer to the outside than their `from` end: they are laid out the other way round. */
export function turnedEdges(scene: Scene, tree: Tree): Set<string> {
  const distance = distances(scene, tree);
  const levels = new Map<Id | undefined, { edge: SceneEdge; a: Id; b: Id; weight: number }[]>();
  for (const edge of scene.edges) {
    const met = meeting(tree, edge.from, edge.to);
    if (met.a === undefined || met.b === undefined) continue;
    const arrow = edge.form === 'flow' || edge.form === 'mount' || edge.form === 'backup';
    const turned = !arrow && (distance.get(edge.from) ?? 0) > (distance.get(edge.to) ?? 0);
    const entry = { edge, a: turned ? met.b : met.a, b: turned ? met.a : met.b, weight: edge.form === 'flow' ? 4 * edge.parts.length : 1 };
    append(levels, met.container, entry);
  }
  const turned = new Set<string>();
  const entries = entriesOf(scene, tree);
  for (const [, edges] of levels) {
    const rank = linearOrder(edges, tree, entries);
    for (const { edge } of edges) {
      const met = meeting(tree, edge.from, edge.to);
      if (rank.get(met.a!)! > rank.get(met.b!)!) turned.add(edge.id);
    }
  }
  return turned;
}

/** Steps from the internet, else from actors, else from whatever comes first, over all lines regardless of direction. */
function distances(scene: Scene, tree: Tree): Map<Id, number> {
  const next = new Map<Id, Id[]>();
  for (const edge of scene.edges) {
    append(next, edge.from, edge.to);
    append(next, edge.to, edge.from);
  }
  // A line to a place leads to what stands in it, and from there on.
  const ends = new Set(next.keys());
  for (const [id, parent] of tree.parentOf) {
    if (parent === undefined || !ends.has(parent)) continue;
    append(next, parent, id);
    append(next, id, parent);
  }
  const all = [...tree.nodes.values()];
  const sources = [all.filter((node) => node.form === 'internet'), all.filter((node) => node.form === 'actor'), all.filter((node) => node.role === 'router'), all].find((found) => found.length > 0) ?? [];
  const distance = new Map<Id, number>(sources === all ? [] : sources.map((node) => [node.id, 0]));
  const walk = (queue: Id[]): void => {
    for (let index = 0; index < queue.length; index += 1) {
      for (const id of next.get(queue[index]!) ?? []) {
        if (distance.has(id)) continue;
        distance.set(id, distance.get(queue[index]!)! + 1);
        queue.push(id);
      }
    }
  };
  walk([...distance.keys()]);
  for (const id of tree.nodes.keys()) {
    if (distance.has(id)) continue;
    distance.set(id, 0);
    walk([id]);
  }
  return distance;
}

/** What flows from outside their container lead into. */
function entriesOf(scene: Scene, tree: Tree): Set<Id> {
  const entries = new Set<Id>();
  for (const edge of scene.edges) {
    if (edge.form !== 'flow') continue;
    const path = pathTo(tree, edge.to);
    const { b } = meeting(tree, edge.from, edge.to);
    for (const id of path.slice(b === undefined ? path.length : path.indexOf(b) + 1)) entries.add(id);
  }
  return entries;
}

function linearOrder(edges: readonly { a: Id; b: Id; weight: number }[], tree: Tree, entries: ReadonlySet<Id>): Map<Id, number> {
  const out = new Map<Id, Map<Id, number>>();
  const into = new Map<Id, Map<Id, number>>();
  const put = (map: Map<Id, Map<Id, number>>, a: Id, b: Id, weight: number): void => {
    const row = map.get(a) ?? new Map<Id, number>();
    row.set(b, (row.get(b) ?? 0) + weight);
    map.set(a, row);
  };
  for (const { a, b, weight } of edges) { put(out, a, b, weight); put(into, b, a, weight); }
  const left = new Set([...new Set(edges.flatMap(({ a, b }) => [a, b]))].sort((a, b) => tree.order.get(a)! - tree.order.get(b)!));
  const sum = (row: Map<Id, number> | undefined): number => [...(row ?? [])].reduce((total, [id, weight]) => total + (left.has(id) ? weight : 0), 0);
  const first: Id[] = [...left].filter((id) => tree.nodes.get(id)?.form === 'internet');
  first.forEach((id) => left.delete(id));
  const last: Id[] = [];
  // Where requests turn in a ring, as between masters and workers that report to them, what is asked from outside comes first.
  const urgency = (id: Id): number => {
    if (tree.nodes.get(id)?.form === 'actor') return 1e6;
    if (entries.has(id)) return 2e3;
    return [...(into.get(id)?.keys() ?? [])].some((before) => !left.has(before) && !last.includes(before)) ? 1e3 : 0;
  };
  while (left.size > 0) {
    const sink = [...left].reverse().find((id) => sum(out.get(id)) === 0);
    const source = [...left].find((id) => sum(into.get(id)) === 0);
    if (source !== undefined) { first.push(source); left.delete(source); continue; }
    if (sink !== undefined) { last.unshift(sink); left.delete(sink); continue; }
    let best: { id: Id; gain: number } | undefined;
    for (const id of left) {
      const gain = sum(out.get(id)) - sum(into.get(id)) + urgency(id);
      if (!best || gain > best.gain) best = { id, gain };
    }
    first.push(best!.id);
    left.delete(best!.id);
  }
  return new Map([...first, ...last].map((id, index) => [id, index]));
}

export function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key);
  if (known) known.push(value);
  else lists.set(key, [value]);
}

/** Biconnected components of a graph: the parts in which every two edges lie on a common cycle (Hopcroft, Tarjan 1973). */
import type { FrameEdge } from './frames.js';

export interface GraphEdge {
  a: number;
  b: number;
  id: number;
  link?: string;
}

/** Components with at least two edges: exactly those with a cycle; parallel edges are one. Edges to closed vertices are left out. */
export function blocksWithCycles(adjacent: readonly FrameEdge[][], open: (vertex: number) => boolean): GraphEdge[][] {
  const found: GraphEdge[][] = [];
  const order = new Int32Array(adjacent.length).fill(-1);
  const low = new Int32Array(adjacent.length);
  const edges: GraphEdge[] = [];
  let clock = 0;
  for (let root = 0; root < adjacent.length; root++) {
    if (order[root] !== -1 || !open(root)) continue;
    order[root] = low[root] = clock++;
    // A stack of its own: a chain of switches may be longer than the machine's.
    const stack: { vertex: number; by: number; next: number; mark: number }[] = [{ vertex: root, by: -1, next: 0, mark: 0 }];
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const edge = adjacent[top.vertex]![top.next++];
      if (edge) {
        if (edge.id === top.by || !open(edge.to) || edge.to === top.vertex) continue;
        const seen = order[edge.to]!;
        if (seen === -1) {
          stack.push({ vertex: edge.to, by: edge.id, next: 0, mark: edges.length });
          edges.push({ a: top.vertex, b: edge.to, id: edge.id, ...(edge.link ? { link: edge.link } : {}) });
          order[edge.to] = low[edge.to] = clock++;
        } else if (seen < order[top.vertex]!) {
          edges.push({ a: top.vertex, b: edge.to, id: edge.id, ...(edge.link ? { link: edge.link } : {}) });
          low[top.vertex] = Math.min(low[top.vertex]!, seen);
        }
        continue;
      }
      stack.pop();
      const parent = stack.at(-1);
      if (!parent) continue;
      low[parent.vertex] = Math.min(low[parent.vertex]!, low[top.vertex]!);
      if (low[top.vertex]! >= order[parent.vertex]!) {
        const block = edges.splice(top.mark);
        if (block.length > 1) found.push(block);
      }
    }
  }
  return found;
}

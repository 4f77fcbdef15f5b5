/** Graphs of the literature on network reliability, as edges between numbered vertices. */
export type Edges = [a: number, b: number][];

/** Columns of `rows` vertices side by side, from one corner, 0, to the opposite one, the last. */
export function grid(rows: number, columns: number): Edges {
  const edges: Edges = [];
  for (let x = 0; x < columns; x++) {
    for (let y = 0; y < rows; y++) {
      if (y + 1 < rows) edges.push([x * rows + y, x * rows + y + 1]);
      if (x + 1 < columns) edges.push([x * rows + y, (x + 1) * rows + y]);
    }
  }
  return edges;
}

export function complete(vertices: number): Edges {
  const edges: Edges = [];
  for (let a = 0; a < vertices; a++) for (let b = a + 1; b < vertices; b++) edges.push([a, b]);
  return edges;
}

/** The five-edge bridge, from 0 to 3. */
export const bridge: Edges = [[0, 1], [0, 2], [1, 2], [1, 3], [2, 3]];

/** An outer and an inner circle of n, each inner vertex joined to the one `step` further: (5, 2) is Petersen's graph, (10, 2) the dodecahedron. */
export function generalisedPetersen(n: number, step: number): Edges {
  const edges: Edges = [];
  for (let i = 0; i < n; i++) edges.push([i, (i + 1) % n], [i, n + i], [n + i, n + ((i + step) % n)]);
  return edges;
}

export const verticesOf = (edges: Edges): number => 1 + Math.max(...edges.flat());

/** A vertex as far from 0 as any. */
export function farthest(edges: Edges): number {
  const distances = Array<number>(verticesOf(edges)).fill(Infinity);
  distances[0] = 0;
  for (let round = 0; round < distances.length; round++) {
    for (const [a, b] of edges) {
      distances[a] = Math.min(distances[a]!, distances[b]! + 1);
      distances[b] = Math.min(distances[b]!, distances[a]! + 1);
    }
  }
  return distances.indexOf(Math.max(...distances));
}

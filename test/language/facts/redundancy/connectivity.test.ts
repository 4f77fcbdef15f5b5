/** Two-terminal reliability of graphs with known answers, and of random labelled digraphs against all states. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Bdd } from '#language/facts/redundancy/bdd.js';
import { BudgetExceededError } from '#language/facts/redundancy/budget.js';
import { connectivity, type LabelledArc, type LabelledGraph } from '#language/facts/redundancy/connectivity.js';
import { ONE, type Node } from '#language/facts/redundancy/node-store.js';
import { reduced } from '#language/facts/redundancy/path-reduction.js';
import { trueProbability } from '#language/facts/redundancy/probability.js';

const BUDGET = { nodes: 4_000_000, steps: 40_000_000 };

function undirected(vertices: number, edges: [number, number][], source: number, sink: number): LabelledGraph {
  const arcs = edges.flatMap(([from, to], label) => [{ from, to, label }, { from: to, to: from, label }]);
  return { vertices, arcs, labels: edges.length, source, sink };
}

function reliability(graph: LabelledGraph, p: number, budget = BUDGET): number {
  const bdd = new Bdd(budget);
  const functions = Array.from({ length: graph.labels }, (_, level) => bdd.variable(level));
  return trueProbability(bdd, connectivity(bdd, graph, functions), () => 1 - p);
}

function grid(rows: number, columns: number): LabelledGraph {
  const edges: [number, number][] = [];
  for (let x = 0; x < columns; x++) {
    for (let y = 0; y < rows; y++) {
      if (y + 1 < rows) edges.push([x * rows + y, x * rows + y + 1]);
      if (x + 1 < columns) edges.push([x * rows + y, (x + 1) * rows + y]);
    }
  }
  return undirected(rows * columns, edges, 0, rows * columns - 1);
}

function complete(n: number): LabelledGraph {
  const edges: [number, number][] = [];
  for (let a = 0; a < n; a++) for (let b = a + 1; b < n; b++) edges.push([a, b]);
  return undirected(n, edges, 0, n - 1);
}

/** The regular dodecahedron as the generalised Petersen graph (10, 2). */
function dodecahedron(): [number, number][] {
  const edges: [number, number][] = [];
  for (let i = 0; i < 10; i++) edges.push([i, (i + 1) % 10], [i, 10 + i], [10 + i, 10 + ((i + 2) % 10)]);
  return edges;
}

describe('two-terminal reliability of known graphs', () => {
  const bridge = undirected(4, [[0, 1], [0, 2], [1, 2], [1, 3], [2, 3]], 0, 3);
  const near = (actual: number, expected: number, digits = 12): void =>
    assert.ok(Math.abs(actual - expected) < 10 ** -digits, `${actual} is not ${expected}`);

  it('bridge', () => {
    near(reliability(bridge, 0.9), 0.97848);
    near(reliability(bridge, 0.5), 0.5);
  });
  for (const [n, at9, at5] of [[4, 0.997848, 0.75], [5, 0.9997948026], [6, 0.999979923413], [7, 0.999997999091], [8, 0.9999997999890]] as const) {
    it(`complete graph of ${n}`, () => {
      near(reliability(complete(n), 0.9), at9, 11);
      if (at5 !== undefined) near(reliability(complete(n), 0.5), at5);
    });
  }
  for (const [rows, columns, expected] of [
    [2, 3, 0.9587808], [3, 3, 0.972502171407], [3, 4, 0.972593251893], [3, 10, 0.964474432303], [3, 100, 0.848416044142],
    [4, 4, 0.975046349577], [5, 5, 0.975556589505], [6, 6, 0.975644995285],
  ] as const) {
    it(`${rows} by ${columns} grid, corner to corner`, () => near(reliability(grid(rows, columns), 0.9), expected, 11));
  }
  it('dodecahedron, opposite corners', () => {
    const edges = dodecahedron();
    const distances = Array<number>(20).fill(Infinity);
    distances[0] = 0;
    for (let round = 0; round < 20; round++) {
      for (const [a, b] of edges) {
        distances[a] = Math.min(distances[a]!, distances[b]! + 1);
        distances[b] = Math.min(distances[b]!, distances[a]! + 1);
      }
    }
    const opposite = distances.indexOf(5);
    near(1 - reliability(undirected(20, edges, 0, opposite), 0.9), 2.8796012534e-3, 12);
  });
  it('refuses a mesh that its budget does not allow, instead of hanging', () => {
    assert.throws(() => reliability(complete(28), 0.9, { nodes: 50_000, steps: 500_000 }), BudgetExceededError);
  });
});

describe('connectivity of random graphs', () => {
  const graphs = fc.integer({ min: 2, max: 7 }).chain((vertices) => fc.integer({ min: 0, max: 8 }).chain((labels) => fc.record({
    vertices: fc.constant(vertices),
    labels: fc.constant(labels),
    source: fc.nat(vertices - 1),
    sink: fc.nat(vertices - 1),
    vertexLabels: fc.array(labels === 0 ? fc.constant(undefined) : fc.option(fc.nat(labels - 1), { nil: undefined }), { minLength: vertices, maxLength: vertices }),
    arcs: fc.array(fc.record({
      from: fc.nat(vertices - 1),
      to: fc.nat(vertices - 1),
      label: labels === 0 ? fc.constant(undefined) : fc.option(fc.nat(labels - 1), { nil: undefined, freq: 4 }),
    }), { maxLength: 16 }),
  })));

  function connected(graph: LabelledGraph, up: number): boolean {
    const open = (label: number | undefined): boolean => label === undefined || (up & (1 << label)) !== 0;
    const holds = (vertex: number): boolean => vertex === graph.source || vertex === graph.sink || open(graph.vertexLabels?.[vertex]);
    const arcs = graph.arcs.filter((arc: LabelledArc) => open(arc.label) && holds(arc.from) && holds(arc.to));
    if (!holds(graph.source)) return false;
    const seen = new Set([graph.source]);
    for (let grew = true; grew;) {
      grew = false;
      for (const arc of arcs) if (seen.has(arc.from) && !seen.has(arc.to)) grew = !!seen.add(arc.to);
    }
    return seen.has(graph.sink);
  }

  it('holds in exactly the states in which the sink is reached', () => {
    fc.assert(fc.property(graphs, (graph) => {
      const bdd = new Bdd(BUDGET);
      const f = connectivity(bdd, graph, Array.from({ length: graph.labels }, (_, level) => bdd.variable(level)));
      for (let up = 0; up < 1 << graph.labels; up++) {
        const value = trueProbability(bdd, f, (level) => (up & (1 << level) ? 0 : 1));
        assert.equal(value, connected(graph, up) ? 1 : 0);
      }
    }), { numRuns: 600 });
  });

  it('is the same in the reduced graph', () => {
    fc.assert(fc.property(graphs, (graph) => {
      const bdd = new Bdd(BUDGET);
      const functionOf = (label: number | undefined): Node => (label === undefined ? ONE : bdd.variable(label));
      const core = reduced(bdd, {
        vertices: graph.vertexLabels!.map(functionOf),
        arcs: graph.arcs.map(({ from, to, label }) => ({ from, to, holds: functionOf(label) })),
        source: graph.source, sink: graph.sink,
      });
      if (graph.source === graph.sink) return;
      const functions = [...new Set([...core.vertices, ...core.arcs.map((arc) => arc.holds)])].filter((node) => node > ONE);
      const label = (node: Node): number | undefined => (node === ONE ? undefined : functions.indexOf(node));
      const f = connectivity(bdd, {
        vertices: core.vertices.length, vertexLabels: core.vertices.map((node) => (node === 0 ? undefined : label(node))), labels: functions.length,
        arcs: core.arcs.map(({ from, to, holds }) => ({ from, to, label: label(holds) })), source: core.source, sink: core.sink,
      }, functions);
      for (let up = 0; up < 1 << graph.labels; up++) {
        assert.equal(trueProbability(bdd, f, (level) => (up & (1 << level) ? 0 : 1)), connected(graph, up) ? 1 : 0);
      }
    }), { numRuns: 600 });
  });

  it('leaves nothing of chains, trees, rings and series-parallel graphs', () => {
    const bdd = new Bdd(BUDGET);
    const both = (a: number, b: number, level: number) => [{ from: a, to: b, holds: bdd.variable(level) }, { from: b, to: a, holds: bdd.variable(level) }];
    const ring = { vertices: [ONE, bdd.variable(9), ONE, bdd.variable(8), bdd.variable(7), ONE], source: 0, sink: 2,
      arcs: [...both(0, 1, 0), ...both(1, 2, 1), ...both(2, 3, 2), ...both(3, 0, 3), ...both(3, 4, 4), ...both(4, 5, 5)] };
    const core = reduced(bdd, ring);
    assert.equal(core.arcs.length, 1);
    assert.equal(core.arcs[0]!.holds, bdd.anyOf([bdd.allOf([0, 9, 1].map((level) => bdd.variable(level))), bdd.allOf([3, 8, 2].map((level) => bdd.variable(level)))]));
  });
});

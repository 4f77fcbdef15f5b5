/** Connectivity of random labelled digraphs against all states, and of a mesh that is too large. Known graphs are under test/conformance. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Bdd } from '#language/facts/redundancy/bdd.js';
import { BudgetExceededError, type Budget } from '#language/facts/redundancy/budget.js';
import { connectivity, type LabelledArc, type LabelledGraph } from '#language/facts/redundancy/connectivity.js';
import { ONE, type Node } from '#language/facts/redundancy/node-store.js';
import { reduced } from '#language/facts/redundancy/path-reduction.js';
import { trueProbability } from '#language/facts/redundancy/probability.js';
import { complete, type Edges } from '../../../conformance/graphs/known-graphs.js';

const BUDGET = { nodes: 4_000_000, steps: 40_000_000 };

function undirected(vertices: number, edges: Edges, source: number, sink: number): LabelledGraph {
  const arcs = edges.flatMap(([from, to], label) => [{ from, to, label }, { from: to, to: from, label }]);
  return { vertices, arcs, labels: edges.length, source, sink };
}

function reliability(graph: LabelledGraph, p: number, budget: Budget): number {
  const bdd = new Bdd(budget);
  const functions = Array.from({ length: graph.labels }, (_, level) => bdd.variable(level));
  return trueProbability(bdd, connectivity(bdd, graph, functions), () => 1 - p);
}

describe('connectivity of a mesh', () => {
  it('refuses a mesh that its budget does not allow, instead of hanging', () => {
    assert.throws(() => reliability(undirected(28, complete(28), 0, 27), 0.9, { nodes: 50_000, steps: 500_000 }), BudgetExceededError);
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

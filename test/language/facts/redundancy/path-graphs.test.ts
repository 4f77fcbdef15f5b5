/** Path graphs made smaller hold in exactly the same states as they did before; those of meshed routers shrink to the mesh itself. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { GatedGraph } from '#language/facts/redundancy/circuit.js';
import { merged } from '#language/facts/redundancy/merged-states.js';
import { contracted } from '#language/facts/redundancy/path-contraction.js';
import { shortest } from '#language/facts/redundancy/shortest-way.js';

const GATES = 6;

function statesOf(graph: GatedGraph): boolean[] {
  return Array.from({ length: 1 << GATES }, (_, up) => shortest(graph, (gate) => (up & (1 << gate)) !== 0) !== undefined);
}

const gate = fc.option(fc.nat(GATES - 1), { nil: undefined, freq: 2 });
const graphs: fc.Arbitrary<GatedGraph> = fc.integer({ min: 2, max: 9 }).chain((count) => fc.record({
  nodes: fc.array(gate, { minLength: count, maxLength: count }),
  arcs: fc.array(fc.record({ from: fc.nat(count - 1), to: fc.nat(count - 1), gate }), { maxLength: 24 }),
  source: fc.nat(count - 1),
  sink: fc.nat(count - 1),
}));

/**
 * Routers 0 … n-1 between two hosts, as an exploration draws them: a state for each router and cable that one may have
 * come by, from which it goes on over every other cable, whose two ends are nodes of their own.
 */
function explored(routers: number, cables: readonly [number, number][], closed: (router: number, by: number, over: number) => boolean, gates = GATES): GatedGraph {
  const all: [number, number][] = [[-1, 0], ...cables, [routers - 1, routers]];
  const gateOf = (cable: number): number | undefined => (cable === 0 || cable === all.length - 1 ? undefined : (routers + cable - 1) % gates);
  const nodes: GatedGraph['nodes'] = [undefined];
  const arcs: GatedGraph['arcs'] = [];
  const states = new Map<string, number>([['-1 none', 0]]);
  const pending: { router: number; by: number; node: number }[] = [{ router: -1, by: -1, node: 0 }];
  let sink: number | undefined;
  for (let state = pending.pop(); state; state = pending.pop()) {
    const { router, by, node } = state;
    all.forEach((ends, cable) => {
      if (cable === by || !ends.includes(router) || closed(router, by, cable)) return;
      const to = ends[0] === router ? ends[1] : ends[0];
      if (to === -1) return;
      const [near, far] = [nodes.push(undefined) - 1, nodes.push(undefined) - 1];
      let next = states.get(`${to} ${cable}`);
      if (next === undefined) {
        next = nodes.push(to === routers ? undefined : to % gates) - 1;
        states.set(`${to} ${cable}`, next);
        if (to === routers) sink = next;
        else pending.push({ router: to, by: cable, node: next });
      }
      const over = gateOf(cable);
      arcs.push({ from: node, to: near, gate: undefined }, { from: near, to: far, gate: over }, { from: far, to: near, gate: over }, { from: far, to: next, gate: undefined });
    });
  }
  return { nodes, arcs, source: 0, sink: sink ?? nodes.push(undefined) - 1 };
}

const meshes = fc.integer({ min: 1, max: 5 }).chain((routers) => fc.record({
  routers: fc.constant(routers),
  cables: fc.array(fc.tuple(fc.nat(routers - 1), fc.nat(routers - 1)).filter(([a, b]) => a !== b), { maxLength: routers < 2 ? 0 : 7 }),
  // What some router does not pass on from one of its cables to another.
  closed: fc.array(fc.tuple(fc.nat(routers - 1), fc.nat(8), fc.nat(8)), { maxLength: 3 }),
}));

describe('path graphs made smaller', () => {
  it('hold in the same states, whatever they look like', () => {
    fc.assert(fc.property(graphs, (graph) => {
      const states = statesOf(graph);
      assert.deepEqual(statesOf(contracted(graph)), states);
      assert.deepEqual(statesOf(merged(graph)), states);
      assert.deepEqual(statesOf(merged(contracted(graph))), states);
    }), { numRuns: 3000 });
  });

  it('hold in the same states where they are routers that pass on over every other cable, or over some', () => {
    fc.assert(fc.property(meshes, ({ routers, cables, closed }) => {
      const graph = explored(routers, cables, (router, by, over) => closed.some((each) => each[0] === router && each[1] === by && each[2] === over));
      const states = statesOf(graph);
      const small = merged(contracted(graph));
      assert.deepEqual(statesOf(small), states);
      assert.ok(small.nodes.length <= graph.nodes.length);
    }), { numRuns: 1500 });
  });

  it('are as small as the mesh where every router passes on everything', () => {
    const complete: [number, number][] = [];
    for (let a = 0; a < 5; a++) for (let b = a + 1; b < 5; b++) complete.push([a, b]);
    const graph = explored(5, complete, () => false, 15);
    const small = merged(contracted(graph));
    assert.ok(graph.nodes.length > 60, `${graph.nodes.length}`);
    assert.ok(small.nodes.length <= 7, `${small.nodes.length}`);
  });
});

/** A way through a path graph: it exists exactly when one is left, and it is a shortest one. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findWay } from '#language/simulation/world/ways.js';
import type { PathGraph } from '../../../language/facts/network/types.js';

const NODES = 7;
const aGraph: fc.Arbitrary<PathGraph> = fc.record({
  junctions: fc.array(fc.boolean(), { minLength: NODES, maxLength: NODES }),
  edges: fc.array(fc.record({ from: fc.nat(NODES - 1), to: fc.nat(NODES - 1), link: fc.option(fc.nat(5), { nil: undefined }) }), { maxLength: 16 }),
}).map(({ junctions, edges }) => ({
  nodes: junctions.map((junction, index) => (junction && index > 0 && index < NODES - 1 ? {} : { element: `e${index}` })),
  edges: edges.map(({ from, to, link }) => ({ from, to, ...(link === undefined ? {} : { link: `l${link}` }) })), source: 0, sink: NODES - 1,
}));
const someDown = fc.uniqueArray(fc.constantFrom('e1', 'e2', 'e3', 'e4', 'e5', 'l0', 'l1', 'l2'), { maxLength: 5 }).map((ids) => new Set<string>(ids));

/** Every node that can be reached without what is down, by brute force. */
function reachable(graph: PathGraph, down: ReadonlySet<string>): Set<number> {
  const up = graph.edges.filter((edge) => !(edge.link && down.has(edge.link)) && !down.has(graph.nodes[edge.to]!.element ?? ''));
  const found = new Set([graph.source]);
  for (let round = 0; round < NODES; round++) for (const edge of up) if (found.has(edge.from)) found.add(edge.to);
  return found;
}

describe('ways', () => {
  it('are found exactly where one is left', () => {
    fc.assert(fc.property(aGraph, someDown, (graph, down) => {
      assert.equal(findWay(graph, down) !== undefined, reachable(graph, down).has(graph.sink));
    }), { numRuns: 500 });
  });

  it('touch nothing that is down, end at the sink, and pass nothing twice', () => {
    fc.assert(fc.property(aGraph, someDown, (graph, down) => {
      const way = findWay(graph, down);
      if (!way) return;
      const stations = way.map((step) => step.to);
      assert.equal(stations.at(-1), `e${NODES - 1}`);
      assert.equal(new Set(stations).size, stations.length);
      for (const { to, links } of way) assert.ok(!down.has(to) && !links.some((link) => down.has(link)));
    }), { numRuns: 500 });
  });

  it('pass junctions without a stop, with the links on both sides of them', () => {
    const graph: PathGraph = {
      nodes: [{ element: 'web' }, {}, { element: 'db' }], edges: [{ from: 0, to: 1, link: 'cable' }, { from: 1, to: 2, link: 'other' }], source: 0, sink: 2,
    };
    assert.deepEqual(findWay(graph, new Set()), [{ to: 'db', links: ['cable', 'other'] }]);
  });

  it('take the shortest, of several the first that is listed', () => {
    const graph: PathGraph = {
      nodes: [{ element: 'a' }, { element: 'x' }, { element: 'y' }, { element: 'b' }],
      edges: [{ from: 0, to: 1 }, { from: 0, to: 2 }, { from: 1, to: 3 }, { from: 2, to: 3 }], source: 0, sink: 3,
    };
    assert.deepEqual(findWay(graph, new Set())?.map((step) => step.to), ['x', 'b']);
    assert.deepEqual(findWay(graph, new Set(['x']))?.map((step) => step.to), ['y', 'b']);
  });
});

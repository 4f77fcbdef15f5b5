/** Single points of failure of real operator networks and small graphs: articulation points and bridges, as networkx finds them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readAnswers } from '../answers.js';
import { UnsupportedError } from '../xml.js';
import { analyse } from './analyse.js';
import { differences } from './compare.js';
import { readGraphMl, type Graph } from './graphml.js';
import { complete, type Edges } from './known-graphs.js';

const folder = new URL('../../data/topology-zoo/', import.meta.url);

function graph(edges: Edges, alone: number[] = []): Graph {
  const nodes = [...new Set([...edges.flat(), ...alone])].sort((a, b) => a - b).map(String);
  return { nodes, edges: edges.map(([a, b]) => [String(a), String(b)]) };
}

describe('networks of the Internet Topology Zoo', () => {
  for (const [name, answer] of readAnswers(new URL('answers.csv', folder))) {
    it(`${name}: ${answer['articulation_points']} articulation points, ${answer['bridges']} bridges, connectivity ${answer['node_connectivity']}`, () => {
      const network = readGraphMl(readFileSync(new URL(`${name}.graphml`, folder), 'utf8'));
      assert.deepEqual(differences(analyse(network), answer), []);
    });
  }
});

describe('single points of small graphs', () => {
  const cases: [title: string, graph: Graph, points: string, bridges: string, components: number, connectivity: number][] = [
    ['a chain', graph([[0, 1], [1, 2], [2, 3]]), '1 2', '0-1 1-2 2-3', 1, 1],
    ['a ring', graph([[0, 1], [1, 2], [2, 3], [3, 0]]), '', '', 1, 2],
    ['two cables side by side are no bridge', graph([[0, 1], [1, 0], [1, 2]]), '1', '1-2', 1, 1],
    ['a cable from a device to itself is none', graph([[0, 0], [0, 1], [1, 2], [2, 0]]), '', '', 1, 2],
    ['two rings that share a device', graph([[0, 1], [1, 2], [2, 0], [2, 3], [3, 4], [4, 2]]), '2', '', 1, 1],
    ['two networks, and a device by itself', graph([[0, 1], [1, 2], [3, 4]], [5]), '1', '0-1 1-2 3-4', 3, 0],
    ['a complete graph', graph(complete(5)), '', '', 1, 4],
    ['a wheel', graph([[0, 1], [0, 2], [0, 3], [0, 4], [0, 5], [1, 2], [2, 3], [3, 4], [4, 5], [5, 1]]), '', '', 1, 3],
    ['a complete bipartite graph', graph([0, 1, 2].flatMap((a): Edges => [3, 4, 5].map((b) => [a, b]))), '', '', 1, 3],
  ];
  for (const [title, network, points, bridges, components, connectivity] of cases) {
    it(title, () => {
      const found = analyse(network);
      assert.deepEqual([found.articulationPoints.join(' '), found.bridges.join(' '), found.components, found.connectivity], [points, bridges, components, connectivity]);
    });
  }
});

describe('GraphML', () => {
  it('is read with its parallel edges, loops and nested graphs', () => {
    const { nodes, edges } = readGraphMl(`<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="d0" for="node"/>
      <graph edgedefault="undirected"><node id="a&amp;b"><data key="d0">서울</data><graph><node id="c"/></graph></node>
      <edge source="a&amp;b" target="c"/><edge source="c" target="a&amp;b"/><edge source="c" target="c"/></graph></graphml>`);
    assert.deepEqual(nodes, ['a&b', 'c']);
    assert.deepEqual(edges, [['a&b', 'c'], ['c', 'a&b'], ['c', 'c']]);
  });

  it('that says what cannot be read is refused', () => {
    for (const body of ['<graph><edge source="a" target="b"/></graph>', '<graph><node id="a"/><hyperedge/></graph>', '<graph><node/></graph>']) {
      assert.throws(() => readGraphMl(`<graphml>${body}</graphml>`), UnsupportedError);
    }
    assert.throws(() => readGraphMl('<opsa-mef/>'), UnsupportedError);
  });
});

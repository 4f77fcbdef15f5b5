/** Single points of failure of real operator networks: articulation points and bridges, as networkx finds them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Facts } from '#language/facts/query.js';
import type { PathGraph } from '#language/facts/network/types.js';
import { singlePointsOf } from '#language/facts/redundancy/single-points.js';
import { buildStructure, type Structure } from '#language/facts/redundancy/structure.js';
import type { Id } from '#language/model/model.js';
import { addElement, addFlow, addLink, carrierFrom, emptyModel } from './models.js';

const folder = new URL('../../../data/topology-zoo/', import.meta.url);

interface Network { nodes: Id[]; edges: { id: Id; a: Id; b: Id }[] }

function read(name: string): Network {
  const xml = readFileSync(new URL(`${name}.graphml`, folder), 'utf8');
  const nodes = [...xml.matchAll(/<node id="([^"]+)"/g)].map((match) => match[1]!);
  const edges = [...xml.matchAll(/<edge\b[^>]*>/g)].map(([tag], i) => ({
    id: `edge${i}`, a: /source="([^"]+)"/.exec(tag)![1]!, b: /target="([^"]+)"/.exec(tag)![1]!,
  }));
  return { nodes, edges };
}

/** A service from each of the sources to every node that it reaches; all cables carry both ways. */
function architecture({ nodes, edges }: Network, sources: Id[]): Structure {
  const model = emptyModel();
  for (const node of nodes) addElement(model, node, ['router']);
  for (const { id, a, b } of edges) addLink(model, a, b, { id });
  const number = new Map(nodes.map((node, i) => [node, i]));
  const both = edges.flatMap(({ id, a, b }) => [
    { from: number.get(a)!, to: number.get(b)!, link: id }, { from: number.get(b)!, to: number.get(a)!, link: id },
  ]);
  for (const source of sources) for (const node of nodes) if (node !== source) addFlow(model, `${source} to ${node}`, [source], [node], { optional: true });
  const facts = new Facts(model);
  const graph = (from: Id, to: Id): PathGraph => ({ nodes: nodes.map((element) => ({ element })), edges: both, source: number.get(from)!, sink: number.get(to)! });
  return buildStructure(facts, carrierFrom(facts, (from, to) => ({ forward: graph(from, to), back: graph(to, from) })));
}

function components({ nodes, edges }: Network): Id[][] {
  const root = new Map(nodes.map((node) => [node, node]));
  const find = (node: Id): Id => (root.get(node) === node ? node : find(root.get(node)!));
  for (const { a, b } of edges) root.set(find(a), find(b));
  const groups = new Map<Id, Id[]>();
  for (const node of nodes) groups.set(find(node), [...(groups.get(find(node)) ?? []), node]);
  return [...groups.values()];
}

describe('networks of the Internet Topology Zoo', () => {
  const rows = readFileSync(new URL('answers.csv', folder), 'utf8').trim().split('\n').slice(1).map((line) => line.split(','));
  for (const [name, , , , , , , , , articulationPoints, bridges] of rows) {
    it(`${name}: articulation points and bridges`, () => {
      const network = read(name!);
      // Two sources a component: from the other one, a source that is an articulation point shows as one, too.
      const sources = components(network).flatMap((component) => component.slice(0, 2));
      const structure = architecture(network, sources);
      const found = singlePointsOf(structure, [...structure.flows.values()]);
      const elements = new Set<Id>();
      const links = new Set<Id>();
      for (const [id, gate] of structure.flows) {
        const ends = id.split(' to ');
        for (const point of found.get(gate)!.points) {
          if (network.edges.some((edge) => edge.id === point)) links.add(point);
          else if (!ends.includes(point)) elements.add(point);
        }
      }
      assert.deepEqual([...elements].sort(), articulationPoints!.split(' ').filter(Boolean).sort());
      const pairs = [...links].map((id) => network.edges.find((edge) => edge.id === id)!).map(({ a, b }) => [a, b].sort().join('-'));
      assert.deepEqual(pairs.sort(), bridges!.split(' ').filter(Boolean).sort());
    });
  }
});

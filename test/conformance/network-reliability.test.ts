/**
 * Reliability of known graphs whose edges fail: between two vertices, and of all with each other. The smaller ones are put
 * to the product as architectures, and all of them to the connectivity that its figures come from.
 */
import assert from 'node:assert/strict';
import { Facts } from '#language/facts/query.js';
import { Bdd } from '#language/facts/redundancy/bdd.js';
import { connectivity } from '#language/facts/redundancy/connectivity.js';
import { figures } from '#language/facts/redundancy/figures.js';
import { ONE } from '#language/facts/redundancy/node-store.js';
import { falseProbability } from '#language/facts/redundancy/probability.js';
import { readModel } from '../support/read-model.js';
import { bridge, complete, farthest, generalisedPetersen, grid, verticesOf, type Edges } from './graphs/known-graphs.js';

const BUDGET = { nodes: 4_000_000, steps: 80_000_000 };

interface Case {
  name: string;
  edges: Edges;
  /** Vertices that 0 has to reach. */
  to: 'last' | 'farthest' | 'all';
  /** Probability that an edge holds. */
  p: number;
  /** The reliability, or where so few digits are left of it, the unreliability. */
  reliability?: number;
  unreliability?: number;
  /** Too large to be written as an architecture in every test run. */
  large?: true;
}

const dodecahedron = generalisedPetersen(10, 2);
const petersen = generalisedPetersen(5, 2);
const completeGraphs: [n: number, between: number, all: number][] = [
  [5, 0.999794802600, 0.710937500000], [6, 0.999979923413, 0.814941406250], [7, 0.999997999091, 0.889900207520],
  [8, 0.999999799989, 0.937091529369], [9, 0.999999980000, 0.964738007635], [10, 0.999999998000, 0.980449175211],
];
const grids: [rows: number, columns: number, reliability: number][] = [
  [3, 3, 0.972502171407], [3, 4, 0.972593251893], [3, 5, 0.971353077726], [3, 6, 0.969984456182], [3, 7, 0.968605012875], [3, 8, 0.967226277477],
  [3, 9, 0.965849380962], [3, 10, 0.964474432303], [3, 20, 0.950832127159], [3, 50, 0.911052138619], [3, 100, 0.848416044142],
  [4, 4, 0.975046349577], [5, 5, 0.975556589505], [6, 6, 0.975644995285], [7, 7, 0.975659121023], [8, 8, 0.975661264482],
];

const cases: Case[] = [
  { name: 'bridge', edges: bridge, to: 'last', p: 0.9, reliability: 12231 / 12500 },
  { name: 'bridge', edges: bridge, to: 'last', p: 0.5, reliability: 1 / 2 },
  { name: 'K4', edges: complete(4), to: 'last', p: 0.9, reliability: 124731 / 125000 },
  { name: 'K4', edges: complete(4), to: 'last', p: 0.5, reliability: 3 / 4 },
  { name: 'K4', edges: complete(4), to: 'all', p: 0.9, reliability: 497907 / 500000 },
  { name: 'K4', edges: complete(4), to: 'all', p: 0.5, reliability: 19 / 32 },
  { name: 'K5', edges: complete(5), to: 'all', p: 0.9, reliability: 1249365303 / 1250000000 },
  { name: '2 by 3 grid', edges: grid(2, 3), to: 'last', p: 0.9, reliability: 299619 / 312500 },
  { name: '2 by 3 grid', edges: grid(2, 3), to: 'last', p: 0.5, reliability: 5 / 16 },
  { name: '3 by 3 grid', edges: grid(3, 3), to: 'last', p: 0.5, reliability: 1135 / 4096 },
  ...([[0.9, 2.8796012534e-3], [0.99, 2.0618910983e-6], [0.999, 2.0060180892e-9]] as const)
    .map(([p, unreliability]): Case => ({ name: 'dodecahedron', edges: dodecahedron, to: 'farthest', p, unreliability })),
  ...([[0.9, 1.1433085356e-2], [0.99, 1.0150514613e-5], [0.999, 1.0015005919e-8]] as const)
    .map(([p, unreliability]): Case => ({ name: 'Petersen graph', edges: petersen, to: 'all', p, unreliability })),
  ...grids.map(([rows, columns, reliability]): Case => ({
    name: `${rows} by ${columns} grid`, edges: grid(rows, columns), to: 'last', p: 0.9, reliability, ...(rows * columns > 40 ? { large: true } : {}),
  })),
  ...completeGraphs.flatMap(([n, between, all]): Case[] => {
    const large = n > 6 ? { large: true } as const : {};
    return [
      { name: `K${n}`, edges: complete(n), to: 'last', p: 0.9, reliability: between, ...large },
      { name: `K${n}`, edges: complete(n), to: 'all', p: 0.5, reliability: all, ...large },
    ];
  }),
];

const sinksOf = ({ edges, to }: Case): number[] => {
  const count = verticesOf(edges);
  return to === 'last' ? [count - 1] : to === 'farthest' ? [farthest(edges)] : Array.from({ length: count - 1 }, (_, i) => i + 1);
};

function check({ reliability, unreliability }: Case, unavailability: number): void {
  const [actual, expected, allowed] = unreliability === undefined ? [1 - unavailability, reliability!, 1e-11] : [unavailability, unreliability, unreliability * 1e-9];
  assert.ok(Math.abs(actual - expected) < allowed, `${actual}, not ${expected}`);
}

const title = ({ name, to, p }: Case): string => `${name}, ${to === 'all' ? 'all with each other' : 'two ends'}, edges at ${p}`;

describe('network reliability of known graphs', () => {
  for (const each of cases) {
    it(`by connectivity: ${title(each)}`, () => {
      const { edges, p } = each;
      const bdd = new Bdd(BUDGET);
      const functions = edges.map((_, level) => bdd.variable(level));
      const arcs = edges.flatMap(([from, to], label) => [{ from, to, label }, { from: to, to: from, label }]);
      const graph = { vertices: verticesOf(edges), arcs, labels: edges.length, source: 0 };
      const reached = sinksOf(each).reduce((f, sink) => bdd.and(f, connectivity(bdd, { ...graph, sink }, functions)), ONE);
      check(each, falseProbability(bdd, reached, () => 1 - p));
    });
  }

  for (const each of cases.filter(({ large }) => !large)) {
    it(`by the product: ${title(each)}`, () => {
      const { edges, p } = each;
      const sure = '{ availability 100% }';
      const text = [
        ...Array.from({ length: verticesOf(edges) }, (_, i) => `router r${i} ${sure}\nserver h${i} ${sure}\nlink h${i} -- r${i}`),
        ...edges.map(([a, b], i) => `link r${a} -- r${b} as e${i} { availability ${p * 100}% }`),
        `flow h0 -> ${sinksOf(each).map((i) => `h${i}`).join(', ')} as all`,
      ].join('\n');
      const model = readModel(text);
      assert.deepEqual(model.problems, []);
      const found = figures(new Facts(model), 'all')!;
      assert.notEqual(found.unavailability, undefined);
      check(each, found.unavailability!);
    });
  }
});

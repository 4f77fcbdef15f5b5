/**
 * `npm run bench:network`: what the matrix of all pairs costs. Campuses of 100 to 3,000 hosts over 30 VLANs and 200
 * filter lines are answered for every pair, and beside that some 10,000 of the same network's pairs are traced directly,
 * one packet at a time, in the same run; both start from a model that nothing was asked of yet. A pair must become
 * cheaper as the network grows, because hosts of one segment and policy share their answer. Other sizes may be given:
 * `npm run bench:network -- 500 5000`.
 */
import { matrixOver, traceBetween } from '#language/facts/network/index.js';
import { Facts } from '#language/facts/query.js';
import type { Endpoint, Id, Model, PortMatch } from '#language/model/model.js';
import { readModel } from '../support/read-model.js';
import { generateNetwork } from './generate-network.js';
import { median } from './median.js';

const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 300, 1000, 3000];
const PORTS: PortMatch[] = [
  { protocol: 'tcp', low: 3306, high: 3306, text: 'tcp/3306' }, { protocol: 'tcp', low: 22, high: 22, text: 'tcp/22' }, { protocol: 'icmp', low: 0, high: 65_535, text: 'icmp' },
];
const DIRECT = 10_000;

interface Row { hosts: number; pairs: number; kinds: number; matrix: number; direct: number; traced: number; differing: number }

function main(): void {
  const rows: Row[] = [];
  // The first round warms the compiler; it does not count.
  measure(SIZES[0]!);
  for (const hosts of SIZES) rows.push(measure(hosts));
  print(rows);
}

function measure(hosts: number): Row {
  const model = readModel(generateNetwork({ hosts, vlans: 30, lines: 200 }));
  const all = PORTS.map((port) => answerAll(model, port));
  const direct = PORTS.map((port, index) => traceSome(model, port, all[index]!));
  return {
    hosts, pairs: all[0]!.pairs, kinds: Math.max(...all.map((each) => each.matrix.kinds)), matrix: median(all.map((each) => each.time)),
    direct: median(direct.map((each) => each.time)), traced: direct[0]!.traced, differing: direct.reduce((sum, each) => sum + each.differing, 0),
  };
}

interface Answered { matrix: ReturnType<typeof matrixOver>; pairs: number; time: number }

function answerAll(model: Model, port: PortMatch): Answered {
  const start = performance.now();
  const matrix = matrixOver(new Facts(model), port);
  let pairs = 0;
  for (let row = 0; row < matrix.elements.length; row++) {
    for (let column = 0; column < matrix.elements.length; column++) if (matrix.disposition(row, column)) pairs++;
  }
  return { matrix, pairs, time: performance.now() - start };
}

/** Some 10,000 pairs, spread evenly over the whole matrix. */
function traceSome(model: Model, port: PortMatch, { matrix }: Answered): { time: number; traced: number; differing: number } {
  const facts = new Facts(model);
  const { elements } = matrix;
  const answers: [row: number, column: number, disposition: string | undefined][] = [];
  const every = Math.max(1, Math.floor(elements.length ** 2 / DIRECT));
  const start = performance.now();
  for (let pair = 0; pair < elements.length ** 2; pair += every) {
    // Whole rows would meet few sources: the column is shifted along with the row.
    const row = Math.floor(pair / elements.length);
    const column = (pair + row) % elements.length;
    if (row === column) continue;
    answers.push([row, column, traceBetween(facts, endpointOf(model, elements[row]!), endpointOf(model, elements[column]!), port)?.trace.disposition]);
  }
  const time = performance.now() - start;
  return { time, traced: answers.length, differing: answers.filter(([row, column, found]) => matrix.disposition(row, column) !== found).length };
}

function endpointOf(model: Model, id: Id): Endpoint {
  return { type: 'ids', ids: [id], text: id, origin: model.elements[id]!.origin };
}

function print(rows: readonly Row[]): void {
  console.log(`hosts  pairs       kinds  matrix ms  µs a pair  direct ms (traces)  µs a trace  matrix / ${DIRECT} direct  pair / trace  answers that differ`);
  for (const { hosts, pairs, kinds, matrix, direct, traced, differing } of rows) {
    const [pair, trace] = [matrix / pairs * 1000, direct / traced * 1000];
    console.log([
      String(hosts).padEnd(5), String(pairs).padEnd(10), String(kinds).padEnd(5), matrix.toFixed(0).padStart(9), pair.toFixed(2).padStart(9),
      `${direct.toFixed(0)} (${traced})`.padStart(18), trace.toFixed(1).padStart(10), (matrix / (trace * DIRECT / 1000)).toFixed(3).padStart(21), (pair / trace).toFixed(5).padStart(12), String(differing).padStart(6),
    ].join('  '));
  }
}

main();

/**
 * `npm run bench:redundancy`: what redundancy costs. The single points of models with 100 to 100,000 elements, beside
 * letting a sample of their elements fall one at a time; the pairs of models up to 2,000 elements, beside trying a sample
 * of all pairs; and fault trees, beside building each in one order only. Both sides are measured in the same run, so that
 * the ratios say something on any machine. Sizes may be given: `npm run bench:redundancy -- 100 1000`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { Facts } from '#language/facts/query.js';
import { Bdd } from '#language/facts/redundancy/bdd.js';
import { withinBudget } from '#language/facts/redundancy/budget.js';
import { diagramOf } from '#language/facts/redundancy/diagram.js';
import { figures } from '#language/facts/redundancy/figures.js';
import { inputsOf } from '#language/facts/redundancy/gate-graph.js';
import { computeValues } from '#language/facts/redundancy/gate-values.js';
import { singlePointsOf } from '#language/facts/redundancy/single-points.js';
import { structure, type Structure } from '#language/facts/redundancy/structure.js';
import type { Model } from '#language/model/model.js';
import { gatesOf, type TreeGates } from '../conformance/open-psa/gates.js';
import { readFaultTree } from '../conformance/open-psa/read.js';
import { chains, fleet, tiers } from './generate-redundancy.js';

const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100, 1000, 10_000, 100_000];
const LARGEST_FOR_PAIRS = 2000;
/** Elements, and pairs, that the direct way tries; the rest is told by their number. */
const SAMPLE = 200;
const SHAPES: [name: string, make: (elements: number) => Model][] = [['two chains', chains], ['tiers of two', tiers], ['fleet', fleet]];
const TREE_BUDGET = { nodes: 4_000_000, steps: 60_000_000 };

function main(): void {
  // The first round warms the compiler; it does not count.
  for (const [, make] of SHAPES) singlePoints(make(100));
  console.log('single points  elements  gates    circuit ms  points ms  µs an element  points  one by one ms (told by a sample)  ratio');
  for (const [name, make] of SHAPES) for (const size of SIZES) print([name.padEnd(13), ...singlePoints(make(size))], [0, 8, 7, 10, 9, 13, 6, 33, 8]);
  console.log('\npairs          elements  pairs    figures ms  all pairs ms (told by a sample)  ratio');
  for (const [name, make] of SHAPES.slice(1)) {
    for (const size of [...new Set(SIZES.map((each) => Math.min(each, LARGEST_FOR_PAIRS)))]) print([name.padEnd(13), ...pairs(make(size))], [0, 8, 7, 10, 31, 8]);
  }
  console.log('\nfault trees    gates    nodes    ms      one order nodes  one order ms  ratio');
  faultTrees();
}

function timed<T>(compute: () => T): { value: T; time: number } {
  const start = performance.now();
  return { value: compute(), time: performance.now() - start };
}

function singlePoints(model: Model): string[] {
  const facts = new Facts(model);
  const built = timed(() => facts.ask(structure));
  const from = built.value;
  const roots = rootsOf(model, from);
  const found = timed(() => singlePointsOf(from, roots));
  const elements = Object.keys(model.elements).length;
  const direct = timed(() => fallOneByOne(from, roots)).time / Math.min(SAMPLE, from.failable.size) * from.failable.size;
  const points = new Set([...found.value.values()].flatMap((each) => each.points)).size;
  return [
    String(elements), String(from.circuit.size), built.time.toFixed(0), found.time.toFixed(1), (found.time / elements * 1000).toFixed(1), String(points),
    direct.toFixed(0), (found.time / direct).toFixed(4),
  ];
}

/** Services: what `u` asks for. */
function rootsOf(model: Model, from: Structure): number[] {
  return Object.values(model.flows).filter(({ from: [end] }) => end!.text === 'u').map((flow) => from.flows.get(flow.id)!);
}

function fallOneByOne({ propagation, failable }: Structure, roots: readonly number[]): number {
  let fallen = 0;
  for (const gate of spread([...failable], SAMPLE)) {
    const mark = propagation.mark;
    propagation.fail([gate]);
    for (const root of roots) if (!propagation.holds(root)) fallen++;
    propagation.undo(mark);
  }
  return fallen;
}

function pairs(model: Model): string[] {
  const facts = new Facts(model);
  const from = facts.ask(structure);
  const services = Object.values(model.flows).filter(({ from: [end] }) => end!.text === 'u');
  const found = timed(() => services.map((flow) => figures(facts, flow.id, 2)!));
  const count = from.failable.size * (from.failable.size - 1) / 2;
  const all = spread([...from.failable], Math.ceil(Math.sqrt(SAMPLE * 2)));
  const tried = all.flatMap((a, i) => all.slice(i + 1).map((b) => [a, b]));
  const direct = timed(() => {
    for (const pair of tried) {
      const mark = from.propagation.mark;
      from.propagation.fail(pair);
      from.propagation.undo(mark);
    }
  }).time / tried.length * count;
  const sets = found.value.reduce((sum, each) => sum + each.cutSets.filter((set) => set.length === 2).length, 0);
  return [String(Object.keys(model.elements).length), String(sets), found.time.toFixed(0), direct.toFixed(0), (found.time / direct).toFixed(4)];
}

function spread<T>(list: readonly T[], most: number): T[] {
  const every = Math.max(1, Math.floor(list.length / most));
  return list.filter((_, i) => i % every === 0).slice(0, most);
}

function faultTrees(): void {
  const folder = new URL('../data/aralia/', import.meta.url);
  for (const file of readdirSync(folder).filter((each) => each.endsWith('.xml'))) {
    const tree = readFaultTree(readFileSync(new URL(file, folder), 'utf8'));
    const gates = gatesOf(tree, tree.tops[0]!);
    const whole = timed(() => withinBudget(() => diagramOf(gates, gates.root, () => undefined, TREE_BUDGET)));
    const nodes = whole.value ? whole.value.bdd.layout(whole.value.root).levels.length : undefined;
    const one = timed(() => withinBudget(() => inOneOrder(gates)));
    print([
      file.replace('.xml', '').padEnd(13), String(tree.gates.size), String(nodes ?? 'over'), whole.time.toFixed(0), String(one.value ?? 'over'), one.time.toFixed(0), (whole.time / one.time).toFixed(2),
    ], [0, 6, 7, 7, 16, 12, 6]);
  }
}

/** All gates in one diagram, its variables as a walk from the top first meets them. */
function inOneOrder(gates: TreeGates): number {
  const bdd = new Bdd(TREE_BUDGET);
  const values = new Map<number, number>();
  const order: number[] = [];
  const seen = new Set<number>();
  const walk = (gate: number): void => {
    if (seen.has(gate)) return;
    seen.add(gate);
    if (gates.gates[gate]!.type === 'variable') values.set(gate, bdd.variable(values.size));
    inputsOf(gates, gate).forEach(walk);
    order.push(gate);
  };
  walk(gates.root);
  computeValues(bdd, gates, order.filter((gate) => !values.has(gate)).map((gate) => [gate]), values);
  return bdd.layout(values.get(gates.root)!).levels.length;
}

function print(cells: readonly string[], widths: readonly number[]): void {
  console.log(cells.map((cell, i) => cell.padStart(widths[i]!)).join('  '));
}

main();

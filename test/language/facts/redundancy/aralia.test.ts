/** The diagrams against published fault trees: probability of the top event and minimal cut sets of every order. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Bdd } from '#language/facts/redundancy/bdd.js';
import { ONE, type Node } from '#language/facts/redundancy/node-store.js';
import { falseProbability } from '#language/facts/redundancy/probability.js';
import { Zbdd } from '#language/facts/redundancy/zbdd.js';

interface Formula { type: string; min: number; arguments: (Formula | string)[] }
interface FaultTree { gates: Map<string, Formula>; probabilities: Map<string, number>; top: string }

const folder = new URL('../../../data/aralia/', import.meta.url);
const BUDGET = { nodes: 4_000_000, steps: 60_000_000 };

function readTree(name: string): FaultTree {
  const text = readFileSync(new URL(`${name}.xml`, folder), 'utf8');
  const gates = new Map<string, Formula>();
  const probabilities = new Map<string, number>();
  const stack: Formula[] = [];
  let defining = '';
  for (const [, close, tag, rest] of text.matchAll(/<(\/?)([a-z-]+)([^>]*)>/g)) {
    const attribute = (word: string): string => new RegExp(`${word}="([^"]*)"`).exec(rest!)?.[1] ?? '';
    if (close) {
      if (['and', 'or', 'not', 'atleast'].includes(tag!)) {
        const formula = stack.pop()!;
        if (stack.length > 0) stack.at(-1)!.arguments.push(formula);
        else gates.set(defining, formula);
      }
    } else if (tag === 'define-gate' || tag === 'define-basic-event') defining = attribute('name');
    else if (['and', 'or', 'not', 'atleast'].includes(tag!)) stack.push({ type: tag!, min: Number(attribute('min')), arguments: [] });
    else if (tag === 'gate' || tag === 'basic-event' || tag === 'event') stack.at(-1)!.arguments.push(attribute('name'));
    else if (tag === 'float') probabilities.set(defining, Number(attribute('value')));
  }
  const used = new Set([...gates.values()].flatMap(namesIn));
  const top = [...gates.keys()].find((gate) => !used.has(gate))!;
  return { gates, probabilities, top };
}

function namesIn(formula: Formula): string[] {
  return formula.arguments.flatMap((each) => (typeof each === 'string' ? [each] : namesIn(each)));
}

/** The function "the top event does not happen" of variables "the basic event has not happened". */
function build(bdd: Bdd, tree: FaultTree, levels: Map<string, number>): Node {
  const known = new Map<string, Node>();
  const named = (name: string): Node => {
    let node = known.get(name);
    if (node === undefined) {
      const gate = tree.gates.get(name);
      if (!gate && !levels.has(name)) levels.set(name, levels.size);
      node = gate ? formula(gate) : bdd.variable(levels.get(name)!);
      known.set(name, node);
    }
    return node;
  };
  const formula = (each: Formula | string): Node => {
    if (typeof each === 'string') return named(each);
    const inputs = each.arguments.map(formula);
    if (each.type === 'not') return bdd.not(inputs[0]!);
    const needed = each.type === 'or' ? inputs.length : each.type === 'and' ? 1 : inputs.length - each.min + 1;
    return bdd.atLeast(needed, inputs);
  };
  return named(tree.top);
}

describe('fault trees of the Aralia benchmark', () => {
  const rows = readFileSync(new URL('answers.csv', folder), 'utf8').trim().split('\n').slice(1).map((line) => line.split(','));
  for (const [name, , , notGates, probability, sets, byOrder] of rows) {
    it(`${name}: probability ${probability}, ${sets} minimal cut sets`, () => {
      const tree = readTree(name!);
      const bdd = new Bdd(BUDGET);
      const levels = new Map<string, number>();
      const works = build(bdd, tree, levels);
      assert.ok(works > ONE);
      const events = [...levels.keys()];
      const fails = falseProbability(bdd, works, (level) => tree.probabilities.get(events[level]!)!);
      assert.ok(Math.abs(fails / Number(probability) - 1) < 1e-8, `probability ${fails}`);
      if (Number(notGates) > 0) return;
      const zbdd = new Zbdd(BUDGET);
      const expected = byOrder!.trim().split(' ').map((each) => Number(each.split(':')[1]));
      const all = zbdd.countByOrder(zbdd.minimalCutSets(bdd, works));
      assert.deepEqual(all.slice(1), expected);
      const truncated = zbdd.countByOrder(zbdd.minimalCutSets(bdd, works, 3));
      while (truncated.length < 4) truncated.push(0);
      assert.deepEqual(truncated.slice(1), [...expected, 0, 0].slice(0, 3));
    });
  }
});

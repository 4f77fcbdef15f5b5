/**
 * Availability between bounds, where the whole function is too large. Whatever cut sets are known, the service can
 * only work while none of them has failed; whatever solutions are known, it works while one of them is up. Both are
 * computed exactly on as many sets as the budget allows, so that neither is a guess. And where all cut sets up to a size
 * are known, it fails without one of them only with more parts down than that, which is seldom where the parts are good.
 */
import { Bdd } from './bdd.js';
import { withinBudget, type Budget } from './budget.js';
import type { Gate } from './circuit.js';
import type { CutSearch } from './cut-search.js';
import { inputsOf } from './gate-graph.js';
import { ONE, ZERO, type Node } from './node-store.js';
import { falseProbability, trueProbability } from './probability.js';
import type { Structure } from './structure.js';
import { someDown } from './thresholds.js';

/** @param dependent components whose repairs wait for each other: left out where independence would be taken for granted. */
export function boundsOf(from: Structure, root: Gate, search: CutSearch, down: (gate: Gate) => number, dependent: ReadonlySet<Gate>, budget: Budget): { low: number; high: number } {
  const probability = (set: readonly Gate[]): number => set.reduce((p, gate) => p * down(gate), 1);
  // A cut set without dependent members fails as often as independent ones would; waiting for crews only adds to it.
  const cuts = search.cuts.filter((cut) => !cut.some((gate) => dependent.has(gate))).sort((a, b) => probability(b) - probability(a));
  const upFor = (set: readonly Gate[]): number => set.reduce((p, gate) => p * (1 - down(gate)), 1);
  const solutions = search.solutions.map((set) => set.filter((gate) => from.failable.has(gate)))
    .filter((set) => !set.some((gate) => dependent.has(gate))).sort((a, b) => upFor(b) - upFor(a));
  const noneFailed = accumulate(cuts, budget, ONE, (bdd, f, set) => bdd.and(f, bdd.anyOf(set)));
  const oneUp = accumulate(solutions, budget, ZERO, (bdd, f, set) => bdd.or(f, bdd.allOf(set)));
  const at = (levels: readonly Gate[]) => (level: number): number => down(levels[level]!);
  const low = trueProbability(oneUp.bdd, oneUp.f, at(oneUp.variables));
  const high = Math.min(1, 1 - falseProbability(noneFailed.bdd, noneFailed.f, at(noneFailed.variables)));
  // Of sets that found no room in the diagram: that none has failed is at least as likely as if they were independent (Esary and Proschan 1963).
  const noneAtAll = cuts.slice(noneFailed.joined).reduce((p, cut) => p * (1 - probability(cut)), high);
  return { low: Math.max(low, noneAtAll * fewDown(from, root, search, down, dependent)), high };
}

/**
 * The probability that of what the service rests on, single points apart, no more is down than the size up to which all
 * cut sets are known. It is no less likely while none of these cut sets has failed (Harris 1960).
 */
function fewDown(from: Structure, root: Gate, search: CutSearch, down: (gate: Gate) => number, dependent: ReadonlySet<Gate>): number {
  const alone = new Set(search.cuts.filter((cut) => cut.length === 1).flat());
  const relevant = componentsBelow(from, root).filter((gate) => !alone.has(gate));
  if (relevant.some((gate) => dependent.has(gate))) return 0;
  return search.order >= relevant.length ? 1 : 1 - someDown(relevant.map(down), search.order + 1).atLeast;
}

function componentsBelow(from: Structure, root: Gate): Gate[] {
  const seen = new Set<Gate>([root]);
  for (const gate of seen) for (const input of inputsOf(from.circuit, gate)) seen.add(input);
  return [...seen].filter((gate) => from.failable.has(gate));
}

interface Accumulated { bdd: Bdd; f: Node; variables: Gate[]; /** How many sets found room. */ joined: number }

/** Joins set after set until a tenth of the budget is spent. */
function accumulate(sets: readonly (readonly Gate[])[], budget: Budget, start: Node, join: (bdd: Bdd, f: Node, set: Node[]) => Node): Accumulated {
  const bdd = new Bdd({ nodes: Math.ceil(budget.nodes / 4), steps: Math.ceil(budget.steps / 10) });
  const variables: Gate[] = [];
  const levels = new Map<Gate, number>();
  let f = start;
  let joined = 0;
  const variable = (gate: Gate): Node => {
    let level = levels.get(gate);
    if (level === undefined) levels.set(gate, level = variables.push(gate) - 1);
    return bdd.variable(level);
  };
  for (const set of sets) {
    const next = withinBudget(() => join(bdd, f, set.map(variable)));
    if (next === undefined) break;
    f = next;
    joined++;
  }
  return { bdd, f, variables, joined };
}

/**
 * Minimal cut sets of low order without a decision diagram, for models that are too large for one: a cut set must
 * break every solution, so that each step takes down one component of a solution that is left (hitting sets, Reiter
 * 1987). Sizes are searched in turn, so that a set found later is minimal if it contains none found before.
 */
import type { Budget } from './budget.js';
import type { Gate } from './circuit.js';
import type { Propagation } from './propagation.js';

export interface CutSearch {
  cuts: Gate[][];
  /** Solutions met on the way: any one of them suffices. */
  solutions: Gate[][];
  /** False where the budget ran out: then there may be more. */
  complete: boolean;
  /** Up to this size all are found. */
  order: number;
}

/** Minimal cut sets of at most `order` of the `candidates`, with all else up. */
export function searchCutSets(propagation: Propagation, root: Gate, candidates: ReadonlySet<Gate>, order: number, budget: Budget): CutSearch {
  const result: CutSearch = { cuts: [], solutions: [], complete: true, order: 0 };
  if (!propagation.holds(root)) return result;
  const end = propagation.work + budget.steps / 2;
  const solve = (down: readonly Gate[]): Gate[] | undefined => {
    const mark = propagation.mark;
    propagation.fail(down);
    const solution = propagation.solution(root);
    propagation.undo(mark);
    if (solution) result.solutions.push(solution);
    return solution;
  };
  let open: { down: Gate[]; solution: Gate[] }[] = [{ down: [], solution: solve([])! }];
  for (let size = 1; size <= order && open.length > 0; size++) {
    const next: typeof open = [];
    const tried = new Set<string>();
    for (const { down, solution } of open) {
      for (const gate of solution) {
        if (!candidates.has(gate) || down.includes(gate)) continue;
        const set = [...down, gate].sort((a, b) => a - b);
        const key = set.join(' ');
        if (tried.has(key) || result.cuts.some((cut) => cut.every((each) => set.includes(each)))) continue;
        tried.add(key);
        if (propagation.work > end) return { ...result, complete: false };
        const left = solve(set);
        if (!left) result.cuts.push(set);
        else next.push({ down: set, solution: left });
      }
    }
    result.order = size;
    // What contains a cut of this size that was found after it was tried goes no further.
    open = next.filter(({ down }) => !result.cuts.some((cut) => cut.every((each) => down.includes(each))));
  }
  // Where nothing is left to take down, there are no larger ones either.
  if (open.length === 0) result.order = Infinity;
  return result;
}

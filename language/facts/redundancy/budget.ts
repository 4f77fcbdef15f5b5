/**
 * Exact answers about a structure function can grow exponentially with the model. Whoever computes one hands over a
 * budget; when it is spent the computation stops with this error, and the caller answers with bounds instead.
 */
export class BudgetExceededError extends Error {
  override name = 'BudgetExceededError';
}

export interface Budget {
  /** Nodes that one diagram may have. */
  nodes: number;
  /** Steps of the recursive operations, states of the frontier construction, evaluations of the cut search. */
  steps: number;
}

/**
 * Enough for structure functions of hundreds of components. It counts work and never looks at a clock, so that the
 * answer is the same on every machine; how long that is differs: one to three seconds in all at worst on one core of 2024,
 * bounds included.
 */
export const DEFAULT_BUDGET: Budget = { nodes: 400_000, steps: 6_000_000 };

/** Runs `compute`; undefined where its budget is spent. */
export function withinBudget<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof BudgetExceededError) return undefined;
    throw error;
  }
}

/**
 * One module as a diagram of its leaves. Several orders of the leaves are tried within a limit that grows from round to
 * round, so that a bad order costs little more than the best one needs.
 */
import { Bdd } from './bdd.js';
import { BudgetExceededError, withinBudget, type Budget } from './budget.js';
import type { Gate } from './circuit.js';
import { computeValues } from './gate-values.js';
import type { Layout } from './node-store.js';
import { ordersOf, type Part } from './orders.js';

/** Nodes that the first attempts may make; each further round allows four times as many. */
const FIRST_ROUND = 4096;
/** With this many nodes a leaf no better order is looked for. */
const SMALL = 4;
/** Steps that an attempt may take for each of its nodes. */
const STEPS_A_NODE = 8;

/** A diagram by itself: its variables are the leaves in this order. */
export interface Built {
  order: Gate[];
  layout: Layout;
}

/**
 * @param components gates of the module, those that depend on each other together, inputs before users
 * @param left what may still be spent; it is reduced
 */
export function buildModule(part: Part, components: readonly (readonly Gate[])[], left: Budget): Built {
  const orders = ordersOf(part, components.flat());
  const leaves: Gate[][] = [];
  for (let most = Math.min(FIRST_ROUND, left.nodes); ; most = Math.min(most * 4, left.nodes)) {
    let best: Built | undefined;
    let nodes = most;
    for (const [index, order] of orders.entries()) {
      leaves[index] ??= order();
      if (left.steps <= 0) break;
      const { built, made } = attempt(part, components, leaves[index], { nodes, steps: Math.min(nodes * STEPS_A_NODE, left.steps) }, left);
      if (!built) continue;
      if (!best || built.layout.levels.length < best.layout.levels.length) best = built;
      if (best.layout.levels.length <= SMALL * best.order.length) return best;
      // Another order is worth its time only where it is clearly better.
      nodes = Math.min(nodes, Math.ceil(made / 2));
    }
    if (best) return best;
    if (most >= left.nodes || left.steps <= 0) throw new BudgetExceededError('no order of variables makes the diagram small enough');
  }
}

function attempt(part: Part, components: readonly (readonly Gate[])[], order: Gate[], budget: Budget, left: Budget): { built?: Built; made: number } {
  const bdd = new Bdd(budget);
  const layout = withinBudget(() => {
    const values = new Map(order.map((leaf, level) => [leaf, bdd.variable(level)]));
    computeValues(bdd, part.graph, components, values);
    return bdd.layout(values.get(part.root)!);
  });
  left.steps -= bdd.spent;
  return layout ? { built: { order, layout }, made: bdd.size } : { made: bdd.size };
}

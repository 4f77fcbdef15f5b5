/** A fault tree through the redundancy engine: the same diagrams that an architecture's figures come from. */
import type { Budget } from '#language/facts/redundancy/budget.js';
import { diagramOf } from '#language/facts/redundancy/diagram.js';
import { falseProbability } from '#language/facts/redundancy/probability.js';
import { Zbdd } from '#language/facts/redundancy/zbdd.js';
import type { FaultTree } from './fault-tree.js';
import { gatesOf } from './gates.js';

export interface TreeFigures {
  /** Of the top event; undefined where some event that matters has none. */
  probability: number | undefined;
  /** Minimal cut sets by the number of their events: index 1 counts those of one. */
  cutSets: bigint[];
  /** Nodes of the two diagrams, without what was needed only on the way. */
  nodes: number;
  setNodes: number;
}

export function analyse(tree: FaultTree, top: string, budget: Budget): TreeFigures {
  const gates = gatesOf(tree, top);
  const { bdd, root, variables } = diagramOf(gates, gates.root, () => undefined, budget);
  const probabilities = variables.map((variable) => tree.events.get(gates.events.get(variable)!));
  const known = bdd.support(root).every((level) => probabilities[level] !== undefined);
  const zbdd = new Zbdd(budget);
  const family = zbdd.minimalCutSets(bdd, root);
  return {
    probability: known ? falseProbability(bdd, root, (level) => probabilities[level]!) : undefined,
    cutSets: zbdd.countByOrder(family),
    nodes: bdd.layout(root).levels.length,
    setNodes: zbdd.layout(family).levels.length,
  };
}

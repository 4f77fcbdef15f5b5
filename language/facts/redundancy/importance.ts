/** How much each component matters to a structure function: Birnbaum, Fussell-Vesely, and what its perfection would gain. */
import type { Id } from '../../model/model.js';
import { withinBudget, type Budget } from './budget.js';
import type { Gate } from './circuit.js';
import type { Diagram } from './diagram.js';
import { ONE, type Node } from './node-store.js';
import { birnbaum, falseProbability, fussellVesely } from './probability.js';
import { componentOf } from './structure.js';
import type { Subject } from './subject.js';

export interface Importance {
  element: Id;
  birnbaum: number;
  /** Undefined where a budget was exceeded. */
  fussellVesely: number | undefined;
  /** By how much the availability would rise if it never failed: its unavailability times its Birnbaum importance. */
  gain: number;
}

export function importanceOf(subject: Subject, diagram: Diagram, f: Node, down: (level: number) => number, inSeries: number, u: number, budget: Budget): Importance[] {
  const { bdd } = diagram;
  bdd.allow({ nodes: Math.ceil(budget.nodes / 4), steps: Math.ceil(budget.steps / 8) });
  const name = (gate: Gate): Id => componentOf(subject.from.circuit, gate)!;
  const restFails = f === ONE ? 0 : falseProbability(bdd, f, down);
  const apart = subject.apart.map((gate) => {
    const q = subject.down(gate);
    const others = q < 1 ? (1 - inSeries) / (1 - q) : productWithout(subject, gate);
    const slope = others * (1 - restFails);
    return { element: name(gate), birnbaum: slope, fussellVesely: u > 0 ? Math.min(1, q / u) : 0, gain: q * slope };
  });
  const slopes = birnbaum(bdd, f, down);
  let spent = false;
  const rest = bdd.support(f).flatMap((level) => {
    const slope = slopes.get(level)! * (1 - inSeries);
    const vesely = spent ? undefined : withinBudget(() => fussellVesely(bdd, f, level, down, u));
    spent ||= vesely === undefined;
    return [...subject.weights.shareAt(diagram, level)].map(([variable, share]): Importance => {
      const own = slope * share.slope;
      const within = vesely === undefined || share.vesely === undefined ? undefined : vesely * share.vesely;
      return { element: name(variable), birnbaum: Math.max(0, own), fussellVesely: within, gain: subject.down(variable) * own };
    });
  });
  return [...apart, ...rest].sort((a, b) => (b.fussellVesely ?? 0) - (a.fussellVesely ?? 0) || b.birnbaum - a.birnbaum);
}

function productWithout(subject: Subject, gate: Gate): number {
  return subject.apart.reduce((product, each) => (each === gate ? product : product * (1 - subject.down(each))), 1);
}

/**
 * Large thresholds over parts that nothing else uses: "1,501 of 3,000". A diagram of one has about k × (n - k) nodes;
 * but where the parts are independent it is enough to count how many of them are down, part after part (Barlow and
 * Heidtmann 1984), which takes as many additions and hardly any space. Such a gate stands in the diagram as one
 * variable. The parts need not be alike, nor be single components.
 */
import type { Gate } from './circuit.js';
import type { Diagram } from './diagram.js';
import type { GateFunction } from './gate-graph.js';
import { birnbaum, falseProbability } from './probability.js';

export interface LargeThreshold {
  /** With so many parts down it is false. */
  tolerates: number;
  parts: (Gate | Diagram)[];
}

/** Thresholds whose diagram would be smaller than this are drawn. */
const LARGE = 20_000;

/** More different parts than this are not weighed one by one. */
const MOST_ADDITIONS = 50_000_000;

export function isLarge(definition: GateFunction): boolean {
  if (definition.type !== 'atLeast') return false;
  const { need, inputs } = definition;
  return need > 1 && need < inputs.length && need * (inputs.length - need + 1) > LARGE && new Set(inputs).size === inputs.length;
}

/** What a variable of a diagram is: how often it is false, and what it consists of. */
export class Weights {
  private readonly known = new Map<LargeThreshold, { down: number; parts: number[] }>();

  constructor(private readonly down: (variable: Gate) => number) {}

  /** By the levels of a diagram. */
  at(diagram: Diagram): (level: number) => number {
    return (level) => {
      const variable = diagram.variables[level]!;
      const threshold = diagram.thresholds.get(variable);
      return threshold ? this.of(threshold).down : this.down(variable);
    };
  }

  /** Variables below a level of the diagram: itself, or those of its threshold. */
  * componentsAt(diagram: Diagram, level: number): Generator<Gate> {
    const variable = diagram.variables[level]!;
    const threshold = diagram.thresholds.get(variable);
    if (!threshold) yield variable;
    else for (const part of threshold.parts) {
      if (typeof part === 'number') yield part;
      else for (const inner of part.bdd.support(part.root)) yield* this.componentsAt(part, inner);
    }
  }

  /**
   * What each variable below a level weighs, given what the level does: the product of what each step weighs in the one
   * above. Nothing where there are too many different parts.
   */
  shareAt(diagram: Diagram, level: number): Map<Gate, { slope: number; vesely?: number }> {
    const variable = diagram.variables[level]!;
    const threshold = diagram.thresholds.get(variable);
    if (!threshold) return new Map([[variable, { slope: 1, vesely: 1 }]]);
    const shares = new Map<Gate, { slope: number; vesely?: number }>();
    const { parts, down } = this.of(threshold);
    const alike = new Map<number, { exactly: number; atLeast: number }>();
    const different = new Set(parts).size;
    if (different * parts.length * threshold.tolerates > MOST_ADDITIONS) return shares;
    threshold.parts.forEach((part, index) => {
      const q = parts[index]!;
      let others = alike.get(q);
      if (!others) alike.set(q, others = othersDown(parts, index, threshold.tolerates - 1));
      if (typeof part === 'number') shares.set(part, { slope: others.exactly, vesely: down > 0 ? q * others.atLeast / down : 0 });
      else this.shareWithin(part, others.exactly, shares);
    });
    return shares;
  }

  private shareWithin(part: Diagram, above: number, shares: Map<Gate, { slope: number; vesely?: number }>): void {
    const slopes = birnbaum(part.bdd, part.root, this.at(part));
    for (const [level, slope] of slopes) {
      for (const [gate, inner] of this.shareAt(part, level)) shares.set(gate, { slope: above * slope * inner.slope });
    }
  }

  private of(threshold: LargeThreshold): { down: number; parts: number[] } {
    let known = this.known.get(threshold);
    if (!known) {
      const parts = threshold.parts.map((part) => (typeof part === 'number' ? this.down(part) : falseProbability(part.bdd, part.root, this.at(part))));
      this.known.set(threshold, known = { parts, down: someDown(parts, threshold.tolerates).atLeast });
    }
    return known;
  }
}

/** The probability that of independent parts exactly, or at least, so many are down. Sums of what is not negative: no digits are lost. */
export function someDown(down: readonly number[], count: number): { exactly: number; atLeast: number } {
  const exactly = new Float64Array(count + 1);
  exactly[0] = 1;
  let more = 0;
  down.forEach((q, index) => {
    more += exactly[count]! * q;
    for (let k = Math.min(count, index + 1); k > 0; k--) exactly[k] = exactly[k]! * (1 - q) + exactly[k - 1]! * q;
    exactly[0]! *= 1 - q;
  });
  return { exactly: exactly[count]!, atLeast: exactly[count]! + more };
}

function othersDown(down: readonly number[], without: number, count: number): { exactly: number; atLeast: number } {
  return someDown(down.filter((_, index) => index !== without), count);
}

/** A fault tree as the Open-PSA Model Exchange Format 2.0d describes it, names resolved. */

export type Connective = 'and' | 'or' | 'not' | 'xor' | 'iff' | 'imply' | 'nand' | 'nor' | 'atleast' | 'cardinality';

export type Formula =
  | { type: 'event'; name: string }
  | { type: 'constant'; value: boolean }
  | { type: 'connective'; of: Connective; min: number; max: number; inputs: Formula[] };

export interface FaultTree {
  /** Formulas by the full names of their gates. */
  gates: Map<string, Formula>;
  houses: Map<string, boolean>;
  /** Probability of each basic event, declared or only used; undefined where none is stated. */
  events: Map<string, number | undefined>;
  /** Gates that no other gate uses. */
  tops: string[];
}

/** The figures of a fault tree beside a known answer. */
import type { Answer } from '../answers.js';
import type { FaultTree } from './fault-tree.js';
import type { TreeFigures } from './analyse.js';

/** Answers are written with ten digits or fewer; six must agree. */
const TOLERANCE = 5e-7;

/** What differs, in words; empty where all that the answer says is so. */
export function differences(tree: FaultTree, figures: TreeFigures, answer: Answer): string[] {
  const found: string[] = [];
  const compare = (column: string, actual: string): void => {
    const expected = answer[column];
    if (expected && expected !== actual) found.push(`${column} ${actual}, not ${expected}`);
  };
  const expected = answer['top_event_probability'];
  if (expected && !(Math.abs(figures.probability! / Number(expected) - 1) < TOLERANCE) && figures.probability !== Number(expected)) {
    found.push(`probability ${figures.probability}, not ${expected}`);
  }
  compare('basic_events', String(tree.events.size));
  compare('gates', String(tree.gates.size));
  compare('minimal_cut_sets', String(totalOf(figures.cutSets)));
  compare('minimal_cut_sets_by_order', byOrder(figures.cutSets));
  return found;
}

export function totalOf(cutSets: readonly bigint[]): bigint {
  return cutSets.reduce((sum, count) => sum + count, 0n);
}

/** `1:0 2:6 3:121`: the empty set, of what always happens, is left out. */
export function byOrder(cutSets: readonly bigint[]): string {
  return cutSets.slice(1).map((count, i) => `${i + 1}:${count}`).join(' ');
}

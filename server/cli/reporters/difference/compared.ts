/** What the reporters of `lintel diff` print: one architecture of both sides, or one that only one side has. */
import type { Difference } from '#language/diff/index.js';
import type { Analysis } from '#language/project/project.js';

export interface Compared {
  /** What it is called: its path and variant, or those of the two sides where they differ. */
  name: string;
  base?: Analysis;
  head?: Analysis;
  /** Where both sides have it. */
  difference?: Difference;
}

export interface Totals { added: number; removed: number; changed: number; come: number; gone: number }

export function totals(all: readonly Compared[]): Totals {
  const sum: Totals = { added: 0, removed: 0, changed: 0, come: 0, gone: 0 };
  for (const { base, head, difference } of all) {
    if (!difference) {
      if (head && !base) sum.added += 1;
      else sum.removed += 1;
      continue;
    }
    const { parts, rules, declarations, findings } = difference;
    for (const { change } of [...parts, ...rules, ...declarations]) sum[change === 'moved' ? 'changed' : change] += 1;
    sum.come += findings.come.length;
    sum.gone += findings.gone.length;
  }
  return sum;
}

export function isDifferent(all: readonly Compared[]): boolean {
  return Object.values(totals(all)).some((count) => count > 0);
}

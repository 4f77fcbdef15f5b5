/**
 * Sets of integers as sorted, disjoint, non-adjacent spans. Addresses of either family and ports are laid out on such
 * lines, so that sets of them can be intersected and subtracted exactly. All operations are linear in the spans.
 */

/** All integers from `low` to `high`, both inclusive. */
export interface Span {
  low: bigint;
  high: bigint;
}

export type Spans = readonly Span[];

export const NOTHING: Spans = [];

export function spansOf(loose: readonly Span[]): Spans {
  const sorted = loose.filter((span) => span.low <= span.high).sort((a, b) => (a.low < b.low ? -1 : a.low > b.low ? 1 : 0));
  const found: Span[] = [];
  for (const span of sorted) {
    const last = found.at(-1);
    if (last && span.low <= last.high + 1n) {
      if (span.high > last.high) last.high = span.high;
    } else {
      found.push({ ...span });
    }
  }
  return found;
}

export function unionOf(sets: readonly Spans[]): Spans {
  return sets.length === 1 ? sets[0]! : spansOf(sets.flat());
}

export function meet(a: Spans, b: Spans): Spans {
  const found: Span[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [left, right] = [a[i]!, b[j]!];
    const low = left.low > right.low ? left.low : right.low;
    const high = left.high < right.high ? left.high : right.high;
    if (low <= high) found.push({ low, high });
    if (left.high < right.high) i++;
    else j++;
  }
  return found;
}

export function meets(a: Spans, b: Spans): boolean {
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [left, right] = [a[i]!, b[j]!];
    if (left.low <= right.high && right.low <= left.high) return true;
    if (left.high < right.high) i++;
    else j++;
  }
  return false;
}

/** What is in `a` and not in `b`. */
export function without(a: Spans, b: Spans): Spans {
  const found: Span[] = [];
  let j = 0;
  for (const span of a) {
    let { low } = span;
    while (j < b.length && b[j]!.high < low) j++;
    for (let k = j; k < b.length && b[k]!.low <= span.high; k++) {
      if (b[k]!.low > low) found.push({ low, high: b[k]!.low - 1n });
      if (b[k]!.high >= low) low = b[k]!.high + 1n;
    }
    if (low <= span.high) found.push({ low, high: span.high });
  }
  return found;
}

export function holds(set: Spans, value: bigint): boolean {
  let [from, to] = [0, set.length - 1];
  while (from <= to) {
    const middle = (from + to) >> 1;
    if (set[middle]!.high < value) from = middle + 1;
    else if (set[middle]!.low > value) to = middle - 1;
    else return true;
  }
  return false;
}

export function sizeOf(set: Spans): bigint {
  return set.reduce((sum, span) => sum + span.high - span.low + 1n, 0n);
}

/**
 * Percentiles of times without keeping them: a count for each of many narrow classes, so that a run of any length needs
 * the same memory. A class is at most 1/128 wider than its lower end (as in HdrHistogram); what is told is exact to half of that.
 */

const bits = new DataView(new ArrayBuffer(8));
/** 2^7 classes to each power of two. */
const SHIFT = 13;
/** Values below a nanosecond share a class. */
const SMALLEST = 1e-9;
/** One less than the number that the smallest value's bits begin with. */
const FIRST = firstClass();

/** Plain data. Values are non-negative, in the unit that the caller chose. */
export interface Histogram {
  count: number;
  sum: number;
  smallest: number;
  largest: number;
  /** Number of values by class, to the highest that has any. */
  classes: number[];
}

export function emptyHistogram(): Histogram {
  return { count: 0, sum: 0, smallest: Infinity, largest: 0, classes: [] };
}

export function record(histogram: Histogram, value: number): void {
  histogram.count++;
  histogram.sum += value;
  if (value < histogram.smallest) histogram.smallest = value;
  if (value > histogram.largest) histogram.largest = value;
  const { classes } = histogram;
  const at = classOf(value);
  while (classes.length <= at) classes.push(0);
  classes[at]!++;
}

/** The value that a fraction p of all values does not exceed (nearest rank); undefined where there is none. */
export function percentile(histogram: Histogram, p: number): number | undefined {
  if (histogram.count === 0) return undefined;
  // 0.95 * 100 is 95.00000000000001: the rank must not step up for the last bit.
  const rank = Math.max(1, Math.ceil(p * histogram.count - 1e-9 * histogram.count));
  let seen = 0;
  for (let key = 0; key < histogram.classes.length; key++) {
    seen += histogram.classes[key]!;
    if (seen >= rank) return Math.min(histogram.largest, Math.max(histogram.smallest, middleOf(key)));
  }
  return histogram.largest;
}

export function mean(histogram: Histogram): number | undefined {
  return histogram.count === 0 ? undefined : histogram.sum / histogram.count;
}

/** Adds what the second has seen to the first. */
export function addHistogram(into: Histogram, from: Histogram): void {
  into.count += from.count;
  into.sum += from.sum;
  into.smallest = Math.min(into.smallest, from.smallest);
  into.largest = Math.max(into.largest, from.largest);
  from.classes.forEach((count, key) => { into.classes[key] = (into.classes[key] ?? 0) + count; });
}

/** Class 0 is below the smallest; its own class is 1. */
function classOf(value: number): number {
  if (value < SMALLEST) return 0;
  bits.setFloat64(0, value);
  return (bits.getUint32(0) >>> SHIFT) - FIRST;
}

function middleOf(key: number): number {
  if (key === 0) return 0;
  const end = (at: number): number => {
    bits.setUint32(0, (at + FIRST) << SHIFT);
    bits.setUint32(4, 0);
    return bits.getFloat64(0);
  };
  return (end(key) + end(key + 1)) / 2;
}

function firstClass(): number {
  bits.setFloat64(0, SMALLEST);
  return (bits.getUint32(0) >>> SHIFT) - 1;
}

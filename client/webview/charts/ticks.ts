/** Round numbers along an axis, and the values to show there. */

/** 1, 2 or 5 times a power of ten: the smallest that is not below `value`. */
export function roundUp(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value) + 1e-12);
  const digit = [1, 2, 5, 10].find((each) => each * power >= value * (1 - 1e-9)) ?? 10;
  return digit * power;
}

/** From 0 to the first round number from `max` on, in at most `count` equal steps. */
export function valueTicks(max: number, count: number): number[] {
  const step = roundUp(Math.max(max, 1e-9) / count);
  const steps = Math.max(1, Math.ceil(max / step - 1e-9));
  return Array.from({ length: steps + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** Seconds that people count in. */
const SPANS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400];

/** Whole moments between two, at most `count` of them. */
export function timeTicks(from: number, until: number, count: number): number[] {
  const wanted = (until - from) / Math.max(1, count);
  if (!(wanted > 0)) return [];
  const span = SPANS.find((each) => each >= wanted) ?? Math.ceil(wanted / 86_400) * 86_400;
  const first = Math.ceil(from / span - 1e-9);
  const last = Math.floor(until / span + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => Number(((first + index) * span).toPrecision(12)));
}

/** Rates, times and bandwidths as people read them. */
import { text } from '../../messages/word.js';
import type { Text } from '../../model/finding.js';

/** Three figures are enough; large numbers keep their ones. */
export function rounded(value: number): number {
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
}

/** Of capacity, in whole percent; what is below it never reads as 100, what is above never as 100 but where it equals it. */
export function percent(used: number, limit: number): number {
  const exact = (used / limit) * 100;
  const near = Math.round(exact);
  if (near === 100 && exact < 100 - 1e-6) return 99;
  return near === 100 && exact > 100 + 1e-6 ? 101 : near;
}

const TIMES = [['capacity.time.us', 1e-6], ['capacity.time.ms', 1e-3], ['capacity.time.s', 1], ['capacity.time.min', 60], ['capacity.time.h', 3600]] as const;

/** `20 ms`, `1.5 s`, `2 min`. */
export function timeText(seconds: number): Text {
  const [id, unit] = TIMES.findLast(([, each]) => rounded(seconds / each) >= 1) ?? TIMES[0];
  return text(id, { value: rounded(seconds / unit) });
}

const SIZES = [['capacity.bytes.k', 1e3], ['capacity.bytes.M', 1e6], ['capacity.bytes.G', 1e9], ['capacity.bytes.T', 1e12]] as const;

/** `2 GB`. */
export function bytesText(bytes: number): Text {
  const [id, unit] = SIZES.findLast(([, each]) => rounded(bytes / each) >= 1) ?? SIZES[0];
  return text(id, { value: rounded(bytes / unit) });
}

const BANDWIDTHS = [['capacity.bits.k', 1e3], ['capacity.bits.M', 1e6], ['capacity.bits.G', 1e9], ['capacity.bits.T', 1e12]] as const;

/** `1.6 Gbps`. */
export function bitsText(bits: number): Text {
  const [id, unit] = BANDWIDTHS.findLast(([, each]) => rounded(bits / each) >= 1) ?? BANDWIDTHS[0];
  return text(id, { value: rounded(bits / unit) });
}

/** Literal values with their units resolved. `text` is what was written, for messages and for writing it back. */
export type ValueType =
  | 'duration' | 'rate' | 'size' | 'bandwidth' | 'share' | 'window' | 'number' | 'string' | 'address' | 'name' | 'flag';

export type Value = { text: string } & (
  | { type: 'duration'; /** seconds */ value: number }
  | { type: 'rate'; /** per second */ value: number }
  | { type: 'size'; /** bytes */ value: number }
  | { type: 'bandwidth'; /** bits per second */ value: number }
  | { type: 'share'; /** fraction, 0 to 1 */ value: number }
  /** A time that comes round again: `4h every 30d`. */
  | { type: 'window'; /** fraction of all time, 0 to 1 */ value: number }
  | { type: 'number'; value: number }
  | { type: 'string' | 'address' | 'name'; value: string }
  | { type: 'flag'; value: true }
);

/** What a quantity may measure. */
export type QuantityType = 'duration' | 'rate' | 'size' | 'bandwidth' | 'share';

/**
 * A random time: `20ms` is constant; `exponential 20ms` has that mean; `lognormal 20ms p99 80ms` has that median.
 * Times in seconds.
 */
export type Distribution =
  | { type: 'constant'; value: number }
  | { type: 'exponential'; mean: number }
  | { type: 'uniform'; low: number; high: number }
  | { type: 'lognormal'; median: number; percentile: number; at: number }
  | { type: 'hyperexponential'; mean: number; scv: number }
  /** Each of the values equally often: measured times. */
  | { type: 'samples'; values: number[] };

/** Units and their factors to the base unit: seconds, per second, bytes, bits per second, fraction. IEC 80000-13 for sizes. */
export const UNITS: Record<QuantityType, Record<string, number>> = {
  duration: {
    ns: 1e-9, us: 1e-6, 'µs': 1e-6, ms: 1e-3, s: 1, min: 60, m: 60, h: 3600, d: 86_400, w: 604_800, y: 31_536_000,
  },
  rate: { '/s': 1, '/min': 1 / 60, '/m': 1 / 60, '/h': 1 / 3600, '/d': 1 / 86_400 },
  size: {
    B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, PB: 1e15,
    KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4, PiB: 1024 ** 5,
  },
  bandwidth: { bps: 1, kbps: 1e3, Kbps: 1e3, Mbps: 1e6, Gbps: 1e9, Tbps: 1e12 },
  share: { '%': 0.01 },
};

export interface Quantity {
  type: QuantityType | 'number';
  value: number;
  text: string;
}

/** Reads `200ms`, `10Gbps`, `99.95%`, `200/s`, `3`. Undefined where the number or the unit is none. */
export function parseQuantity(text: string): Quantity | undefined {
  const match = /^(-?\d+(?:\.\d+)?)\s*(.*)$/u.exec(text);
  if (!match) return undefined;
  const number = Number(match[1]);
  const unit = match[2]!;
  if (unit === '') return { type: 'number', value: number, text };
  for (const type of Object.keys(UNITS) as QuantityType[]) {
    const factor = UNITS[type][unit];
    if (factor === undefined) continue;
    // Decimal shares and sub-second durations are meant exactly: 99.95% is 0.9995, not 0.9994999….
    const value = factor < 1 ? Number((number / Math.round(1 / factor)).toPrecision(15)) : number * factor;
    return { type, value, text };
  }
  return undefined;
}

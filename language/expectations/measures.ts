/** Figures of a run as people read them, in the unit that suits their size. */
import { text } from '../messages/word.js';
import type { Text } from '../model/finding.js';
import type { Value } from '../model/values.js';

const STEPS: Partial<Record<Value['type'], readonly (readonly [at: number, factor: number, unit: string])[]>> = {
  duration: [[5999.5, 60, 'min'], [0.9995, 1, 's'], [0.0009995, 1e-3, 'ms'], [0, 1e-6, 'µs']],
  size: [[1e12, 1e12, 'TB'], [1e9, 1e9, 'GB'], [1e6, 1e6, 'MB'], [1e3, 1e3, 'kB'], [0, 1, 'B']],
  bandwidth: [[1e9, 1e9, 'Gbps'], [1e6, 1e6, 'Mbps'], [1e3, 1e3, 'kbps'], [0, 1, 'bps']],
  rate: [[0, 1, '/s']],
};

/** @param difference of two shares: points, not percent, and by how much roughly. */
export function measureText(value: number, type: Value['type'], difference = false): Text {
  if (type === 'share') return text(difference ? 'simulation.measure.points' : 'simulation.measure.percent', { value: difference ? String(Number((value * 100).toPrecision(3))) : percent(value) });
  const steps = STEPS[type];
  if (!steps || value === 0 && type !== 'rate') return text('simulation.measure.plain', { value: rounded(value) + (value === 0 && type === 'duration' ? ' s' : '') });
  const [, factor, unit] = steps.find(([at]) => value >= at) ?? steps.at(-1)!;
  return text(unit === '/s' ? 'simulation.measure.rate' : 'simulation.measure.unit', { value: rounded(value / factor), unit });
}

/** Near all of it what is missing counts: 99.999, not 100. */
function percent(share: number): string {
  const missing = 1 - share;
  if (share >= 1 || missing > 0.01) return rounded(share * 100);
  const decimals = Math.min(10, Math.max(2, 1 - Math.floor(Math.log10(missing * 100) + 1e-9)));
  return String(Number((share * 100).toFixed(decimals)));
}

/** Four digits that count, and all before the point. */
export function rounded(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const magnitude = Math.abs(value);
  return magnitude >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(4)));
}

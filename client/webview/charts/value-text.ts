/** A value of a chart as people read it, with its unit. */
import { measureText } from '#language/expectations/measures.js';
import { text, word } from '#language/messages/word.js';
import type { Unit } from './chart-data.js';

export function valueText(value: number | undefined, unit: Unit): string {
  if (value === undefined) return word(text('playback.chart-unknown'));
  const short = Number(value.toPrecision(3));
  if (unit === 'count') return String(short);
  return word(measureText(unit === 'share' ? Math.round(value * 1000) / 1000 : short, unit));
}

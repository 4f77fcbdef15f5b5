/** Shares and minutes as people read them. */
import { text } from '../../messages/word.js';
import type { Text } from '../../model/finding.js';

/** An availability in percent, rounded down so that it never claims more than is there: 99.954 for 0.0004564 of unavailability. */
export function percentOf(unavailability: number): string {
  if (unavailability <= 0) return '100';
  const decimals = Math.min(12, Math.max(2, Math.floor(-Math.log10(unavailability) + 1e-9)));
  const scale = 10 ** decimals;
  const down = Math.ceil(unavailability * 100 * scale - 1e-7) / scale;
  return trimmed((100 - down).toFixed(decimals));
}

/** A share as written: 99.95 of 0.9995. */
export function targetPercent(share: number): string {
  return String(Number((share * 100).toPrecision(12)));
}

/** Minutes, coarser as they grow: 4563, 45.6, 0.46. */
export function minutesRounded(minutes: number): number {
  if (minutes >= 100) return Math.round(minutes);
  return Number(minutes.toPrecision(minutes >= 10 ? 3 : 2));
}

/**
 * A time as people say it: `158 h`, `2 h 38 min`, `5 min 15 s`, `26 s`, `0.032 s`. Rounded to the nearest of what is
 * said, but what is not nothing never becomes nothing.
 */
export function spanText(minutes: number): Text {
  const seconds = minutes * 60;
  if (seconds < 0.0005) return text(seconds > 0 ? 'redundancy.span.instant' : 'redundancy.span.none');
  if (seconds < 9.95) return text('redundancy.span.seconds', { seconds: String(Number(seconds.toPrecision(2))) });
  if (seconds < 59.5) return text('redundancy.span.seconds', { seconds: String(Math.round(seconds)) });
  if (seconds < 599.5) return twoParts('redundancy.span.minutes', Math.round(seconds));
  if (minutes < 59.5) return text('redundancy.span.minutes', { great: Math.round(minutes), small: 0 });
  if (minutes < 5999.5) return twoParts('redundancy.span.hours', Math.round(minutes));
  return text('redundancy.span.hours', { great: Math.round(minutes / 60), small: 0 });
}

function twoParts(id: 'redundancy.span.minutes' | 'redundancy.span.hours', small: number): Text {
  return text(id, { great: Math.floor(small / 60), small: small % 60 });
}

/** How many nines an availability has: 3 of 99.95%; infinitely many where nothing is ever down. */
export function nines(unavailability: number): number {
  return unavailability <= 0 ? Infinity : Math.max(0, Math.floor(-Math.log10(unavailability) + 1e-9));
}

function trimmed(number: string): string {
  return number.includes('.') ? number.replace(/\.?0+$/, '') : number;
}

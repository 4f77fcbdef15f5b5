/** Shares and minutes as people read them. */

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

function trimmed(number: string): string {
  return number.includes('.') ? number.replace(/\.?0+$/, '') : number;
}

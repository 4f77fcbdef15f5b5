/** How fast what is played may go: seconds of it in one of the reader's. */

/** Without a scenario: the pace is for the eye, and seconds mean nothing. */
export const FREE_SPEEDS: readonly number[] = [0.25, 0.5, 1, 2, 4, 8];

const ALL = [0.125, 0.25, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 3600, 7200, 21_600, 86_400, 345_600];

/** By which a scenario is over in one to two minutes, or somewhat less. */
export function speedFor(duration: number): number {
  return ALL.find((speed) => duration / speed <= 100) ?? ALL.at(-1)!;
}

/** From what takes a second as a second to what shows all of it in a few seconds. */
export function speedsFor(duration: number): readonly number[] {
  const usual = ALL.indexOf(speedFor(duration));
  return ALL.filter((speed, index) => speed === 1 || speed === 10 || speed === 60 || speed === 600 || Math.abs(index - usual) <= 3);
}

/** A moment as people read it: seconds with a tenth where it is about seconds, else hours, minutes and seconds. */
export function timeText(seconds: number, duration: number): string {
  if (duration < 100) return `${seconds.toFixed(1)} s`;
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return duration >= 3600 ? `${hours}:${two(minutes)}:${two(rest)}` : `${two(minutes)}:${two(rest)}`;
}

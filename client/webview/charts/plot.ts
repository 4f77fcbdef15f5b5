/** From values to the path of a line. Pure: pixels in, pixels out. */
import type { ChartData, Line, Window } from './chart-data.js';

export interface Area { x: number; y: number; width: number; height: number }

export const xOf = (area: Area, { from, until }: Window, seconds: number): number => area.x + area.width * (seconds - from) / Math.max(1e-9, until - from);
export const yOf = (area: Area, top: number, value: number): number => area.y + area.height * (1 - Math.min(1, Math.max(0, value / top)));
export const secondsAt = (area: Area, { from, until }: Window, x: number): number => Math.min(until, Math.max(from, from + (until - from) * (x - area.x) / Math.max(1, area.width)));

/** Pixels that a point is given at least. */
const NARROWEST = 2;

/** Spans that share a few pixels are joined: their mean, or the largest of them. What is not known is a gap. */
export function joined({ values }: Line, { step, together }: Pick<ChartData, 'step' | 'together'>, window: Window, width: number): { at: number; value: number | undefined }[] {
  const first = Math.max(0, Math.floor(window.from / step + 1e-9));
  const last = Math.min(values.length, Math.ceil(window.until / step - 1e-9));
  const size = Math.max(1, Math.ceil((window.until - window.from) / step / Math.max(1, width / NARROWEST)));
  const points: { at: number; value: number | undefined }[] = [];
  // Whole multiples, so that what is drawn does not flicker while the window moves.
  for (let start = Math.floor(first / size) * size; start < last; start += size) {
    const known = values.slice(start, Math.min(start + size, last)).filter((value) => value !== undefined);
    const value = known.length === 0 ? undefined : together === 'largest' ? Math.max(...known) : known.reduce((sum, each) => sum + each, 0) / known.length;
    points.push({ at: (start + Math.min(size, last - start) / 2) * step, value });
  }
  return points;
}

/** The `d` of an SVG path; empty where nothing is known. */
export function pathOf(points: readonly { at: number; value: number | undefined }[], area: Area, window: Window, top: number): string {
  const round = (value: number): number => Math.round(value * 10) / 10;
  let path = '';
  points.forEach(({ at, value }, index) => {
    if (value === undefined) return;
    const [x, y] = [round(xOf(area, window, at)), round(yOf(area, top, value))];
    const alone = points[index - 1]?.value === undefined;
    path += alone ? `M${x} ${y}` : `L${x} ${y}`;
    // A point between two gaps is seen, too.
    if (alone && points[index + 1]?.value === undefined) path += 'h1';
  });
  return path;
}

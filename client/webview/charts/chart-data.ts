/** What a chart shows, as plain data: lines over equal spans of time. */

/** How values are told: requests a second, seconds, a share of 1, a number. */
export type Unit = 'rate' | 'duration' | 'share' | 'count';

export interface Line {
  label: string;
  /** Told apart by the stroke first, by the colour second. */
  stroke: 'solid' | 'dashed' | 'dotted';
  tone: 'first' | 'second' | 'third' | 'lost';
  /** Of each span; undefined where there is nothing to tell. */
  values: readonly (number | undefined)[];
}

export interface ChartData {
  id: string;
  title: string;
  unit: Unit;
  /** Seconds of a span; the first begins at 0. */
  step: number;
  lines: readonly Line[];
  /** The top of the scale, where it is given. */
  top?: number;
  /** Where several spans share a pixel, their mean or the largest of them is drawn. */
  together: 'mean' | 'largest';
}

/** What can be seen of a chart's time. */
export interface Window { from: number; until: number }

/** The span that a moment is in; a border belongs to the span that it ends. */
export function spanAt({ step }: Pick<ChartData, 'step'>, seconds: number): number {
  return Math.max(0, Math.ceil(seconds / step - 1e-9) - 1);
}

export function largest({ lines, step }: ChartData, window: Window): number {
  const [first, last] = [spanAt({ step }, window.from), spanAt({ step }, window.until)];
  let most = 0;
  for (const { values } of lines) for (let at = first; at <= last; at++) most = Math.max(most, values[at] ?? 0);
  return most;
}

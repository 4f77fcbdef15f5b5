/** The charts of two runs in one: of each chart its most telling line, once for each run. */
import type { ChartData, Line } from './chart-data.js';

/** Which line of a chart stands for it. */
const TELLING: Readonly<Record<string, number>> = { throughput: 0, latency: 1, errors: 0, queue: 0, utilisation: 0 };

/** Only of charts that both have, over the same spans of time. */
export function comparedCharts(first: readonly ChartData[], second: readonly ChartData[], names: readonly [string, string]): ChartData[] {
  return first.flatMap((chart) => {
    const other = second.find(({ id, step }) => id === chart.id && Math.abs(step - chart.step) < 1e-9 * chart.step);
    const at = TELLING[chart.id];
    const [a, b] = [chart.lines[at ?? -1], other?.lines[at ?? -1]];
    if (!a || !b) return [];
    const named = (line: Line, name: string, look: Pick<Line, 'stroke' | 'tone'>): Line => ({ ...line, ...look, label: chart.lines.length > 1 ? `${name} ${line.label}` : name });
    return [{ ...chart, lines: [named(a, names[0], { stroke: 'solid', tone: 'first' }), named(b, names[1], { stroke: 'dashed', tone: 'second' })] }];
  });
}

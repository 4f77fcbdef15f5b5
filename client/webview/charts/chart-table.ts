/** The charts' values as a table, for who does not see charts or wants the numbers: made when it is opened. */
import { text, word } from '#language/messages/word.js';
import { timeText } from '../scenario/speeds.js';
import { make } from '../ui/dom.js';
import type { Moment } from './chart.js';
import type { ChartData } from './chart-data.js';
import { joined } from './plot.js';
import { valueText } from './value-text.js';

const MOST_ROWS = 24;

export class ChartTable {
  readonly root = make('details', { className: 'numbers' });
  private readonly table = make('table');
  private said = '';
  private latest: { charts: readonly ChartData[]; moment: Moment } | undefined;

  constructor() {
    this.root.append(make('summary', {}, word(text('playback.charts-table'))), make('div', { className: 'scroll' }, this.table));
    this.root.addEventListener('toggle', () => this.write());
  }

  set(charts: readonly ChartData[], moment: Moment): void {
    this.latest = { charts, moment };
    this.write();
  }

  private write(): void {
    if (!this.latest || !this.root.open) return;
    const { charts, moment: { window, duration } } = this.latest;
    const columns = charts.flatMap((chart) => chart.lines.map((line) => ({
      title: word(text('playback.charts-cell', { chart: chart.title, line: line.label })), unit: chart.unit, step: chart.step,
      // Two pixels a point: as wide as there are rows.
      points: joined(line, chart, window, MOST_ROWS * 2),
    })));
    const rows = (columns[0]?.points ?? []).map(({ at }, index) => [timeText(at, duration), ...columns.map(({ points, unit }) => valueText(points[index]?.value, unit))]);
    const key = JSON.stringify([columns.map(({ title }) => title), rows]);
    if (key === this.said) return;
    this.said = key;
    this.table.replaceChildren(
      make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, word(text('playback.charts-table-time'))), ...columns.map(({ title }) => make('th', { scope: 'col' }, title)))),
      make('tbody', {}, ...rows.map(([time, ...cells]) => make('tr', {}, make('th', { scope: 'row' }, time), ...cells.map((cell) => make('td', {}, cell))))),
    );
  }
}

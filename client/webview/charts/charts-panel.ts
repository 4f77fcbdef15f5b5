/** The charts under the picture: small, of one time, read together. They follow the selection: of an element they show its queue and its workers. */
import { text, word } from '#language/messages/word.js';
import type { Id } from '#language/model/model.js';
import type { RunView } from '../scenario/run-view.js';
import { timeText } from '../scenario/speeds.js';
import { button, ICONS, make } from '../ui/dom.js';
import { Chart, type Moment } from './chart.js';
import type { ChartData } from './chart-data.js';
import { comparedCharts } from './compared.js';
import { ChartTable } from './chart-table.js';

/** Milliseconds between two drawings while it plays, and the part of the time that is shown around now. */
const PAUSE = 150;
const NEAR = 1 / 12;

export interface ChartsActions {
  seek(seconds: number): void;
  /** The stations that an element, group or place stands for. */
  stationsOf(id: Id): readonly Id[];
  opened(open: boolean): void;
  /** When the reader did something. */
  acts(): readonly number[];
}

const say = (id: Parameters<typeof text>[0]): string => word(text(id));

export class ChartsPanel {
  readonly root = make('section', { className: 'charts', hidden: true, aria: { label: say('playback.charts') } });
  /** Stands among the controls, while there is a run. */
  readonly toggle = button(ICONS.charts, say('playback.charts-toggle'), () => this.setOpen(!this.open));
  private readonly flow = make('select', { hidden: true, title: say('playback.charts-load'), aria: { label: say('playback.charts-load') } });
  private readonly near = make('button', { type: 'button', title: say('playback.charts-near-title'), aria: { pressed: 'false' } }, say('playback.charts-near'));
  private readonly none = make('p', { hidden: true }, say('playback.charts-none'));
  private readonly grid = make('div', { className: 'grid' });
  private readonly read = make('p', { className: 'unseen', role: 'status', aria: { live: 'polite' } });
  private readonly table = new ChartTable();
  private readonly charts = new Map<string, Chart>();
  private run: RunView | undefined;
  private other: { run: RunView; names: readonly [string, string] } | undefined;
  private selected: Id | undefined;
  private reading: number | undefined;
  /** Where there is little room, the picture has it until the reader asks. */
  private open = !matchMedia('(max-width: 640px), (max-height: 600px)').matches;
  private told = 0;
  private waiting = 0;
  private data: ChartData[] = [];

  constructor(private readonly actions: ChartsActions) {
    this.root.append(this.none, this.grid, make('div', { className: 'bar' }, this.table.root, this.flow, this.near), this.read);
    this.toggle.setAttribute('aria-pressed', String(this.open));
    this.flow.addEventListener('change', () => this.write());
    this.near.addEventListener('click', () => {
      this.near.setAttribute('aria-pressed', String(this.near.getAttribute('aria-pressed') !== 'true'));
      this.write();
    });
  }

  setOpen(open: boolean): void {
    this.open = open;
    this.toggle.setAttribute('aria-pressed', String(open));
    this.write();
    this.actions.opened(open);
  }

  select(id: Id | undefined): void {
    if (this.selected === id) return;
    this.selected = id;
    this.write();
  }

  /** At once where it stands still, else a few times a second: nobody reads faster. */
  /** @param other played beside it: both are drawn into one chart. */
  set(run: RunView | undefined, other?: { run: RunView; names: readonly [string, string] }): void {
    this.run = run;
    this.other = other;
    this.toggle.hidden = run === undefined;
    clearTimeout(this.waiting);
    const rest = this.told + PAUSE - performance.now();
    if (rest > 0 && run && !this.root.hidden) this.waiting = window.setTimeout(() => this.write(), rest);
    else this.write();
  }

  private write(): void {
    clearTimeout(this.waiting);
    const { run } = this;
    this.root.hidden = run === undefined || !this.open;
    if (!run || this.root.hidden) return;
    this.told = performance.now();
    this.offerFlows(run);
    const stations = this.selected === undefined ? [] : this.actions.stationsOf(this.selected);
    const flow = this.flow.value || undefined;
    const element = stations.length > 0 && !this.other && this.selected !== undefined ? { stations: new Set(stations), name: run.nameOf(this.selected) } : {};
    this.data = run.charts({ ...(flow === undefined ? {} : { flow }), ...element });
    // Of something that does no work there is nothing to show.
    if (stations.length > 0 && !this.other && !this.data.some(({ id }) => id === 'queue')) this.data = run.charts(flow === undefined ? {} : { flow });
    if (this.other) this.data = comparedCharts(this.data, this.other.run.charts(flow === undefined ? {} : { flow }), this.other.names);
    this.none.hidden = this.data.length > 0;
    for (const [id, chart] of this.charts) if (!this.data.some((each) => each.id === id)) {
      chart.root.remove();
      this.charts.delete(id);
    }
    const moment = this.moment(run);
    for (const data of this.data) {
      let chart = this.charts.get(data.id);
      if (!chart) {
        this.charts.set(data.id, chart = new Chart({ seek: (seconds) => this.actions.seek(seconds), read: (seconds) => this.readAt(seconds) }));
        this.grid.append(chart.root);
      }
      chart.set(data, moment, this.reading);
    }
    this.table.set(this.data, moment);
  }

  private moment({ time, duration, scenario }: RunView): Moment {
    const near = this.near.getAttribute('aria-pressed') === 'true';
    const half = duration * NEAR / 2;
    // It moves by steps, so that lines are not drawn anew with each frame.
    const middle = Math.min(duration - half, Math.max(half, Math.round(time / half * 4) * half / 4));
    const window = near ? { from: middle - half, until: middle + half } : { from: 0, until: duration };
    return { time, duration, window, events: [...scenario.events.map(({ at }) => at), ...this.actions.acts()] };
  }

  private readAt(seconds: number | undefined): void {
    if (this.reading === seconds || !this.run) return;
    this.reading = seconds;
    const moment = this.moment(this.run);
    for (const data of this.data) this.charts.get(data.id)?.set(data, moment, seconds);
    const focused = this.data.find(({ id }) => this.charts.get(id)?.root.contains(document.activeElement));
    if (focused && seconds !== undefined) this.read.textContent = `${timeText(seconds, moment.duration)} ${this.charts.get(focused.id)!.root.querySelector('.lines')?.textContent ?? ''}`;
  }

  private offerFlows({ loads, nameOf }: RunView): void {
    const key = JSON.stringify(loads.map(({ flow }) => flow));
    this.flow.hidden = loads.length < 2;
    if (this.flow.dataset['offer'] === key) return;
    this.flow.dataset['offer'] = key;
    this.flow.replaceChildren(new Option(say('playback.charts-load-all'), ''), ...loads.map(({ flow }) => new Option(nameOf(flow), flow)));
  }
}

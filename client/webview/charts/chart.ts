/**
 * One small chart: lines over the time of a run with their scale, what is read at a moment, and where the player stands. Moments
 * are read by the pointer or by the arrow keys; a click or Enter goes there.
 */
import { text, word } from '#language/messages/word.js';
import { timeText } from '../scenario/speeds.js';
import { make } from '../ui/dom.js';
import { largest, spanAt, type ChartData, type Unit, type Window } from './chart-data.js';
import { joined, pathOf, secondsAt, xOf, yOf, type Area } from './plot.js';
import { timeTicks, valueTicks } from './ticks.js';
import { valueText } from './value-text.js';

export interface ChartActions {
  seek(seconds: number): void;
  /** A moment is read, in all charts; undefined: none is. */
  read(seconds: number | undefined): void;
}

/** What all charts share at a moment. */
export interface Moment {
  time: number;
  duration: number;
  window: Window;
  /** When something happens, in the scenario or by hand. */
  events: readonly number[];
}

const [HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [92, 46, 8, 6, 16];
/** The top of the scale where all is zero, and the room above the largest value. */
const NOTHING: Record<Unit, number> = { rate: 1, duration: 0.001, share: 1, count: 1 };
const HEADROOM = 1.05;

export class Chart {
  readonly root: HTMLElement;
  private readonly title = make('h3');
  private readonly legend = make('div', { className: 'lines' });
  private readonly svg = element('svg', { class: 'plot', tabindex: '0', role: 'img', height: String(HEIGHT) });
  private readonly ground = element('g', { class: 'scale' });
  private readonly paths = element('g', { class: 'paths' });
  private readonly now = element('line', { class: 'now', y1: String(TOP), y2: String(HEIGHT - BOTTOM) });
  private readonly cursor = element('line', { class: 'cursor', y1: String(TOP), y2: String(HEIGHT - BOTTOM), visibility: 'hidden' });
  private data: ChartData | undefined;
  private moment: Moment | undefined;
  private width = 0;
  private drawn = '';
  private reading: number | undefined;

  constructor(private readonly actions: ChartActions) {
    this.svg.append(this.ground, this.paths, this.now, this.cursor);
    this.root = make('figure', { className: 'chart' }, make('figcaption', {}, this.title, this.legend), this.svg);
    this.svg.addEventListener('pointermove', (event) => this.actions.read(this.at(event)));
    this.svg.addEventListener('pointerleave', () => this.actions.read(undefined));
    this.svg.addEventListener('click', (event) => { const at = this.at(event); if (at !== undefined) this.actions.seek(at); });
    this.svg.addEventListener('keydown', (event) => this.key(event));
    this.svg.addEventListener('blur', () => this.actions.read(undefined));
    new ResizeObserver(() => this.draw()).observe(this.svg);
  }

  /** @param reading the moment whose values are told; undefined: now. */
  set(data: ChartData, moment: Moment, reading: number | undefined): void {
    this.data = data;
    this.moment = moment;
    this.reading = reading;
    this.draw();
  }

  private get area(): Area {
    return { x: LEFT, y: TOP, width: Math.max(10, this.width - LEFT - RIGHT), height: HEIGHT - TOP - BOTTOM };
  }

  private draw(): void {
    const { data, moment } = this;
    this.width = this.svg.clientWidth;
    if (!data || !moment || this.width === 0) return;
    const { area } = this;
    const points = data.lines.map((line) => joined(line, data, moment.window, area.width));
    const most = points.flat().reduce((sofar, { value }) => Math.max(sofar, value ?? 0), 0);
    const ticks = valueTicks(data.top ?? (most * HEADROOM || NOTHING[data.unit]), 3);
    const top = data.top ?? ticks.at(-1)!;
    // Lines grow a span at a time; only then are they drawn again.
    const key = JSON.stringify([data.id, data.title, data.step, this.width, moment.window, moment.events, top, data.lines.map(({ label, values }) => [label, values.length, values.at(-1), values.at(0)])]);
    if (key !== this.drawn) {
      this.drawn = key;
      this.title.textContent = data.title;
      this.ground.replaceChildren(...this.scale(data, moment, area, ticks, top));
      this.paths.replaceChildren(...data.lines.map(({ stroke, tone }, index) => element('path', { class: `line ${stroke} ${tone}`, d: pathOf(points[index]!, area, moment.window, top) })));
    }
    place(this.now, moment.time, moment.window, area);
    place(this.cursor, this.reading, moment.window, area);
    this.tell(data, moment);
  }

  private scale(data: ChartData, { window, events, duration }: Moment, area: Area, ticks: readonly number[], top: number): SVGElement[] {
    const levels = ticks.filter((tick) => tick <= top * (1 + 1e-9)).flatMap((tick) => {
      const y = yOf(area, top, tick);
      return [element('line', { class: 'level', x1: String(area.x), x2: String(area.x + area.width), y1: String(y), y2: String(y) }), label(valueText(tick, data.unit), area.x - 5, y + 3.5, 'end')];
    });
    const times = timeTicks(window.from, window.until, Math.max(1, Math.floor(area.width / 70))).map((tick) => {
      const x = xOf(area, window, tick);
      return label(timeText(tick, duration), x, HEIGHT - 4, x < area.x + 12 ? 'start' : x > area.x + area.width - 18 ? 'end' : 'middle');
    });
    const marks = events.filter((at) => at >= window.from && at <= window.until).map((at) => {
      const x = String(xOf(area, window, at));
      return element('line', { class: 'event', x1: x, x2: x, y1: String(area.y), y2: String(area.y + area.height) });
    });
    return [...levels, ...times, ...marks];
  }

  /** The values of the moment that is read, in the legend; and the whole in a sentence for who does not see it. */
  private tell(data: ChartData, { time, duration }: Moment): void {
    const at = this.reading ?? time;
    const span = spanAt(data, at);
    // What is not over yet has no value: the span before it has.
    const values = data.lines.map(({ values: all }) => all[this.reading === undefined ? Math.min(span, all.length - 1) : span]);
    const said = data.lines.map(({ label: line }, index) => word(text('playback.chart-value', { line, value: valueText(values[index], data.unit) })));
    const key = JSON.stringify(said);
    if (this.legend.dataset['said'] !== key) {
      this.legend.dataset['said'] = key;
      this.legend.replaceChildren(...data.lines.map(({ stroke, tone }, index) => make('span', { className: 'entry' }, sample(stroke, tone), said[index]!)));
    }
    this.svg.setAttribute('aria-label', word(text('playback.chart-summary', { title: data.title, time: timeText(at, duration), now: said, most: valueText(largest(data, { from: 0, until: duration }), data.unit) })));
  }

  // ------------------------------------------------------------------------------------------------------- reading

  private at(event: MouseEvent): number | undefined {
    if (!this.moment) return undefined;
    const { left } = this.svg.getBoundingClientRect();
    return secondsAt(this.area, this.moment.window, event.clientX - left);
  }

  private key(event: KeyboardEvent): void {
    const { data, moment } = this;
    if (!data || !moment || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.reading ?? moment.time;
    const { from, until } = moment.window;
    const step = Math.max(data.step, (until - from) / 100) * (event.shiftKey ? 10 : 1);
    const to = { ArrowLeft: at - step, ArrowRight: at + step, Home: from, End: until }[event.key];
    if (to !== undefined) this.actions.read(Math.min(until, Math.max(from, to)));
    else if (event.key === 'Enter') this.actions.seek(at);
    else if (event.key === 'Escape') this.actions.read(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function element<K extends keyof SVGElementTagNameMap>(name: K, attributes: Record<string, string>): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function label(said: string, x: number, y: number, anchor: 'start' | 'middle' | 'end'): SVGTextElement {
  const made = element('text', { x: String(x), y: String(y), 'text-anchor': anchor });
  made.textContent = said;
  return made;
}

function sample(stroke: string, tone: string): SVGSVGElement {
  const made = element('svg', { class: 'sample-line', width: '14', height: '8', 'aria-hidden': 'true' });
  made.append(element('path', { class: `line ${stroke} ${tone}`, d: 'M0 4h14' }));
  return made;
}

function place(line: SVGLineElement, seconds: number | undefined, window: Window, area: Area): void {
  const seen = seconds !== undefined && seconds >= window.from && seconds <= window.until;
  line.setAttribute('visibility', seen ? 'visible' : 'hidden');
  if (!seen) return;
  const x = String(xOf(area, window, seconds));
  line.setAttribute('x1', x);
  line.setAttribute('x2', x);
}

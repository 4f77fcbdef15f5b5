/** Beside the picture while a scenario is played: its figures so far, what is expected of it, who serves, what happened. */
import { measureText } from '#language/expectations/measures.js';
import { text, word } from '#language/messages/word.js';
import type { Id } from '#language/model/model.js';
import type { Origin } from '#language/model/origin.js';
import { asScenarioText } from '../scenario/as-text.js';
import { scenarioText } from '../scenario/scenario-text.js';
import type { LoadFigures, RunView } from '../scenario/run-view.js';
import { writtenEvent } from '../scenario/written-event.js';
import { timeText } from '../scenario/speeds.js';
import type { Intervention } from '../motion/interventions.js';
import { make } from './dom.js';
import { PartsTable } from './parts-table.js';

export interface RunNotesActions {
  /** A line was chosen: show what it is about, and the line of the text that it was written in. */
  show(id: Id | undefined, origin?: Origin): void;
  isLink(id: Id): boolean;
}

/** Figures may change sixty times a second; nobody reads faster than this, in milliseconds. */
const PAUSE = 200;
const SHOWN_EVENTS = 60;
const say = (id: Parameters<typeof text>[0], params?: Parameters<typeof text>[1]): string => word(text(id, params));

export class RunNotes {
  readonly root = make('section', { className: 'run', hidden: true });
  private readonly title = make('h2');
  private readonly loads = make('table', { className: 'loads' });
  private readonly now = make('div', { className: 'now', role: 'status', aria: { live: 'polite' } });
  private readonly expected = make('section', { className: 'expected' });
  private readonly parts = new PartsTable((id) => this.actions.show(id));
  private readonly jobs = make('section', { className: 'jobs' });
  private readonly events = make('section', { className: 'events' });
  private readonly acts = make('section', { className: 'acts' });
  private readonly said = new Map<HTMLElement, string>();
  private told = 0;
  private waiting = 0;

  constructor(private readonly actions: RunNotesActions) {
    this.root.append(this.title, this.loads, this.now, this.expected, this.parts.root, this.jobs, this.events, this.acts);
  }

  /** At once where the scenario stands still or has come to its end, else a few times a second. */
  set(run: RunView | undefined, acts: readonly Intervention[]): void {
    clearTimeout(this.waiting);
    this.root.hidden = run === undefined;
    if (!run) return;
    const rest = this.told + PAUSE - performance.now();
    if (rest > 0 && !run.over) {
      this.waiting = window.setTimeout(() => this.write(run, acts), rest);
      return;
    }
    this.write(run, acts);
  }

  private write(run: RunView, acts: readonly Intervention[]): void {
    this.told = performance.now();
    const title = run.over ? 'preview.run-over' : 'preview.run-time';
    this.only(this.title, [run.scenario.title, run.over, timeText(run.time, run.duration)], () => [
      run.scenario.title, make('small', {}, say(title, { time: timeText(run.time, run.duration) })),
    ]);
    this.only(this.loads, run.loads, () => this.table(run.loads));
    this.only(this.now, [[...run.serving], [...run.modes], run.lags], () => this.nowRows(run));
    this.only(this.expected, [run.over, run.expectations.map(({ expectation, judgement }) => [expectation.text, judgement.holds, word(judgement.actual)])], () => this.expectedRows(run));
    this.parts.set(run);
    this.only(this.jobs, run.jobs, () => this.jobRows(run));
    this.only(this.events, [run.events.length, run.more, run.events.at(-1)], () => this.eventRows(run));
    this.only(this.acts, acts, () => this.actRows(run, acts));
  }

  /** Rewrites a part only where it says something else. */
  private only(part: HTMLElement, about: unknown, rows: () => (Node | string)[]): void {
    const key = JSON.stringify(about);
    if (this.said.get(part) === key) return;
    this.said.set(part, key);
    part.replaceChildren(...rows());
  }

  private table(loads: readonly LoadFigures[]): Node[] {
    if (loads.length === 0) return [];
    const head = ['run-load', 'run-answered', 'run-failed', 'run-available', 'run-p95'] as const;
    const time = (seconds: number | null): string => (seconds === null ? '–' : word(measureText(seconds, 'duration')));
    const number = (value: number): string => value.toLocaleString('en');
    return [
      make('thead', {}, make('tr', {}, ...head.map((each) => make('th', { scope: 'col' }, say(`preview.${each}`))))),
      make('tbody', {}, ...loads.map(({ name, served, failed, availability, latency, asks }) => make('tr', { className: asks ? 'asks' : 'rests' },
        make('th', { scope: 'row' }, name), make('td', {}, number(served)), make('td', { className: failed > 0 ? 'bad' : '' }, number(failed)),
        make('td', {}, availability === null ? '–' : word(measureText(availability, 'share'))), make('td', {}, time(latency.p95))))),
    ];
  }

  private nowRows(run: RunView): Node[] {
    const serves = [...run.serving].map(([group, member]) => {
      const address = run.addressOf(group);
      const params = { group: run.nameOf(group), member: member === undefined ? '' : run.nameOf(member), address: address ?? '' };
      if (address === undefined) return this.row(member === undefined ? 'nobody' : 'serves', say(member === undefined ? 'preview.run-nobody' : 'preview.run-serves', params), member ?? group);
      return this.row(member === undefined ? 'nobody' : 'serves', say(member === undefined ? 'playback.holds-nobody' : 'playback.holds', params), member ?? group);
    });
    const lags = run.lags.map(({ group, behind, writes, alone }) => this.row('lag', alone === undefined
      ? say('playback.lag', { group: run.nameOf(group), behind: word(measureText(behind, 'duration')), writes })
      : say('playback.no-copy', { group: run.nameOf(group), alone: run.nameOf(alone) }), group));
    const modes = [...run.modes].map(([id, mode]) => this.row('fallen', say(mode === 'up' ? 'preview.run-mode-silent' : `preview.run-mode-${mode}`, { name: run.nameOf(id) }), id));
    const rows = [...modes, ...serves, ...lags];
    return rows.length > 0 ? [make('ul', {}, ...rows)] : [];
  }

  private expectedRows(run: RunView): Node[] {
    if (run.expectations.length === 0) return [];
    const rows = run.expectations.map(({ expectation, judgement: { holds, actual } }) => {
      const verdict = holds === undefined ? 'undecided' : holds ? 'passed' : 'missed';
      return make('li', { className: `${verdict} ${run.over ? 'final' : 'live'}` },
        make('span', { className: 'sign', role: 'img', aria: { label: say(`preview.run-${verdict}`) } }, holds === undefined ? '?' : holds ? '✓' : '✗'),
        make('span', {}, this.line(expectation.text, () => this.actions.show(undefined, expectation.origin)), make('small', {}, word(actual))));
    });
    return [make('h3', {}, say(run.over ? 'preview.run-expects' : 'preview.run-expects-live')), make('ul', {}, ...rows)];
  }

  private jobRows({ jobs, nameOf }: RunView): Node[] {
    if (jobs.length === 0) return [];
    return [make('h3', {}, say('preview.run-jobs')), ...jobs.map(({ id, phase, stages }) => make('div', { className: 'job' },
      make('p', {}, say('preview.run-job', { job: nameOf(id), phase })),
      ...stages.map(({ name, finished, running, tasks }) => {
        const said = say('preview.run-stage', { stage: name, finished, running, tasks });
        return make('label', {}, `${name} `, make('progress', { max: Math.max(1, tasks), value: finished, title: said, aria: { label: said } }), ` ${finished} / ${tasks}`);
      })))];
  }

  private eventRows({ scenario, events, more, duration, textOf }: RunView): Node[] {
    const shown = events.slice(-SHOWN_EVENTS).reverse();
    const earlier = events.length - shown.length + more;
    const rows = shown.map((entry) => this.row(`event ${entry.kind}`, say('preview.mark', { time: timeText(entry.at, duration), what: word(textOf(entry)) }), entry.other !== undefined && entry.kind === 'took-over' ? entry.other : entry.subject, writtenEvent(scenario, entry)));
    return [
      make('h3', {}, say('preview.run-events')),
      rows.length > 0 ? make('ul', {}, ...rows, ...(earlier > 0 ? [make('li', {}, say('preview.run-earlier', { count: earlier }))] : [])) : make('p', {}, say('preview.run-none')),
    ];
  }

  private actRows(run: RunView, acts: readonly Intervention[]): Node[] {
    if (acts.length === 0) return [];
    const lines = asScenarioText(acts, (id) => this.actions.isLink(id));
    const { scenario } = run;
    const whole = scenarioText(scenario, say('playback.as-played', { title: scenario.title }), acts, run.expectations.map(({ expectation }) => expectation.text), (id) => this.actions.isLink(id));
    const copies = (label: string, copied: string): HTMLButtonElement => {
      const copy = make('button', { type: 'button' }, label);
      copy.addEventListener('click', () => {
        void copyText(copied).then((done) => { if (done) copy.textContent = say('preview.run-copied'); });
      });
      return copy;
    };
    return [make('h3', {}, say('preview.run-acts')), make('pre', {}, lines), make('div', { className: 'copies' },
      ...(whole === undefined ? [] : [copies(say('playback.copy-scenario'), whole)]), copies(say('preview.run-copy'), lines))];
  }

  private row(className: string, said: string, about: Id, origin?: Origin): HTMLLIElement {
    return make('li', { className }, this.line(said, () => this.actions.show(about, origin)));
  }

  private line(said: string, press: () => void): HTMLButtonElement {
    const line = make('button', { type: 'button', className: 'line' }, said);
    line.addEventListener('click', press);
    return line;
  }
}

/** False where the page may not write to the clipboard: the lines can still be selected. */
async function copyText(lines: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(lines);
    return true;
  } catch {
    return false;
  }
}

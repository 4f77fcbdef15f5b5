/**
 * The time line: where the player stands, in a scenario with what is going to happen as marks on it, and beneath it for
 * each span so far whether requests failed. Marks are for the mouse; the list of events says the same for everybody.
 */
import { text, word } from '#language/messages/word.js';
import type { PlaybackStatus } from '../playback.js';
import type { RunView } from '../scenario/run-view.js';
import { timeText } from '../scenario/speeds.js';
import { make } from './dom.js';

/** Marks that stand closer than this, as a fraction of the whole, are one. */
const APART = 0.004;

export class TimeLine {
  readonly root: HTMLElement;
  private readonly input = make('input', { type: 'range', min: '0', step: '0.1', className: 'seek', title: word(text('preview.seek')), aria: { label: word(text('preview.seek')) } });
  private readonly marks = make('div', { className: 'marks', aria: { hidden: 'true' } });
  private readonly strip = make('canvas', { className: 'strip', width: 1, height: 1, hidden: true, aria: { hidden: 'true' } });
  private said: unknown;
  private drawn = '';

  constructor(private readonly seek: (seconds: number) => void) {
    this.root = make('div', { className: 'time-line' }, this.marks, this.input, this.strip);
    this.input.addEventListener('input', () => seek(Number(this.input.value)));
  }

  set(status: PlaybackStatus, run: RunView | undefined): void {
    const { time, duration } = status;
    const step = run ? Math.max(0.001, duration / 1000) : 0.1;
    this.input.max = String(duration);
    this.input.step = String(step);
    // While the reader drags, the run may still be on its way there.
    if (!(status.computing && document.activeElement === this.input)) this.input.value = String(time);
    this.input.setAttribute('aria-valuetext', run ? timeText(time, duration) : word(text('preview.time', { seconds: Math.round(time * 10) / 10 })));
    this.setMarks(run);
    this.setStrip(run);
  }

  private setMarks(run: RunView | undefined): void {
    const key = run && `${run.scenario.origin.uri} ${run.duration} ${run.scenario.title} ${run.scenario.events.length} ${run.scenario.origin.extent.end.line}`;
    if (this.said === key) return;
    this.said = key;
    if (!run || !(run.duration > 0)) return this.marks.replaceChildren();
    const { duration } = run;
    const marks: HTMLElement[] = [];
    let last = -1;
    for (const { at, action, targets, load } of [...run.scenario.events].sort((a, b) => a.at - b.at)) {
      if (at > duration || (at - last) / duration < APART) continue;
      last = at;
      const what = load ? word(text('preview.mark-load', { flow: load.flow ?? '' })) : word(text('preview.mark-does', { action, targets: targets.join(', ') }));
      const mark = make('button', { type: 'button', tabIndex: -1, className: `mark ${action}`, title: word(text('preview.mark', { time: timeText(at, duration), what })) });
      mark.style.insetInlineStart = `${100 * at / duration}%`;
      mark.addEventListener('click', () => this.seek(at));
      marks.push(mark);
    }
    this.marks.replaceChildren(...marks);
  }

  /** Colours of the theme; nothing where nobody asked. */
  private setStrip(run: RunView | undefined): void {
    this.strip.hidden = !run || run.loads.length === 0;
    if (!run || this.strip.hidden) return;
    const key = run.failing.map((each) => (each === undefined ? '-' : Math.ceil(each * 9))).join('');
    if (key === this.drawn) return;
    this.drawn = key;
    const context = this.strip.getContext('2d')!;
    const style = getComputedStyle(document.body);
    const [well, badly] = ['--lintel-request', '--lintel-lost'].map((name) => style.getPropertyValue(name).trim());
    if (this.strip.width !== run.cells) this.strip.width = run.cells;
    context.clearRect(0, 0, run.cells, 1);
    run.failing.slice(0, run.cells).forEach((failing, cell) => {
      if (failing === undefined) return;
      context.globalAlpha = failing > 0 ? 0.4 + 0.6 * failing : 0.35;
      context.fillStyle = (failing > 0 ? badly : well)!;
      context.fillRect(cell, 0, 1, 1);
    });
  }
}

/**
 * The line above the picture that tells what happens now, while a scenario is played. The sentences count down as time goes on;
 * screen readers are told when they begin to speak of something else, and not at each tenth of a second.
 */
import { text, word } from '#language/messages/word.js';
import type { RunView } from '../scenario/run-view.js';
import type { StepView } from '../sequence/sequence-motion.js';
import { timeText } from '../scenario/speeds.js';
import { make } from './dom.js';

/** Told apart by form, then by colour. */
const SIGNS = { calm: '●', trouble: '▲', turn: '✓' } as const;

export class CaptionLine {
  readonly root = make('section', { className: 'caption', hidden: true, aria: { label: word(text('playback.caption')) } });
  private readonly sign = make('span', { className: 'sign', aria: { hidden: 'true' } });
  private readonly time = make('span', { className: 'at' });
  private readonly said = make('p', { className: 'said' });
  private readonly beside = make('p', { className: 'beside' });
  private readonly announced = make('p', { className: 'unseen', role: 'status', aria: { live: 'polite' } });
  private about = '';

  constructor() {
    this.root.append(this.sign, this.time, make('div', { className: 'sentences' }, this.said, this.beside), this.announced);
  }

  /** Of a scenario or of a sequence, whichever is played. */
  set(run: RunView | undefined, step?: StepView): void {
    this.root.hidden = run === undefined && step === undefined;
    if (run) this.setRun(run);
    else if (step) this.setStep(step);
  }

  private setStep({ number, count, from, to, reply, caption, hops }: StepView): void {
    this.root.dataset['kind'] = 'calm';
    write(this.sign, reply ? '←' : '→');
    write(this.time, word(text('playback.step-number', { number, count })));
    const said = word(text(caption === '' ? 'playback.step-plain' : 'playback.step', { from, to, caption }));
    write(this.said, said);
    write(this.beside, word(text('playback.step-way', { kind: reply ? 'answer' : 'message', hops: hops.length })));
    this.announce(`step ${number}`, said);
  }

  private setRun(run: RunView): void {
    const { kind, said, requests } = run.caption;
    this.root.dataset['kind'] = kind;
    write(this.sign, SIGNS[kind]);
    write(this.time, timeText(run.time, run.duration));
    const sentences = said.map(word).join(' ');
    write(this.said, sentences);
    write(this.beside, [requests && word(requests), nextSaid(run)].filter((each) => each !== undefined).join(' '));
    this.announce(said.map(({ id }) => id).join(' '), sentences);
  }

  private announce(about: string, said: string): void {
    if (about === this.about) return;
    this.about = about;
    write(this.announced, said);
  }
}

function write(element: HTMLElement, said: string): void {
  if (element.textContent !== said) element.textContent = said;
}

/** What the scenario says will happen next. */
function nextSaid({ scenario, time, duration, nameOf }: RunView): string | undefined {
  const next = scenario.events.filter(({ at }) => at > time && at <= duration).sort((a, b) => a.at - b.at)[0];
  if (!next) return undefined;
  const what = next.load ? word(text('preview.mark-load', { flow: next.load.flow ?? '' })) : word(text('playback.next-does', { action: next.action, targets: [...next.targets, ...(next.job === undefined ? [] : [next.job])].map(nameOf) }));
  return word(text('playback.next', { time: timeText(next.at, duration), what }));
}

/** The line under the picture: what became of the requests so far, and what the dots mean. */
import { text, word } from '#language/messages/word.js';
import type { MotionState } from '../motion/first-motion.js';
import type { StepView } from '../sequence/sequence-motion.js';
import { make } from './dom.js';

export class Figures {
  readonly root: HTMLElement;
  private readonly line = make('span', { className: 'figures', title: word(text('preview.pace')) });

  constructor() {
    const sample = (name: 'request' | 'reply' | 'lost'): HTMLElement =>
      make('span', { className: `sample ${name}` }, word(text(`preview.legend-${name}`)));
    const legend = make('span', { className: 'legend', role: 'group', aria: { label: word(text('preview.legend')) } }, sample('request'), sample('reply'), sample('lost'));
    this.root = make('footer', {}, this.line, legend);
  }

  set(state: MotionState, playable: boolean): void {
    if (state.step) return this.setStep(state.step);
    if (state.run) return this.setRun(state);
    const underway = new Set(state.tokens.map((token) => token.journey)).size;
    const said = playable ? word(text('preview.figures', { served: state.served, lost: state.lost, underway })) : word(text('preview.no-services'));
    this.say(said);
  }

  /** What the step says, and beneath it what becomes of it on its way. */
  private setStep({ number, count, from, to, caption }: StepView): void {
    this.say(word(text(caption === '' ? 'preview.step-plain' : 'preview.step-caption', { number, count, from, to, caption })));
  }

  private setRun({ run, served, lost }: MotionState): void {
    this.say(word(text(run!.loads.length > 0 ? 'preview.figures-run' : 'preview.figures-quiet', { served, lost })));
  }

  private say(said: string): void {
    if (this.line.textContent !== said) this.line.textContent = said;
  }
}

/** The steps of a sequence that is played, with the one that is shown, and beneath it what each device on the way does with its message. A step that is chosen is shown. */
import { text, word } from '#language/messages/word.js';
import type { StepView } from '../sequence/sequence-motion.js';
import { make } from './dom.js';

export class StepList {
  readonly root = make('section', { className: 'steps', hidden: true });
  private said = '';

  constructor(private readonly seek: (seconds: number) => void) {}

  set(step: StepView | undefined): void {
    this.root.hidden = step === undefined;
    if (!step) return;
    const key = JSON.stringify([step.number, step.all]);
    if (key === this.said) return;
    this.said = key;
    const rows = step.all.map(({ from, to, caption, at }, index) => {
      const shown = index + 1 === step.number;
      const line = make('button', { type: 'button', className: 'line', ...(shown ? { aria: { current: 'step' } } : {}) }, word(text(caption === '' ? 'playback.step-plain' : 'playback.step', { from, to, caption })));
      line.addEventListener('click', () => this.seek(at));
      return make('li', { className: shown ? 'shown' : '' }, line, ...(shown && step.hops.length > 0 ? [make('ol', { className: 'hops', aria: { label: word(text('preview.step-hops')) } }, ...step.hops.map((hop) => make('li', {}, hop)))] : []));
    });
    const focused = this.root.contains(document.activeElement);
    this.root.replaceChildren(make('h2', {}, step.title), make('ol', {}, ...rows));
    if (focused) this.root.querySelector<HTMLElement>('[aria-current]')?.focus({ preventScroll: true });
    this.root.querySelector('.shown')?.scrollIntoView({ block: 'nearest' });
  }
}

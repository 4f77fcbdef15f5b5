/** The line above the picture: back and forward, the way down to what is seen, and how far a neighbourhood reaches. */
import { text, word } from '#language/messages/word.js';
import type { Picture } from '#language/protocol/picture.js';
import { automaticOf, DEEPEST, keyOf } from '#language/scene/views/automatic.js';
import { button, make } from '../ui/dom.js';
import { crumbsOf } from './crumbs.js';

export interface TrailActions {
  /** @param view undefined for the overview. */
  go(view: string | undefined): void;
  move(steps: -1 | 1): void;
}

const BACK = 'M9.5 2.5 11 4 7 8l4 4-1.5 1.5L4 8z';
const FORWARD = 'M6.5 2.5 5 4l4 4-4 4 1.5 1.5L12 8z';

export class Trail {
  readonly root: HTMLElement;
  private readonly back: HTMLButtonElement;
  private readonly forward: HTMLButtonElement;
  private readonly crumbs = make('ol');
  private readonly depth = make('select', { title: word(text('preview.depth')), aria: { label: word(text('preview.depth')) } });
  private key = '';

  constructor(private readonly actions: TrailActions) {
    this.back = button(BACK, word(text('preview.back')), () => actions.move(-1));
    this.forward = button(FORWARD, word(text('preview.forward')), () => actions.move(1));
    this.depth.append(...Array.from({ length: DEEPEST }, (_, index) => new Option(word(text('preview.depth-value', { count: index + 1 })), String(index + 1))));
    this.depth.addEventListener('change', () => this.reach(Number(this.depth.value)));
    this.root = make('nav', { className: 'trail', aria: { label: word(text('preview.trail')) } }, this.back, this.forward, this.crumbs, this.depth);
  }

  set(picture: Picture, can: { back: boolean; forward: boolean }): void {
    disable(this.back, !can.back);
    disable(this.forward, !can.forward);
    const automatic = automaticOf(picture.choice.view);
    this.depth.hidden = automatic?.type !== 'around';
    if (automatic?.type === 'around') this.depth.value = String(automatic.depth);
    this.depth.dataset['of'] = automatic?.type === 'around' ? automatic.of : '';
    this.setCrumbs(picture);
  }

  private reach(depth: number): void {
    this.actions.go(keyOf({ type: 'around', of: this.depth.dataset['of']!, depth }));
  }

  private setCrumbs(picture: Picture): void {
    const crumbs = crumbsOf(picture);
    const key = JSON.stringify(crumbs);
    if (key === this.key) return; // The focus must not be lost where nothing changes.
    const held = this.crumbs.contains(document.activeElement);
    this.key = key;
    const items = crumbs.map(({ name, view }, index) => {
      if (index === crumbs.length - 1) return make('li', {}, make('span', { aria: { current: 'page' }, tabIndex: -1 }, name));
      const link = make('button', { type: 'button' }, name);
      link.addEventListener('click', () => this.actions.go(view));
      return make('li', {}, link);
    });
    this.crumbs.replaceChildren(...items);
    if (held) this.crumbs.querySelector<HTMLElement>('[aria-current]')?.focus();
  }
}

/** A button that has the focus stays one while it can do nothing: the focus would fall to the page. */
function disable(target: HTMLButtonElement, off: boolean): void {
  target.setAttribute('aria-disabled', String(off));
}

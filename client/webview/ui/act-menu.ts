/** What can be done to a part, and asked about it, as a small menu at it: with the mouse by a right click, by the keyboard with M or the menu key. */
import { text, word } from '#language/messages/word.js';
import type { Act } from '../playback.js';
import { make } from './dom.js';

export interface MenuAbout {
  name: string;
  isLink: boolean;
  /** Something is wrong with it: it can be mended. */
  troubled: boolean;
  /** A scenario is played: the simulation tells ways of failing apart. */
  inScenario: boolean;
}

/** A further entry; entries of one section stand together. */
export interface MenuItem {
  name: string;
  act(): void;
  /** Of what is on or off. */
  checked?: boolean;
}

/** How many times as long a part that is slowed down takes. */
const SLOWER = [2, 10];

export class ActMenu {
  readonly root = make('div', { className: 'act-menu', role: 'menu', hidden: true });
  private before: Element | null = null;

  constructor() {
    this.root.addEventListener('keydown', (event) => this.key(event));
    // The stage behind it takes presses for its own.
    this.root.addEventListener('pointerdown', (event) => event.stopPropagation());
    this.root.addEventListener('focusout', (event) => {
      if (!(event.relatedTarget instanceof Node && this.root.contains(event.relatedTarget))) this.root.hidden = true;
    });
  }

  /**
   * @param at of the stage, in pixels.
   * @param acts undefined: nothing can happen to it.
   */
  open(about: MenuAbout, at: { x: number; y: number }, acts: ((act: Act) => void) | undefined, sections: readonly (readonly MenuItem[])[] = []): void {
    this.before = document.activeElement;
    const happens = acts ? actsFor(about).map((each): MenuItem => ({ name: nameOf(each, about.isLink), act: () => acts(each) })) : [];
    const filled = [happens, ...sections].filter((section) => section.length > 0);
    const items = filled.map((section) => section.map((each) => this.item(each)));
    this.root.setAttribute('aria-label', word(text('preview.menu', { name: about.name })));
    const separated = items.flatMap((section, index) => (index === 0 ? section : [make('div', { className: 'separator', role: 'separator' }), ...section]));
    this.root.replaceChildren(make('p', { aria: { hidden: 'true' } }, about.name), ...separated);
    this.root.hidden = false;
    const { clientWidth: width = 0, clientHeight: height = 0 } = this.root.parentElement ?? {};
    this.root.style.left = `${Math.max(0, Math.min(at.x, width - this.root.offsetWidth))}px`;
    this.root.style.top = `${Math.max(0, Math.min(at.y, height - this.root.offsetHeight))}px`;
    items[0]?.[0]?.focus();
  }

  private item({ name, act, checked }: MenuItem): HTMLButtonElement {
    const item = make('button', { type: 'button', role: checked === undefined ? 'menuitem' : 'menuitemcheckbox', tabIndex: -1, ...(checked === undefined ? {} : { aria: { checked: String(checked) } }) }, name);
    item.addEventListener('click', () => {
      this.close();
      act();
    });
    return item;
  }

  close(): void {
    if (this.root.hidden) return;
    this.root.hidden = true;
    if (this.before instanceof HTMLElement || this.before instanceof SVGElement) this.before.focus({ preventScroll: true });
  }

  private key(event: KeyboardEvent): void {
    const items = [...this.root.querySelectorAll('button')];
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    event.stopPropagation();
    if (to !== undefined) items.at(to % items.length)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') this.close();
    else return;
    event.preventDefault();
  }
}

export function actsFor({ isLink, troubled, inScenario }: MenuAbout): Act[] {
  const breaks: Act[] = isLink || !inScenario ? [{ action: 'fail' }] : [{ action: 'fail' }, { action: 'kill' }, ...SLOWER.map((factor): Act => ({ action: 'slow', factor }))];
  return troubled ? [{ action: 'recover' }, ...breaks] : [...breaks, ...(inScenario ? [{ action: 'recover' } as const] : [])];
}

function nameOf({ action, factor }: Act, isLink: boolean): string {
  return word(text(action === 'fail' && isLink ? 'preview.act-cut' : `preview.act-${action}`, factor === undefined ? {} : { factor }));
}

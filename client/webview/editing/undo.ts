/** Taking back what was changed from the picture, and doing it again: two buttons and the keys that everybody knows. */
import { text, word } from '#language/messages/word.js';
import type { EditHistoryNames } from '#language/protocol/preview.js';
import { button, ICONS, make } from '../ui/dom.js';
import { latinKey } from '../ui/latin-key.js';

export class Undo {
  /** Hidden until the host says what there is: one that cannot tell takes keys only. */
  readonly root: HTMLElement;
  /** False until the host allows it. */
  allowed = false;
  private readonly back: HTMLButtonElement;
  private readonly again: HTMLButtonElement;

  constructor(private readonly send: (again: boolean) => void) {
    this.back = button(ICONS.undo, word(text('undo.undo')), () => this.press(this.back, false));
    this.again = button(ICONS.redo, word(text('undo.redo')), () => this.press(this.again, true));
    this.root = make('div', { className: 'group undo', hidden: true }, this.back, this.again);
  }

  setHistory({ undo, redo }: EditHistoryNames): void {
    this.root.hidden = !this.allowed;
    name(this.back, undo === undefined ? word(text('undo.undo')) : word(text('undo.undo-what', { what: undo })), undo !== undefined);
    name(this.again, redo === undefined ? word(text('undo.redo')) : word(text('undo.redo-what', { what: redo })), redo !== undefined);
  }

  /** True where the key meant this. In a field it means what was typed there. */
  key(event: KeyboardEvent): boolean {
    if (!this.allowed || event.altKey || !(event.ctrlKey || event.metaKey)) return false;
    if (event.target instanceof HTMLElement && event.target.matches('input:not([type="range"]), textarea')) return false;
    const key = latinKey(event).toLowerCase();
    if (key !== 'z' && !(key === 'y' && !event.shiftKey)) return false;
    this.send(key === 'y' || event.shiftKey);
    return true;
  }

  private press(pressed: HTMLButtonElement, again: boolean): void {
    if (pressed.getAttribute('aria-disabled') !== 'true') this.send(again);
  }
}

/** One that can do nothing keeps the focus: pressed again and again, it must not lose it with the last step. */
function name(target: HTMLButtonElement, title: string, can: boolean): void {
  target.title = title;
  target.setAttribute('aria-label', title);
  target.setAttribute('aria-disabled', String(!can));
}

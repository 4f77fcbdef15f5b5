/** What differs from the base that the reader chose, as a list beside the picture: each line leads to its part and its place in the text. */
import { text, word } from '#language/messages/word.js';
import type { Id } from '#language/model/model.js';
import type { Origin } from '#language/model/origin.js';
import type { ChangeRow } from '#language/protocol/picture.js';
import { make } from './dom.js';

export class Changes {
  readonly root = make('details', { className: 'changes', open: true, hidden: true });
  private said = '';

  constructor(private readonly show: (id: Id | undefined, origin?: Origin) => void) {}

  /** Undefined where nothing is compared. */
  set(changes: readonly ChangeRow[] | undefined): void {
    this.root.hidden = changes === undefined;
    const key = JSON.stringify(changes ?? []);
    if (!changes || key === this.said) return;
    this.said = key;
    this.root.replaceChildren(make('summary', {}, word(text('preview.changes', { count: changes.length }))), make('ul', {}, ...changes.map((change) => this.row(change))));
  }

  private row({ change, text: said, details, id, origin }: ChangeRow): HTMLLIElement {
    const line = make('button', { type: 'button', className: 'line' }, said, ...details.map((detail) => make('small', {}, detail)));
    if (id !== undefined || origin) line.addEventListener('click', () => this.show(id, origin));
    return make('li', { className: `change ${change}` }, line);
  }
}

/** A small search box over the picture: type, walk the list with the arrows, Enter goes there. Opened by / or Ctrl+F. */
import { text, word } from '#language/messages/word.js';
import type { Id } from '#language/model/model.js';
import { make } from '../ui/dom.js';
import type { Found } from './find.js';
import { latinKey } from '../ui/latin-key.js';

export interface SearchActions {
  find(query: string, most: number): Found[];
  /** True where the picture that is shown has it. */
  isShown(id: Id): boolean;
  choose(id: Id): void;
  /** Escape: back to the picture. */
  leave(): void;
}

const MOST = 30;
const LIST = 'search-results';
const say = (id: Parameters<typeof text>[0], params?: Parameters<typeof text>[1]): string => word(text(id, params));

export class SearchBox {
  readonly root = make('search', { className: 'search', hidden: true });
  private readonly input = make('input', { type: 'text', placeholder: say('search.hint'), autocomplete: 'off', spellcheck: false, role: 'combobox', aria: { label: say('search.label'), expanded: 'false', controls: LIST, autocomplete: 'list' } });
  private readonly list = make('ul', { id: LIST, role: 'listbox', aria: { label: say('search.results') } });
  private readonly count = make('p', { className: 'count', role: 'status' });
  private found: readonly Found[] = [];
  private at = -1;

  constructor(private readonly actions: SearchActions) {
    this.root.append(this.input, this.count, this.list);
    this.input.addEventListener('input', () => this.search());
    this.root.addEventListener('keydown', (event) => this.key(event));
    // The stage behind it takes presses and the wheel for its own.
    for (const type of ['pointerdown', 'wheel', 'dblclick'] as const) this.root.addEventListener(type, (event) => event.stopPropagation());
  }

  open(): void {
    this.root.hidden = false;
    this.input.focus();
    this.input.select();
    this.search();
  }

  close(): void {
    if (this.root.hidden) return;
    this.root.hidden = true;
    this.actions.leave();
  }

  /** Another picture or another text: what was found may be elsewhere now. */
  refresh(): void {
    if (!this.root.hidden) this.search();
  }

  /** True where the key was one of these. */
  opens(event: KeyboardEvent): boolean {
    const find = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && latinKey(event).toLowerCase() === 'f';
    const typing = event.target instanceof HTMLInputElement && event.target.type === 'text';
    const slash = latinKey(event) === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !typing;
    if (!find && !slash) return false;
    this.open();
    return true;
  }

  private search(): void {
    const query = this.input.value;
    this.found = this.actions.find(query, MOST);
    this.count.textContent = query.trim() === '' ? '' : this.found.length === 0 ? say('search.none') : say('search.count', { count: this.found.length });
    this.list.replaceChildren(...this.found.map((each, index) => this.option(each, index)));
    this.input.setAttribute('aria-expanded', String(this.found.length > 0));
    this.move(this.found.length > 0 ? 0 : -1);
  }

  private option({ id, name, detail }: Found, index: number): HTMLLIElement {
    const away = this.actions.isShown(id) ? '' : say('search.elsewhere');
    const option = make('li', { id: `${LIST}-${index}`, role: 'option', aria: { selected: 'false' } }, make('span', { className: 'name' }, name), make('small', {}, [detail, away].filter((each) => each !== '').join(' · ')));
    option.addEventListener('click', () => this.choose(index));
    return option;
  }

  private move(to: number): void {
    this.at = to;
    [...this.list.children].forEach((option, index) => option.setAttribute('aria-selected', String(index === to)));
    if (to < 0) return this.input.removeAttribute('aria-activedescendant');
    this.input.setAttribute('aria-activedescendant', `${LIST}-${to}`);
    this.list.children[to]?.scrollIntoView({ block: 'nearest' });
  }

  private choose(index: number): void {
    const chosen = this.found[index];
    if (chosen) this.actions.choose(chosen.id);
  }

  private key(event: KeyboardEvent): void {
    // Half of a syllable is no choice yet.
    if (event.isComposing) return;
    const { length } = this.found;
    if (event.key === 'ArrowDown' && length > 0) this.move((this.at + 1) % length);
    else if (event.key === 'ArrowUp' && length > 0) this.move((this.at - 1 + length) % length);
    else if (event.key === 'Enter') this.choose(this.at);
    else if (event.key === 'Escape') this.close();
    else return event.stopPropagation();
    event.preventDefault();
    event.stopPropagation();
  }
}

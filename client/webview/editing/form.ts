/**
 * A small form in the picture: a few fields, a button that writes and one that leaves. It stays open while the answer is
 * awaited and where it was refused, with the reason beneath.
 */
import { text, word } from '#language/messages/word.js';
import { make } from '../ui/dom.js';
import type { Suggestion } from './suggestions.js';

export interface Field {
  name: string;
  label: string;
  value?: string;
  /** May be left empty. */
  optional?: boolean;
  /** Offered while typing. */
  suggestions?: readonly Suggestion[];
  /** Only one of these can be chosen. */
  choices?: readonly Suggestion[];
  /** Shown only while another field has this value. */
  while?: { field: string; value: string };
}

export interface FormAbout {
  title: string;
  /** What the button says. */
  does: string;
  fields: readonly Field[];
  /** A field was changed: others may follow. */
  changed?(name: string, values: Readonly<Record<string, string>>): Record<string, string>;
  submit(values: Readonly<Record<string, string>>): void;
  closed(): void;
}

export class Form {
  readonly root = make('form', { className: 'edit-form', role: 'dialog', hidden: true, autocomplete: 'off', noValidate: true });
  private readonly problem = make('p', { className: 'problem', role: 'alert', hidden: true });
  private about: FormAbout | undefined;
  private inputs = new Map<string, HTMLInputElement | HTMLSelectElement>();
  /** Fields that the reader wrote in: nothing is filled in for them. */
  private readonly touched = new Set<string>();

  constructor() {
    // The stage behind it takes presses, keys and the wheel for its own.
    for (const event of ['pointerdown', 'dblclick', 'wheel', 'contextmenu']) this.root.addEventListener(event, (each) => each.stopPropagation());
    this.root.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key !== 'Escape') return;
      event.preventDefault();
      this.close();
    });
    this.root.addEventListener('submit', (event) => {
      event.preventDefault();
      this.submit();
    });
  }

  /** @param at of the stage, in pixels. */
  open(about: FormAbout, at: { x: number; y: number }): void {
    this.about = about;
    this.touched.clear();
    this.inputs = new Map();
    const rows = about.fields.map((field) => this.row(field));
    const leave = make('button', { type: 'button' }, word(text('edit.cancel')));
    leave.addEventListener('click', () => this.close());
    this.problem.hidden = true;
    this.root.setAttribute('aria-label', about.title);
    this.root.replaceChildren(make('h2', {}, about.title), ...rows, this.problem, make('div', { className: 'row' }, make('button', { type: 'submit', className: 'play' }, about.does), leave));
    this.root.hidden = false;
    this.showFields();
    const { clientWidth: width = 0, clientHeight: height = 0 } = this.root.parentElement ?? {};
    this.root.style.left = `${Math.max(0, Math.min(at.x, width - this.root.offsetWidth))}px`;
    this.root.style.top = `${Math.max(0, Math.min(at.y, height - this.root.offsetHeight))}px`;
    const [first] = this.inputs.values();
    (first ?? this.root.querySelector('button'))?.focus();
    if (first instanceof HTMLInputElement) first.select();
  }

  get isOpen(): boolean {
    return !this.root.hidden;
  }

  /** The answer: undefined where it was made. */
  answer(problem: string | undefined): void {
    if (this.root.hidden) return;
    this.busy(false);
    if (problem === undefined) return this.close();
    this.problem.textContent = problem;
    this.problem.hidden = false;
    // While it was busy, its button could not hold the focus.
    ([...this.inputs.values()][0] ?? this.root.querySelector('button'))?.focus();
  }

  close(): void {
    if (this.root.hidden) return;
    this.root.hidden = true;
    this.about?.closed();
    this.about = undefined;
  }

  private row(field: Field): HTMLElement {
    const { name, label, value = '', optional = false, suggestions, choices } = field;
    const listId = suggestions && suggestions.length > 0 ? `edit-${name}` : undefined;
    const input = choices
      ? make('select', { name }, ...choices.map((each) => new Option(each.label ?? each.value, each.value, false, each.value === value)))
      : make('input', { type: 'text', name, value, spellcheck: false, required: !optional });
    if (listId !== undefined) input.setAttribute('list', listId);
    input.addEventListener('input', () => this.follow(name));
    this.inputs.set(name, input);
    const list = listId === undefined ? undefined : make('datalist', { id: listId }, ...suggestions!.map((each) => {
      const option = new Option(each.label ?? each.value, each.value);
      if (each.label !== undefined) option.label = each.label;
      return option;
    }));
    return make('label', { data: { field: name } }, make('span', {}, label), input, list);
  }

  private get values(): Record<string, string> {
    return Object.fromEntries([...this.inputs].map(([name, input]) => [name, input.value.trim()]));
  }

  private follow(name: string): void {
    this.touched.add(name);
    this.problem.hidden = true;
    for (const [other, value] of Object.entries(this.about?.changed?.(name, this.values) ?? {})) {
      const input = this.inputs.get(other);
      if (input && !this.touched.has(other)) input.value = value;
    }
    this.showFields();
  }

  private showFields(): void {
    const { values } = this;
    for (const field of this.about?.fields ?? []) {
      const shown = field.while === undefined || values[field.while.field] === field.while.value;
      this.inputs.get(field.name)!.closest('label')!.hidden = !shown;
    }
  }

  private submit(): void {
    const { about, values } = this;
    if (!about) return;
    const empty = about.fields.find((field) => !field.optional && !field.choices && values[field.name] === '' && !this.inputs.get(field.name)!.closest('label')!.hidden);
    if (empty) {
      this.inputs.get(empty.name)?.focus();
      return;
    }
    this.busy(true);
    about.submit(values);
  }

  private busy(on: boolean): void {
    for (const control of this.root.querySelectorAll<HTMLButtonElement>('button[type="submit"]')) control.disabled = on;
  }
}

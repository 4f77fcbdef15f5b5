/**
 * Editing from the picture: rename, add, connect, delete. Everything is a change of the text, made by the host; the page
 * only asks, and shows the picture of the changed text when it comes.
 */
import { text, word } from '#language/messages/word.js';
import type { PictureEdit } from '#language/model/edit.js';
import type { Id, Model } from '#language/model/model.js';
import { part } from '#language/model/queries.js';
import type { Point } from '#language/scene/laid-out.js';
import type { MenuItem } from '../ui/act-menu.js';
import { nameOf } from '../ui/notes.js';
import { Form, type Field } from './form.js';
import { freshName, kindsFor, nextJack, openPorts, portsFor } from './suggestions.js';

export interface EditingHost {
  model(): Model | undefined;
  /** Cables are drawn rather than flows. */
  drawsCables(): boolean;
  send(number: number, edit: PictureEdit): void;
  prompt(said: string | undefined): void;
  /** Where a form about this part stands, in pixels of the stage. */
  beside(id: Id): Point;
  /** Shows what was written. */
  show(id: Id): void;
  focusPicture(): void;
}

export class Editing {
  readonly form = new Form();
  /** False until the host allows it. */
  allowed = false;
  private number = 0;
  /** What to show when the picture of the changed text comes. */
  private awaited: Id | undefined;
  private written: Id | undefined;
  /** The first end of a connection, while the other is awaited. */
  private from: Id | undefined;

  constructor(private readonly host: EditingHost) {}

  menuOf(id: Id): MenuItem[] {
    const model = this.host.model();
    if (!this.allowed || !model || !part(model, id)) return [];
    const item = (name: Parameters<typeof text>[0], act: () => void, params = {}): MenuItem => ({ name: word(text(name, params)), act });
    const isElement = Object.hasOwn(model.elements, id);
    const isGroup = Object.hasOwn(model.groups, id);
    const { from } = this;
    const connect = from === undefined || from === id
      ? item('edit.connect-from', () => this.startConnection(id))
      : item('edit.connect-to', () => this.connect(from, id), { from: nameOf(model, from) });
    return [
      ...(hasName(model, id) ? [item('edit.rename', () => this.rename(id))] : []),
      item('edit.label-item', () => this.label(id)),
      ...(isElement || model.groups[id]?.counted ? [item('edit.add-inside', () => this.add(id, id))] : []),
      ...(isElement || isGroup ? [item('edit.add-beside', () => this.add(part(model, id)?.parent, id)), connect] : []),
      item('edit.delete', () => this.remove(id)),
    ];
  }

  menuOfGround(at: Point): MenuItem[] {
    return this.allowed ? [{ name: word(text('edit.add-top')), act: () => this.add(undefined, undefined, at) }] : [];
  }

  // ------------------------------------------------------------------------------------------------------- forms

  rename(id: Id): void {
    const model = this.host.model();
    if (!this.allowed || !model || !hasName(model, id)) return;
    const written = model.elements[id]?.instance?.group ?? id;
    const { name } = part(model, written)! as { name?: string };
    this.open(word(text('edit.rename-title', { name: nameOf(model, written) })), word(text('edit.do-rename')), [{ name: 'name', label: word(text('edit.name')), value: name ?? '' }], id, ({ name: wanted }) => {
      const parent = part(model, written)?.parent;
      return { edit: { type: 'rename', id, name: wanted! }, shows: parent === undefined || !(written in model.elements || written in model.groups) ? wanted! : `${parent}.${wanted}` };
    });
  }

  /** What is read in the picture in place of the name. */
  label(id: Id): void {
    const model = this.host.model();
    if (!this.allowed || !model || !part(model, id)) return;
    const written = model.elements[id]?.instance?.group ?? id;
    const { label, name } = part(model, written)! as { label?: string; name?: string };
    this.open(word(text('edit.label-title', { name: name ?? nameOf(model, written) })), word(text('edit.do-label')), [{ name: 'label', label: word(text('edit.label')), value: label ?? '', optional: true }], id, ({ label: wanted }) => ({
      edit: { type: 'label', id, label: wanted! }, shows: id,
    }));
  }

  /** @param into undefined: at the top. */
  add(into: Id | undefined, beside: Id | undefined, at?: Point): void {
    const model = this.host.model();
    if (!this.allowed || !model) return;
    const title = into === undefined ? word(text('edit.add-top-title')) : word(text('edit.add-title', { place: nameOf(model, into) }));
    const fields: Field[] = [
      { name: 'kind', label: word(text('edit.kind')), suggestions: kindsFor(model) },
      { name: 'name', label: word(text('edit.name')) },
      { name: 'label', label: word(text('edit.label')), optional: true },
    ];
    this.open(title, word(text('edit.do-add')), fields, beside, ({ kind, name, label }) => ({
      edit: { type: 'add-element', ...(into === undefined ? {} : { into }), kind: kind!, name: name!, ...(label ? { label } : {}) }, shows: into === undefined ? name! : `${into}.${name}`,
    }), at, (changed, { kind }): Record<string, string> => (changed === 'kind' && kind && Object.hasOwn(model.kinds, kind) ? { name: freshName(model, into, kind) } : {}));
  }

  connect(from: Id, to: Id, at?: Point): void {
    const model = this.host.model();
    this.stopConnecting();
    if (!this.allowed || !model || from === to) return;
    const names = { from: nameOf(model, from), to: nameOf(model, to) };
    const jackOf = (id: Id): Field['value'] => nextJack(model, id);
    const cable = { field: 'as', value: 'link' };
    const fields: Field[] = [
      { name: 'as', label: word(text('edit.as')), value: this.host.drawsCables() ? 'link' : 'flow', choices: [{ value: 'flow', label: word(text('edit.as-flow')) }, { value: 'link', label: word(text('edit.as-link')) }] },
      { name: 'over', label: word(text('edit.over')), optional: true, value: openPorts(model, to)[0] ?? '', suggestions: portsFor(model, to), while: { field: 'as', value: 'flow' } },
      { name: 'a', label: word(text('edit.jack', { name: names.from })), optional: true, value: jackOf(from) ?? '', while: cable },
      { name: 'b', label: word(text('edit.jack', { name: names.to })), optional: true, value: jackOf(to) ?? '', while: cable },
    ];
    this.open(word(text('edit.connect-title', names)), word(text('edit.do-connect')), fields, to, ({ as, over, a, b }) => ({
      edit: as === 'flow'
        ? { type: 'add-flow', from, to, ...(over ? { over } : {}) }
        : { type: 'add-link', a: { element: from, ...(a ? { jack: a } : {}) }, b: { element: to, ...(b ? { jack: b } : {}) } },
      shows: to,
    }), at);
  }

  remove(id: Id): void {
    const model = this.host.model();
    if (!this.allowed || !model) return;
    this.open(word(text('edit.delete-title', { name: nameOf(model, id) })), word(text('edit.do-delete')), [], id, () => ({ edit: { type: 'delete', id }, shows: undefined }));
  }

  private open(title: string, does: string, fields: Field[], about: Id | undefined, editOf: (values: Readonly<Record<string, string>>) => { edit: PictureEdit; shows: Id | undefined }, at?: Point, changed?: (name: string, values: Readonly<Record<string, string>>) => Record<string, string>): void {
    this.form.open({
      title, does, fields, ...(changed ? { changed } : {}),
      submit: (values) => {
        const { edit, shows } = editOf(values);
        this.awaited = shows;
        this.host.send(++this.number, edit);
      },
      closed: () => this.host.focusPicture(),
    }, at ?? (about === undefined ? { x: 24, y: 24 } : this.host.beside(about)));
  }

  // -------------------------------------------------------------------------------------------------- connections

  startConnection(id: Id): void {
    const model = this.host.model();
    if (!this.allowed || !model) return;
    this.from = id;
    this.host.prompt(word(text('edit.connect-pick', { from: nameOf(model, id) })));
  }

  /** True where the click or key meant the other end. */
  pick(id: Id): boolean {
    const model = this.host.model();
    const { from } = this;
    if (from === undefined || !model) return false;
    if (from !== id && (Object.hasOwn(model.elements, id) || Object.hasOwn(model.groups, id))) this.connect(from, id);
    return true;
  }

  /** True where there was something to leave. */
  escape(): boolean {
    if (this.form.isOpen) {
      this.form.close();
      return true;
    }
    if (this.from === undefined) return false;
    this.stopConnecting();
    return true;
  }

  private stopConnecting(): void {
    if (this.from !== undefined) this.host.prompt(undefined);
    this.from = undefined;
  }

  // ---------------------------------------------------------------------------------------------------- the answer

  answer(number: number, problem: string | undefined): void {
    if (number !== this.number) return;
    if (problem === undefined) this.written = this.awaited;
    this.awaited = undefined;
    this.form.answer(problem);
    if (problem === undefined) this.refresh();
  }

  /** Another picture: perhaps that of the text as it was changed. */
  refresh(): void {
    const model = this.host.model();
    if (this.written === undefined || !model || !part(model, this.written)) return;
    const id = this.written;
    this.written = undefined;
    this.host.show(id);
  }
}

function hasName(model: Model, id: Id): boolean {
  return (part(model, id) as { name?: string } | undefined)?.name !== undefined;
}

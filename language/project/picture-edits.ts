/**
 * What somebody does in the picture, as edits of the text: proven before they are made. The texts as they would be are
 * read; nothing but what was asked for may have changed, and no name may mean anything else than before.
 */
import type { PictureEdit } from '../model/edit.js';
import type { Id, Model } from '../model/model.js';
import { contains, type Origin } from '../model/origin.js';
import { part } from '../model/queries.js';
import { textEdits, type TextEdit } from '../syntax/edits/apply.js';
import { applyEdits } from '../syntax/edits/text-edit.js';
import { parseDocument } from '../syntax/document.js';
import { Project } from './project.js';
import { refusal, type Refusal } from './refusal.js';
import { isName, renameEdits, type Surroundings } from './rename/rename.js';
import type { View } from './view.js';

/** @param view the architecture that the picture shows. @throws Refusal */
export function pictureEdits(around: Surroundings, view: View, edit: PictureEdit): TextEdit[] {
  switch (edit.type) {
    case 'rename': return renamed(around, view, edit.id, edit.name);
    case 'label': return labelled(around, view, edit.id, edit.label);
    case 'delete': return deleted(around, view, edit.id);
    default: {
      refuseUnreadable(view.model, edit);
      const edits = textEdits([edit], view.model, (uri) => around.project.document(uri));
      if (edits.length === 0) throw refusal('edit.no-place');
      prove(around, edits, (before, after) => {
        const more = (slice: 'elements' | 'links' | 'flows'): number => Object.keys(after[slice]).length - Object.keys(before[slice]).length;
        const wanted = edit.type === 'add-element' ? 'elements' : edit.type === 'add-flow' ? 'flows' : 'links';
        return (['elements', 'links', 'flows'] as const).every((slice) => (slice === wanted ? more(slice) > 0 : wanted === 'elements' ? more(slice) >= 0 : more(slice) === 0)) && isAmong(names(before), names(after));
      });
      return edits;
    }
  }
}

function renamed(around: Surroundings, { model }: View, id: Id, name: string): TextEdit[] {
  const written = model.elements[id]?.instance?.group ?? id;
  const declared = model.references.find((reference) => PARTS.has(reference.target) && reference.declares && reference.id === written);
  if (!declared) throw refusal('edit.nameless');
  return renameEdits(around, declared.uri, declared.range.start, name);
}

/** What is called by its label elsewhere, as in `load "Portal"`, keeps its meaning or the label stays. */
function labelled(around: Surroundings, { model }: View, id: Id, label: string): TextEdit[] {
  const written = model.elements[id]?.instance?.group ?? id;
  const wanted = label.trim() === '' ? undefined : label.trim().replaceAll(/\s+/gu, ' ');
  const was = labelOf(model, written);
  const flow = model.flows[written];
  if (!part(model, written) || (flow && flow.chain.index > 0)) throw refusal('edit.no-label');
  if (was === wanted) return [];
  const edits = textEdits([{ type: 'label', on: written, label: wanted ?? '' }], model, (uri) => around.project.document(uri));
  if (edits.length === 0) throw refusal('edit.no-place');
  let elsewhere = false;
  prove(around, edits, (before, after) => {
    if (!part(before, written)) return meaningOf(before) === meaningOf(after) && sameLabels(before, after, written);
    const now = labelOf(after, written);
    // A variant may have a label of its own for it, but not the one that was looked at.
    if (now !== wanted && !(now === labelOf(before, written) && now !== was)) elsewhere = true;
    return !elsewhere && meaningOf(before) === meaningOf(after) && sameLabels(before, after, written);
  }, () => (elsewhere ? refusal('edit.label-elsewhere') : refusal('edit.breaks')));
  return edits;
}

function labelOf(model: Model, id: Id): string | undefined {
  return (part(model, id) as { label?: string } | undefined)?.label;
}

/** All others have the label that they had. */
function sameLabels(before: Model, after: Model, id: Id): boolean {
  return (['elements', 'groups', 'securityGroups', 'links', 'flows'] as const).every((slice) => Object.values(before[slice]).every((each: { id: Id; label?: string }) =>
    each.id === id || before.elements[each.id]?.instance?.group === id || labelOf(after, each.id) === each.label));
}

/** Everything that the model says but labels, the titles made of them, and places in the text. */
function meaningOf(model: Model): string {
  return JSON.stringify({ ...model, references: names(model) }, (key, value: unknown) => {
    if (key === 'label' || key === 'title' || isPlace(value)) return undefined;
    return typeof value === 'bigint' ? String(value) : value;
  });
}

function isPlace(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'uri' in value && 'range' in value;
}

/** A statement that nothing else speaks of. */
function deleted(around: Surroundings, { model }: View, id: Id): TextEdit[] {
  const origin = part(model, model.elements[id]?.instance?.group ?? id)?.origin;
  if (!origin) throw refusal('edit.no-place');
  const users = model.references.filter((reference) => PARTS.has(reference.target) && !isInside(reference, origin) && isPartOf(model, reference.id, origin));
  if (users.length > 0) throw refusal('edit.used', { count: users.length, lines: [...new Set(users.map(({ range }) => String(range.start.line + 1)))].slice(0, 5) });
  const twins = Object.values(model.flows).filter((flow) => flow.chain.id === model.flows[id]?.chain.id);
  if (twins.length > 1) throw refusal('edit.chain');
  const edits = textEdits([{ type: 'remove', at: origin }], model, (uri) => around.project.document(uri));
  if (edits.length === 0) throw refusal('edit.no-place');
  prove(around, edits, (before, after) => {
    const left = before.references.filter((reference) => !isInside(reference, origin));
    return isAmong(names(after), names(before)) && isAmong(left.map(nameOf), names(after));
  });
  return edits;
}

function isInside({ uri, range }: { uri: string; range: Origin['range'] }, { uri: file, extent }: Origin): boolean {
  return uri === file && contains(extent, range.start);
}

/** What references of a part are told by; ids of attributes and kinds are names of another sort. */
const PARTS: ReadonlySet<string> = new Set(['element', 'group', 'securitygroup', 'link', 'flow']);

/** True where the id is declared by this statement, or inside it. */
function isPartOf(model: Model, id: Id, { uri, extent }: Origin): boolean {
  const origin = part(model, id)?.origin;
  return origin !== undefined && origin.uri === uri && contains(extent, origin.extent.start) && contains(extent, origin.extent.end);
}

function refuseUnreadable(model: Model, edit: Exclude<PictureEdit, { type: 'rename' | 'label' | 'delete' }>): void {
  if (edit.type === 'add-element') {
    const { into, kind, name } = edit;
    if (!isName(name)) throw refusal('editor.rename.not-a-name', { name });
    if (!Object.hasOwn(model.kinds, kind)) throw refusal('edit.no-kind', { kind });
    const id = into === undefined ? name : `${into}.${name}`;
    if (part(model, id)) throw refusal('edit.taken', { name });
  } else if (edit.type === 'add-flow') {
    if (edit.over !== undefined && !(/^\S+(,\s*\S+)*$/u.test(edit.over) && reads(`flow a -> b over ${edit.over}`, 'Flow'))) throw refusal('edit.no-port', { port: edit.over });
  } else {
    for (const { jack } of [edit.a, edit.b]) if (jack !== undefined && !reads(`link a:${jack} -- b`, 'Link')) throw refusal('edit.no-jack', { jack });
  }
}

/** True where it is one statement of this sort and nothing else. */
function reads(text: string, type: string): boolean {
  const { ast, healthy } = parseDocument('untitled:/edit.arch', text);
  return healthy && ast.statements.length === 1 && ast.statements[0]!.$type === type && ast.statements[0]!.$cstNode?.text === text;
}

/** Reads every architecture that has one of the edited files as it would be. */
function prove({ project, inWorkspace, all }: Surroundings, edits: readonly TextEdit[], holds: (before: Model, after: Model) => boolean, why = (): Refusal => refusal('edit.breaks')): void {
  const files = new Set(edits.map(({ uri }) => uri));
  const texts = new Map([...files].map((uri) => {
    const { text, lines } = project.document(uri)!;
    const own = edits.filter((edit) => edit.uri === uri).map(({ range, newText }) => ({ start: lines.offset(range.start), end: lines.offset(range.end), text: newText }));
    return [uri, applyEdits(text, own)];
  }));
  const edited = new Project({ read: (uri) => texts.get(uri) ?? project.document(uri)?.text, inWorkspace });
  for (const { root, variant, model } of all()) {
    if (!model.files.some((uri) => files.has(uri))) continue;
    const after = edited.model(root, variant);
    if (!after || !isAmong(faults(after.model), faults(model)) || !holds(model, after.model)) throw why();
  }
}

const nameOf = ({ target, id }: Model['references'][number]): string => `${target} ${id}`;
const names = ({ references }: Model): string[] => references.map(nameOf);
const faults = ({ problems }: Model): string[] => problems.map(({ type }) => type);

/** Every one of these is among those, as often at least. */
function isAmong(some: readonly string[], all: readonly string[]): boolean {
  const left = new Map<string, number>();
  for (const each of all) left.set(each, (left.get(each) ?? 0) + 1);
  return some.every((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count > 0;
  });
}

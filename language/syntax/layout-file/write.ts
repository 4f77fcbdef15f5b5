/**
 * Changes to a layout file: each touches its own line and nothing else, entries stay in the order of their names, so
 * that a difference between two revisions shows which box was moved.
 */
import { scan, type Member, type Value } from './scan.js';
import { FARTHEST, readLayout, removalOf, VERSION } from './read.js';

/** Sets a box, or gives it back to the automatic layout. */
export interface BoxChange {
  key: string;
  /** Undefined: every box of the view. */
  id?: string;
  /** Undefined: automatic again. */
  at?: { x: number; y: number };
}

const EMPTY = `{\n  "version": ${VERSION},\n  "views": {\n  }\n}\n`;

/**
 * The file with these changes.
 * @param text undefined where there is no file yet.
 * @returns undefined where the file cannot be understood: it is not overwritten.
 */
export function withChanges(text: string | undefined, changes: readonly BoxChange[]): string | undefined {
  let now = text ?? EMPTY;
  const { layout, problems } = readLayout('', now);
  if (!layout || problems.length > 0) return undefined;
  for (const change of changes) now = change.at === undefined ? without(now, change) : withBox(now, { ...change, at: change.at });
  return now;
}

/** True where nothing is set any more: the file may go. */
export function isEmptyLayout(text: string): boolean {
  const { layout, problems } = readLayout('', text);
  return problems.length === 0 && !text.includes('//') && layout !== undefined && layout.views.every((view) => view.boxes.length === 0);
}

function withBox(text: string, { key, id, at }: { key: string; id?: string; at: { x: number; y: number } }): string {
  if (id === undefined) return text;
  const views = viewsOf(text);
  const written = `[${whole(at.x)}, ${whole(at.y)}]`;
  const view = views.members.find(({ name }) => name === key);
  if (!view) return inserted(text, views, key, `{\n      ${JSON.stringify(id)}: ${written}\n    }`, 4);
  const boxes = asObject(view.value);
  const box = boxes.members.find(({ name }) => name === id);
  return box ? text.slice(0, box.value.start) + written + text.slice(box.value.end) : inserted(text, boxes, id, written, 6);
}

function without(text: string, { key, id }: BoxChange): string {
  const views = viewsOf(text);
  const view = views.members.findIndex(({ name }) => name === key);
  if (view < 0) return text;
  const boxes = asObject(views.members[view]!.value).members;
  const box = boxes.findIndex(({ name }) => name === id);
  const all = id === undefined || (boxes.length === 1 && box === 0);
  if (!all && box < 0) return text;
  const { start, end } = all ? removalOf(views.members, view) : removalOf(boxes, box);
  return text.slice(0, start) + text.slice(end);
}

/** A new entry on a line of its own, before the first whose name comes after it. */
function inserted(text: string, { members, start, end }: { members: readonly Member[]; start: number; end: number }, name: string, value: string, indent: number): string {
  const entry = `${JSON.stringify(name)}: ${value}`;
  const blank = ' '.repeat(indent);
  const next = members.find((member) => member.name > name);
  if (next) return `${text.slice(0, next.key.start)}${entry},\n${blank}${text.slice(next.key.start)}`;
  const last = members.at(-1);
  if (last) return `${text.slice(0, last.value.end)},\n${blank}${entry}${text.slice(last.value.end)}`;
  return `${text.slice(0, start + 1)}\n${blank}${entry}\n${' '.repeat(indent - 2)}${text.slice(end - 1)}`;
}

type ObjectValue = Extract<Value, { type: 'object' }>;

function viewsOf(text: string): ObjectValue {
  return asObject(asObject(scan(text)).members.find(({ name }) => name === 'views')!.value);
}

function asObject(value: Value): ObjectValue {
  if (value.type !== 'object') throw new Error('a layout file that was read has objects here');
  return value;
}

function whole(value: number): number {
  return Math.max(-FARTHEST, Math.min(FARTHEST, Math.round(value)));
}

/**
 * The file after boxes of one view were set.
 * @returns undefined where nothing is set any more, so that no file is needed; `unreadable` where it must not be overwritten.
 */
export function layoutAfter(text: string | undefined, key: string, boxes: readonly Omit<BoxChange, 'key'>[]): string | undefined {
  const after = withChanges(text, boxes.map((box) => ({ ...box, key })));
  if (after === undefined) return 'unreadable';
  return isEmptyLayout(after) ? undefined : after;
}

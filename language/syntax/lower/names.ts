/**
 * What a written name means: looked up in the innermost enclosing scope first, then, if unambiguous, anywhere in the
 * architecture. Every use is recorded, so that editors can jump, list and rename.
 */
import type { AstNode } from 'langium';
import type { ReferenceTarget } from '../../model/model.js';
import type { ArchDocument } from '../document.js';
import { origin, propertyRange, segmentRanges } from '../written.js';
import type { Lowering } from './context.js';
import { instanceOfNumber, type Draft, type DraftType } from './draft.js';
import { descend } from './expand.js';
import { nearest } from './nearest.js';

export interface Use {
  document: ArchDocument;
  node: AstNode;
  property: string;
  index?: number;
  scope: Draft;
}

export type Wanted = Exclude<DraftType, 'root'>;

const TARGETS: Record<Wanted, ReferenceTarget> = { element: 'element', group: 'group', securitygroup: 'securitygroup', link: 'link', flow: 'flow', job: 'job' };

/** The drafts that a path names; several only through a counted name. Undefined with a problem where there is none. */
export function resolve(lowering: Lowering, path: string | undefined, use: Use, wanted: readonly Wanted[]): Draft[] | undefined {
  if (path === undefined) return undefined;
  const segments = path.replace(/\s+/gu, '').normalize('NFC').split('.');
  const fits = (draft: Draft): boolean => wanted.includes(draft.type as Wanted);
  let misfit: Draft | undefined;
  for (let scope: Draft | undefined = use.scope; scope; scope = scope.parent) {
    const found = descend([scope], segments);
    const fitting = found.filter(fits);
    misfit ??= found[0];
    if (fitting.length > 0) return record(lowering, fitting, segments, use);
  }
  const starts = anywhere(lowering, segments[0]!);
  const found = segments.length === 1 ? starts : starts.flatMap((each) => descend([each], segments.slice(1)));
  const fitting = found.filter(fits);
  misfit ??= found[0];
  // What stands in each instance of one counted element is one name for all of them.
  const places = fitting.map(inCounted);
  const sameName = places.every(({ owner, way }) => owner === places[0]!.owner && way === places[0]!.way);
  const sameCounted = segments.length > 1 && starts.length === 1;
  if (fitting.length > 0 && (sameName || sameCounted)) return record(lowering, fitting, segments, use);
  if (fitting.length > 1) {
    lowering.problemAt(use.document, use.node, use.property, {
      type: 'ambiguous-name', name: path,
      candidates: fitting.map((each) => ({ id: each.id, origin: origin(each.document, each.node, propertyRange(each.node, 'name')) })),
    }, use.index);
    return undefined;
  }
  if (misfit) {
    lowering.problemAt(use.document, use.node, use.property, { type: 'wrong-kind', name: path, found: misfit.type === 'element' ? misfit.kind ?? 'element' : misfit.type, wanted: wanted[0]!, context: use.node.$type }, use.index);
    return undefined;
  }
  const other = segments.length > 1 ? undefined : lowering.flowNames.has(segments[0]!) ? 'flow' : lowering.linkNames.has(segments[0]!) ? 'link' : undefined;
  if (other !== undefined && !wanted.includes(other)) {
    lowering.problemAt(use.document, use.node, use.property, { type: 'wrong-kind', name: path, found: other, wanted: wanted[0]!, context: use.node.$type }, use.index);
    return undefined;
  }
  lowering.problemAt(use.document, use.node, use.property, {
    type: 'unknown-name', name: path, target: wanted.length === 1 ? TARGETS[wanted[0]!] : 'any',
    candidates: candidates(lowering, segments, use.scope, wanted),
  }, use.index);
  return undefined;
}

/** Where it is in the outermost counted element around it: the same for what the instances have of one name. */
function inCounted(draft: Draft): { owner: Draft; way: string } {
  const names: string[] = [];
  let found = { owner: draft, way: '' };
  for (let current: Draft | undefined = draft; current;) {
    const written: Draft = current.instanceOf?.group ?? current;
    if (written !== current || current.instances.length > 0) found = { owner: written, way: names.join('.') };
    names.push(written.name);
    current = written.parent;
  }
  return found;
}

function anywhere(lowering: Lowering, segment: string): Draft[] {
  const [name, number] = segment.split('#') as [string, string | undefined];
  const found = lowering.byName.get(name) ?? [];
  if (number === undefined) return found;
  return found.flatMap((each) => instanceOfNumber(each, number) ?? []);
}

function candidates(lowering: Lowering, segments: string[], scope: Draft, wanted: readonly Wanted[]): string[] {
  const names = new Set<string>();
  for (const [name, drafts] of lowering.byName) if (drafts.some((each) => wanted.includes(each.type as Wanted))) names.add(name);
  if (segments.length === 1) return nearest(segments[0]!, names);
  // The path may be right but for its last name, or only the last name may be right.
  const last = segments.at(-1)!;
  const inside = descend([scope], segments.slice(0, -1)).concat(anywhere(lowering, segments[0]!));
  const children = inside.flatMap((each) => [...each.children.keys()]);
  const near = nearest(last, children).map((name) => [...segments.slice(0, -1), name].join('.'));
  if (near.length > 0) return near;
  return (lowering.byName.get(last) ?? []).map((each) => each.id).slice(0, 3);
}

/** Notes what each name of a path means, the last one first: `idc`, `data` and `db` in `idc.data.db`. */
export function record(lowering: Lowering, found: Draft[], segments: readonly string[], use: Omit<Use, 'scope'>): Draft[] {
  const ranges = segmentRanges(use.node, use.property, use.index ?? 0);
  let current: Draft | undefined = found[0];
  for (let index = segments.length - 1; index >= 0 && current; index--) {
    const range = ranges[index];
    if (range && current.type !== 'root') {
      const named: Draft = current.instanceOf?.group ?? current;
      // What was moved is still called by where it stood; that place is another than where it stands.
      if (named.name.normalize('NFC') !== segments[index]!.split('#')[0]) break;
      lowering.reference(TARGETS[named.type as Wanted], named.id, use.document, range);
    }
    current = current.instanceOf ? current.instanceOf.group.parent : current.parent;
  }
  return found;
}

/** Drafts to ids: a counted name stays one id, that of its group. */
export function idsOf(drafts: readonly Draft[]): string[] {
  return [...new Set(drafts.map((each) => each.id))];
}

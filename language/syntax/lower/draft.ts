/**
 * Declarations on their way into the model: patterns laid into their elements, counted elements dealt out into
 * instances, refinements laid on top. A draft holds the statements that make it up, each with the layer it came from,
 * so that a later layer's single value replaces an earlier one's.
 */
import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.js';
import type { ArchDocument } from '../document.js';
import type { Id } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';

export type DraftType = 'root' | 'element' | 'group' | 'securitygroup' | 'link' | 'flow' | 'job';

/** Pattern of a kind, own block, `instance N` block, then one layer for each refinement. */
export const LAYER = { kind: 0, group: 1, own: 2, instance: 3, refine: 4 } as const;

export interface Layered {
  node: AstNode;
  document: ArchDocument;
  layer: number;
  /** Names in the statement are looked up from here. */
  scope: Draft;
}

export interface Draft {
  type: DraftType;
  name: string;
  id: Id;
  label?: string;
  /** The scope that it was declared in. */
  parent: Draft | undefined;
  children: Map<string, Draft[]>;
  /** Children in source order. */
  order: Draft[];
  statements: Layered[];
  node: AstNode;
  document: ArchDocument;
  /** The declared kind of an element. */
  kind?: string;
  vlan?: string;
  vlanOrigin?: Origin;
  /** Counted elements and groups: the instances; explicit groups have none. */
  instances: Draft[];
  instanceOf?: { group: Draft; index: number };
  mode?: ast.GroupMode;
  counted: boolean;
  removed: boolean;
  /** What stood here until a refinement moved it, by name: the other files still call it so. */
  moved: Map<string, Draft>;
  /** Declared by the pattern of its container's kind: the container's own block may say more of it. */
  ofPattern: boolean;
  /** `on` of the element's head, or of its instance block. */
  on: { node: AstNode; document: ArchDocument; scope: Draft }[];
}

export function newDraft(type: DraftType, name: string, node: AstNode, document: ArchDocument, parent: Draft | undefined): Draft {
  return {
    type, name, id: '', parent, children: new Map(), order: [], statements: [], node, document, instances: [], counted: false,
    removed: false, moved: new Map(), ofPattern: false, on: [],
  };
}

export function adopt(parent: Draft, child: Draft): void {
  child.parent = parent;
  parent.order.push(child);
  const key = child.name.normalize('NFC');
  const named = parent.children.get(key);
  if (named) named.push(child);
  else parent.children.set(key, [child]);
}

export function disown(child: Draft): void {
  const parent = child.parent;
  if (!parent) return;
  parent.order = parent.order.filter((each) => each !== child);
  const key = child.name.normalize('NFC');
  const rest = (parent.children.get(key) ?? []).filter((each) => each !== child);
  if (rest.length > 0) parent.children.set(key, rest);
  else parent.children.delete(key);
}

/** The draft and all below it, instances included, containers first. */
export function* walk(draft: Draft): Generator<Draft> {
  yield draft;
  for (const child of draft.order) yield* walk(child);
  for (const instance of draft.instances) yield* walk(instance);
}

/** Statements of one type, in order of layers and source. */
export function statementsOf<T extends AstNode>(draft: Draft, type: T['$type']): (Layered & { node: T })[] {
  return draft.statements.filter((each) => each.node.$type === type) as (Layered & { node: T })[];
}

/** Only those of the highest layer that has any: single values are replaced by later layers. */
export function topLayer<T extends Layered>(statements: T[]): T[] {
  let highest = -1;
  for (const each of statements) highest = Math.max(highest, each.layer);
  return statements.filter((each) => each.layer === highest);
}

/** The instance that a number names; numbers stay when others are removed. */
export function instanceOfNumber(draft: Draft, number: string): Draft | undefined {
  return draft.instances.find((each) => each.instanceOf?.index === Number(number));
}

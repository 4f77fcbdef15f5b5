/** Where proposals are for: the scope in the model, and what the enclosing block belongs to. */
import type { Element, Group, Id, Kind, Model } from '../../model/model.js';
import { namesInScope, type NamesInScope } from '../names-in-scope.js';
import type { CursorContext } from './context.js';
import type { OpenBlock } from './open-blocks.js';

export interface Place {
  model: Model;
  names: NamesInScope;
  context: CursorContext;
  /** The end of the text before the half-typed word: enough to read a path off. */
  before: string;
  /** Element or group whose block the cursor is in, where the model knows it. */
  scope?: Id;
  /** The innermost open block. */
  block: OpenBlock;
  /** Kind of the element whose block it is. */
  kind?: Kind;
  element?: Element;
}

const SCOPES = new Set(['Element', 'Group', 'SecurityGroup', 'Refine']);

export function placeOf(context: CursorContext, model: Model, before: string): Place {
  const names = namesInScope(model);
  let scope: Id | undefined;
  let kindName: string | undefined;
  for (const { owner } of context.blocks) {
    if (!owner || !SCOPES.has(owner.type) || owner.name === undefined) continue;
    const inner = scope === undefined ? owner.name : `${scope}.${owner.name}`;
    const id = known(model, inner) ? inner : owner.type === 'Refine' ? names.resolve(owner.name, scope) : undefined;
    scope = id ?? scope;
    kindName = owner.kind ?? (id === undefined ? undefined : elementOf(model, id)?.kind);
  }
  const element = scope === undefined ? undefined : elementOf(model, scope);
  const kind = kindName === undefined || !Object.hasOwn(model.kinds, kindName) ? undefined : model.kinds[kindName];
  return {
    model, names, context, before, block: context.blocks.at(-1)!,
    ...(scope === undefined ? {} : { scope }), ...(kind ? { kind } : {}), ...(element ? { element } : {}),
  };
}

function known(model: Model, id: Id): boolean {
  return Object.hasOwn(model.elements, id) || Object.hasOwn(model.groups, id) || Object.hasOwn(model.securityGroups, id);
}

/** The element, or the first instance of a counted one. */
export function elementOf(model: Model, id: Id): Element | undefined {
  const group: Group | undefined = model.groups[id];
  return model.elements[id] ?? (group?.counted ? model.elements[group.members[0]?.id ?? ''] : undefined);
}

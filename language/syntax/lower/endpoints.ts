/** Endpoints and names of elements in statements: AST to ids. */
import type { AstNode } from 'langium';
import type * as ast from '../generated/ast.js';
import { formatPrefix, parsePrefix } from '../../model/ip.js';
import type { Endpoint, Id, Role, VlanUse } from '../../model/model.js';
import type { ArchDocument } from '../document.js';
import { origin, propertyRange } from '../written.js';
import type { Lowering } from './context.js';
import { walk, type Draft } from './draft.js';
import { idsOf, resolve, type Wanted } from './names.js';

const ENDPOINTS: readonly Wanted[] = ['element', 'group', 'securitygroup'];

export function endpoint(lowering: Lowering, document: ArchDocument, node: ast.Endpoint, scope: Draft, wanted: readonly Wanted[] = ENDPOINTS): Endpoint | undefined {
  const at = origin(document, node);
  if (node.any) return { type: 'any', text: 'any', origin: at };
  if (node.address !== undefined) {
    const prefix = parsePrefix(node.address);
    if (!prefix) {
      lowering.problemAt(document, node, 'address', { type: 'bad-address', text: node.address, wanted: 'prefix' });
      return undefined;
    }
    return { type: 'address', prefix: formatPrefix(prefix), text: node.address, origin: at };
  }
  if (node.path === undefined) return undefined;
  const drafts = resolve(lowering, node.path, { document, node, property: 'path', scope }, wanted);
  return drafts && { type: 'ids', ids: idsOf(drafts), text: node.path, origin: at };
}

export function endpoints(lowering: Lowering, document: ArchDocument, nodes: readonly ast.Endpoint[], scope: Draft): Endpoint[] {
  return nodes.flatMap((node) => endpoint(lowering, document, node, scope) ?? []);
}

/** Names of elements or groups in a list; what cannot be resolved is left out (and reported). */
export function named(lowering: Lowering, document: ArchDocument, node: AstNode, property: string, paths: readonly string[], scope: Draft, wanted: readonly Wanted[] = ['element', 'group']): { id: Id; draft: Draft; index: number }[] {
  return paths.flatMap((path, index) => (resolve(lowering, path, { document, node, property, index, scope }, wanted) ?? []).map((draft) => ({ id: draft.id, draft, index })));
}

export function one(lowering: Lowering, document: ArchDocument, node: AstNode, property: string, path: string | undefined, scope: Draft, wanted: readonly Wanted[] = ['element', 'group']): Id | undefined {
  if (path === undefined) return undefined;
  return resolve(lowering, path, { document, node, property, scope }, wanted)?.[0]?.id;
}

/** The role of its kind, which software adds to and never changes. */
export function roleOf(lowering: Lowering, { kind }: Draft): Role | undefined {
  return kind !== undefined && Object.hasOwn(lowering.model.kinds, kind) ? lowering.model.kinds[kind]!.role : undefined;
}

/**
 * A VLAN by name, or by number: the VLAN of that number in the nearest enclosing place that has one.
 * @param near the device at whose port it is written: of several VLANs of one number, its site's is meant.
 */
export function vlanUse(lowering: Lowering, document: ArchDocument, node: AstNode, property: string, index: number, text: string, scope: Draft, near?: Draft): VlanUse | undefined {
  const at = origin(document, node, propertyRange(node, property, index));
  if (/^\d/.test(text)) {
    const number = Number(text);
    if (!Number.isInteger(number)) {
      lowering.problemAt(document, node, property, { type: 'bad-address', text, wanted: 'vlan' }, index);
      return undefined;
    }
    const place = vlanPlace(number, scope, near);
    return { number, ...(place ? { place: place.id } : {}), text, origin: at };
  }
  const draft = resolve(lowering, text, { document, node, property, index, scope }, ['element'])?.[0];
  if (!draft) return undefined;
  if (draft.vlan === undefined) {
    lowering.problemAt(document, node, property, { type: 'wrong-kind', name: text, found: draft.kind ?? 'element', wanted: 'vlan', context: 'link' }, index);
    return undefined;
  }
  return { number: Number(draft.vlan), place: draft.id, text, origin: at };
}

export function vlanPlace(number: number, scope: Draft, near?: Draft): Draft | undefined {
  for (let current: Draft | undefined = scope; current; current = current.parent) {
    const found = numbered(number, current);
    if (found.length > 1 && near) return nearest(number, near) ?? found[0];
    if (found.length > 0) return found[0];
  }
  return undefined;
}

function numbered(number: number, scope: Draft): Draft[] {
  return [...walk(scope)].filter((draft) => draft.vlan !== undefined && Number(draft.vlan) === number);
}

function nearest(number: number, from: Draft): Draft | undefined {
  for (let current: Draft | undefined = from; current; current = current.parent) {
    const found = numbered(number, current)[0];
    if (found) return found;
  }
  return undefined;
}

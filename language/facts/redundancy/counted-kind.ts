/** What counts as a KIND where expectations speak of "any N KIND" and "every KIND". */
import { isA } from '../../model/queries.js';
import type { Element, Model, Role } from '../../model/model.js';

/** Kinds with a task of their own in the line: what they run serves that task. */
const IN_THE_LINE: readonly Role[] = ['balancer', 'filter', 'router', 'switch'];

/**
 * An element counts by its own kind, and by its software: a `vm` with `software nginx` is a web server. A balancer or a filter that
 * runs nginx is none, though, unless it is asked for by the software's own name.
 */
export function countsAs(model: Model, element: Element, kind: string): boolean {
  if (!isA(element, kind)) return false;
  const own = Object.hasOwn(model.kinds, element.kind) ? model.kinds[element.kind] : undefined;
  if (!own || !Object.hasOwn(model.kinds, kind) || own.ancestors.includes(kind)) return true;
  return !IN_THE_LINE.includes(own.role) || IN_THE_LINE.includes(model.kinds[kind]!.role);
}

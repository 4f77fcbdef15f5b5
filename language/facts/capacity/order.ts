/** Elements in an order in which whoever is called comes before his callers, and those that call each other in a circle. */
import type { Id } from '../../model/model.js';
import { strongComponents } from '../strong-components.js';

export interface CallOrder {
  /** Whoever is called first. */
  order: Id[];
  /** Elements on some circle, each with all that call each other there; these stand side by side in the order. */
  circular: Map<Id, readonly Id[]>;
}

export function callOrder(ids: readonly Id[], calledBy: (id: Id) => readonly Id[]): CallOrder {
  const components = strongComponents(ids, calledBy);
  const circular = components.flatMap((members) => (members.length > 1 || calledBy(members[0]!).includes(members[0]!) ? members.map((id) => [id, members] as const) : []));
  return { order: components.flat(), circular: new Map(circular) };
}

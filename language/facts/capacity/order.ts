/**
 * Elements in an order in which whoever is called comes before his callers, and those that call each other in a circle
 * (Tarjan 1972, without recursion). Work that grows with calls and elements.
 */
import type { Id } from '../../model/model.js';

export interface CallOrder {
  /** Whoever is called first. */
  order: Id[];
  /** Elements on some circle, each with all that call each other there; these stand side by side in the order. */
  circular: Map<Id, readonly Id[]>;
}

export function callOrder(ids: readonly Id[], calledBy: (id: Id) => readonly Id[]): CallOrder {
  const order: Id[] = [];
  const circular = new Map<Id, readonly Id[]>();
  const index = new Map<Id, number>();
  const low = new Map<Id, number>();
  const open: Id[] = [];
  const isOpen = new Set<Id>();
  for (const root of ids) {
    if (index.has(root)) continue;
    const stack: { id: Id; next: readonly Id[]; at: number }[] = [];
    const enter = (id: Id): void => {
      index.set(id, index.size);
      low.set(id, index.get(id)!);
      open.push(id);
      isOpen.add(id);
      stack.push({ id, next: calledBy(id), at: 0 });
    };
    enter(root);
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      if (top.at < top.next.length) {
        const called = top.next[top.at++]!;
        if (called === top.id) circular.set(called, [called]);
        if (!index.has(called)) enter(called);
        else if (isOpen.has(called)) low.set(top.id, Math.min(low.get(top.id)!, index.get(called)!));
        continue;
      }
      stack.pop();
      const caller = stack.at(-1);
      if (caller) low.set(caller.id, Math.min(low.get(caller.id)!, low.get(top.id)!));
      if (low.get(top.id) !== index.get(top.id)) continue;
      const members = open.splice(open.lastIndexOf(top.id));
      for (const id of members) isOpen.delete(id);
      if (members.length > 1) members.forEach((id) => circular.set(id, members));
      order.push(...members);
    }
  }
  return { order, circular };
}

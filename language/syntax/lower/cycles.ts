/** Elements that run on each other, and groups that are members of each other. A cycle is reported once and cut, so that no analysis walks in circles. */
import type { Id } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import type { Lowering } from './context.js';

export function checkCycles(lowering: Lowering): void {
  const { elements, groups } = lowering.model;
  cut(Object.keys(elements), (id) => elements[id]?.hosts ?? [], (path) => {
    const last = elements[path.at(-1)!]!;
    lowering.report({ type: 'cycle', what: 'on', path: path.map((id) => named(id, elements[id]!.origin)), origin: last.origin });
    last.hosts = last.hosts.filter((host) => host !== path[0]);
  });
  cut(Object.keys(groups), (id) => groups[id]?.members.map((member) => member.id).filter((member) => groups[member]) ?? [], (path) => {
    const last = groups[path.at(-1)!]!;
    lowering.report({ type: 'cycle', what: 'group', path: path.map((id) => named(id, groups[id]!.origin)), origin: last.origin });
    last.members = last.members.filter((member) => member.id !== path[0]);
  });
}

function named(name: string, origin: Origin): { name: string; origin: Origin } {
  return { name, origin };
}

/** Depth-first; `found` receives each cycle as the path from its first element to the one that closes it, and breaks it. */
export function cut(ids: readonly Id[], next: (id: Id) => readonly Id[], found: (path: Id[]) => void): void {
  const done = new Set<Id>();
  for (const start of ids) {
    const path: Id[] = [];
    const stack: { id: Id; rest: Id[] }[] = [];
    const enter = (id: Id): void => {
      path.push(id);
      stack.push({ id, rest: [...next(id)] });
    };
    if (!done.has(start)) enter(start);
    while (stack.length > 0) {
      const top = stack.at(-1)!;
      const following = top.rest.shift();
      if (following === undefined) {
        done.add(top.id);
        stack.pop();
        path.pop();
      } else if (path.includes(following)) found(path.slice(path.indexOf(following)));
      else if (!done.has(following)) enter(following);
    }
  }
}

/** What a run's changes leave behind: who is down and how, who serves. What requests under way meet is told by it. */
import type { Id } from '#language/model/model.js';
import type { Run } from '#language/simulation/run.js';
import type { Mode } from '#language/simulation/run-state.js';

export interface Change {
  /** From this moment on, in seconds. */
  at: number;
  /** Elements that do not answer, and links that carry nothing. */
  down: ReadonlySet<Id>;
  modes: ReadonlyMap<Id, Mode>;
  /** Members of groups that are passed on the way and stand by. */
  idle: ReadonlySet<Id>;
  /** What failed by itself, by the scenario or by hand. */
  failed: ReadonlySet<Id>;
  /** Of every group in which one stands in for another the member that serves; undefined where nobody does. */
  serving: ReadonlyMap<Id, Id | undefined>;
}

/** @param before what it has in common with the change before is shared, so that answers about it can be kept. */
export function changeOf({ now, plan, state, modes, trouble }: Run, before?: Change): Change {
  const { failing, cut } = state.trouble;
  const [down, idle, failed] = [new Set([...modes.keys(), ...trouble.down]), trouble.idle, new Set([...Object.keys(failing), ...cut])];
  const same = before !== undefined && equal(before.down, down) && equal(before.idle, idle);
  return {
    at: now, modes, ...(same ? { down: before.down, idle: before.idle } : { down, idle }),
    failed: before !== undefined && equal(before.failed, failed) ? before.failed : failed,
    serving: new Map(plan.groups.flatMap(({ id, mode, members }, index) => {
      if (mode === 'active-active') return [];
      const { serving, gapSince, stoppedAt } = state.groups[index]!;
      return [[id, gapSince >= 0 || stoppedAt >= 0 ? undefined : members[serving]?.id]];
    })),
  };
}

/** The change that holds at a moment. They stand in the order of time. */
export function changeAt(changes: readonly Change[], seconds: number): Change {
  let [low, high] = [0, changes.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (changes[middle]!.at <= seconds) low = middle;
    else high = middle - 1;
  }
  return changes[low]!;
}

function equal(a: ReadonlySet<Id>, b: ReadonlySet<Id>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}

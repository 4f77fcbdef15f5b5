/**
 * Whose turn it is: round robin among the members that work, one counter for each asking member and group, and shares
 * dealt out evenly ("20 %" is every fifth request). Counters make it deterministic: no chance is involved.
 */
import type { Id } from '#language/model/model.js';
import type { Target } from '#language/simulation/world/world.js';

/** Who answers, which calls are made, who asks. */
export interface Chooser {
  /** @param at the moment at which it is asked. */
  choose(asker: Id, flow: Id, target: Target, down: ReadonlySet<Id>, at: number): Id | undefined;
  takes(asker: Id, flow: Id, share: number): boolean;
  source(flow: Id, sources: readonly Id[]): Id | undefined;
}

export class Turns implements Chooser {
  private readonly counts = new Map<string, number>();

  private next(key: string): number {
    const count = this.counts.get(key) ?? 0;
    this.counts.set(key, count + 1);
    return count;
  }

  /** The member that answers; undefined where too few work. */
  choose(asker: Id, flow: Id, target: Target, down: ReadonlySet<Id>): Id | undefined {
    const working = target.members.filter((member) => !down.has(member));
    if (working.length < target.need) return undefined;
    if (target.prefer !== undefined && working.includes(target.prefer)) return target.prefer;
    switch (target.choice) {
      case 'only-first': return working[0] === target.members[0] ? working[0] : undefined;
      case 'first-working': return working[0];
      case 'in-turn': return working[this.next(`${asker}\u0001${flow}\u0001${target.id}`) % working.length];
    }
  }

  /** True for that share of the askings, evenly spread. */
  takes(asker: Id, flow: Id, share: number): boolean {
    if (share >= 1) return true;
    const count = this.next(`${asker}\u0001${flow}\u0001share`);
    return Math.floor((count + 1) * share + 1e-9) > Math.floor(count * share + 1e-9);
  }

  /** In turn, whatever works: which of several sources starts the next request. */
  source(flow: Id, sources: readonly Id[]): Id | undefined {
    return sources[this.next(`${flow}\u0001source`) % Math.max(1, sources.length)];
  }
}

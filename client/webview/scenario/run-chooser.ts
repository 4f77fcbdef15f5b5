/**
 * Whom a request asks while a scenario is played: of a group whoever serves at that moment of the run, of equals each in
 * turn. Which of them is worked out from the number of the request alone, so that any request can be drawn without those
 * before it: its number, taken apart by the sizes of the groups, goes through all combinations.
 */
import type { Id } from '#language/model/model.js';
import type { Target } from '#language/simulation/world/world.js';
import type { Chooser } from '../motion/turns.js';
import type { Change } from './changes.js';

export interface RunNow {
  changeAt(seconds: number): Change;
  /** The elements of a member, which may be a group. */
  elementsOf(id: Id): readonly Id[];
}

export class RunChooser implements Chooser {
  private rest: number;
  private asked = 0;

  constructor(private readonly number: number, private readonly run: RunNow) {
    this.rest = number;
  }

  choose(_asker: Id, _flow: Id, target: Target, down: ReadonlySet<Id>, at: number): Id | undefined {
    const { serving } = this.run.changeAt(at);
    const working = target.members.filter((member) => !down.has(member));
    if (working.length < target.need) return undefined;
    if (target.prefer !== undefined && working.includes(target.prefer)) return target.prefer;
    if (target.choice === 'in-turn') return working[this.turn(working.length)];
    if (!serving.has(target.id)) return working[0];
    const server = serving.get(target.id);
    if (server === undefined) return undefined;
    const inside = new Set(this.run.elementsOf(server));
    return working.find((member) => inside.has(member));
  }

  takes(_asker: Id, _flow: Id, share: number): boolean {
    if (share >= 1) return true;
    // Weyl's sequence: evenly spread over the numbers, a different one for each call of a request.
    const spread = (this.number * 0.618_033_988_749_895 + this.asked++ * 0.414_213_562_373_095) % 1;
    return spread < share;
  }

  source(_flow: Id, sources: readonly Id[]): Id | undefined {
    return sources[this.turn(Math.max(1, sources.length))];
  }

  private turn(size: number): number {
    const turn = this.rest % size;
    this.rest = Math.floor(this.rest / size);
    return turn;
  }
}

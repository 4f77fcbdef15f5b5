/** What the reader broke and mended, and when: the failed set as a function of time. */
import type { Id } from '#language/model/model.js';

/** `kill` and `slow` need a run: the free motion knows only what works and what does not. */
export type InterventionAction = 'fail' | 'kill' | 'recover' | 'slow';

export interface Intervention {
  /** Virtual seconds. */
  at: number;
  id: Id;
  action: InterventionAction;
  /** Of `slow`: how many times as long everything takes. */
  factor?: number;
}

export class Interventions {
  constructor(readonly list: readonly Intervention[] = []) {}

  /** A new act at a moment. Later ones belonged to a future that the reader has left. */
  with(act: Intervention): Interventions {
    return new Interventions([...this.list.filter((each) => each.at <= act.at), act]);
  }

  withAllRecovered(at: number): Interventions {
    let after = new Interventions(this.list.filter((each) => each.at <= at));
    for (const id of this.failedAt(at)) after = after.with({ at, id, action: 'recover' });
    return after;
  }

  failedAt(seconds: number): ReadonlySet<Id> {
    const failed = new Set<Id>();
    for (const { at, id, action } of this.list) {
      if (at > seconds) break;
      if (action === 'fail' || action === 'kill') failed.add(id);
      else if (action === 'recover') failed.delete(id);
    }
    return failed;
  }

  /** Moments at which something changes, in order. */
  get moments(): number[] {
    return this.list.map((each) => each.at);
  }
}

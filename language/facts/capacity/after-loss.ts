/** Groups that carry their load with all members, but not with one gone: redundancy that cannot do what it is there for. */
import type { Id } from '../../model/model.js';
import { query, type Facts } from '../query.js';
import type { Call } from './calls.js';
import { callsMade } from './calls-made.js';
import { sharesOf, type CapacityOf, type Choice } from './choices.js';
import { familyOf } from './families.js';
import { capacityBy, holdings } from './holding.js';
import { offeredLoads } from './offered.js';
import { excesses, exceeds } from './overloads.js';
import { serving } from './serving.js';
import type { Offered, OfferedLoads, Phase } from './types.js';

export interface OverloadAfterLoss {
  /** The group, or the balancer over whose targets it is. */
  of: Id;
  lost: Id;
  /** The member that gets too much then. */
  heir: Id;
  workers: number;
  /** What it gets with all members, and then. */
  before: Offered;
  after: Offered;
  /** Those that take part while all is well; 1 where the others only stand by. */
  sharing: number;
  scenario: OfferedLoads['scenario'];
  phase: Phase;
}

/** Requests a second that are sent to a choice. */
interface Ask {
  choice: Choice;
  rate: number;
}

export const overloadsAfterLoss = query('capacity.overloads-after-loss', (facts): OverloadAfterLoss[] => {
  const worst = new Map<Id, OverloadAfterLoss>();
  for (const { scenario, phases } of facts.ask(offeredLoads)) {
    for (const phase of phases) {
      for (const found of new Losses(facts, phase).found()) {
        const known = worst.get(found.of);
        if (!known || found.after.busy / found.workers > known.after.busy / known.workers) worst.set(found.of, { ...found, scenario, phase });
      }
    }
  }
  const already = facts.ask(excesses).elements;
  return [...worst.values()].filter(({ of, heir, lost }) => ![heir, lost, ...membersOf(facts, of)].some((id) => already.has(id)));
});

function membersOf(facts: Facts, of: Id): Id[] {
  return facts.groups[of]?.members.map((member) => member.id) ?? [];
}

/** Larger pools are asked for the losses that shift most: those of who takes most, and of who is preferred. */
const EACH_UP_TO = 24;

class Losses {
  private readonly asks = new Map<string, Ask>();
  private readonly byMember = new Map<Id, Ask[]>();
  private readonly capacityOf: CapacityOf;
  private readonly shares = new Map<Ask, Map<Id, number>>();

  constructor(private readonly facts: Facts, private readonly phase: Phase) {
    this.capacityOf = capacityBy(facts, facts.ask(holdings, 0));
    for (const { source, call, requests } of callsMade(facts, phase)) this.put(source, call, requests);
    for (const ask of this.asks.values()) {
      this.shares.set(ask, sharesOf(ask.choice, this.capacityOf));
      for (const id of membersIn(ask.choice)) this.byMember.set(id, [...(this.byMember.get(id) ?? []), ask]);
    }
  }

  private put(source: Id, call: Call, requests: number): void {
    if (call.among === 'told') return;
    // Of a pool over several targets the first flow speaks for all: a request goes to one of them.
    const portion = call.among ? sharesOf(call.among, this.capacityOf) : undefined;
    const part = portion ? call.choices[0]!.leaves.reduce((sum, leaf) => sum + (portion.get(leaf.members[0]!) ?? 0), 0) : 1;
    if (part <= 0) return;
    for (const choice of call.among ? [call.among] : call.choices) {
      const key = `${call.flow.id}\u0001${choice.of}\u0001${familyOf(source)}`;
      const known = this.asks.get(key);
      const rate = (requests * call.times) / part;
      if (rate <= 0) continue;
      if (known) known.rate += rate;
      else this.asks.set(key, { choice, rate });
    }
  }

  *found(): Generator<Omit<OverloadAfterLoss, 'scenario' | 'phase'>> {
    const done = new Set<string>();
    for (const ask of this.asks.values()) {
      for (const lost of this.candidates(ask)) {
        const key = `${ask.choice.of}\u0001${lost}`;
        if (done.has(key)) continue;
        done.add(key);
        yield* this.without(ask, lost);
      }
    }
  }

  private candidates(ask: Ask): Id[] {
    const members = membersIn(ask.choice);
    // Where so many must work that none may be lost, its loss is told by others.
    if (members.length < 2 || ask.choice.need > ask.choice.leaves.length - 1 && ask.choice.leaves.length > 1) return [];
    if (members.length <= EACH_UP_TO) return members;
    const byShare = [...this.shares.get(ask)!].sort((a, b) => b[1] - a[1]).slice(0, 2).map(([id]) => id);
    return [...new Set([...byShare, ...(ask.choice.prefer?.slice(0, 1) ?? [])])];
  }

  private *without({ choice }: Ask, lost: Id): Generator<Omit<OverloadAfterLoss, 'scenario' | 'phase'>> {
    const more = new Map<Id, number>();
    for (const ask of this.byMember.get(lost) ?? []) {
      const before = this.shares.get(ask)!;
      for (const [id, share] of sharesOf(ask.choice, this.capacityOf, lost)) {
        const shift = (share - (before.get(id) ?? 0)) * ask.rate;
        if (shift > 0) more.set(id, (more.get(id) ?? 0) + shift);
      }
    }
    const members = new Set(membersIn(choice));
    for (const [heir, rate] of more) {
      const { workers } = this.facts.ask(serving, heir);
      if (workers === undefined || !members.has(heir)) continue;
      const before = this.phase.elements.get(heir) ?? { rate: 0, busy: 0, exact: true, bounded: false };
      const held = before.rate > 0 ? before.busy / before.rate : this.facts.ask(holdings, 0).get(heir)?.total ?? NaN;
      const bounded = before.bounded || this.phase.loads.some((load) => load.load.users !== undefined);
      const after = { rate: before.rate + rate, busy: before.busy + rate * held, exact: before.exact, bounded };
      if (!exceeds(before, workers) && exceeds(after, workers)) yield { of: choice.of, lost, heir, workers, before, after, sharing: this.sharing(choice) };
    }
  }

  private sharing(choice: Choice): number {
    return choice.prefer ? 1 : choice.leaves.filter((leaf) => leaf.weight > 0).length;
  }
}

function membersIn(choice: Choice): Id[] {
  return [...new Set(choice.leaves.flatMap((leaf) => leaf.members))];
}

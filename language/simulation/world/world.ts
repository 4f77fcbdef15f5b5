/**
 * What the first motion needs to know of an architecture: who asks whom, over which ways, and what a failure takes with
 * it. It is asked of the facts (`facts-world.ts`), the same that the rules read.
 */
import type { Id } from '../../model/model.js';

/** A flow that a request of the outside world starts with. */
export interface Service {
  flow: Id;
  title: string;
  sources: readonly Id[];
}

/** Whom a flow asks, as seen from one source. */
export interface Call {
  flow: Id;
  /** Each must answer: one entry for each end that was written. */
  targets: readonly Target[];
  /** Fraction of the requests that make it; 1 unless stated. */
  share: number;
  optional: boolean;
  /** Started, but not waited for. */
  async: boolean;
  /** Elements, groups and flows that must work too. */
  needs: readonly Id[];
}

/** The members that may answer and how one is chosen among those that work. */
export interface Target {
  /** The group, or the element itself. */
  id: Id;
  members: readonly Id[];
  choice: 'in-turn' | 'first-working' | 'only-first';
  /** How many members must work. */
  need: number;
  /** Chosen while it works. */
  prefer?: Id;
}

/** One step of a way: over these links, to this element. */
export interface Step {
  to: Id;
  /** Links passed since the step before; none where the segment is implicit or the network is not described. */
  links: readonly Id[];
}

/** A way from one element to another and back. */
export interface Way {
  forward: readonly Step[];
  back: readonly Step[];
}

/** Why something does not work, worded. */
export interface Fallen {
  id: Id;
  title: string;
  reason: string;
  /** From what failed to this, step by step; empty where the reason says it all. */
  story: readonly string[];
}

export interface Fallout {
  /** Elements and links that are not up: failed, or without what they run on. */
  down: ReadonlySet<Id>;
  /** Elements, groups and flows that do not work: down, or without what they ask for. */
  broken: ReadonlySet<Id>;
  /** Services that do not work. */
  services: readonly Fallen[];
  /** Elements that are not down themselves, but no longer work. */
  elements: readonly Fallen[];
  /** Standby members that serve now, because those before them do not work. */
  promoted: readonly Id[];
}

export interface World {
  services: readonly Service[];
  calls(element: Id): readonly Call[];
  /** A way past what is down; undefined where none remains. */
  way(flow: Id, from: Id, to: Id, down: ReadonlySet<Id>): Way | undefined;
  fallout(failed: ReadonlySet<Id>): Fallout;
}

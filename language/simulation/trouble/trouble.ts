/**
 * What is wrong with the architecture at a moment of a run: written state (who failed how, what is cut) and what follows
 * from it. The state is a part of the snapshot, the rest is worked out again whenever it changes.
 */
import type { Id } from '../../model/model.js';

/**
 * `silent`: answers nobody, as a machine without power; `refusing`: its software has ended, the machine says that nobody
 * is there; `stopped`: taken out in order, after having said so.
 */
export type Failing = 'silent' | 'refusing' | 'stopped';

/** Plain data. */
export interface TroubleState {
  failing: Record<Id, Failing>;
  /** Links. */
  cut: Id[];
  partitions: { a: Id[]; b: Id[] }[];
  /** Grows with every change. */
  epoch: number;
}

export function noTrouble(): TroubleState {
  return { failing: {}, cut: [], partitions: [], epoch: 0 };
}

export interface Partition { a: ReadonlySet<Id>; b: ReadonlySet<Id> }

/** What ways are asked with. */
export interface Trouble {
  /** Elements and links that carry nothing. */
  down: ReadonlySet<Id>;
  /** Members that stand by: nothing goes through them, unless no other way was ever meant. */
  idle: ReadonlySet<Id>;
  partitions: readonly Partition[];
  /** The same trouble has the same text: what answers are kept under. */
  key: string;
}

export const NO_TROUBLE: Trouble = { down: new Set(), idle: new Set(), partitions: [], key: '' };

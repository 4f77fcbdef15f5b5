/** What the reader looks into: it has an answer in the notes, and lights something up in the picture. */
import type { Facts } from '#language/facts/query.js';
import type { Id } from '#language/model/model.js';
import type { Origin } from '#language/model/origin.js';
import type { Spotlight } from '../stage/spotlight.js';

export interface Mode {
  /** Another state of the model. False where the question has no meaning any more. */
  update(facts: Facts): boolean;
  spotlight(): Spotlight | undefined;
  panel(): Node[];
  /** Keys of its own; true where it took the key. */
  key?(key: string): boolean;
  /** Ids of links that have to be drawn to be lit. */
  readonly links?: readonly Id[];
  /** Work that it had under way is not wanted any more. */
  end?(): void;
}

export interface ModeActions {
  /** Show a part, and the line that a row speaks of. */
  show(id: Id, origin?: Origin): void;
  close(): void;
  /** The answer changed, and with it what is lit. */
  changed(): void;
  /** Only what is lit changed. */
  relight(): void;
}

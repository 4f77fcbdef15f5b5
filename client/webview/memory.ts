/** What the page remembers across reloads and restarts of the window. It comes back as data of unknown shape. */
import { aChoice } from '#language/protocol/check-picture.js';
import { aCount, aFlag, aNumber, aShortText, isPlain, listOf, oneOf, optional, shape } from '#language/protocol/shape.js';
import type { Choice } from '#language/protocol/picture.js';
import type { BesideChoice } from './beside/beside-choice.js';
import type { Visited } from './levels/visits.js';
import type { Intervention } from './motion/interventions.js';
import type { View } from './stage/viewport.js';

export interface Memory {
  /** The document; what the extension restores the panel by. */
  uri?: string;
  choice?: Choice;
  /** What was chosen before, and after it. */
  visited?: Visited;
  view?: View;
  selected?: string;
  time?: number;
  speed?: number | undefined;
  /** Name of the scenario that is played. */
  scenario?: string | undefined;
  /** What the reader did to it. */
  acts?: readonly Intervention[];
  /** What is played beside it, and what the reader did to that. */
  beside?: (BesideChoice & { acts: readonly Intervention[] }) | undefined;
  /** The charts are open. */
  charts?: boolean;
  /** The view goes near what happens. */
  follow?: boolean;
}

const someActs = listOf(shape({ at: aNumber, id: aShortText, action: oneOf('fail', 'kill', 'recover', 'slow'), factor: optional(aNumber) }));

const aMemory = shape({
  uri: optional(aShortText), choice: optional(aChoice), visited: optional(shape({ choices: listOf(aChoice, 100), at: aCount })), view: optional(shape({ scale: aNumber, x: aNumber, y: aNumber })),
  selected: optional(aShortText), time: optional(aNumber), speed: optional(aNumber), scenario: optional(aShortText),
  acts: optional(someActs), beside: optional(shape({ scenario: aShortText, variant: optional(aShortText), acts: someActs })), charts: optional(aFlag), follow: optional(aFlag),
});

export function recall(state: unknown): Memory {
  return isPlain(state) && aMemory(state) ? state as Memory : {};
}

/** What the page remembers across reloads and restarts of the window. It comes back as data of unknown shape. */
import { aChoice } from '#language/protocol/check-picture.js';
import { aCount, aFlag, aNumber, aShortText, isPlain, listOf, optional, shape } from '#language/protocol/shape.js';
import type { Choice } from '#language/protocol/picture.js';
import type { Visited } from './levels/visits.js';
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
  /** The charts are open. */
  charts?: boolean;
}

const aMemory = shape({
  uri: optional(aShortText), choice: optional(aChoice), visited: optional(shape({ choices: listOf(aChoice, 100), at: aCount })), view: optional(shape({ scale: aNumber, x: aNumber, y: aNumber })),
  selected: optional(aShortText), time: optional(aNumber), speed: optional(aNumber), scenario: optional(aShortText), charts: optional(aFlag),
});

export function recall(state: unknown): Memory {
  return isPlain(state) && aMemory(state) ? state as Memory : {};
}

/**
 * Something that the player can play: anything that knows its state at every moment and the moments at which it
 * changes by a step. The player knows nothing else about it, so that a recorded run of a simulation takes the place of
 * the first motion without a change here.
 */
export interface Playable<State> {
  /** Seconds; Infinity for what never ends. */
  readonly duration: number;
  /** Pure: the same moment has the same state, in whatever order moments are asked for. */
  stateAt(seconds: number): State;
  /** The first moment after `seconds` at which something happens; undefined where nothing does any more. */
  nextStep(seconds: number): number | undefined;
  /** The last moment before `seconds` at which something happened, or the start; undefined where nobody remembers. */
  stepBefore?(seconds: number): number | undefined;
}

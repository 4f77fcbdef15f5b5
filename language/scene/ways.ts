/** What a flow passes, asked for one drawn arrow: between two elements, or between what stands for many. */
import type { Flow, Id } from '../model/model.js';
import type { Way } from './options.js';

export type WaysOf = (flow: Flow) => readonly Id[] | readonly Way[];

function isWays(passed: readonly Id[] | readonly Way[]): passed is readonly Way[] {
  return typeof passed[0] === 'object';
}

/** Passed by some connection of the flow. */
export function passedAnywhere(passed: readonly Id[] | readonly Way[]): Id[] {
  return isWays(passed) ? [...new Set(passed.flatMap((way) => way.through))] : [...passed];
}

/** Passed by every connection of the flow that the arrow stands for, in the order of the first. */
export function passedBetween(passed: readonly Id[] | readonly Way[], isFrom: (id: Id) => boolean, isTo: (id: Id) => boolean): readonly Id[] {
  if (!isWays(passed)) return passed;
  const [first, ...rest] = passed.filter((way) => isFrom(way.from) && isTo(way.to));
  return first ? first.through.filter((id) => rest.every((way) => way.through.includes(id))) : [];
}

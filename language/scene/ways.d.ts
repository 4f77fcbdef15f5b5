/** What a flow passes, asked for one drawn arrow: between two elements, or between what stands for many. */
import type { Flow, Id } from '../model/model.js';
import type { Way } from './options.js';
export type WaysOf = (flow: Flow) => readonly Id[] | readonly Way[];
/** Passed by some connection of the flow. */
export declare function passedAnywhere(passed: readonly Id[] | readonly Way[]): Id[];
/** Passed by every connection of the flow that the arrow stands for, in the order of the first. */
export declare function passedBetween(passed: readonly Id[] | readonly Way[], isFrom: (id: Id) => boolean, isTo: (id: Id) => boolean): readonly Id[];

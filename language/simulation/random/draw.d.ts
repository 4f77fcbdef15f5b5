/** Random times, as the language names them. All in seconds. */
import type { Distribution } from '../../model/values.js';
import { type Stream } from './stream.js';
export declare function draw(distribution: Distribution, stream: Stream): number;
/** Inversion; 1 - u is never zero. */
export declare function exponential(mean: number, stream: Stream): number;
/** The mean of a distribution: what capacity is reckoned with. */
export declare function meanOf(distribution: Distribution): number;

/**
 * Exponential, logarithm and power from additions, multiplications and divisions alone. ECMAScript leaves the accuracy
 * of `Math.exp`, `Math.log` and `Math.pow` to the engine, so that two machines may differ in the last bit, and one bit is
 * enough to put two events into another order. IEEE 754 fixes the four operations used here.
 */
/** Natural logarithm; NaN below zero, -Infinity at zero. Within two units in the last place. */
export declare function log(x: number): number;
/** e to the x. Within two units in the last place; 0 and Infinity beyond the range of doubles. */
export declare function exp(x: number): number;
/** x to the y for x >= 0. */
export declare function pow(x: number, y: number): number;

export interface Interval {
    mean: number; /** Half the width. */
    half: number;
    low: number;
    high: number;
    count: number;
}
/** @param values one for each replication or batch; at least two. @param confidence as 0.95. */
export declare function confidenceOf(values: readonly number[], confidence?: number): Interval;
/** t with P(T <= t) = p at so many degrees of freedom: by bisection on the distribution, to 1e-10. */
export declare function studentQuantile(p: number, freedom: number): number;

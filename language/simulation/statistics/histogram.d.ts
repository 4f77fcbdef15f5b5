/**
 * Percentiles of times without keeping them: a count for each of many narrow classes, so that a run of any length needs
 * the same memory. A class is at most 1/128 wider than its lower end (as in HdrHistogram); what is told is exact to half of that.
 */
/** Plain data. Values are non-negative, in the unit that the caller chose. */
export interface Histogram {
    count: number;
    sum: number;
    smallest: number;
    largest: number;
    /** Number of values by class; classes without any are left out. */
    classes: Record<number, number>;
}
export declare function emptyHistogram(): Histogram;
export declare function record(histogram: Histogram, value: number): void;
/** The value that a fraction p of all values does not exceed (nearest rank); undefined where there is none. */
export declare function percentile(histogram: Histogram, p: number): number | undefined;
export declare function mean(histogram: Histogram): number | undefined;
/** Adds what the second has seen to the first. */
export declare function addHistogram(into: Histogram, from: Histogram): void;

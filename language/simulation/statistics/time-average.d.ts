/** The mean of a level over time, as the length of a queue or the number of busy workers. Plain data. */
export interface TimeAverage {
    /** Level now, since `at`. */
    level: number;
    at: number;
    /** Integral of the level over time since `from`. */
    area: number;
    from: number;
    largest: number;
}
export declare function timeAverage(at: number, level?: number): TimeAverage;
export declare function setLevel(average: TimeAverage, at: number, level: number): void;
/** The mean from the start to `at`; the level itself where no time has passed. */
export declare function averageUntil(average: TimeAverage, at: number): number;
/** Forgets what was before: the end of a warm-up. */
export declare function restart(average: TimeAverage, at: number): void;

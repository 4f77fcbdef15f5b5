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

export function timeAverage(at: number, level = 0): TimeAverage {
  return { level, at, area: 0, from: at, largest: level };
}

export function setLevel(average: TimeAverage, at: number, level: number): void {
  average.area += average.level * (at - average.at);
  average.at = at;
  average.level = level;
  if (level > average.largest) average.largest = level;
}

/** The mean from the start to `at`; the level itself where no time has passed. */
export function averageUntil(average: TimeAverage, at: number): number {
  const passed = at - average.from;
  return passed > 0 ? (average.area + average.level * (at - average.at)) / passed : average.level;
}

/** Forgets what was before: the end of a warm-up. */
export function restart(average: TimeAverage, at: number): void {
  average.area = 0;
  average.at = at;
  average.from = at;
  average.largest = average.level;
}

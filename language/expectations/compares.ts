/** A figure held against the value that is expected of it. */
import type { Comparator } from '../model/model.js';

export function compares(value: number, comparator: Comparator, limit: number): boolean {
  switch (comparator) {
    case '<=': return value <= limit;
    case '<': return value < limit;
    case '>=': return value >= limit;
    case '>': return value > limit;
    case '=': return value === limit;
  }
}

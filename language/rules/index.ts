/** All rules, sorted by id. */
import { rule as singlePointOfFailure } from './redundancy/single-point-of-failure.js';
import { rule as targetMissed } from './redundancy/target-missed.js';
import type { Rule } from './rule.js';

export const rules: readonly Rule[] = [
  singlePointOfFailure,
  targetMissed,
];

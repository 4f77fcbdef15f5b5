/**
 * Which public addresses, as sources, no rule and no translation tells apart. Where one of them is not let in, no other of
 * its kind is; only the way of the answers may differ within a kind.
 */
import type { Family } from '../../model/ip.js';
import { query } from '../query.js';
import { publicClasses } from './parties.js';
import { rangeIndex } from './range-index.js';
import { spokenSets } from './spoken-sets.js';

/** The kind of each address of `publicClasses`, by its value. */
export const sourceKinds = query('network.source-kinds', (facts, family: Family): Map<bigint, string> => {
  const ranges = facts.ask(spokenSets, '').sources.flatMap((set) => set.ranges);
  const distinct = [...new Map(ranges.map((range) => [`${range.family}/${range.low}-${range.high}`, range])).values()];
  const index = rangeIndex(distinct);
  return new Map(publicClasses(facts, family).map((ip) => [ip.value, index.around(ip).join(',')]));
});

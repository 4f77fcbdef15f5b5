/** How long one element or link is down in a year by itself, and two of it at once: what a stand-in is weighed by. */
import type { Text } from '../../model/finding.js';
import type { Id } from '../../model/model.js';
import type { Facts } from '../query.js';
import { reliability } from './reliability.js';
import { spanText } from './wording.js';

const MINUTES_PER_YEAR = 8760 * 60;

export interface Downtime {
  /** Minutes a year. */
  alone: number;
  /** Of two that fail independently and stand in for each other: q² of the time. */
  doubled: number;
  /** Where the figures come from. */
  figures: 'stated' | 'usual';
}

/** Undefined where no figures are known, or it is never down. */
export function downtimeOf(facts: Facts, id: Id): Downtime | undefined {
  const { unavailability: q, basis } = facts.ask(reliability, id);
  if (q <= 0) return undefined;
  return { alone: q * MINUTES_PER_YEAR, doubled: q * q * MINUTES_PER_YEAR, figures: basis.type === 'stated' ? 'stated' : 'usual' };
}

/** How long all of these are down at once in a year, as parameters of messages; `figures` is `unknown` where one of them has none. */
export function downtimeTogether(facts: Facts, ids: readonly Id[]): Record<'figures' | 'span', string | Text> {
  const each = ids.map((id) => downtimeOf(facts, id));
  if (each.some((found) => !found)) return { figures: 'unknown', span: spanText(0) };
  const share = each.reduce((product, found) => product * found!.alone / MINUTES_PER_YEAR, 1);
  return { figures: each.every((found) => found!.figures === 'stated') ? 'stated' : 'usual', span: spanText(share * MINUTES_PER_YEAR) };
}

/** As parameters of messages: `figures` is `unknown` where there are none. */
export function downtimeParams(facts: Facts, id: Id): Record<'figures' | 'span' | 'left', string | Text> {
  const found = downtimeOf(facts, id);
  return { figures: found?.figures ?? 'unknown', span: spanText(found?.alone ?? 0), left: spanText(found?.doubled ?? 0) };
}

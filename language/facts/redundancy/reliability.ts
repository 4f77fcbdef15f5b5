/**
 * How often one component is down: from its stated availability, or its mean time between failures and to repair
 * (A = MTBF / (MTBF + MTTR), IEC 60050-192), else from the library's defaults, which are then listed as assumptions.
 */
import type { Id } from '../../model/model.js';
import { query } from '../query.js';
import { failureAttribute, type StatedValue } from './stated.js';

const SECONDS_PER_HOUR = 3600;

export interface Reliability {
  /** Long-run share of time in which it is down by itself. */
  unavailability: number;
  /** Hours; undefined where nothing is known of them. */
  mtbf?: number;
  mttr?: number;
  /** What the figure rests on besides what the model states. */
  basis: Basis;
}

export type Basis =
  | { type: 'stated' }
  /** Defaults of this kind or software: hours, or a share. */
  | { type: 'default'; of: string; mtbf?: number; mttr?: number; availability?: number }
  /** Nothing is known: counted as never down. */
  | { type: 'nothing' };

/** Of an element or link. */
export const reliability = query('redundancy.reliability', (facts, id: Id): Reliability => {
  const availability = failureAttribute(facts, id, 'availability');
  const mtbf = failureAttribute(facts, id, 'mtbf');
  const mttr = failureAttribute(facts, id, 'mttr');
  const timesStated = [mtbf, mttr].some((value) => value && value.defaultOf === undefined);
  if (availability && (availability.defaultOf === undefined || !timesStated)) return byShare(availability, mtbf, mttr);
  if (mtbf && mttr) return byTimes(mtbf, mttr);
  return { unavailability: 0, basis: { type: 'nothing' } };
});

function byTimes(mtbf: StatedValue, mttr: StatedValue): Reliability {
  const [between, repair] = [hours(mtbf), hours(mttr)];
  const total = between + repair;
  const of = mtbf.defaultOf ?? mttr.defaultOf;
  return {
    unavailability: total > 0 ? clamp(repair / total) : 0,
    mtbf: between,
    mttr: repair,
    basis: of === undefined ? { type: 'stated' } : {
      type: 'default', of, ...(mtbf.defaultOf ? { mtbf: between } : {}), ...(mttr.defaultOf ? { mttr: repair } : {}),
    },
  };
}

function byShare(availability: StatedValue, mtbf: StatedValue | undefined, mttr: StatedValue | undefined): Reliability {
  const unavailability = clamp(1 - availability.value);
  const times = mtbf ? { mtbf: hours(mtbf) } : {};
  const repair = mttr ? { mttr: hours(mttr) } : {};
  return {
    unavailability, ...times, ...repair,
    basis: availability.defaultOf === undefined ? { type: 'stated' } : { type: 'default', of: availability.defaultOf, availability: availability.value },
  };
}

/** Failures an hour of a component that fails and is repaired in turn: 1 / (MTBF + MTTR). */
export function failureRate(of: Reliability): number | undefined {
  if (of.mtbf !== undefined && of.mttr !== undefined) return 1 / (of.mtbf + of.mttr);
  if (of.mtbf !== undefined) return (1 - of.unavailability) / of.mtbf;
  if (of.mttr !== undefined && of.mttr > 0) return of.unavailability / of.mttr;
  return of.unavailability === 0 ? 0 : undefined;
}

function hours(value: StatedValue): number {
  return value.value / SECONDS_PER_HOUR;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}


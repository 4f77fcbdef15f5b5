/**
 * How often one component is down: from its stated availability, or its mean time between failures and to repair
 * (A = MTBF / (MTBF + MTTR), IEC 60050-192), else from the library's defaults, which are then listed as assumptions.
 */
import type { Id } from '../../model/model.js';
import { query } from '../query.js';
import { failureAttribute, type StatedValue } from './stated.js';

const SECONDS_PER_HOUR = 3600;

/**
 * Hours to repair what states how often it fails but not for how long, and for whose kind no repair time is published:
 * on site within four hours, the usual service contract of hardware vendors.
 */
const USUAL_REPAIR = 4;

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
  | { type: 'default'; /** undefined: of anything */ of?: string; mtbf?: number; mttr?: number; availability?: number }
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
  if (availability) return byShare(availability, mtbf, mttr);
  if (mtbf) {
    const between = hours(mtbf);
    return { unavailability: clamp(USUAL_REPAIR / (between + USUAL_REPAIR)), mtbf: between, mttr: USUAL_REPAIR, basis: { type: 'default', mttr: USUAL_REPAIR } };
  }
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

/** The share decides; of the two times one is kept, the stated one first, and the other follows from it. */
function byShare(availability: StatedValue, mtbf: StatedValue | undefined, mttr: StatedValue | undefined): Reliability {
  const unavailability = clamp(1 - availability.value);
  const isStated = (value: StatedValue | undefined): boolean => value !== undefined && value.defaultOf === undefined;
  const byInterval = mtbf !== undefined && (mttr === undefined || (isStated(mtbf) && !isStated(mttr)));
  const times = unavailability <= 0 || unavailability >= 1 ? {} : byInterval ? { mtbf: hours(mtbf), mttr: hours(mtbf) * unavailability / (1 - unavailability) }
    : mttr ? { mtbf: hours(mttr) * (1 - unavailability) / unavailability, mttr: hours(mttr) } : {};
  return {
    unavailability, ...times,
    basis: availability.defaultOf === undefined ? { type: 'stated' } : { type: 'default', of: availability.defaultOf, availability: availability.value },
  };
}

/** Failures an hour of a component that fails and is repaired in turn: 1 / (MTBF + MTTR). Undefined where its times are not known. */
export function failureRate({ unavailability, mtbf, mttr }: Reliability): number | undefined {
  if (mtbf !== undefined && mttr !== undefined) return 1 / (mtbf + mttr);
  return unavailability === 0 ? 0 : undefined;
}

function hours(value: StatedValue): number {
  return value.value / SECONDS_PER_HOUR;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}


/** The services with their figures, as `availability` reports them. */
import type { Text } from '../../model/finding.js';
import type { Id } from '../../model/model.js';
import type { Facts } from '../query.js';
import { costsOf, doubledGain } from './costs.js';
import { figures, MINUTES_PER_YEAR, type Figures } from './figures.js';
import { reliability } from './reliability.js';
import { sharedCauses } from './shared-causes.js';
import { endsOf, serviceName, services } from './services.js';
import { subjectName, targetOf } from './subjects.js';

export interface ServiceReport {
  /** The flow. */
  id: Id;
  name: string;
  from: string;
  to: string;
  /** Null where a budget was exceeded: then `bounds` stands beside it. */
  availability: number | null;
  /** 1 - availability, with all its digits. */
  unavailability: number | null;
  /** False where it does not work even with everything up. */
  works: boolean;
  bounds?: { low: number; high: number };
  downtimeMinutesPerYear: number | null;
  /** Share that an expectation asks for. */
  target: number | null;
  singlePoints: Id[];
  cutSets: Id[][];
  cutSetsComplete: boolean;
  /** `fussellVesely` is null where a budget was exceeded. */
  importance: { element: Id; birnbaum: number; fussellVesely: number | null }[];
  /** What each component costs, the most costly first; empty where there are only bounds. */
  gains: ComponentGain[];
  /** Groups whose handing over costs time, and how many minutes a year. */
  handovers: { group: Id; minutes: number }[];
  /** What is maintained, and how many minutes a year the service is out for it; counted in the figure. */
  planned: { element: Id; minutes: number }[];
  /** What members of one group share and are lost with, where the service rests on it. */
  commonCauses: { cause: Id; group: Id; lost: Id[] }[];
  assumptions: Text[];
}

/** Minutes a year. Both suppose that everything else stays as it is. */
export interface ComponentGain {
  element: Id;
  /** Gained if it never failed. */
  perfect: number;
  /** Gained by a second one of its kind beside it that fails on its own and takes over at once: q becomes q². */
  doubled: number;
}

/** Every service in source order, with minimal cut sets to order `order` (smaller ones included). */
export function availabilityReport(facts: Facts, order = 2): ServiceReport[] {
  return facts.ask(services).map((flow) => ({
    ...endsOf(flow),
    ...reportOf(facts, flow.id, figures(facts, flow.id, order)!),
    name: serviceName(flow),
  }));
}

export type Report = Omit<ServiceReport, 'from' | 'to'>;

/** The figures of a flow, an element or a group. */
export function reportOf(facts: Facts, id: Id, found: Figures): Report {
  return {
    id,
    name: subjectName(facts, id),
    works: found.works,
    availability: found.availability ?? null,
    unavailability: found.unavailability ?? null,
    ...(found.bounds ? { bounds: found.bounds } : {}),
    downtimeMinutesPerYear: found.downtimeMinutesPerYear ?? null,
    target: targetOf(facts, id) ?? null,
    singlePoints: found.singlePoints,
    cutSets: found.cutSets,
    cutSetsComplete: found.cutSetsComplete,
    importance: found.importance.map(({ element, birnbaum, fussellVesely }) => ({ element, birnbaum, fussellVesely: fussellVesely ?? null })),
    gains: gains(facts, found),
    handovers: found.handovers.map(({ group, share }) => ({ group, minutes: share * MINUTES_PER_YEAR })),
    planned: found.planned.map(({ element, share }) => ({ element, minutes: share * MINUTES_PER_YEAR })),
    commonCauses: commonCauses(facts, found),
    assumptions: found.assumptions,
  };
}

/** Of the causes that members share, those in a cut set of the subject. */
function commonCauses(facts: Facts, { singlePoints, cutSets, importance }: Figures): Report['commonCauses'] {
  const concerned = new Set([...singlePoints, ...cutSets.flat(), ...importance.map((each) => each.element)]);
  return facts.ask(sharedCauses).filter(({ cause, lost }) => concerned.has(cause) && lost.some((id) => concerned.has(id))).map(({ cause, group, lost }) => ({ cause, group, lost }));
}

function gains(facts: Facts, found: Figures): ComponentGain[] {
  // Equal parts differ in their last digits only: they stay in the order in which they come.
  const weight = ({ failing, planned }: { failing: number; planned: number }): number => Number((failing + planned).toPrecision(9));
  return costsOf(found).sort((a, b) => weight(b) - weight(a)).map(({ element, failing, planned }) => ({
    element,
    perfect: failing * MINUTES_PER_YEAR,
    doubled: doubledGain({ failing, planned }, facts.ask(reliability, element).unavailability) * MINUTES_PER_YEAR,
  }));
}

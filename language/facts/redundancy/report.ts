/** The services with their figures, as `availability` reports them. */
import type { Text } from '../../model/finding.js';
import type { Id } from '../../model/model.js';
import type { Facts } from '../query.js';
import { figures } from './figures.js';
import { endsOf, serviceName, services } from './services.js';
import { targetOf } from './subjects.js';

export interface ServiceReport {
  /** The flow. */
  id: Id;
  name: string;
  from: string;
  to: string;
  /** Null where a budget was exceeded: then `bounds` stands beside it. */
  availability: number | null;
  bounds?: { low: number; high: number };
  downtimeMinutesPerYear: number | null;
  /** Share that an expectation asks for. */
  target: number | null;
  singlePoints: Id[];
  cutSets: Id[][];
  cutSetsComplete: boolean;
  /** `fussellVesely` is null where a budget was exceeded. */
  importance: { element: Id; birnbaum: number; fussellVesely: number | null }[];
  assumptions: Text[];
}

/** Every service in source order, with minimal cut sets to order `order` (smaller ones included). */
export function availabilityReport(facts: Facts, order = 2): ServiceReport[] {
  return facts.ask(services).map((flow) => {
    const found = figures(facts, flow.id, order)!;
    return {
      id: flow.id,
      name: serviceName(flow),
      ...endsOf(flow),
      availability: found.availability ?? null,
      ...(found.bounds ? { bounds: found.bounds } : {}),
      downtimeMinutesPerYear: found.downtimeMinutesPerYear ?? null,
      target: targetOf(facts, flow.id) ?? null,
      singlePoints: found.singlePoints,
      cutSets: found.cutSets,
      cutSetsComplete: found.cutSetsComplete,
      importance: found.importance.map(({ element, birnbaum, fussellVesely }) => ({ element, birnbaum, fussellVesely: fussellVesely ?? null })),
      assumptions: found.assumptions,
    };
  });
}

/** How many nines an availability has: 3 of 99.95%. */
export function nines(unavailability: number): number {
  return unavailability <= 0 ? Infinity : Math.max(0, Math.floor(-Math.log10(unavailability) + 1e-9));
}

/**
 * Planned maintenance: what is taken out of service for so long every so often (`maintenance 4h every 30d`). Of all that
 * is maintained one is out at a time, and whatever else fails, fails meanwhile as it always does. So with m the share of
 * time that a part is maintained, U the unavailability as it is and U' the one with that part down, maintenance adds
 * m × (U' - U). Redundancy covers it as far as U' is small. This is operational availability (IEC 60050-192, IEEE Std
 * 493): the time of planned work counts like any other in which the service is out.
 */
import type { Id } from '../../model/model.js';
import type { Facts } from '../query.js';
import type { Gate } from './circuit.js';
import type { Diagram } from './diagram.js';
import { maintained } from './maintained.js';
import type { Node } from './node-store.js';
import { birnbaum } from './probability.js';
import type { Subject } from './subject.js';
import { unavailabilityOf } from './unavailability.js';

export interface PlannedShare { element: Id; /** of all time, in which the service is out because this is maintained */ share: number }

/**
 * What maintenance of each part costs, the most costly first.
 * @param f the structure function without hand-overs
 * @param inSeries probability that one of the single points that are counted apart is down
 */
export function plannedOf(subject: Subject, diagram: Diagram, f: Node, inSeries: number): PlannedShare[] {
  const { facts, from } = subject;
  const plans = facts.ask(maintained);
  if (plans.size === 0) return [];
  const rest = unavailabilityOf(subject, diagram, f).low;
  const found: PlannedShare[] = [];
  const add = (element: Id, slope: number): void => {
    const share = plans.get(element)!.share * slope;
    if (share > 0) found.push({ element, share });
  };
  // A single point takes everything with it while all else is up.
  const works = (1 - inSeries) * (1 - rest);
  const gates = new Map([...plans.keys()].map((id) => [from.selves.get(id)!, id]));
  for (const gate of subject.apart) if (gates.has(gate)) add(gates.get(gate)!, works);
  const slopes = slopesOf(subject, diagram, f, gates);
  for (const [gate, slope] of slopes) add(gates.get(gate)!, (1 - inSeries) * slope);
  return found.sort((a, b) => b.share - a.share);
}

/** By how much the part in the diagram is more often false while one of these is down. */
function slopesOf(subject: Subject, diagram: Diagram, f: Node, wanted: ReadonlyMap<Gate, Id>): Map<Gate, number> {
  const { bdd } = diagram;
  const slopes = new Map<Gate, number>();
  const whole = subject.blocks.length > 0 ? unavailabilityOf(subject, diagram, f).low : undefined;
  const own = birnbaum(bdd, f, subject.weights.at(diagram));
  for (const level of bdd.support(f)) {
    const single = diagram.variables[level]!;
    if (whole !== undefined && wanted.has(single)) {
      // Where repairs wait for each other, the states of others are not independent of this one's.
      slopes.set(single, Math.max(0, unavailabilityOf(subject, diagram, bdd.restrict(f, level, false)).low - whole));
      continue;
    }
    for (const [gate, { slope }] of subject.weights.shareAt(diagram, level)) {
      if (wanted.has(gate)) slopes.set(gate, (own.get(level) ?? 0) * slope * (1 - subject.down(gate)));
    }
  }
  return slopes;
}

/** Where there is no exact figure: all that may be planned, and what surely takes the service out. */
export function plannedBounds(facts: Facts, components: readonly Id[], points: readonly Id[]): { most: number; least: number } {
  const plans = facts.ask(maintained);
  const sum = (ids: readonly Id[]): number => Math.min(1, ids.reduce((total, id) => total + (plans.get(id)?.share ?? 0), 0));
  return { most: sum(components), least: sum(points) };
}

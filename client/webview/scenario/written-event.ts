/** The line of a scenario that brought about what a run tells of: the step of that moment which names its subject. */
import type { Id, Scenario } from '#language/model/model.js';
import type { Origin } from '#language/model/origin.js';
import type { LogEntry } from '#language/simulation/outcome/log.js';

/** Seconds; moments are sums of written ones. */
const SAME_MOMENT = 1e-6;

/** Undefined of what follows from the architecture, such as a takeover. */
export function writtenEvent({ events }: Scenario, { at, subject, other }: Pick<LogEntry, 'at' | 'subject' | 'other'>): Origin | undefined {
  const named = [subject, other];
  return events.find((event) => Math.abs(event.at - at) < SAME_MOMENT && [...event.targets, ...event.from ?? []].some((target) => named.some((id) => id !== undefined && isIn(id, target))))?.origin;
}

/** A counted element stands for its instances. */
function isIn(id: Id, target: Id): boolean {
  return id === target || id.startsWith(`${target}#`);
}

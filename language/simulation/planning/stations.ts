/** What an element says of how it serves. */
import { statedAmount } from '../../facts/capacity/stated-amount.js';
import type { Facts } from '../../facts/query.js';
import type { AttributeValue, Id } from '../../model/model.js';
import type { StationPlan } from '../plan.js';

export function stationOf(facts: Facts, id: Id): StationPlan {
  const serviceTime = facts.elements[id]!.serviceTime;
  const stated = (name: string): number | undefined => statedAmount(facts, id, name)?.value;
  return {
    id, workers: workersOf(stated), queue: stated('queue') ?? Infinity, calls: [],
    ...(serviceTime === undefined ? {} : { service: serviceTime }),
    ...given('cores', stated('cores')), ...given('hit', stated('hit')), ...given('rateLimit', stated('rate-limit')),
  };
}

/** As stated, and no more than its memory has room for; 0: as many as come. */
function workersOf(stated: (name: string) => number | undefined): number {
  const [workers, memory, each] = ['workers', 'memory', 'request-memory'].map(stated);
  const room = memory === undefined || each === undefined || each <= 0 ? Infinity : Math.max(1, Math.floor(memory / each));
  return room === Infinity ? workers ?? 0 : Math.min(workers || Infinity, room);
}

export function amount(attribute: AttributeValue | undefined): number | undefined {
  return typeof attribute?.value.value === 'number' ? attribute.value.value : undefined;
}

export function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : { [key]: value } as { [P in K]?: V };
}

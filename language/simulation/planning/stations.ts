/** What an element says of how it serves. */
import type { AttributeValue, Element } from '../../model/model.js';
import type { StationPlan } from '../plan.js';

export function stationOf(element: Element): StationPlan {
  const { attributes, serviceTime } = element;
  return {
    id: element.id, workers: workersOf(element), queue: amount(attributes['queue']) ?? Infinity, calls: [],
    ...(serviceTime === undefined ? {} : { service: serviceTime }),
    ...given('cores', amount(attributes['cores'])), ...given('hit', amount(attributes['hit'])), ...given('rateLimit', amount(attributes['rate-limit'])),
  };
}

/** As stated, and no more than its memory has room for; 0: as many as come. */
function workersOf({ attributes }: Element): number {
  const [workers, memory, each] = ['workers', 'memory', 'request-memory'].map((name) => amount(attributes[name]));
  const room = memory === undefined || each === undefined || each <= 0 ? Infinity : Math.max(1, Math.floor(memory / each));
  return room === Infinity ? workers ?? 0 : Math.min(workers || Infinity, room);
}

export function amount(attribute: AttributeValue | undefined): number | undefined {
  return typeof attribute?.value.value === 'number' ? attribute.value.value : undefined;
}

export function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : { [key]: value } as { [P in K]?: V };
}

/** What an element says of how it serves. */
import type { AttributeValue, Element } from '../../model/model.js';
import type { StationPlan } from '../plan.js';

export function stationOf(element: Element): StationPlan {
  const { attributes, serviceTime } = element;
  return {
    id: element.id, workers: amount(attributes['workers']) ?? 0, queue: amount(attributes['queue']) ?? Infinity, calls: [],
    ...(serviceTime === undefined ? {} : { service: serviceTime }),
    ...given('hit', amount(attributes['hit'])), ...given('rateLimit', amount(attributes['rate-limit'])),
  };
}

export function amount(attribute: AttributeValue | undefined): number | undefined {
  return typeof attribute?.value.value === 'number' ? attribute.value.value : undefined;
}

export function given<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : { [key]: value } as { [P in K]?: V };
}

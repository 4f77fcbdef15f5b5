/** What is stated of an element about serving: by itself, else by its software or kind. What nobody states is unlimited and instant. */
import type { AttributeValue, Id } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import type { Distribution } from '../../model/values.js';
import { query, type Facts } from '../query.js';

export interface Serving {
  /** Requests at a time; undefined: as many as come. */
  workers?: number;
  /** Where that is stated. */
  workersOrigin?: Origin;
  /** So many requests are worked on at once; undefined: as many as have a worker. */
  cores?: number;
  /** Requests that may wait; undefined: any number. */
  queue?: number;
  /** How long its own work on a request takes. */
  service?: Distribution;
  /** Requests a second that it lets in. */
  rateLimit?: number;
  /** Share of the requests that it answers itself, without going on. */
  hit: number;
}

export const serving = query('capacity.serving', (facts, id: Id): Serving => {
  const workers = numberOf(facts, id, 'workers');
  const cores = numberOf(facts, id, 'cores');
  const queue = numberOf(facts, id, 'queue');
  const rateLimit = numberOf(facts, id, 'rate-limit');
  const hit = numberOf(facts, id, 'hit')?.value ?? 0;
  const service = facts.elements[id]?.serviceTime;
  return {
    ...(workers && workers.value > 0 ? { workers: workers.value, workersOrigin: workers.origin } : {}),
    ...(cores && cores.value > 0 ? { cores: cores.value } : {}),
    ...(queue ? { queue: queue.value } : {}),
    ...(service ? { service } : {}),
    ...(rateLimit && rateLimit.value > 0 ? { rateLimit: rateLimit.value } : {}),
    hit: Math.min(1, Math.max(0, hit)),
  };
});

function numberOf(facts: Facts, id: Id, name: string): { value: number; origin: Origin } | undefined {
  const element = facts.elements[id];
  if (!element) return undefined;
  const own = numeric(element.attributes[name]);
  if (own) return own;
  const software = facts.read('software');
  const kinds = facts.read('kinds');
  const entries = [...element.software.map((each) => software[each.name]), kinds[element.kind]];
  for (const entry of entries) {
    const found = numeric(entry?.defaults[name]);
    if (found) return found;
  }
  return undefined;
}

function numeric(attribute: AttributeValue | undefined): { value: number; origin: Origin } | undefined {
  return attribute && typeof attribute.value.value === 'number' ? { value: attribute.value.value, origin: attribute.origin } : undefined;
}

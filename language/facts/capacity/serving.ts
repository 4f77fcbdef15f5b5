/** What is stated of an element about serving: by itself, else by its software or kind. What nobody states is unlimited and instant. */
import type { Id } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import type { Distribution } from '../../model/values.js';
import { query } from '../query.js';
import { statedAmount } from './stated-amount.js';

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
  const workers = statedAmount(facts, id, 'workers');
  const cores = statedAmount(facts, id, 'cores');
  const queue = statedAmount(facts, id, 'queue');
  const rateLimit = statedAmount(facts, id, 'rate-limit');
  const hit = statedAmount(facts, id, 'hit')?.value ?? 0;
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

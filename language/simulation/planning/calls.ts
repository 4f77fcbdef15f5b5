/** What a flow says of how it is asked. */
import type { Flow } from '../../model/model.js';
import type { CallPlan } from '../plan.js';
import { given } from './stations.js';

/** Seconds until a caller gives up, where its flow does not say. */
export const DEFAULT_TIMEOUT = 30;

/** Seconds that a breaker stays open, where its flow does not say: Resilience4j's default. */
const DEFAULT_OPEN = 60;

export function callOf(flow: Flow): Omit<CallPlan, 'flow' | 'from' | 'targets'> {
  return {
    share: flow.share ?? 1, times: flow.times ?? 1, optional: flow.optional, async: flow.async, timeout: flow.timeout ?? DEFAULT_TIMEOUT, retries: flow.retry ?? 0,
    ...given('backoff', flow.backoff), ...given('pool', flow.connections),
    ...given('breaker', flow.breaker && { failures: flow.breaker.failures, open: flow.breaker.open ?? DEFAULT_OPEN }),
    ...given('needs', flow.needs.length > 0 ? flow.needs.map(({ id }) => id) : undefined),
    ...given('tls', flow.tls ? true : undefined), ...given('copied', flow.access === 'writes' ? true : undefined), ...given('writes', flow.access === 'reads' ? undefined : true),
  };
}

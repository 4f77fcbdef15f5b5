/** Plans of textbook queues: users who ask one station, by hand. */
import type { Plan, Ways } from '#language/simulation/plan.js';
import { Run } from '#language/simulation/run.js';
import type { Distribution } from '#language/model/values.js';

export const NO_WAY_BETWEEN: Ways = { between: () => ({ forward: [], back: [] }) };

export interface Queue {
  rate: number;
  service: Distribution;
  servers: number;
  /** Places beside those being served. */
  places?: number;
  seed: number;
  customers: number;
}

export function queuePlan({ rate, service, servers, places = Infinity, seed, customers }: Queue): Plan {
  const duration = customers / rate;
  return {
    seed, duration, warmup: duration / 10, flows: [{ id: 'asks', title: 'asks' }], links: [],
    groups: [], balancers: [], events: [],
    stations: [{ id: 'users', workers: 0, queue: Infinity, calls: [0] }, { id: 'server', workers: servers, queue: places, service, calls: [] }],
    calls: [{ flow: 0, from: 0, targets: [{ members: [1], choice: 'in-turn' }], share: 1, times: 1, optional: false, async: false, timeout: Infinity, retries: 0 }],
    loads: [{ flow: 0, calls: [0], from: 0, until: duration, size: 0, arrivals: { type: 'poisson', rate }, name: 'load' }],
  };
}

export function finished(plan: Plan, ways = NO_WAY_BETWEEN): Run {
  const run = new Run(plan, ways);
  run.finish();
  return run;
}

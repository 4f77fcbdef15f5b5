/** Plans of one balancer before some servers, by hand. */
import type { BalancerPlan, EventPlan, LoadPlan, Plan, Ways } from '#language/simulation/plan.js';
import type { Distribution } from '#language/model/values.js';
import { Run } from '#language/simulation/run.js';
import { PHASE } from '#language/simulation/run-state.js';

export interface Balanced {
  /** Of each server; undefined: it answers at once. */
  service: (Distribution | undefined)[];
  /** Of each server; 0: as many as come. */
  workers?: number;
  balancer: Partial<BalancerPlan>;
  arrivals: LoadPlan['arrivals'];
  duration: number;
  warmup?: number;
  timeout?: number;
  seed?: number;
  events?: EventPlan[];
}

/** Stations: users, the balancer, the servers `a`, `b`, `c` … */
export function balancedPlan({ service, workers = 0, balancer, arrivals, duration, warmup = 0, timeout = 30, seed = 1, events = [] }: Balanced): Plan {
  const servers = service.map((_, index) => index + 2);
  const call = { share: 1, times: 1, optional: false, async: false, retries: 0 };
  return {
    seed, duration, warmup, flows: [{ id: 'asks', title: 'asks' }, { id: 'passes', title: 'passes' }], links: [{ id: 'cable', latency: 1e-5, loss: 0 }], groups: [], events,
    stations: [
      { id: 'users', workers: 0, queue: Infinity, calls: [0] }, { id: 'lb', workers: 0, queue: Infinity, calls: [1] },
      ...service.map((time, index) => ({ id: String.fromCharCode(97 + index), workers, queue: Infinity, calls: [], ...(time ? { service: time } : {}) })),
    ],
    calls: [
      { ...call, flow: 0, from: 0, targets: [{ members: [1], choice: 'in-turn' }], timeout: Infinity },
      { ...call, flow: 1, from: 1, targets: [{ id: 'servers', members: servers, choice: 'balanced', balancer: 0 }], timeout },
    ],
    loads: [{ flow: 0, calls: [0], from: 0, until: duration, size: 0, arrivals, name: 'load' }],
    balancers: [{
      station: 1, target: 'servers', members: servers, algorithm: 'round-robin', program: 'other', weights: service.map(() => 1), retry: 0, draws: 1, sticky: false,
      layer: 7, assumed: false, inOrder: false, call: 1, ...balancer,
    }],
  };
}

export interface Asked { at: number; server: string }

/** From the balancer to a server it takes ten microseconds, so that each request can be seen under way. */
const WAYS: Ways = { between: (call) => (call.from === 1 ? { forward: [0], back: [] } : { forward: [], back: [] }) };

/** Runs it to the end, and tells which server each attempt went to. */
export function attemptsOf(plan: Plan): { run: Run; asked: Asked[] } {
  const run = new Run(plan, WAYS);
  const asked: Asked[] = [];
  const serials = new Map<number, number>();
  const look = (): void => run.state.visits.forEach((visit, id) => {
    if (visit.phase !== PHASE.there || visit.call !== 1 || serials.get(id) === visit.serial) return;
    serials.set(id, visit.serial);
    asked.push({ at: run.now, server: plan.stations[visit.station]!.id });
  });
  while (run.next <= plan.duration && run.step()) look();
  run.finish();
  return { run, asked };
}

/** Requests that each server has served. */
export function servedBy(run: Run): number[] {
  return run.state.stations.slice(2).map(({ served }) => served);
}

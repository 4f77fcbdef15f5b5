/** The state of a run before anything has happened. */
import { initialJobs } from './jobs/initial-jobs.js';
import { balancerState } from './balancing/balancer-state.js';
import type { GroupPlan, Plan } from './plan.js';
import { bucketOf } from './rate-limit.js';
import { streamOf, unit } from './random/stream.js';
import type { RunState } from './run-state.js';
import { emptyHistogram } from './statistics/histogram.js';
import { timeAverage } from './statistics/time-average.js';
import type { GroupState } from './takeover/group-state.js';
import { noTrouble } from './trouble/trouble.js';

export function initialState(plan: Plan): RunState {
  const stream = (name: string, purpose: string): ReturnType<typeof streamOf> => streamOf(plan.seed, name, purpose);
  const ordinals = ordinalsOf(plan);
  return {
    now: 0,
    visits: [],
    free: [],
    live: 0,
    stations: plan.stations.map(({ id, cores, hit, rateLimit }) => ({
      mode: 'up', slow: 1, busy: 0, waiting: [], head: 0, served: 0, refused: 0, downSince: -1, downtime: 0,
      busyLevel: timeAverage(0), queueLevel: timeAverage(0), stream: stream(id, 'service'),
      ...(cores === undefined ? {} : { cores: { busy: 0, level: timeAverage(0), waiting: [], head: 0 } }),
      ...(hit === undefined ? {} : { hits: stream(id, 'hit') }), ...(rateLimit === undefined ? {} : { tokens: { left: bucketOf(rateLimit), at: 0 } }),
    })),
    links: plan.links.map(({ id }) => ({ forward: 0, back: 0, forwardBusy: 0, backBusy: 0, stream: stream(id, 'loss') })),
    calls: plan.calls.map((call, index) => ({
      turns: call.targets.map(({ members }) => Math.floor(ordinals[index]! * members.length)),
      stream: stream(`${plan.stations[call.from]!.id}\u0001${plan.flows[call.flow]!.id}`, 'share'),
      deadlines: { entries: [], head: 0, armed: false },
      ...(call.pool === undefined ? {} : { connections: { open: 0, waiting: [], head: 0 } }), ...(call.breaker === undefined ? {} : { breaker: { failures: 0, until: -1, probing: false } }),
    })),
    flows: plan.flows.map(() => ({ offered: 0, served: 0, failed: 0, refused: 0, latency: emptyHistogram(), failingSince: -1, servedLast: -1, outage: 0 })),
    loads: plan.loads.map(({ name }) => ({ stream: stream(name, 'arrival'), offered: 0, reached: 0, served: 0, failed: 0 })),
    wear: (plan.wear ?? []).map(({ id }) => stream(id, 'wear')),
    groups: plan.groups.map((group) => groupState(group, unit(stream(group.id, 'phase')))),
    balancers: plan.balancers.map((balancer) => balancerState(plan, balancer)),
    ...(plan.brokers ? { brokers: plan.brokers.map(({ subscriptions }) => subscriptions.map(() => ({ backlog: [], head: 0, turn: 0 }))) } : {}),
    trouble: noTrouble(),
    ...(plan.jobs ? { jobs: initialJobs(plan.jobs, plan.seed) } : {}),
    log: [],
    unlogged: 0,
    events: 0,
  };
}

/** Where each call stands among those of its flow, from 0 to 1: callers do not all begin with the same member. */
function ordinalsOf(plan: Plan): number[] {
  const counts = new Map<number, number>();
  const before = plan.calls.map(({ flow }) => {
    const ordinal = counts.get(flow) ?? 0;
    counts.set(flow, ordinal + 1);
    return ordinal;
  });
  return plan.calls.map(({ flow }, index) => before[index]! / counts.get(flow)!);
}

/** Nobody knows where in its period a master's clock stands when the run begins: the phase is drawn, and so is what rests on it. */
function groupState(group: GroupPlan, phase: number): GroupState {
  const { takeover } = group;
  const period = takeover.type === 'vrrp' ? takeover.interval : takeover.type === 'heartbeat' ? takeover.every : 0;
  return {
    serving: group.members.length > 0 ? 0 : -1, lostAt: -1, gapSince: -1, lost: -1, serial: 0, works: true, stoppedAt: -1, handovers: [], more: 0, downtime: 0, written: 0, writes: [],
    members: group.members.map((_, at) => ({ master: at === 0, since: period === 0 ? 0 : -phase * period, up: true, claims: at === 0 ? -1 : Infinity })),
  };
}

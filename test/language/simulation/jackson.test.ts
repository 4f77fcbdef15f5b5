/** An open network of queues with feedback (Jackson 1957): whoever leaves a node goes on to one of the others, by lot. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { CallPlan, Plan, StationPlan } from '#language/simulation/plan.js';
import { confidenceOf } from '#language/simulation/statistics/confidence.js';
import { finished } from './queues.js';

interface Row { model: string; lam: number[]; L: number[] }

const { queues } = JSON.parse(readFileSync(new URL('../../data/queueing/queueing-and-timers.json', import.meta.url), 'utf8')) as { queues: Row[] };
const row = queues.find((each) => each.model.startsWith('Jackson'))!;

const SERVICE = [1 / 2, 1 / 1.5, 1 / 2];
const ROUTES = [[0, 0.6, 0.4], [0.2, 0, 0.5], [0, 0, 0]];
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const [DURATION, WARMUP] = [12_000, 1000];

/** Stations: users, the three nodes, and outside. What is sent on is not waited for: the request has left. */
function plan(seed: number): Plan {
  const [users, outside] = [0, 4];
  const calls: CallPlan[] = [];
  const call = (from: number, to: number): number => calls.push({
    flow: from, from, targets: [{ members: [to], choice: 'in-turn' }], share: 1, times: 1, optional: false, async: true, timeout: Infinity, retries: 0,
  }) - 1;
  const first = call(users, 1);
  const nodes = SERVICE.map((mean, node): StationPlan => {
    const to = ROUTES[node]!.flatMap((share, other) => (share > 0 ? [{ share, station: other + 1 }] : []));
    const left = 1 - to.reduce((sum, { share }) => sum + share, 0);
    const all = left > 1e-9 ? [...to, { share: left, station: outside }] : to;
    return { id: `n${node}`, workers: 1, queue: Infinity, service: { type: 'exponential', mean }, calls: all.map(({ station }) => call(node + 1, station)), exclusive: { from: 0, shares: all.map(({ share }) => share) } };
  });
  return {
    seed, duration: DURATION, warmup: WARMUP, links: [], groups: [], balancers: [], events: [], calls,
    flows: ['in', 'one', 'two', 'three'].map((id) => ({ id, title: id })),
    stations: [{ id: 'users', workers: 0, queue: Infinity, calls: [first] }, ...nodes, { id: 'outside', workers: 0, queue: Infinity, calls: [] }],
    loads: [{ flow: 0, calls: [first], from: 0, until: DURATION, size: 0, arrivals: { type: 'poisson', rate: 1 }, name: 'load' }],
  };
}

describe('a Jackson network of three nodes', () => {
  const runs = SEEDS.map((seed) => finished(plan(seed)).state);

  for (const [node, expected] of row.L.entries()) {
    it(`node ${node + 1}: ${expected.toFixed(3)} requests on average, ${row.lam[node]!.toFixed(3)} a second`, () => {
      const holds = (values: number[], exact: number): void => {
        const { low, high } = confidenceOf(values, 0.999);
        assert.ok(low <= exact && exact <= high, `${exact} is not in ${low} to ${high}`);
      };
      holds(runs.map(({ levels }) => levels![node + 1]!.busy + levels![node + 1]!.queue), expected);
      holds(runs.map(({ stations }) => stations[node + 1]!.served / (DURATION - WARMUP)), row.lam[node]!);
    });
  }
});

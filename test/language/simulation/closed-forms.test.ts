/** The engine against queueing theory: each closed form lies in the confidence interval of ten replications. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Distribution } from '#language/model/values.js';
import { Run } from '#language/simulation/run.js';
import { confidenceOf } from '#language/simulation/statistics/confidence.js';
import { mean, percentile } from '#language/simulation/statistics/histogram.js';
import { finished, NO_WAY_BETWEEN, queuePlan } from './queues.js';

interface Row { model: string; lam: number; mu: number; c?: number; K?: number; W: number; p95_W?: number; Pblock?: number }

const { queues } = JSON.parse(readFileSync(new URL('../../data/queueing/queueing-and-timers.json', import.meta.url), 'utf8')) as { queues: Row[] };
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const CUSTOMERS = 12_000;

function serviceOf({ model, mu }: Row): Distribution {
  if (model.startsWith('M/D')) return { type: 'constant', value: 1 / mu };
  if (model.startsWith('M/G')) return { type: 'hyperexponential', mean: 1 / mu, scv: 4 };
  return { type: 'exponential', mean: 1 / mu };
}

/** 99.9 %: of the forms below, one in thirty runs of other seeds would miss one by chance. */
function holds(name: string, values: number[], expected: number): void {
  const { low, high } = confidenceOf(values, 0.999);
  assert.ok(low <= expected && expected <= high, `${name}: ${expected} is not in ${low} to ${high}`);
}

describe('queueing theory', () => {
  for (const row of queues.filter((each) => !each.model.startsWith('Jackson'))) {
    it(`${row.model}, λ ${row.lam}${row.c ? `, c ${row.c}` : ''}${row.K ? `, K ${row.K}` : ''}: time in the system ${row.W.toFixed(3)}`, () => {
      const flows = SEEDS.map((seed) => finished(queuePlan({
        rate: row.lam, service: serviceOf(row), servers: row.c ?? 1, ...(row.K ? { places: row.K - 1 } : {}), seed, customers: CUSTOMERS,
      })).state.flows[0]!);
      holds('W', flows.map((flow) => mean(flow.latency)!), row.W);
      if (row.p95_W !== undefined) holds('p95', flows.map((flow) => percentile(flow.latency, 0.95)!), row.p95_W);
      if (row.Pblock !== undefined) holds('blocked', flows.map((flow) => flow.refused / flow.offered), row.Pblock);
    });
  }
});

describe('a run', () => {
  const plan = queuePlan({ rate: 0.8, service: { type: 'exponential', mean: 1 }, servers: 1, seed: 5, customers: 2000 });

  it('is the same to the last event under one seed, and another under another', () => {
    assert.deepEqual(finished(plan).snapshot(), finished(plan).snapshot());
    assert.notDeepEqual(finished({ ...plan, seed: 6 }).state.flows, finished(plan).state.flows);
  });

  it('goes on from a snapshot to the same end, and is not changed by going on elsewhere', () => {
    const run = new Run(plan, NO_WAY_BETWEEN);
    run.runUntil(700);
    const taken = run.snapshot();
    const before = JSON.stringify(taken);
    run.finish();
    const again = new Run(plan, NO_WAY_BETWEEN, taken);
    assert.equal(again.now, 700);
    again.finish();
    assert.deepEqual(again.snapshot(), run.snapshot());
    assert.equal(JSON.stringify(taken), before);
  });

  it('keeps no more than what is under way, however long it lasts', () => {
    const long = finished(queuePlan({ rate: 0.5, service: { type: 'exponential', mean: 1 }, servers: 1, seed: 5, customers: 20_000 }));
    assert.ok(long.state.visits.length < 100 && long.state.stations[1]!.waiting.length < 5000);
    assert.equal(long.state.live, 0);
  });
});

/**
 * `npm run bench:simulation`: events per second of an M/M/1 queue, of three tiers with 10 and with 1,000 servers behind
 * them, and of ten million requests, beside the bare loop over a binary heap that any simulation of this sort has to do:
 * as many events taken out and put in again, with as many waiting. All in one run, so that the ratios mean something on
 * any machine. `npm run bench:simulation -- 100000` takes other numbers of requests for the small rows.
 */
import { EventQueue } from '#language/simulation/event-queue.js';
import type { Plan } from '#language/simulation/plan.js';
import { exponential } from '#language/simulation/random/draw.js';
import { streamOf } from '#language/simulation/random/stream.js';
import { Run } from '#language/simulation/run.js';
import { median } from './median.js';

const REQUESTS = Number(process.argv[2] ?? 300_000);
const MANY = process.argv[2] === undefined ? 10_000_000 : REQUESTS * 10;
const ROUNDS = 3;

interface Row { name: string; events: number; pending: number; seconds: number; bare: number; heap: number }

/** A client, and tiers of so many servers each: those of the last work on one request at a time, at a load of 0.8. */
function tiersPlan(tiers: readonly number[], requests: number): Plan {
  const rate = 1000;
  const stations: Plan['stations'] = [{ id: 'users', workers: 0, queue: Infinity, calls: [] }];
  const calls: Plan['calls'] = [];
  let before = [0];
  tiers.forEach((servers, tier) => {
    const members = Array.from({ length: servers }, (_, index) => {
      stations.push({ id: `t${tier}#${index}`, workers: tier === tiers.length - 1 ? 1 : 1000, queue: Infinity, service: { type: 'exponential', mean: 0.8 * servers / rate }, calls: [] });
      return stations.length - 1;
    });
    for (const from of before) {
      calls.push({ flow: tier, from, targets: [{ members, choice: 'in-turn' }], share: 1, times: 1, optional: false, async: false, timeout: 30, retries: 0 });
      if (from !== 0) stations[from]!.calls.push(calls.length - 1);
    }
    before = members;
  });
  return {
    seed: 1, duration: requests / rate, warmup: 0, stations, calls, links: [], groups: [], balancers: [], events: [],
    flows: tiers.map((_, tier) => ({ id: `f${tier}`, title: `f${tier}` })),
    loads: [{ flow: 0, calls: [0], from: 0, until: requests / rate, size: 0, arrivals: { type: 'poisson', rate }, name: 'load' }],
  };
}

/** The same number of events, in and out of the heap with the same number waiting, and one exponential time drawn for each. */
function bareSeconds(events: number, pending: number): number {
  const queue = new EventQueue();
  const stream = streamOf(1, 'bare', 'time');
  for (let index = 0; index < pending; index++) queue.push(exponential(1, stream), 0, 0, 0);
  const start = cpuSeconds();
  for (let index = 0; index < events; index++) {
    queue.pop();
    queue.push(queue.time + exponential(1, stream), 0, 0, 0);
  }
  return cpuSeconds() - start;
}

/** Of this process: other work on the machine does not count. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function measure(name: string, plan: Plan, rounds = ROUNDS): Row {
  const times: number[] = [];
  let events = 0;
  let pending = 0;
  let heap = 0;
  for (let round = 0; round < rounds; round++) {
    const run = new Run(plan, { between: () => ({ forward: [], back: [] }) });
    const start = cpuSeconds();
    run.runUntil(plan.duration / 2);
    pending = Math.max(1, run.state.live);
    run.finish();
    times.push(cpuSeconds() - start);
    events = run.state.events;
    heap = run.state.visits.length;
  }
  const bare = median(Array.from({ length: rounds }, () => bareSeconds(events, pending)));
  return { name, events, pending, seconds: median(times), bare, heap };
}

function print(rows: readonly Row[]): void {
  const cells = [['', 'events', 'events/s', 'bare loop/s', 'ratio', 'visits kept'], ...rows.map(({ name, events, seconds, bare, heap }) => [
    name, String(events), Math.round(events / seconds).toLocaleString('en'), Math.round(events / bare).toLocaleString('en'), (bare / seconds).toFixed(2), String(heap),
  ])];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  for (const row of cells) console.log(row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  '));
  console.log('ratio: of the bare loop’s rate; the aim is at least 0.33. Visits kept: what memory the run needed, whatever its length.');
}

// The first round warms the compiler; it does not count.
measure('warm-up', tiersPlan([1], REQUESTS / 10), 1);
print([
  measure('M/M/1', tiersPlan([1], REQUESTS)),
  measure('three tiers, 10 servers', tiersPlan([2, 4, 4], REQUESTS)),
  measure('three tiers, 1,000 servers', tiersPlan([200, 400, 400], REQUESTS)),
  measure(`M/M/1, ${MANY.toLocaleString('en')} requests`, tiersPlan([1], MANY), 1),
]);

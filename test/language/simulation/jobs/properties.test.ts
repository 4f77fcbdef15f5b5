/** What holds of every schedule: random clusters, jobs and failures. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Distribution } from '#language/model/values.js';
import type { JobsPlan, StagePlan } from '#language/simulation/jobs/job-plan.js';
import type { EventPlan, Plan } from '#language/simulation/plan.js';
import { ganttOf } from '#language/simulation/outcome/gantt.js';
import { Run } from '#language/simulation/run.js';
import { NO_WAY_BETWEEN } from '../queues.js';

interface Shape { plan: Plan; failing: boolean }

const GB = 1e9;

const stages = (duration: fc.Arbitrary<Distribution>, single = false): fc.Arbitrary<StagePlan[]> => fc.array(fc.record({
  tasks: fc.integer({ min: 1, max: 9 }), memory: single ? fc.constant(0) : fc.integer({ min: 0, max: 2 }).map((each) => each * GB), vcores: single ? fc.constant(1) : fc.integer({ min: 1, max: 2 }),
  duration, before: fc.array(fc.nat({ max: 3 }), { maxLength: 2 }), reads: fc.constant(false),
}), { minLength: 1, maxLength: 4 }).map((list) => list.map(({ before, ...stage }, index) => ({
  ...stage, name: `s${index}`, after: [...new Set(before)].filter((each) => each < index),
})));

const constant = fc.integer({ min: 1, max: 20 }).map((value): Distribution => ({ type: 'constant', value }));
const chance = fc.integer({ min: 1, max: 20 }).map((mean): Distribution => ({ type: 'exponential', mean }));

function shapes({ duration = constant as fc.Arbitrary<Distribution>, failures = false, single = false, jobs = 2 } = {}): fc.Arbitrary<Shape> {
  return fc.record({
    nodes: fc.array(fc.record({ vcores: fc.integer({ min: 2, max: 4 }), memory: fc.integer({ min: 2, max: 4 }).map((each) => each * GB) }), { minLength: 1, maxLength: 4 }),
    jobs: fc.array(fc.record({ stages: stages(duration, single), at: fc.integer({ min: 0, max: jobs > 1 ? 15 : 0 }) }), { minLength: 1, maxLength: jobs }),
    happenings: fc.array(fc.record({ at: fc.integer({ min: 0, max: 60 }), node: fc.nat({ max: 3 }), back: fc.boolean() }), { maxLength: failures ? 5 : 0 }),
    timeout: fc.integer({ min: 0, max: 15 }),
    yarn: fc.boolean(),
    seed: fc.nat(),
  }).map(({ nodes, jobs: written, happenings, timeout, yarn, seed }) => {
    const master = yarn && !single;
    const jobsPlan: JobsPlan = {
      nodes: nodes.map((node, index) => ({ ...node, id: `n${index}`, station: index, hosts: [], timeout, cluster: 0 })),
      clusters: [{ id: 'all', kind: master ? 'yarn' : 'plain', nodes: nodes.map((_, index) => index), allocation: master ? 1 : 0, ...(master ? { master: { memory: 0, vcores: 1 } } : {}) }],
      jobs: written.map(({ stages: list }, index) => ({ id: `j${index}`, cluster: 0, stages: list })),
    };
    const events: EventPlan[] = [
      ...written.map(({ at }, job): EventPlan => ({ at, action: 'job', targets: [], job })),
      ...happenings.filter(({ node }) => node < nodes.length).map(({ at, node, back }): EventPlan => ({ at, action: back ? 'recover' : 'fail', targets: [`n${node}`] })),
    ].sort((a, b) => a.at - b.at);
    const plan: Plan = {
      seed, duration: events.at(-1)!.at, warmup: 0, stations: nodes.map((_, index) => ({ id: `n${index}`, workers: 0, queue: Infinity, calls: [] })),
      calls: [], links: [], loads: [], flows: [], groups: [], balancers: [], events, jobs: jobsPlan, untilJobsDone: true,
    };
    return { plan, failing: events.some(({ action }) => action === 'fail') };
  });
}

function played(plan: Plan, watch: (run: Run) => void = () => undefined): Run {
  const run = new Run(plan, NO_WAY_BETWEEN);
  while (run.next <= plan.duration + 5000 && run.step()) watch(run);
  return run;
}

/** Every task of a finished job was done, and none began before all that its stage is after had been. */
function checkOrder(run: Run): void {
  run.plan.jobs!.jobs.forEach((job, index) => {
    const { outcome, tasks } = ganttOf(run.plan, run.state, job.id)!;
    const done = (stage: number, task: number, by: number): boolean => tasks.some((each) => each.stage === `s${stage}` && each.task === task + 1 && each.outcome === 'done' && each.end! <= by + 1e-9);
    job.stages.forEach((stage, at) => {
      if (outcome === 'done') for (let task = 0; task < stage.tasks; task++) assert.ok(done(at, task, run.now), `j${index} s${at} ${task}`);
      for (const bar of tasks.filter((each) => each.stage === stage.name)) {
        for (const before of stage.after) for (let task = 0; task < job.stages[before]!.tasks; task++) assert.ok(done(before, task, bar.start), `s${at} before s${before}`);
        if (bar.outcome === 'done' && stage.duration.type === 'constant') assert.ok(Math.abs(bar.end! - bar.start - stage.duration.value) < 1e-9);
      }
    });
  });
}

describe('any schedule', () => {
  it('never hands out more than there is, whatever fails', () => {
    fc.assert(fc.property(shapes({ failures: true }), ({ plan }) => {
      const run = played(plan, ({ state }) => plan.jobs!.nodes.forEach(({ vcores, memory }, node) => {
        const { vcores: cores, memory: bytes, busy } = state.jobs!.nodes[node]!;
        assert.ok(cores <= vcores && bytes <= memory && cores >= 0 && bytes >= 0 && busy.level <= vcores, `${cores} of ${vcores}`);
      }));
      // The same from what is drawn: cores at work at the beginning of each task.
      const bars = plan.jobs!.jobs.flatMap((job) => ganttOf(plan, run.state, job.id)!.tasks.map((bar) => ({ ...bar, vcores: job.stages.find(({ name }) => name === bar.stage)!.vcores })));
      for (const { node, start } of bars) {
        const busy = bars.filter((each) => each.node === node && each.start <= start && each.end! > start).reduce((sum, each) => sum + each.vcores, 0);
        assert.ok(busy <= plan.jobs!.nodes.find(({ id }) => id === node)!.vcores);
      }
    }), { numRuns: 300 });
  });

  it('does every task, each after what it needs, whatever fails', () => {
    fc.assert(fc.property(shapes({ failures: true }), ({ plan }) => checkOrder(played(plan))), { numRuns: 300 });
  });

  it('ends, where nothing fails: no earlier than its longest way and its work allow, no later than Graham says', () => {
    fc.assert(fc.property(shapes({ single: true, jobs: 1 }), ({ plan }) => {
      const run = played(plan);
      const [job] = plan.jobs!.jobs;
      const { outcome, submitted, ended } = ganttOf(plan, run.state, 'j0')!;
      assert.equal(outcome, 'done');
      const time = (stage: StagePlan): number => (stage.duration as { value: number }).value;
      const ways: number[] = [];
      for (const stage of job!.stages) ways.push(time(stage) + Math.max(0, ...stage.after.map((each) => ways[each]!)));
      const longest = Math.max(...ways);
      const work = job!.stages.reduce((sum, stage) => sum + stage.tasks * time(stage), 0);
      const cores = plan.jobs!.nodes.reduce((sum, { vcores }) => sum + vcores, 0);
      const makespan = ended! - submitted!;
      assert.ok(makespan >= Math.max(longest, work / cores) - 1e-9, `${makespan} < ${longest}, ${work} / ${cores}`);
      // Graham 1969: a list on identical machines takes at most the work shared out and the rest of the longest way.
      assert.ok(makespan <= work / cores + (1 - 1 / cores) * longest + 1e-9, `${makespan} > ${work} / ${cores} and ${longest}`);
    }), { numRuns: 300 });
  });

  it('is done by all jobs, with application masters too, where nothing fails for good', () => {
    fc.assert(fc.property(shapes({ failures: true, jobs: 1 }), ({ plan }) => {
      const last = plan.duration;
      const events = [...plan.events, ...plan.jobs!.nodes.map(({ id }): EventPlan => ({ at: last, action: 'recover', targets: [id] }))];
      const run = played({ ...plan, events });
      const { outcome, reason } = ganttOf(plan, run.state, 'j0')!;
      // A task of two cores does not fit beside the master of a node of two; two of them do not fit one with 1 GB.
      const fits = plan.jobs!.nodes.some(({ vcores, memory }) => vcores >= 3 && memory >= 2 * GB);
      if (fits || plan.jobs!.clusters[0]!.kind === 'plain') assert.ok(outcome === 'done' || reason === 'too-large', JSON.stringify(run.state.jobs!.jobs));
    }), { numRuns: 300 });
  });

  it('is the same under the same seed, and goes on to the same end from any moment', () => {
    fc.assert(fc.property(shapes({ failures: true, duration: chance }), fc.integer({ min: 0, max: 60 }), ({ plan }, at) => {
      const end = played(plan).snapshot();
      assert.deepEqual(played(plan).snapshot(), end);
      const run = new Run(plan, NO_WAY_BETWEEN);
      while (run.next <= at && run.step());
      const taken = run.snapshot();
      const again = new Run(plan, NO_WAY_BETWEEN, JSON.parse(JSON.stringify(taken)) as typeof taken);
      while (again.next <= plan.duration + 5000 && again.step());
      assert.deepEqual(again.snapshot(), end);
    }), { numRuns: 100 });
  });
});

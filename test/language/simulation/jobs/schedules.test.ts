/** Schedules reckoned by hand: which task runs where and when, and when the job is done. */
import assert from 'node:assert/strict';
import { simulate } from '#language/simulation/simulate.js';
import type { Outcome } from '#language/simulation/outcome/outcome.js';
import { Facts } from '#language/facts/query.js';
import { factsOf } from '../../../support/reachability.js';
import { readModel } from '../../../support/read-model.js';

function outcomeOf(text: string, scenario = 0): Outcome {
  const facts = factsOf(text);
  return simulate(facts, facts.read('scenarios')[scenario]!).outcome;
}

/** Tasks by node: `map1@0-30`. */
function bars(outcome: Outcome, job: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { node, stage, task, attempt, start, end, outcome: what } of outcome.gantt(job)!.tasks) {
    (found[node] ??= []).push(`${stage}${task}${attempt > 1 ? `#${attempt}` : ''}@${start}-${end}${what === 'done' ? '' : ` ${what}`}`);
  }
  return found;
}

const cluster = (vcores: number, memory: string, heartbeat = 'heartbeat every 1s timeout 10s'): string =>
  `server node count 3 { vcores ${vcores}  memory ${memory}  ${heartbeat} }`;

describe('tasks on members', () => {
  it('20 tasks of 30 s on 12 cores take two waves', () => {
    const outcome = outcomeOf(`${cluster(4, '8GB')}
      job sort on node { stage map { tasks 20  memory 2GB  vcores 1  duration 30s } }
      scenario "all is well" { expect completion of sort <= 60s }`);
    assert.equal(outcome.completion('sort'), 60);
    assert.equal(outcome.rerun('sort'), 0);
    const found = bars(outcome, 'sort');
    assert.deepEqual(found['node#1'], ['map1@0-30', 'map4@0-30', 'map7@0-30', 'map10@0-30', 'map13@30-60', 'map16@30-60', 'map19@30-60']);
    assert.deepEqual(found['node#2']!.slice(4), ['map14@30-60', 'map17@30-60', 'map20@30-60']);
    assert.deepEqual(found['node#3']!.slice(4), ['map15@30-60', 'map18@30-60']);
    // 20 x 30 core seconds of 12 x 60.
    assert.ok(Math.abs(outcome.utilisation('node')! - 600 / 720) < 1e-12);
    assert.ok(Math.abs(outcome.utilisation('node#3')! - 180 / 240) < 1e-12);
  });

  it('memory bounds them as well: 5 GB of 8 GB leave room for one', () => {
    const outcome = outcomeOf(`${cluster(4, '8GB')}
      job sort on node { stage map { tasks 20  memory 5GB  vcores 1  duration 30s } }
      scenario "all is well" { }`);
    // Three at a time: seven waves.
    assert.equal(outcome.completion('sort'), 210);
  });

  it('a stage waits for those that it is after', () => {
    const outcome = outcomeOf(`${cluster(2, '8GB')}
      job sort on node { stage map { tasks 6  duration 10s }  stage other { tasks 1  duration 25s }  stage reduce after map, other { tasks 2  vcores 2  duration 5s } }
      scenario "all is well" { }`);
    // Six cores take all maps; other begins at 10 and ends at 35.
    assert.equal(outcome.completion('sort'), 40);
    assert.deepEqual(bars(outcome, 'sort'), {
      'node#1': ['map1@0-10', 'map4@0-10', 'other1@10-35', 'reduce1@35-40'],
      'node#2': ['map2@0-10', 'map5@0-10', 'reduce2@35-40'],
      'node#3': ['map3@0-10', 'map6@0-10'],
    } satisfies Record<string, string[]>);
  });

  it('goes where most cores are free, then most memory, then by order', () => {
    const outcome = outcomeOf(`
      server a { vcores 2  memory 4GB }
      server b { vcores 4  memory 4GB }
      server c { vcores 4  memory 8GB }
      group all active-active { members a, b, c }
      job sort on all { stage map { tasks 10  memory 1GB  duration 30s } }
      scenario "all is well" { }`);
    const where = outcome.gantt('sort')!.tasks.map(({ node }) => node);
    // 2/4/4: c has more memory; 2/4/3: b; 2/3/3: c (7 GB to 3 GB); b; 2/2/2: c (6), 2/2/1: a (4 GB to 2 GB), 1/2/1: b, then c, a, b by memory.
    assert.deepEqual(where, ['c', 'b', 'c', 'b', 'c', 'a', 'b', 'c', 'a', 'b']);
  });

  it('two jobs share: the first comes first, what it leaves goes to the second', () => {
    const outcome = outcomeOf(`${cluster(4, '8GB')}
      scenario "both" {
        job first on node { stage work { tasks 18  duration 30s } }
        at 10s job second on node { stage work { tasks 10  duration 20s } }
      }`);
    assert.equal(outcome.completion('first'), 60);
    // Six cores are left at 30 s, all others at 50 s: six tasks to 50, four to 70; from its submission at 10 s.
    assert.equal(outcome.completion('second'), 60);
    assert.equal(outcome.gantt('second')!.submitted, 10);
    assert.equal(outcome.gantt('second')!.ended, 70);
  });

  it('capacity of what they run on, in equal parts', () => {
    const outcome = outcomeOf(`server m count 2 { vcores 4  memory 8GB  executor a  executor b }
      group all active-active { members m.a, m.b }
      job sort on all { stage map { tasks 12  memory 1GB  duration 30s } }  scenario "all is well" { }`);
    assert.deepEqual(outcome.plan.jobs!.nodes.map(({ vcores, memory }) => [vcores, memory]), Array.from({ length: 4 }, () => [2, 4e9]));
    assert.equal(outcome.completion('sort'), 60);
  });

  it('beside requests: the fuller of workers and cores is how much is used', () => {
    const outcome = outcomeOf(`client u
      server n count 2 { vcores 4  workers 2  service-time 100ms }
      flow u -> n over http as asks
      job sort on n { stage a { tasks 8  duration 30s } }
      scenario "both" { load asks 10/s steady for 1m }`);
    assert.equal(outcome.utilisation('n'), 0.5);
    assert.equal(outcome.requests('asks')!.failed, 0);
  });

  it('begins with every scenario, or when one says; only in its own', () => {
    const text = `${cluster(4, '8GB')}
      job both on node { stage a { tasks 1  duration 5s } }
      scenario "one" { at 7s job own on node { stage a { tasks 1  duration 2s } } }
      scenario "two" { job own on node { stage a { tasks 1  duration 3s } } }`;
    assert.deepEqual([0, 1].map((scenario) => ['both', 'own'].map((job) => [outcomeOf(text, scenario).gantt(job)!.submitted, outcomeOf(text, scenario).completion(job)])), [[[0, 5], [7, 2]], [[0, 5], [0, 3]]]);
  });

  it('what is not said has no end', () => {
    const outcome = outcomeOf(`server a\nserver b\ngroup all active-active { members a, b }
      job sort on all { stage map { tasks 10  duration 30s } }  scenario "all is well" { }`);
    assert.equal(outcome.completion('sort'), 30);
    assert.equal(outcome.gantt('sort')!.tasks.filter(({ node }) => node === 'a').length, 5);
  });
});

describe('a member that dies', () => {
  const job = `job sort on node { stage map { tasks 20  memory 2GB  vcores 1  duration 30s }  stage reduce after map { tasks 3  memory 2GB  vcores 2  duration 20s } }`;

  it('in the first wave: its four tasks begin again after the timeout', () => {
    const outcome = outcomeOf(`${cluster(4, '8GB')} ${job}
      scenario "loss" { at 10s fail node#2 }`);
    // Four lost, known at 20. Eight cores are free at 30: four again, four of the eight that are left; the other four at 60. Reduces at 90.
    assert.equal(outcome.rerun('sort'), 4);
    assert.equal(outcome.completion('sort'), 110);
    const found = bars(outcome, 'sort');
    assert.deepEqual(found['node#2'], ['map2@0-10 lost', 'map5@0-10 lost', 'map8@0-10 lost', 'map11@0-10 lost']);
    assert.deepEqual(found['node#1']!.slice(4, 8), ['map2#2@30-60', 'map8#2@30-60', 'map13@30-60', 'map15@30-60']);
  });

  it('while reduces run: finished maps begin again, too, and the reduces of the others go on', () => {
    const outcome = outcomeOf(`${cluster(4, '8GB')} ${job}
      scenario "loss" { at 65s fail node#2 }`);
    // Maps: seven on each of two, six on the third, see above: node#2 has seven. Known at 75: seven maps and one reduce.
    assert.equal(outcome.rerun('sort'), 8);
    // node#1 and #3 have two free cores each while their reduces run to 80: four maps at 75, to 105; three at 80, to 110; the reduce from 110 to 130.
    assert.equal(outcome.completion('sort'), 130);
    assert.deepEqual(outcome.state.log.map(({ at, kind, amount, detail }) => [at, kind, ...(kind === 'task-lost' ? [amount, detail] : [])]), [
      [0, 'job-submitted'], [65, 'failed'], [75, 'expired'], [75, 'task-lost', 1, 'running'], [75, 'task-lost', 7, 'output'], [130, 'job-done'],
    ]);
  });

  it('when only the last tasks run, elsewhere: what begins again is dropped when they are done', () => {
    const outcome = outcomeOf(`${cluster(4, '8GB')}
      job sort on node { stage map { tasks 12  duration 30s }  stage reduce after map { tasks 1  vcores 4  duration 20s } }
      scenario "loss" { at 32s fail node#3 }`);
    assert.equal(outcome.rerun('sort'), 4);
    assert.equal(outcome.completion('sort'), 50);
    assert.equal(outcome.gantt('sort')!.tasks.filter((task) => task.outcome === 'cancelled').length, 4);
  });

  it('and is back before anybody noticed: it has nothing any more', () => {
    const outcome = outcomeOf(`${cluster(4, '8GB', 'heartbeat every 1s timeout 60s')}
      job sort on node { stage map { tasks 12  duration 30s } }
      scenario "loss" { at 10s fail node#1 at 15s recover node#1 }`);
    assert.equal(outcome.rerun('sort'), 4);
    assert.equal(outcome.completion('sort'), 45);
  });

  it('in good order finishes what it has, and gets nothing new', () => {
    const outcome = outcomeOf(`${cluster(4, '8GB')}
      job sort on node { stage map { tasks 20  duration 30s } }
      scenario "loss" { at 10s stop node#1 }`);
    assert.equal(outcome.rerun('sort'), 0);
    assert.equal(outcome.completion('sort'), 60);
    assert.equal(bars(outcome, 'sort')['node#1']!.length, 4);
  });

  it('with what it runs on, and slowly where that is slowed', () => {
    const text = (event: string): string => `server machine count 2 { node-manager nm { vcores 2  memory 4GB } }
      group nms active-active { members machine.nm  heartbeat every 1s timeout 5s }
      job sort on nms { stage map { tasks 4  duration 10s } }
      scenario "loss" { at 0s slow machine#1 by 3  ${event} }`;
    assert.equal(outcomeOf(text('')).completion('sort'), 30);
    const lost = outcomeOf(text('at 2s fail machine#1'));
    assert.equal(lost.rerun('sort'), 2);
    assert.equal(lost.completion('sort'), 20);
  });

  it('again and again, or by chance', () => {
    const text = (event: string): string => `server node count 2 { vcores 2  memory 8GB  mtbf 100s  mttr 50s  heartbeat every 1s timeout 5s }
      job sort on node { stage map { tasks 8  duration 10s } }
      scenario "loss" { ${event} }`;
    // Down from 0 to 15 s and from 30 s to 45 s: both waves of the other node, and two tasks at a time from 15 to 25 here.
    const flapping = outcomeOf(text('at 0s flap node#2 every 30s for 2m'));
    assert.equal(flapping.completion('sort'), 30);
    // Five seconds up, five down: what takes ten never ends there. The other does six tasks by 30 s, one of the last two at 35 s, when they are
    // given up there, and the last at 45 s, when it is given up once more.
    const restless = outcomeOf(text('at 0s flap node#2 every 10s for 2m'));
    assert.equal(restless.completion('sort'), 55);
    // Two each at 15, 25 and 35 s, one at 45 s.
    assert.equal(restless.rerun('sort'), 7);
    const wearing = outcomeOf(text('at 0s wear node'));
    assert.equal(wearing.gantt('sort')!.outcome, 'done');
  });

  it('all of them: the job never ends', () => {
    const outcome = outcomeOf(`${cluster(4, '8GB')} ${job}  scenario "loss" { at 10s fail node }`);
    assert.equal(outcome.completion('sort'), undefined);
    assert.equal(outcome.gantt('sort')!.outcome, 'unfinished');
  });
});

describe('a job that cannot be done', () => {
  it('because no member is large enough', () => {
    const outcome = outcomeOf(`${cluster(4, '8GB')}
      job sort on node { stage map { tasks 1  memory 9GB  duration 1s } }  scenario "s" { }`);
    assert.equal(outcome.gantt('sort')!.reason, 'too-large');
  });
  it('because its stages wait for each other: what closes the circle is left out, and told while typing', () => {
    const model = readModel(`${cluster(4, '8GB')}
      job sort on node { stage a after c { tasks 1  duration 5s }  stage b after a { tasks 1  duration 5s }  stage c after b, c { tasks 1  duration 5s } }  scenario "s" { }`);
    assert.deepEqual(model.problems.map((problem) => problem.type === 'cycle' && [problem.what, ...problem.path.map(({ name }) => name)]), [['stage', 'a', 'c', 'b'], ['stage', 'c']]);
    const facts = new Facts(model);
    const { outcome } = simulate(facts, facts.read('scenarios')[0]!);
    assert.equal(outcome.completion('sort'), 15);
  });
  it('a stage without tasks is done when those before it are', () => {
    const outcome = outcomeOf(`${cluster(4, '8GB')}
      job sort on node { stage a { tasks 1  duration 5s }  stage b after a { tasks 0 }  stage c after b { tasks 1  duration 5s }  stage d after c { tasks 0 } }  scenario "s" { }`);
    assert.equal(outcome.completion('sort'), 10);
  });
  it('a job without tasks is done at once', () => {
    assert.equal(outcomeOf(`${cluster(4, '8GB')} job sort on node { }  scenario "s" { }`).completion('sort'), 0);
  });
});

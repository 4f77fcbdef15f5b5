/** Hadoop: YARN's eight steps, its masters and their failures, HDFS's blocks. */
import assert from 'node:assert/strict';
import { simulate } from '#language/simulation/simulate.js';
import type { Outcome } from '#language/simulation/outcome/outcome.js';
import { factsOf } from '../../../support/reachability.js';

function outcomeOf(text: string): Outcome {
  const facts = factsOf(text);
  return simulate(facts, facts.read('scenarios')[0]!).outcome;
}

function log(outcome: Outcome): string[] {
  return outcome.state.log.map(({ at, kind, subject, other, amount, detail }) => [Number(at.toFixed(6)), kind === 'job-step' ? detail : `${kind} ${subject}`, other, kind === 'job-step' ? amount : undefined].filter((each) => each !== undefined).join(' '));
}

const hadoop = ({ master = 'application-master master', events = '', job = 'stage map { tasks 20  memory 2GB  duration 30s }  stage reduce after map { tasks 3  memory 2GB  duration 20s }', rest = '' } = {}): string => `
  client analyst
  resource-manager rm count 2 active-standby { software yarn  failover automatic within 30s }
  node-manager nm count 3 { memory 8GB  vcores 4  ${master}  heartbeat every 1s timeout 10s }
  ${rest}
  flow analyst -> rm over tcp/8032
  flow rm -> nm over tcp/8041
  job wordcount on nm { ${job} }
  scenario "run" { ${events} }`;
const CONTAINER = 'application-master master { memory 2GB  vcores 1 }';

describe('YARN', () => {
  it('tells the eight steps', () => {
    const outcome = outcomeOf(hadoop({ master: CONTAINER }));
    assert.deepEqual(log(outcome), [
      '0 job-submitted wordcount', '0 yarn-submit analyst', '0 yarn-start-master nm#1 1', '0 yarn-register nm#1', '0 yarn-ask 23',
      '0 yarn-launch 11', '0 yarn-run', '30 yarn-status', '80 yarn-finish', '80 job-done wordcount',
    ]);
    // 11 cores are left: two waves of maps, and one of reduces.
    assert.equal(outcome.completion('wordcount'), 80);
    assert.ok(Math.abs(outcome.utilisation('nm#1')! - (80 + 6 * 30 + 20) / (4 * 80)) < 1e-9, `${outcome.utilisation('nm#1')}`);
  });

  it('takes no container for an application master that states nothing', () => {
    const outcome = outcomeOf(hadoop({ job: 'stage map { tasks 24  duration 30.5s }' }));
    assert.equal(outcome.completion('wordcount'), 61);
    assert.equal(outcomeOf(hadoop({ job: 'stage map { tasks 24  duration 30s }', master: CONTAINER })).completion('wordcount'), 90);
  });

  it('hands out containers with the heartbeats of nodes', () => {
    // Done at 2.5 s, freed with the beat at 3 s; no beat is needed for the end itself.
    const outcome = outcomeOf(hadoop({ job: 'stage map { tasks 22  duration 2.5s }', master: CONTAINER }));
    assert.equal(outcome.completion('wordcount'), 5.5);
  });

  it('starts another application master when its node is lost, and goes on with what is left', () => {
    const outcome = outcomeOf(hadoop({ master: CONTAINER, events: 'at 10s fail nm#1' }));
    const lines = log(outcome);
    assert.ok(lines.includes('20 master-lost wordcount nm#1'), lines.join('\n'));
    // No room before 30 s, when eight cores are free: the second master takes one of them.
    assert.ok(lines.includes('30 yarn-start-master nm#2 2'), lines.join('\n'));
    // Three maps lost with the node. Eight reported at 30; seven at a time from there: twelve maps to 60 and 90; reduces to 110.
    assert.equal(outcome.rerun('wordcount'), 3);
    assert.equal(outcome.completion('wordcount'), 110);
  });

  it('gives nothing new while no ResourceManager serves; what runs goes on', () => {
    // Lost at 20 s, stood in for at 50 s: the second wave runs from there.
    const outcome = outcomeOf(hadoop({ events: 'at 20s fail rm#1' }));
    assert.equal(outcome.completion('wordcount'), 100);
    assert.equal(outcome.rerun('wordcount'), 0);
  });

  it('waits for a ResourceManager to be told of the end', () => {
    const outcome = outcomeOf(hadoop({ events: 'at 70s fail rm#1' }));
    assert.equal(outcome.completion('wordcount'), 100);
  });

  it('never ends where the only ResourceManager is lost', () => {
    const outcome = outcomeOf(hadoop({ events: 'at 20s fail rm' }));
    assert.equal(outcome.completion('wordcount'), undefined);
    assert.equal(outcomeOf(hadoop({ events: 'at 20s fail rm at 120s recover rm#1' })).completion('wordcount'), 170);
  });

  it('takes a node that it does not hear for lost', () => {
    const outcome = outcomeOf(hadoop({ events: 'at 10s partition nm#2 from rm' }));
    assert.ok(log(outcome).includes('20 expired nm#2 rm#1'));
    assert.equal(outcome.rerun('wordcount'), 4);
    const healed = outcomeOf(hadoop({ events: 'at 10s partition nm#2 from rm at 15s recover nm#2' }));
    assert.equal(healed.rerun('wordcount'), 0);
    assert.equal(healed.completion('wordcount'), 80);
    // Its tasks are done at 30 s, and nobody hears of it before 35 s.
    const late = outcomeOf(hadoop({ events: 'at 28s partition nm#2 from rm at 35s recover nm#2' }));
    assert.equal(late.rerun('wordcount'), 0);
  });

  it('does not hear one whose link is cut, through what the node runs on', () => {
    const text = (event: string): string => `
      resource-manager rm { software yarn }
      l2switch sw
      server m count 3 { node-manager nm { memory 4GB  vcores 2 } }
      group nms active-active { members m.nm  heartbeat every 1s timeout 10s }
      link rm -- sw
      link m -- sw
      flow rm -> nms
      job sort on nms { stage map { tasks 12  duration 30s } }
      scenario "run" { ${event} }`;
    const outcome = outcomeOf(text('at 5s cut m#2 -- sw'));
    assert.ok(log(outcome).includes('15 expired m#2.nm rm'));
    assert.equal(outcome.completion('sort'), 90);
    // The switch is in the way of all: none is heard, and none is given anything.
    assert.equal(outcomeOf(text('at 5s fail sw at 10s recover sw')).rerun('sort'), 0);
    assert.equal(outcomeOf(text('at 5s fail sw at 30s recover sw')).rerun('sort'), 6);
  });

  it('misses a node when it is there itself', () => {
    const outcome = outcomeOf(hadoop({ events: 'at 10s fail nm#2 at 15s fail rm at 60s recover rm#2' }));
    assert.ok(log(outcome).some((line) => line.startsWith('60 expired nm#2')), log(outcome).join('\n'));
    assert.equal(outcome.rerun('wordcount'), 4);
  });

  it('after ten minutes, where no heartbeat is stated', () => {
    const outcome = outcomeOf(hadoop({ events: 'at 10s fail nm#2' }).replace('heartbeat every 1s timeout 10s', ''));
    assert.ok(log(outcome).includes('610 expired nm#2 rm#1'));
    assert.equal(outcome.completion('wordcount'), 660);
  });

  it('takes the time of the links for its words', () => {
    const text = `
      client analyst
      resource-manager rm { software yarn }
      node-manager nm count 2 { memory 8GB  vcores 2  heartbeat every 1s timeout 10s }
      l2switch sw
      link analyst -- sw { latency 10ms }
      link rm -- sw { latency 1ms }
      link nm -- sw { latency 2ms }
      flow analyst -> rm over tcp/8032
      flow rm -> nm over tcp/8041
      job sort on nm { stage map { tasks 4  duration 1s } }
      scenario "run" { }`;
    // 11 ms to the ResourceManager, 3 ms to a node, and 3 ms back.
    assert.ok(Math.abs(outcomeOf(text).completion('sort')! - 1.017) < 1e-9, `${outcomeOf(text).completion('sort')}`);
  });
});

describe('HDFS', () => {
  const rest = (more = ''): string => `
    server worker count 4 {
      os linux
      node-manager own { memory 4GB  vcores 2 }
      data-node dn { ${more} }
    }
    group nms active-active { members worker.own  heartbeat every 1s timeout 10s }
    group dns active-active { members worker.dn  heartbeat every 1s timeout 20s }
    name-node nn count 2 active-standby { software hdfs  failover automatic within 60s }
    flow nms -> dns over tcp/9866
    flow dns -> nn over tcp/8020`;
  const text = (events: string, more = '', job = 'stage map { tasks 16  duration 30s }  stage reduce after map { tasks 4  duration 20s }'): string => `
    resource-manager rm { software yarn }
    ${rest(more)}
    flow rm -> nms over tcp/8041
    job sort on nms { ${job} }
    scenario "run" { ${events} }`;

  it('gives a node tasks whose blocks it has', () => {
    assert.deepEqual(outcomeOf(text('')).gantt('sort')!.locality, { local: 16, remote: 0 });
    // One copy: as many blocks on each as it gets tasks.
    assert.deepEqual(outcomeOf(text('', 'replicas 1')).gantt('sort')!.locality, { local: 16, remote: 0 });
    // The first node takes all six tasks of a small job, and has four of their blocks.
    assert.equal(outcomeOf(text('', 'replicas 1', 'stage map { tasks 3  vcores 2  duration 30s }')).gantt('sort')!.locality!.local, 3);
  });

  it('copies blocks again when a data node is lost, and reads on', () => {
    const outcome = outcomeOf(text('at 5s fail worker#2'));
    // 16 blocks of three copies on four nodes: twelve on each.
    assert.ok(outcome.state.log.some(({ at, kind, amount }) => at === 25 && kind === 'blocks-copied' && amount === 12), log(outcome).join('\n'));
    assert.equal(outcome.rerun('sort'), 2);
    assert.equal(outcome.gantt('sort')!.outcome, 'done');
  });

  it('waits for a block of which no copy is left', () => {
    const outcome = outcomeOf(text('at 5s fail worker#2.dn at 2min recover worker#2.dn', 'replicas 1'));
    // Four blocks on worker#2; two were being read when it went, and are. The other two are read from 120 s to 150 s.
    assert.equal(outcome.completion('sort'), 170);
    assert.ok(outcome.state.log.some(({ kind, amount }) => kind === 'blocks-missing' && amount === 4));
  });

  it('opens no file while no NameNode serves', () => {
    // The first wave of maps runs on; the second opens its blocks at 80 s.
    const outcome = outcomeOf(text('at 20s fail nn#1'));
    assert.equal(outcome.completion('sort'), 130);
  });
});

describe('Hadoop 1', () => {
  const text = (events: string): string => `
    job-tracker jt { software hadoop-1 }
    task-tracker tt count 3 { software hadoop-1  memory 4GB  vcores 2 }
    flow tt -> jt over tcp/8021
    job sort on tt { stage map { tasks 12  duration 30s } }
    scenario "run" { ${events} }`;
  it('runs, and loses its jobs with the JobTracker', () => {
    assert.equal(outcomeOf(text('')).completion('sort'), 60);
    const outcome = outcomeOf(text('at 10s fail jt at 1min recover jt'));
    assert.equal(outcome.gantt('sort')!.reason, 'tracker');
    assert.equal(outcome.completion('sort'), undefined);
  });
});

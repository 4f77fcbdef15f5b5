/** Spark: five steps, stages with shuffles, lineage that makes lost outputs again, and the driver that takes all with it. */
import assert from 'node:assert/strict';
import { simulate } from '#language/simulation/simulate.js';
import type { Outcome } from '#language/simulation/outcome/outcome.js';
import { factsOf } from '../../../support/reachability.js';

function outcomeOf(text: string): Outcome {
  const facts = factsOf(text);
  return simulate(facts, facts.read('scenarios')[0]!).outcome;
}

const spark = (events = '', stages = 'stage read { tasks 8  duration 10s }  stage join after read { tasks 4  duration 20s }  stage result after join { tasks 2  duration 10s }'): string => `
  client analyst
  spark-driver driver { software spark  spark-context sc }
  cluster-manager cm { software spark }
  worker-node worker count 2 { executor e { memory 8GB  vcores 4  software spark  rdd r } }
  group executors active-active { members worker.e  heartbeat every 10s timeout 20s }
  flow analyst -> driver over tcp/4040
  flow driver -> cm over tcp/7077
  flow cm -> worker
  flow driver -> executors over tcp/7078
  flow executors -> driver over tcp/7078
  job report on executors { ${stages} }
  scenario "run" { ${events} }`;

describe('Spark', () => {
  it('tells the five steps', () => {
    const outcome = outcomeOf(spark());
    assert.deepEqual(outcome.state.log.map(({ at, kind, detail, amount, other }) => [at, detail ?? kind, amount ?? other ?? '']), [
      [0, 'job-submitted', ''], [0, 'spark-submit', 'analyst'], [0, 'spark-context', 'driver'], [0, 'spark-executors', 2], [0, 'spark-tasks', 8],
      [40, 'spark-results', 'driver'], [40, 'job-done', 40],
    ]);
    assert.equal(outcome.completion('report'), 40);
  });

  it('makes lost outputs again, and what these need, too', () => {
    // At 35 s the results run on one executor each. Known at 55: worker#2's result, its two joins, its four reads.
    const outcome = outcomeOf(spark('at 35s fail worker#2'));
    assert.equal(outcome.rerun('report'), 7);
    // The other result is done at 40. Reads 55 to 65, joins 65 to 85, result 85 to 95.
    assert.equal(outcome.completion('report'), 95);
  });

  it('makes nothing again that nobody needs any more', () => {
    const outcome = outcomeOf(spark('at 12s fail worker#2', 'stage read { tasks 8  duration 10s }  stage result after read { tasks 1  duration 30s }'));
    // The only result runs on worker#1 until 40; reads of worker#2 begin again at 32 and are dropped.
    assert.equal(outcome.rerun('report'), 4);
    assert.equal(outcome.completion('report'), 40);
  });

  it('remembers what was lost while nobody needed it', () => {
    // read -> join -> result. worker#1 dies when only result tasks run (40 s); then worker#2's joins get lost with worker#2 … and all reads are gone.
    const outcome = outcomeOf(spark('at 31s fail worker#1 at 60s recover worker#1'));
    assert.equal(outcome.gantt('report')!.outcome, 'done');
    assert.equal(outcome.rerun('report'), 7);
  });

  it('fails with its driver', () => {
    const outcome = outcomeOf(spark('at 15s fail driver at 20s recover driver'));
    assert.equal(outcome.gantt('report')!.reason, 'driver');
    assert.equal(outcome.completion('report'), undefined);
    assert.equal(outcome.gantt('report')!.tasks.filter((task) => task.outcome === 'cancelled').length, 4);
  });

  it('needs the cluster manager for its executors only', () => {
    assert.equal(outcomeOf(spark('at 5s fail cm')).completion('report'), 40);
    const late = outcomeOf(spark().replace('job report on executors', 'job other on executors').replace('scenario "run" {', 'scenario "run" { at 0s fail cm at 10s recover cm'));
    // Events at the same moment go by their order: the manager is lost before the job comes.
    assert.equal(late.completion('other'), 50);
  });

  it('works on YARN as on its own cluster manager, on executors in worker nodes', () => {
    const outcome = outcomeOf(`
      spark-driver driver { software spark  spark-context sc }
      cluster-manager cm { software yarn }
      cluster-manager other { software mesos }
      worker-node w count 3 { executor e { memory 4GB  vcores 2  software spark  rdd r } }
      flow driver -> cm
      flow cm -> w
      job report on w { stage a { tasks 12  duration 10s } }
      scenario "run" { at 0s fail cm at 5s recover cm }`);
    assert.equal(outcome.plan.jobs!.clusters[0]!.kind, 'spark');
    assert.deepEqual(outcome.plan.jobs!.nodes.map(({ id }) => id), ['w#1.e', 'w#2.e', 'w#3.e']);
    assert.equal(outcome.completion('report'), 25);
  });

  it('waits two minutes for an executor where no heartbeat is stated', () => {
    const outcome = outcomeOf(spark('at 5s fail worker#2').replace('heartbeat every 10s timeout 20s', ''));
    assert.ok(outcome.state.log.some(({ at, kind }) => at === 125 && kind === 'expired'));
  });
});

/** Writes that wait for their synchronous copies, reckoned by hand, and what happens when nobody keeps a copy. */
import assert from 'node:assert/strict';
import { outcomeOf } from './outcomes.js';

const text = (copy: string, flow: string, scenario: string): string => `
  lan net { subnet 10.0.0.0/24 }
  l2switch sw
  server was { ip 10.0.0.2 }
  database db count 2 active-standby { ip from 10.0.0.11  software mysql  service-time 5ms  workers 1  ${copy}  failover automatic within 10s }
  link was -- sw { latency 1ms }
  link db#1 -- sw as one { latency 2ms  bandwidth 1Gbps }
  link db#2 -- sw as two { latency 3ms  bandwidth 1Gbps }
  flow was -> db over mysql ${flow} timeout 2s as asks
  scenario "s" { ${scenario} }`;

const SYNC = 'replicate db#1 -> db#2 sync';
const mean = (model: string): number => {
  const { latency, served } = outcomeOf(model).requests('asks')!;
  return latency.sum / served;
};
const about = (actual: number, expected: number): void => assert.ok(Math.abs(actual - expected) < 1e-6, `${actual} instead of ${expected}`);

describe('synchronous copies', () => {
  // 125 kB take 1 ms at 1 Gbps. The request: 1 + 2 + 1 ms there and back, 5 ms of work. The copy: 2 + 3 + 1 + 1 ms there and back.
  const one = 'load asks 10/s steady for 10s size 125kB';

  it('are waited for: the way to the standby and back', () => about(mean(text(SYNC, 'writes', one)), 0.008 + 0.005 + 0.014));
  it('not where they are asynchronous', () => about(mean(text('replicate db#1 -> db#2 async lag 1s', 'writes', one)), 0.013));
  it('not by what reads, and not by what does not say that it writes', () => {
    about(mean(text(SYNC, 'reads prefer db#1', one)), 0.013);
    about(mean(text(SYNC, '', one)), 0.013);
  });

  it('hold the worker: the primary does no more than one write each 15 ms', () => {
    const outcome = outcomeOf(text(SYNC, 'writes', 'load asks 4 users think 0s for 20s'));
    // Without a size: 5 ms of work and 10 ms of way.
    assert.ok(Math.abs(outcome.throughput('asks')! - 1 / 0.015) < 0.3, `${outcome.throughput('asks')}`);
    assert.ok(outcome.utilisation('db#1')! > 0.99);
  });

  it('go to all that keep one at the same time: the farthest counts', () => {
    about(mean(`server was database a { service-time 5ms } database b database c server sw
      group db active-standby { members a, b, c  replicate a -> b sync  replicate a -> c sync  failover automatic within 10s }
      link a -- b { latency 2ms } link a -- c { latency 7ms } link was -- a { latency 1ms }
      flow was -> db writes as asks
      scenario "s" { load asks 1/s steady for 10s }`), 0.002 + 0.005 + 0.014);
  });

  it('are not waited for while nobody keeps them: the primary goes on alone and says so', () => {
    const outcome = outcomeOf(text(SYNC, 'writes', `${one}  at 2050ms fail db#2  at 7050ms recover db#2`));
    const { served, failed, latency } = outcome.requests('asks')!;
    assert.deepEqual([served, failed], [100, 0]);
    assert.deepEqual(outcome.state.log.map(({ kind, subject, other }) => [kind, subject, other ?? '']), [
      ['failed', 'db#2', ''], ['copy-missing', 'db#1', 'db#2'], ['recovered', 'db#2', ''], ['copied-again', 'db#1', 'db#2'],
    ]);
    about(latency.sum / served, (50 * 0.027 + 50 * 0.013) / 100);
  });

  it('that are under way when the standby fails hold nobody up', () => {
    // Asked at 100 ms, at the primary at 104 ms, done at 109 ms, under way until 123 ms.
    const outcome = outcomeOf(text(SYNC, 'writes', `load asks 10/s steady for 150ms size 125kB  at 112ms fail db#2`));
    about(outcome.requests('asks')!.latency.sum, 0.012 + 0.004);
    assert.equal(outcome.requests('asks')!.served, 1);
  });

  it('go the other way round once the standby serves', () => {
    const outcome = outcomeOf(text(SYNC, 'writes', `${one}  at 1050ms fail db#1  at 15s recover db#1`).replace('for 10s', 'for 30s'));
    assert.ok(outcome.state.log.some(({ kind, subject }) => kind === 'copy-missing' && subject === 'db#2'));
    assert.ok(outcome.state.log.some(({ kind, subject, at }) => kind === 'copied-again' && subject === 'db#2' && at > 15 && at < 15.2));
    assert.equal(outcome.loss('db')!.writes, 0);
  });

  it('do not cross a partition', () => {
    const outcome = outcomeOf(text(SYNC, 'writes', `${one}  at 2050ms partition db#1 from db#2`));
    assert.equal(outcome.requests('asks')!.failed, 0);
    assert.ok(outcome.state.log.some(({ kind }) => kind === 'copy-missing'));
  });
});

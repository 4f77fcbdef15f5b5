/** Queues and topics, reckoned by hand: what consumers get through, how what waits grows and goes, and what failures cost. */
import assert from 'node:assert/strict';
import { outcomeOf } from './outcomes.js';

interface Given { broker?: string; workers?: string; load: string; more?: string; publish?: string }

const model = ({ broker = '', workers = 'workers 1 service-time 100ms', load, more = '', publish = 'async' }: Given): string => `
  client shop
  broker events { ${broker} }
  server worker count 2 { ${workers} }
  flow shop -> events over tcp/5672 ${publish} timeout 1s as publish
  flow worker -> events over tcp/5672 reads as work
  ${more}
  scenario "s" { ${load} }`;

const near = (actual: number, expected: number, by: number): void => assert.ok(Math.abs(actual - expected) <= by, `${actual} instead of ${expected}`);

describe('a queue', () => {
  it('gives each message to one member, and takes no time while one is free', () => {
    const outcome = outcomeOf(model({ load: 'load publish 10/s steady for 10s' }));
    const work = outcome.requests('work')!;
    assert.deepEqual([outcome.requests('publish')!.served, work.served, work.failed], [100, 100, 0]);
    assert.deepEqual([outcome.served('worker#1'), outcome.served('worker#2')], [50, 50]);
    assert.equal(outcome.share('worker#1'), 0.5);
    near(work.latency.sum / work.served, 0.1, 1e-9);
    assert.equal(outcome.queue('events').max, 0);
  });

  it('lets the publisher go once the broker has it', () => {
    const outcome = outcomeOf(model({ broker: 'service-time 5ms', publish: '', load: 'load publish 10/s steady for 10s' }));
    near(outcome.percentile('publish', 1)!, 0.005, 1e-4);
    near(outcome.percentile('work', 1)!, 0.1, 1e-3);
  });

  it('grows by what comes and is not taken, and is worked off at the consumers’ speed', () => {
    // 30 come each second for 10 s, 20 are taken: 100 wait at the end, and are gone 5 s later.
    const outcome = outcomeOf(model({ load: 'duration 20s  load publish 30/s steady for 10s' }));
    near(outcome.queue('events').max, 100, 2);
    near(outcome.queue('events').mean, (100 * 10 / 2 + 100 * 5 / 2) / 20, 1.5);
    assert.equal(outcome.requests('work')!.served, 300);
    // The last of 300 comes at 10 s and is done at 15 s.
    near(outcome.percentile('work', 1)!, 5, 0.1);
    near(outcome.utilisation('worker')!, 15 / 20, 0.01);
  });

  it('is bounded by its `queue`: what comes beyond is refused to who publishes', () => {
    const outcome = outcomeOf(model({ broker: 'queue 50', publish: '', load: 'load publish 30/s steady for 20s' }));
    near(outcome.queue('events').max, 50, 0);
    // 20 a second are taken, and 50 wait at the end.
    near(outcome.requests('publish')!.refused, 600 - 400 - 50, 3);
    assert.equal(outcome.requests('work')!.failed, 0);
    assert.equal(outcome.requests('work')!.served, outcome.requests('publish')!.served);
  });

  it('is measured from when the broker has the message to the end of the work and its calls', () => {
    const outcome = outcomeOf(model({
      load: 'load publish 1/s steady for 10s', more: 'database db { service-time 30ms } flow worker -> db over mysql writes as store',
    }));
    near(outcome.percentile('work', 1)!, 0.13, 1e-3);
    assert.equal(outcome.requests('store')!.served, 10);
  });

  it('comes to its consumers over the network', () => {
    const outcome = outcomeOf(model({ load: 'load publish 1/s steady for 10s', more: 'link worker -- events { latency 20ms } link shop -- events { latency 7ms }' }));
    near(outcome.percentile('work', 1)!, 0.12, 1e-3);
  });

  it('holds no more for a reader that a load makes ask', () => {
    const outcome = outcomeOf(model({ load: 'load publish 10/s steady for 10s  load work 5/s steady for 10s' }));
    // A hundred messages, and the fifty times that it asked by itself.
    assert.equal(outcome.requests('work')!.served, 150);
  });

  it('with consumers that take as many as come holds nothing', () => {
    const outcome = outcomeOf(model({ workers: 'service-time 1s', load: 'load publish 50/s steady for 10s' }));
    assert.equal(outcome.queue('events').max, 0);
    near(outcome.percentile('work', 1)!, 1, 0.01);
  });
});

describe('a topic', () => {
  it('gives each message once to each flow that reads', () => {
    const outcome = outcomeOf(model({
      load: 'load publish 10/s steady for 10s', more: 'server audit { workers 1 service-time 10ms } flow audit -> events over tcp/5672 reads as audits',
    }));
    assert.deepEqual([outcome.requests('work')!.served, outcome.requests('audits')!.served], [100, 100]);
    assert.equal(outcome.served('audit'), 100);
  });

  it('does not let a slow reader hold up a fast one', () => {
    const outcome = outcomeOf(model({
      load: 'load publish 10/s steady for 10s', more: 'server slow { workers 1 service-time 1s } flow slow -> events over tcp/5672 reads as slowly',
    }));
    near(outcome.percentile('work', 1)!, 0.1, 1e-3);
    assert.equal(outcome.requests('slowly')!.served, 100);
  });
});

describe('when something fails', () => {
  it('messages wait while no consumer is there', () => {
    const outcome = outcomeOf(model({ load: 'load publish 10/s steady for 30s  at 10.05s fail worker  at 15.05s recover worker' }));
    assert.deepEqual([outcome.requests('work')!.served, outcome.requests('work')!.failed], [300, 0]);
    near(outcome.queue('events').max, 50, 1);
  });

  it('what a consumer had goes to another one', () => {
    for (const how of ['fail', 'kill']) {
      const outcome = outcomeOf(model({ load: `load publish 15/s steady for 10s  at 5.01s ${how} worker#1` }));
      assert.deepEqual([how, outcome.requests('work')!.served, outcome.requests('work')!.failed], [how, 150, 0]);
    }
  });

  it('publishing fails while the broker is down, and what it held is lost', () => {
    const outcome = outcomeOf(model({ publish: '', load: 'load publish 30/s steady for 10s  at 5.01s kill events  at 7.01s recover events' }));
    const publish = outcome.requests('publish')!;
    assert.equal(publish.failed, 60);
    // 150 had come, 100 were taken: some 50 were held.
    near(outcome.requests('work')!.failed, 50, 2);
    assert.equal(outcome.requests('work')!.served + outcome.requests('work')!.failed, publish.served);
    near(outcome.state.log.find(({ kind }) => kind === 'lost-messages')!.amount!, 50, 2);
  });

  it('unless it keeps messages for a stated time', () => {
    const outcome = outcomeOf(model({ broker: 'retention 7d', publish: '', load: 'load publish 30/s steady for 10s  at 5.01s kill events  at 7.01s recover events' }));
    assert.equal(outcome.requests('work')!.failed, 0);
    assert.equal(outcome.requests('work')!.served, outcome.requests('publish')!.served);
  });

  it('what nobody took in that time is gone', () => {
    const outcome = outcomeOf(model({ broker: 'retention 5s', load: 'load publish 10/s steady for 20s  at 5.05s fail worker  at 15.05s recover worker' }));
    // Those of the first five seconds of the outage.
    near(outcome.requests('work')!.failed, 50, 2);
    assert.equal(outcome.requests('work')!.served + outcome.requests('work')!.failed, 200);
  });

  it('of an active-standby consumer only the one that serves takes messages', () => {
    const outcome = outcomeOf(`client shop queue q server worker count 2 active-standby { workers 1 service-time 10ms failover automatic within 2s }
      flow shop -> q over tcp/5672 async as publish
      flow worker -> q over tcp/5672 reads as work
      scenario "s" { load publish 10/s steady for 10s  at 5.05s fail worker#1 }`);
    assert.deepEqual([outcome.served('worker#1'), outcome.served('worker#2')], [50, 50]);
    near(outcome.queue('q').max, 20, 1);
  });
});

describe('while nothing fails', () => {
  it('no message is lost, and none is worked on twice', () => {
    for (let seed = 1; seed <= 12; seed++) {
      const readers = 1 + seed % 3;
      const outcome = outcomeOf(`client shop broker events count ${1 + seed % 2} { service-time exponential 3ms workers 2 }
        ${Array.from({ length: readers }, (_, at) => `server w${at} count ${1 + (seed + at) % 4} { workers ${1 + at} service-time exponential ${20 + 30 * at}ms }
          flow w${at} -> events over tcp/5672 reads as r${at}`).join('\n')}
        flow shop -> events over tcp/5672 ${seed % 2 ? 'async' : ''} as publish
        scenario "s" { load publish ${20 + 10 * seed}/s for 20s }`, seed);
      const { offered, served } = outcome.requests('publish')!;
      assert.equal(served, offered);
      for (let at = 0; at < readers; at++) {
        const { served: done, failed } = outcome.requests(`r${at}`)!;
        assert.deepEqual([seed, at, done, failed], [seed, at, offered, 0]);
        assert.equal(outcome.served(`w${at}`), offered);
      }
    }
  });
});

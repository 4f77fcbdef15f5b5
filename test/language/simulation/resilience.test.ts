/** What callers and callees do against overload and loss: connections, back-off, breakers, rate limits, caches; and how loads change. */
import assert from 'node:assert/strict';
import { outcomeOf } from './outcomes.js';

const times = (text: string): [number, number, number] => {
  const { offered, served, failed } = outcomeOf(text).requests('asks')!;
  return [offered, served, failed];
};

describe('what a kind or a product states', () => {
  it('holds for every element of it that says nothing else, as it does while typing', () => {
    // Two workers of 100 ms serve 20 a second; one that is said of the element itself serves 10.
    const served = (kind: string, own = ''): number => outcomeOf(`${kind}
      client users
      ${own.startsWith('software') ? 'server' : 'slow-server'} web { service-time 100ms ${own} }
      flow users -> web over http as asks
      scenario "s" { load asks 40/s steady for 30s  duration 30s }`).requests('asks')!.served;
    const kind = 'kind slow-server extends server { workers 2  queue 20 }';
    assert.ok(Math.abs(served(kind) - 600) < 25, String(served(kind)));
    assert.ok(Math.abs(served(kind, 'workers 1') - 300) < 25);
    assert.ok(Math.abs(served('software slow-product {\n  is web-server\n  workers 2\n  queue 20\n}\n', 'software slow-product') - 600) < 25);
  });
});

describe('callers', () => {
  it('wait for one of their connections, first come, first served', () => {
    // One connection and 100 ms of work: of ten at once the last has waited 900 ms.
    const outcome = outcomeOf(`client users
      database db { service-time 100ms }
      flow users -> db over mysql connections 1 as asks
      scenario "s" { load asks burst 10 every 1h for 10s }`);
    assert.equal(outcome.requests('asks')!.served, 10);
    assert.ok(Math.abs(outcome.percentile('asks', 1)! - 1) < 0.01);
    assert.ok(Math.abs(outcome.percentile('asks', 0.5)! - 0.5) < 0.01);
  });

  it('give up while they wait for a connection, as for an answer', () => {
    assert.deepEqual(times(`client users
      database db { service-time 100ms }
      flow users -> db over mysql connections 1 timeout 450ms as asks
      scenario "s" { load asks burst 10 every 1h for 10s }`), [10, 4, 6]);
  });

  it('try again after twice as long each time', () => {
    // Down for 10 s; asked at 1 s, and again 1, 2, 4 and 8 s after each refusal: 1, 2, 4, 8, 16.
    const text = (retry: string): string => `client users
      database db { service-time 10ms }
      flow users -> db over mysql ${retry} as asks
      scenario "s" { load asks 1/s steady for 1s  at 0s kill db  at 10s recover db }`;
    assert.deepEqual(times(text('retry 4 backoff 1s')), [1, 1, 0]);
    assert.ok(Math.abs(outcomeOf(text('retry 4 backoff 1s')).percentile('asks', 1)! - 15.01) < 0.1);
    assert.deepEqual(times(text('retry 3 backoff 1s')), [1, 0, 1]);
    assert.deepEqual(times(text('retry 4')), [1, 0, 1]);
  });

  it('ask no more after failures in a row, and see again after the pause', () => {
    const outcome = outcomeOf(`client users
      database db { service-time 10ms }
      flow users -> db over mysql timeout 500ms breaker 5 for 10s as asks
      scenario "s" { load asks 10/s steady for 1m  at 10s fail db  at 25s recover db }`);
    const { failed } = outcome.requests('asks')!;
    // Ten a second: five have failed in a row by 10.9 s; at 20.9 s one tries, and fails; at 31.4 s one tries, and is served.
    assert.deepEqual(outcome.state.log.filter(({ kind }) => kind.startsWith('breaker')).map(({ kind, at }) => [kind, Math.round(at)]), [['breaker-opened', 11], ['breaker-closed', 31]]);
    assert.ok(failed > 205 && failed < 220, `${failed}`);
    // Nobody waits for the timeout meanwhile: that is what it is for.
    assert.equal(outcome.stations('db').length, 1);
  });
});

describe('callees', () => {
  it('let in a rate, and a second’s worth at once', () => {
    assert.deepEqual(times(`client users
      web shop { rate-limit 10/s service-time 1ms }
      flow users -> shop over https as asks
      scenario "s" { load asks burst 25 every 1s for 10s }`), [250, 100, 150]);
  });

  it('answer from the cache what they have, and ask for the rest', () => {
    const outcome = outcomeOf(`client users
      cache front { hit 90% service-time 1ms }
      database db { service-time 20ms }
      flow users -> front over tcp/6379 as asks
      flow front -> db over mysql as misses
      scenario "s" { load asks 1000/s steady for 100s }`);
    assert.ok(Math.abs(outcome.requests('misses')!.offered / 100_000 - 0.1) < 0.004);
    assert.ok(Math.abs(outcome.percentile('asks', 0.5)! - 0.001) < 1e-4);
    assert.ok(Math.abs(outcome.percentile('asks', 0.99)! - 0.021) < 1e-3);
  });
});

describe('processors and memory', () => {
  it('of so many cores work on so many requests; who has a worker may still wait for a core', () => {
    const outcome = outcomeOf(`client users
      server app { workers 50 cores 2 service-time 100ms }
      flow users -> app over tcp/1 as asks
      scenario "s" { load asks burst 10 every 1h for 10s }`);
    assert.ok(Math.abs(outcome.percentile('asks', 1)! - 0.5) < 0.01);
    assert.deepEqual(outcome.queue('app').max, 8);
    assert.ok(Math.abs(outcome.utilisation('app')! - 0.05) < 1e-9);
  });

  it('a core is free while its request waits for another, a worker is not', () => {
    const [cores, workers] = ['cores 1', 'workers 1'].map((limit) => outcomeOf(`client users
      server app { ${limit} service-time 10ms }
      database db { service-time 90ms }
      flow users -> app over tcp/1 as asks
      flow app -> db over mysql
      scenario "s" { load asks burst 10 every 1h for 10s }`).percentile('asks', 1)!);
    assert.ok(Math.abs(cores! - 0.19) < 0.005 && Math.abs(workers! - 1) < 0.01, `${cores} ${workers}`);
  });

  it('memory has room for so many requests; the rest waits, and beyond the queue is refused', () => {
    assert.deepEqual(times(`client users
      server app { memory 1GB request-memory 100MB queue 5 service-time 100ms }
      flow users -> app over tcp/1 as asks
      scenario "s" { load asks burst 20 every 1h for 10s }`), [20, 15, 5]);
  });

  it('lose what they were at with the machine', () => {
    const outcome = outcomeOf(`client users
      server app { cores 1 service-time 1s }
      flow users -> app over tcp/1 timeout 5s as asks
      scenario "s" { load asks burst 3 every 10s for 19s  at 500ms kill app  at 1s recover app }`);
    const { served, failed } = outcome.requests('asks')!;
    assert.deepEqual([served, failed], [3, 3]);
  });
});

describe('loads', () => {
  const offered = (load: string): number => outcomeOf(`client users
    server web
    flow users -> web over https as asks
    scenario "s" { load asks ${load} }`).requests('asks')!.offered;

  it('rise evenly', () => {
    assert.equal(offered('0/s to 100/s steady for 100s'), 5000);
    assert.ok(Math.abs(offered('0/s to 100/s for 100s') - 5000) < 300);
  });

  it('go through a profile, again and again', () => assert.equal(offered('10/s, 50/s, 0/s each 10s steady for 1m'), 1200));

  it('come in bursts', () => assert.equal(offered('burst 500 every 10s for 60s'), 3000));

  it('take measured times', () => {
    const outcome = outcomeOf(`client users
      server web { service-time samples 10ms, 20ms, 90ms }
      flow users -> web over https as asks
      scenario "s" { load asks 100/s steady for 100s }`);
    const { latency, served } = outcome.requests('asks')!;
    assert.ok(Math.abs(latency.sum / served - 0.04) < 0.001);
  });
});

describe('faults that repeat', () => {
  const text = (event: string, span = '1h'): string => `client users
    server web count 3 { mtbf 100h mttr 2h  service-time 1ms }
    flow users -> web over https as asks
    scenario "s" { load asks 10/s steady for ${span}  ${event} }`;

  it('flapping is down for half of each period', () => {
    const outcome = outcomeOf(text('at 10m flap web#1 every 20s for 10m'));
    assert.ok(Math.abs(outcome.downtime('web#1')! - 300) < 1e-6);
    assert.equal(outcome.downtime('web')!, 0);
  });

  it('a rolling restart takes one after another, and nobody notices', () => {
    const outcome = outcomeOf(text('at 10m restart web each 30s'));
    assert.deepEqual(['web#1', 'web#2', 'web#3'].map((id) => Math.round(outcome.downtime(id)!)), [30, 30, 30]);
    assert.equal(outcome.requests('asks')!.failed, 0);
    assert.deepEqual(outcome.state.log.map(({ at, kind, subject }) => `${at} ${kind} ${subject}`), [
      '600 stopped web#1', '630 recovered web#1', '630 stopped web#2', '660 recovered web#2', '660 stopped web#3', '690 recovered web#3',
    ]);
  });

  it('wear takes each down for its share of the time', () => {
    const outcome = outcomeOf(text('at 0s wear web', '1h').replace('10/s steady', '1/h steady').replace('for 1h', 'for 2y'));
    const share = outcome.downtime('web#1')! / (2 * 31_536_000);
    assert.ok(share > 0.012 && share < 0.03, `${share}`);
  });
});

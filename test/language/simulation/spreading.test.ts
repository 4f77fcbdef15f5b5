/** A running balancer against what the real programs were recorded to do (nginx 1.22.1, HAProxy 2.6.12): patterns, counts, and the death of a server. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { BalancerPlan, EventPlan, Plan } from '#language/simulation/plan.js';
import { confidenceOf } from '#language/simulation/statistics/confidence.js';
import { mean } from '#language/simulation/statistics/histogram.js';
import { Run } from '#language/simulation/run.js';
import { attemptsOf, balancedPlan, servedBy, type Asked } from './balanced.js';
import { NO_WAY_BETWEEN } from './queues.js';

const NGINX: Partial<BalancerPlan> = { program: 'nginx', passive: { maxFails: 1, failTimeout: 10 }, retry: 2 };
const HAPROXY: Partial<BalancerPlan> = { program: 'haproxy', retry: 3, draws: 2 };
const QUICK = { type: 'constant', value: 0.001 } as const;

/** 3,000 requests one after another. */
function sequential(balancer: Partial<BalancerPlan>): Plan {
  return balancedPlan({ service: [QUICK, QUICK, QUICK], balancer, arrivals: { type: 'steady', rate: 100 }, duration: 30.005 });
}

function patternOf(balancer: Partial<BalancerPlan>): string {
  return attemptsOf(sequential(balancer)).asked.map(({ server }) => server).join('');
}

describe('3,000 requests one after another', () => {
  const rows: [name: string, balancer: Partial<BalancerPlan>, pattern: string, counts: number[]][] = [
    ['nginx round robin 1:1:1', NGINX, 'abc', [1000, 1000, 1000]],
    ['nginx round robin 5:1:1', { ...NGINX, weights: [5, 1, 1] }, 'aabacaa', [2143, 429, 428]],
    ['nginx round robin 3:2:1', { ...NGINX, weights: [3, 2, 1] }, 'abacba', [1500, 1000, 500]],
    ['nginx least_conn', { ...NGINX, algorithm: 'least-connections' }, 'abc', [1000, 1000, 1000]],
    ['HAProxy roundrobin 1:1:1', HAPROXY, 'abc', [1000, 1000, 1000]],
    ['HAProxy roundrobin 5:1:1', { ...HAPROXY, weights: [5, 1, 1] }, 'aaabaac', [2143, 429, 428]],
    ['HAProxy roundrobin 3:2:1', { ...HAPROXY, weights: [3, 2, 1] }, 'abacab', [1500, 1000, 500]],
    ['HAProxy leastconn', { ...HAPROXY, algorithm: 'least-connections' }, 'abc', [1000, 1000, 1000]],
  ];
  for (const [name, balancer, pattern, counts] of rows) {
    it(`${name}: ${pattern}, ${counts.join('/')}`, () => {
      const chosen = patternOf(balancer);
      assert.ok(chosen === pattern.repeat(Math.ceil(3000 / pattern.length)).slice(0, 3000), chosen.slice(0, 28));
      assert.deepEqual(['a', 'b', 'c'].map((letter) => chosen.split(letter).length - 1), counts);
    });
  }
  it('random by nginx draws by weight; by HAProxy two are drawn', () => {
    for (const program of [NGINX, HAPROXY]) {
      const counts = servedBy(attemptsOf(sequential({ ...program, algorithm: 'random', weights: [2, 1, 1] })).run);
      // Four standard deviations.
      assert.ok(Math.abs(counts[0]! - 1500) < 110 && Math.abs(counts[1]! - 750) < 95, counts.join('/'));
    }
  });
});

describe('a slow server, twelve requests at a time', () => {
  // a takes 50 ms; the others' 2.7 ms are what the recorded counts come to: four at a time at each server, 1,460 requests while a has 80.
  const parallel = (balancer: Partial<BalancerPlan>): number[] => {
    const plan = balancedPlan({
      service: [{ type: 'constant', value: 0.05 }, { type: 'exponential', mean: 0.0027 }, { type: 'exponential', mean: 0.0027 }], balancer,
      arrivals: { type: 'closed', users: 12, think: { type: 'constant', value: 0 } }, duration: 1000,
    });
    const run = new Run(plan, NO_WAY_BETWEEN);
    while (run.state.flows[0]!.served < 3000) run.step();
    return servedBy(run);
  };
  it('gets its third of round robin', () => {
    for (const count of parallel(NGINX)) assert.ok(Math.abs(count - 1000) <= 12, `${count}`);
  });
  for (const [name, program] of [['nginx', NGINX], ['HAProxy', HAPROXY]] as const) {
    it(`gets a few dozen by least connections of ${name}`, () => {
      const [a, b, c] = parallel({ ...program, algorithm: 'least-connections' });
      assert.ok(a! >= 55 && a! <= 110, `${a}/${b}/${c}`);
      assert.ok(b! > 1200 && c! > 1200, `${a}/${b}/${c}`);
    });
  }
  it('gets fewest by least response time, and is not forgotten', () => {
    const [a, b, c] = parallel({ algorithm: 'least-response-time' });
    assert.ok(a! > 3 && a! < 80 && b! > 1300 && c! > 1300, `${a}/${b}/${c}`);
  });
});

describe('a server dies for eleven seconds, 100 requests a second', () => {
  const DEATH = 4.12;
  const dies = (at: number): EventPlan[] => [{ at, action: 'kill', targets: ['c'] }, { at: at + 11, action: 'recover', targets: ['c'] }];
  const through = (balancer: Partial<BalancerPlan>, death = DEATH): { run: Run; onDead: number[]; back: number } => {
    const { run, asked } = attemptsOf(balancedPlan({
      service: [QUICK, QUICK, QUICK], balancer, arrivals: { type: 'steady', rate: 100 }, duration: 28, events: dies(death),
    }));
    const after = (each: Asked): number => Number((each.at - death).toFixed(2));
    const c = asked.filter(({ server }) => server === 'c');
    return { run, onDead: c.map(after).filter((at) => at > 0 && at <= 11), back: Math.min(...c.map(after).filter((at) => at > 11)) - 11 };
  };
  const near = (found: number[], recorded: number[]): void => {
    assert.equal(found.length, recorded.length, found.join(' '));
    // A turn of three requests lies between a tick and an attempt.
    recorded.forEach((at, index) => assert.ok(Math.abs(found[index]! - at) <= 0.03, `${found.join(' ')}, recorded ${recorded.join(' ')}`));
  };

  it('nginx: nobody notices; three attempts, then one each four seconds', () => {
    const { run, onDead, back } = through({ ...NGINX, passive: { maxFails: 3, failTimeout: 3 } });
    assert.equal(run.state.flows[0]!.failed, 0);
    near(onDead, [0.01, 0.04, 0.07, 3.88, 7.88]);
    near([back], [0.88]);
    assert.deepEqual(run.state.log.map(({ kind }) => kind), ['killed', 'marked-down', 'recovered', 'marked-up']);
  });

  it('nginx without next server: each attempt is an error', () => {
    const { run, onDead, back } = through({ ...NGINX, passive: { maxFails: 3, failTimeout: 3 }, retry: 0 });
    assert.equal(run.state.flows[0]!.failed, 5);
    assert.equal(run.state.flows[0]!.refused, 5);
    near(onDead, [0.01, 0.04, 0.07, 3.88, 7.89]);
    near([back], [0.89]);
  });

  const CHECK = { every: 1, fall: 3, rise: 2, timeout: 1 };
  const haproxy = (retry: number, phase: number): ReturnType<typeof through> => {
    return through({ ...HAPROXY, retry, check: CHECK }, 4 + phase);
  };

  it('HAProxy with retries: nobody notices, whatever the phase of its checks', () => {
    for (const phase of [0.05, 0.3, 0.6, 0.7, 0.9]) assert.equal(haproxy(3, phase).run.state.flows[0]!.failed, 0);
  });

  it('HAProxy without retries: a third of the requests of two to three seconds are errors, and it is asked again one to two seconds after its return', () => {
    // Checks of c begin two thirds of a second after each second: a death right behind one is found out after 2.97 s, as recorded (95 errors in 2.9 s).
    const { run, onDead, back } = haproxy(0, 0.7);
    const { failed } = run.state.flows[0]!;
    assert.ok(Math.abs(failed - 98) <= 3, `${failed}`);
    assert.ok(Math.abs(onDead.at(-1)! - 2.96) <= 0.03, `${onDead.at(-1)}`);
    assert.ok(Math.abs(back - 1.97) <= 0.04, `${back}`);
    for (const phase of [0.05, 0.3, 0.6, 0.9]) {
      const each = haproxy(0, phase);
      assert.ok(each.onDead.at(-1)! > 1.95 && each.onDead.at(-1)! < 3.03 && each.back > 0.95 && each.back < 2.04, `${each.onDead.at(-1)} ${each.back}`);
    }
  });

  it('without checks and retries a balancer goes on to send its third', () => {
    const { run } = through({});
    assert.ok(Math.abs(run.state.flows[0]!.failed - 367) <= 1, `${run.state.flows[0]!.failed}`);
  });
});

describe('power of two choices', () => {
  const table = (JSON.parse(readFileSync(new URL('../../data/queueing/queueing-and-timers.json', import.meta.url), 'utf8')) as Record<string, { lam: number; random: number; two_choices: number; three: number }[]>)['power_of_d_choices_mean_time(n->inf, mu=1)']!;
  const SERVERS = 200;
  const means = (lam: number, draws: number): number[] => [1, 2, 3, 4, 5].map((seed) => {
    const plan = balancedPlan({
      service: Array.from({ length: SERVERS }, () => ({ type: 'exponential', mean: 1 } as const)), workers: 1, balancer: { ...HAPROXY, algorithm: 'random', draws },
      arrivals: { type: 'poisson', rate: lam * SERVERS }, duration: 200, warmup: 60, timeout: Infinity, seed,
    });
    const run = new Run(plan, NO_WAY_BETWEEN);
    run.finish();
    return mean(run.state.flows[0]!.latency)!;
  });
  for (const { lam, random, two_choices: two, three } of table.filter((row) => [0.5, 0.8, 0.9].includes(row.lam))) {
    for (const [draws, expected] of [[1, random], [2, two], [3, three]] as const) {
      // A single queue at 0.9 takes longer to come to its mean than such a run lasts; the shorter queues of choices do not.
      if (draws === 1 && lam > 0.8) continue;
      it(`of ${draws} at load ${lam}: mean time ${expected.toFixed(3)}`, () => {
        const { low, high } = confidenceOf(means(lam, draws), 0.999);
        // The closed form is that of infinitely many servers.
        const slack = expected * 0.01;
        assert.ok(low - slack <= expected && expected <= high + slack, `${expected} is not in ${low} to ${high}`);
      });
    }
  }
});

/** Runs of written architectures: the same under a seed, gone on with from anywhere, undisturbed by parts that have nothing to do with them. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { reportOf } from '#language/expectations/scenario-report.js';
import { Run } from '#language/simulation/run.js';
import { outcomeOf as outcomeOfRun, prepare, simulate } from '#language/simulation/simulate.js';
import { factsOf } from '../../support/reachability.js';

const TEXT = `client users
  loadbalancer lb count 2 active-standby { vrrp 51 every 1s  vip 10.0.0.1  ip from 10.0.0.2  balance web round-robin { check tcp/80 every 2s fall 3 rise 2 } }
  lan net { subnet 10.0.0.0/24 }
  server web count 3 { workers 8  queue 20  service-time exponential 20ms  mtbf 1h  mttr 1m }
  database db count 2 active-standby { service-time lognormal 5ms p99 40ms  replicate db#1 -> db#2 async lag 1s  failover automatic within 20s }
  flow users -> lb over https timeout 2s retry 1 backoff 100ms as shop
  flow lb -> web over http
  flow web -> db over mysql writes share 30% breaker 20 for 5s connections 6 timeout 1s
  flow web -> db over mysql reads
  scenario "everything" {
    load shop 50/s to 250/s for 5m
    load shop 20 users think exponential 1s for 5m
    at 30s fail lb#1  at 1m slow web#2 by 4  at 90s fail db#1  at 2m recover lb#1, web#2  at 3m restart web each 10s  at 0s wear web
  }`;

describe('a run of an architecture', () => {
  const facts = factsOf(TEXT);
  const [scenario] = facts.read('scenarios');

  it('is the same to the last event, and as a report to the last byte', () => {
    const twice = [0, 1].map(() => simulate(factsOf(TEXT), scenario!, {}).outcome.state);
    assert.deepEqual(twice[0], twice[1]);
    const text = (): string => JSON.stringify({ ...reportOf(factsOf(TEXT), scenario!), outcome: undefined });
    assert.equal(text(), text());
  });

  it('goes on from a snapshot to the same end, wherever it was taken', () => {
    const { plan, ways } = prepare(facts, scenario!);
    const whole = new Run(plan, ways);
    const taken = [10, 31, 91, 100, 185, 299].map((at) => {
      whole.runUntil(at);
      return JSON.parse(JSON.stringify(whole.snapshot(), (_, value: unknown) => (value === Infinity ? 'Infinity' : value)), (_, value: unknown) => (value === 'Infinity' ? Infinity : value)) as ReturnType<Run['snapshot']>;
    });
    whole.finish();
    for (const snapshot of taken) {
      const again = new Run(plan, prepare(facts, scenario!).ways, snapshot);
      again.finish();
      assert.deepEqual(again.state, whole.state);
    }
  });

  it('in slices is the same as in one', () => {
    const { plan, ways } = prepare(facts, scenario!);
    const sliced = new Run(plan, ways);
    for (const _ of sliced.finishing(7));
    assert.deepEqual(sliced.state, simulate(facts, scenario!, {}).outcome.state);
  });

  it('is not disturbed by a part that has nothing to do with it', () => {
    const more = factsOf(TEXT.replace('client users', 'client others server island { workers 1 service-time exponential 9ms } flow others -> island over http as apart client users')
      .replace('load shop 50/s', 'load apart 30/s for 5m load shop 50/s'));
    const figures = (outcome: ReturnType<typeof outcomeOfRun>): object => ({ ...outcome.requests('shop')! });
    assert.deepEqual(figures(simulate(more, more.read('scenarios')[0]!, {}).outcome), figures(simulate(facts, scenario!, {}).outcome));
  });

  it('takes every elementary function from its own code, which is the same on every machine', () => {
    // exp, log and their like are left to the implementation by ECMA-262 (section 21.3.2); sqrt is not, in practice.
    const folder = new URL('../../../language/simulation/', import.meta.url);
    for (const file of readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith('.ts'))) {
      const code = readFileSync(new URL(file, folder), 'utf8').replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, '');
      assert.doesNotMatch(code, /Math\.(exp|log|pow|sin|cos|tan|cbrt|hypot|random)|[\w)] \*\* |Date\.|performance\./u, file);
    }
  });
});

describe('VRRP, when only its daemon dies', () => {
  const facts = factsOf(`lan net { subnet 10.0.0.0/24
      loadbalancer lb1 { software haproxy ip 10.0.0.2  service vrrp1 { software keepalived } }
      loadbalancer lb2 { software haproxy ip 10.0.0.3  service vrrp2 { software keepalived } }
      group lb active-standby { members lb1 priority 150, lb2 priority 100  vip 10.0.0.10  vrrp 51 every 1s }
      server pc { ip 10.0.0.50 }
    }
    flow net.pc -> net.lb over tcp/80 timeout 1s as asks
    scenario "daemon" { load asks 100/s steady for 1m  at 10s kill net.lb1.vrrp1  at 40s recover net.lb1.vrrp1 }`);

  it('both have the address, callers go to the one that claimed it last, and no request is lost', () => {
    const { outcome } = simulate(facts, facts.read('scenarios')[0]!, {});
    const [first, ...more] = outcome.state.groups[0]!.handovers;
    const waited = first!.at - 10;
    assert.ok(waited >= 2.609 && waited <= 3.61, `${waited}`);
    assert.equal(first!.downtime, 0);
    assert.ok(outcome.state.log.some(({ kind }) => kind === 'two-masters'));
    assert.equal(outcome.requests('asks')!.failed, 0);
    assert.deepEqual(more.map(({ to, downtime }) => [to, downtime]), [[0, 0]]);
  });
});

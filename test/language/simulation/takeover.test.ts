/** Who serves when somebody is lost, and after how long: stated times, VRRP's timers, heartbeats, and what it costs callers. */
import assert from 'node:assert/strict';
import type { Outcome } from '#language/simulation/outcome/outcome.js';
import { outcomeOf } from './outcomes.js';

const SEEDS = Array.from({ length: 40 }, (_, index) => index + 1);

function handovers(outcome: Outcome, group: string): { from?: string; to: string; at: number; downtime: number }[] {
  const index = outcome.plan.groups.findIndex((each) => each.id === group);
  const { members } = outcome.plan.groups[index]!;
  return outcome.state.groups[index]!.handovers.map(({ from, to, at, downtime }) => ({ from: members[from]!.id, to: members[to]!.id, at, downtime }));
}

describe('failover within a stated time', () => {
  const text = (failover: string, events: string): string => `
    client users
    database db count 2 active-standby { ${failover} service-time 5ms replicate db#1 -> db#2 async lag 200ms }
    flow users -> db over mysql writes timeout 2s as asks
    scenario "loss" { load asks 100/s steady for 10m  ${events} }`;

  it('takes exactly that long from the failure, and writes fail meanwhile', () => {
    const outcome = outcomeOf(text('failover automatic within 30s', 'at 1m fail db#1'));
    assert.deepEqual(handovers(outcome, 'db'), [{ from: 'db#1', to: 'db#2', at: 60, downtime: 30 }]);
    const asks = outcome.requests('asks')!;
    // Asked from just before the failure (5 ms of work) until the standby serves: 30 s at 100 a second.
    assert.equal(asks.offered, 60_000);
    assert.ok(Math.abs(asks.failed - 3000) <= 2, `${asks.failed}`);
    assert.equal(outcome.downtime('db'), 30);
    assert.equal(outcome.failover('db'), 30);
    // 200 ms of writes at 100 a second had not been copied.
    assert.equal(outcome.loss('db')!.writes, 20);
    assert.equal(outcome.loss('db')!.seconds, 0.2);
  });

  it('does not give back what the old primary lost', () => {
    const outcome = outcomeOf(text('failover automatic within 30s', 'at 1m fail db#1 at 3m recover db#1'));
    assert.equal(handovers(outcome, 'db').length, 1);
    assert.equal(outcome.downtime('db'), 30);
  });

  it('is called off when the primary is back before it', () => {
    const outcome = outcomeOf(text('failover automatic within 30s', 'at 1m fail db#1 at 70s recover db#1'));
    assert.deepEqual(handovers(outcome, 'db'), [{ from: 'db#1', to: 'db#1', at: 60, downtime: 10 }]);
  });

  it('by hand without a time never comes', () => {
    const outcome = outcomeOf(text('failover manual', 'at 1m fail db#1'));
    assert.equal(outcome.failover('db'), 'never');
    assert.equal(outcome.downtime('db'), 540);
  });

  it('waits for somebody who is up', () => {
    const outcome = outcomeOf(text('failover automatic within 30s', 'at 1m fail db at 5m recover db#2'));
    assert.deepEqual(handovers(outcome, 'db'), [{ from: 'db#1', to: 'db#2', at: 60, downtime: 240 }]);
  });
});

describe('a heartbeat that gets lost', () => {
  const text = (lag: string): string => `client users
    database db count 2 active-standby { heartbeat every 1s timeout 3s  replicate db#1 -> db#2 ${lag} }
    flow users -> db over mysql writes timeout 1s as asks
    scenario "parted" { load asks 10/s steady for 2m  at 10s partition db#1 from db#2  at 1m recover db#1 }`;

  it('makes two that serve, once, and one again when they hear each other; no request is lost', () => {
    const outcome = outcomeOf(text('sync'));
    assert.deepEqual(outcome.state.log.map(({ kind }) => kind).filter((kind) => !kind.startsWith('cop')), ['partitioned', 'two-masters', 'took-over', 'joined', 'one-master']);
    assert.deepEqual(handovers(outcome, 'db').map(({ to, downtime }) => [to, downtime]), [['db#2', 0]]);
    assert.equal(outcome.requests('asks')!.failed, 0);
    assert.equal(outcome.downtime('db'), 0);
  });

  it('loses what the one given up on went on to acknowledge, and what had not been copied before', () => {
    const { seconds, writes } = outcomeOf(text('async lag 1s')).loss('db')!;
    // The takeover comes two to three seconds after the partition.
    assert.ok(seconds > 3 && seconds < 4 && Math.abs(writes - seconds * 10) <= 1, `${seconds} ${writes}`);
  });
});

describe('who is cut off', () => {
  const text = (cut: string): string => `
    lan net { subnet 10.0.0.0/24 }
    server pc { ip 10.0.0.9 }
    database db1 { ip 10.0.0.1 } database db2 { ip 10.0.0.2 } database db3 { ip 10.0.0.3 }
    group db active-standby { members db1, db2, db3  failover automatic within 5s  replicate db1 -> db2 sync }
    l2switch near  l2switch far
    link pc -- far as own
    link far -- near as between
    link db1 -- near  link db2 -- near
    link db3 -- far
    link far -- net
    flow pc -> db over mysql timeout 1s as asks
    scenario "cut" { load asks 10/s steady for 2m  at 10s cut ${cut}  at 1m recover ${cut} }`;

  it('callers: nobody takes over, as nobody else would be reached', () => {
    const outcome = outcomeOf(text('own'));
    assert.deepEqual(handovers(outcome, 'db'), []);
    assert.equal(outcome.downtime('db'), 0);
    assert.equal(outcome.requests('asks')!.failed, 500);
  });

  it('the one that serves: a member that is reached takes over, not the next in its corner', () => {
    const outcome = outcomeOf(text('between'));
    assert.deepEqual(handovers(outcome, 'db'), [{ from: 'db1', to: 'db3', at: 10, downtime: 5 }]);
    assert.equal(outcome.downtime('db'), 5);
  });
});

describe('VRRP', () => {
  const text = (vrrp: string, event: string, priorities = '150 100'): string => {
    const [high, low] = priorities.split(' ');
    return `
    client users { ip 10.0.0.100 }
    lan net { subnet 10.0.0.0/24
      loadbalancer lb count 2 active-standby { software haproxy ip from 10.0.0.2 vip 10.0.0.10 ${vrrp}
        instance 1 { priority ${high} } instance 2 { priority ${low} } }
      server pc { ip 10.0.0.50 }
    }
    flow net.pc -> net.lb over tcp/80 timeout 1s as asks
    scenario "loss" { load asks 100/s steady for 1m  ${event} }`;
  };
  const times = (vrrp: string, event: string, priorities?: string): number[] => SEEDS.map((seed) => {
    const found = handovers(outcomeOf(text(vrrp, event, priorities), seed), 'net.lb');
    assert.equal(found.length, 1, JSON.stringify(found));
    return found[0]!.downtime;
  });
  const within = (values: number[], low: number, high: number): void => {
    assert.ok(values.every((value) => value >= low - 1e-9 && value <= high + 1e-9), `${Math.min(...values)} to ${Math.max(...values)}`);
    // The moment in the period is drawn: forty seeds cover most of the window.
    assert.ok(Math.max(...values) - Math.min(...values) > (high - low) * 0.8, `${values.join(' ')}`);
  };

  it('moves the address between two advertisements and the skew and three and the skew', () => within(times('vrrp 51 every 1s', 'at 10s fail net.lb#1'), 2.609375, 3.609375));
  it('the same at two seconds', () => within(times('vrrp 51 every 2s', 'at 10s fail net.lb#1'), 4.609375, 6.609375));
  it('in version 3 the skew is a part of the interval', () => within(times('vrrp 51 every 0.1s version 3', 'at 10s fail net.lb#1'), 0.2609375, 0.3609375));
  it('with the lowest priority the skew is nearly a second', () => within(times('vrrp 51 every 1s', 'at 10s fail net.lb#1', '254 1'), 2.99609375, 3.99609375));
  it('an orderly stop is told: only the skew passes', () => {
    for (const time of times('vrrp 51 every 1s', 'at 10s stop net.lb#1')) assert.ok(Math.abs(time - 0.609375) < 1e-9, `${time}`);
  });
  it('the end of the software alone moves nothing', () => {
    const outcome = outcomeOf(text('vrrp 51 every 1s', 'at 10s kill net.lb#1'));
    assert.deepEqual(handovers(outcome, 'net.lb'), []);
    assert.equal(outcome.requests('asks')!.refused, 5001);
  });
  it('the old master takes the address back, without a gap', () => {
    const found = handovers(outcomeOf(text('vrrp 51 every 1s', 'at 10s fail net.lb#1 at 30s recover net.lb#1')), 'net.lb');
    assert.deepEqual(found.map(({ to }) => to), ['net.lb#2', 'net.lb#1']);
    assert.equal(found[1]!.downtime, 0);
    assert.ok(Math.abs(found[1]!.at - 33.4140625) < 1e-6, `${found[1]!.at}`);
  });
  it('not where it is told not to', () => {
    const found = handovers(outcomeOf(text('vrrp 51 every 1s no-preempt', 'at 10s fail net.lb#1 at 30s recover net.lb#1')), 'net.lb');
    assert.deepEqual(found.map(({ to }) => to), ['net.lb#2']);
  });
  it('two masters where they do not hear each other, and one again when they do', () => {
    const outcome = outcomeOf(text('vrrp 51 every 1s', 'at 10s partition net.lb#1 from net.lb#2 at 30s recover net.lb#1'));
    assert.deepEqual(outcome.state.log.map(({ kind }) => kind), ['partitioned', 'two-masters', 'took-over', 'joined', 'one-master', 'took-over']);
    assert.equal(outcome.requests('asks')!.failed, 0);
  });
});

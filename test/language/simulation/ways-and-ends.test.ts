/** What a run makes of needs, of gateways that stand by, of places that are cut off, and of work that a restart ends. */
import assert from 'node:assert/strict';
import { reportOf } from '#language/expectations/scenario-report.js';
import { word } from '#language/messages/word.js';
import { nextArrival } from '#language/simulation/arrivals.js';
import { streamOf } from '#language/simulation/random/stream.js';
import { factsOf } from '../../support/reachability.js';
import { outcomeOf } from './outcomes.js';

const failed = (text: string): number => outcomeOf(text).requests('asks')!.failed;

describe('what a call needs', () => {
  it('fails it while that does not work', () => assert.equal(failed(`client users
    server web
    dns names
    flow users -> web over https needs names as asks
    scenario "s" { load asks 10/s steady for 1m  at 10s fail names  at 30s recover names }`), 200));
});

describe('gateways that stand by', () => {
  it('carry nothing before the address has moved to them, though a way through them is there', () => {
    const outcome = outcomeOf(`site hq {
        group gw active-standby { members r1 priority 150, r2 priority 100  vip 10.0.0.1  vrrp 10 every 1s }
        router r1 { interface lan 10.0.0.2  interface uplink1 203.0.113.2/30  route default via 203.0.113.1 }
        router r2 { interface lan 10.0.0.3  interface uplink2 203.0.113.6/30  route default via 203.0.113.5 }
        lan lan { subnet 10.0.0.0/24  gateway 10.0.0.1  server pc { ip 10.0.0.50 } }
      }
      router isp { interface uplink1 203.0.113.1/30  interface uplink2 203.0.113.5/30  interface dmz 198.51.100.1/24  route 10.0.0.0/24 via 203.0.113.2  route 10.0.0.0/24 via 203.0.113.6 }
      zone dmz { subnet 198.51.100.0/24  server web { ip 198.51.100.10 } }
      link hq.r1 -- isp as uplink1
      link hq.r2 -- isp as uplink2
      flow pc -> web over http timeout 500ms as asks
      scenario "s" { load asks 100/s steady for 1m  at 20s fail r1  at 40s recover r1 }`);
    const [first, second] = outcome.state.groups[0]!.handovers;
    assert.ok(first!.downtime > 2.6 && first!.downtime < 3.62, `${first!.downtime}`);
    assert.ok(Math.abs(outcome.requests('asks')!.failed - first!.downtime * 100) <= 2, `${outcome.requests('asks')!.failed}`);
    assert.equal(second!.downtime, 0);
  });
});

describe('a place that is cut', () => {
  it('goes on inside, and reaches nobody outside', () => {
    const outcome = outcomeOf(`lan net { subnet 10.0.0.0/24 }
      site hall {
        l2switch sw
        server near { ip 10.0.0.1 }
        server pc { ip 10.0.0.2 }
      }
      server far { ip 10.0.0.3 }
      l2switch backbone
      link pc -- sw  link near -- sw  link sw -- backbone  link far -- backbone  link backbone -- net
      flow pc -> near over http timeout 100ms as inside
      flow pc -> far over http timeout 100ms as outside
      scenario "s" { load inside 10/s steady for 1m  load outside 10/s steady for 1m  at 10s cut hall  at 30s recover hall }`);
    assert.equal(outcome.requests('inside')!.failed, 0);
    assert.equal(outcome.requests('outside')!.failed, 200);
  });
});

describe('a restart', () => {
  it('ends what had not been finished: whoever comes back comes back empty', () => {
    const { served, failed: lost } = outcomeOf(`client users
      server web { service-time 10s }
      flow users -> web over https as asks
      scenario "s" { load asks burst 4 every 1h for 30s  at 1s stop web  at 2s recover web }`).requests('asks')!;
    assert.deepEqual([served, lost], [0, 4]);
  });
});

describe('a breaker', () => {
  it('counts failures in a row only', () => assert.ok(!outcomeOf(`client users
    web shop { rate-limit 2/s }
    flow users -> shop over https breaker 3 for 10s as asks
    scenario "s" { load asks burst 3 every 1s for 30s }`).state.log.some(({ kind }) => kind === 'breaker-opened')));
});

describe('a rate that rises evenly', () => {
  it('puts the n-th steady request where the rates have added up to n', () => {
    const state = { offered: 0, reached: 0, stream: streamOf(1, 'a', 'b') };
    const arrivals = { type: 'profile' as const, steady: true, segments: [{ from: 5, until: 105, low: 0, high: 100 }] };
    for (const [offered, at] of [[49, 15], [199, 25], [4999, 105]] as const) {
      state.offered = offered;
      // n = t²/2 after the beginning.
      assert.ok(Math.abs(nextArrival({ from: 5 }, arrivals, state, 0) - at) < 1e-9);
    }
    state.offered = 5000;
    assert.equal(nextArrival({ from: 5 }, arrivals, state, 0), Infinity);
  });
});

describe('an expectation of all of a kind', () => {
  it('is told by the worst of them', () => {
    const facts = factsOf(`client users
      server fast { workers 1 service-time 1ms }
      server slow { workers 1 service-time 9ms }
      flow users -> fast over http as a
      flow users -> slow over http as b
      scenario "s" { load a 50/s steady for 1m  load b 50/s steady for 1m  expect utilisation of every server <= 10% }`);
    const { judgement } = reportOf(facts, facts.read('scenarios')[0]!).expectations[0]!;
    assert.equal(judgement.holds, false);
    assert.match(word(judgement.actual), /^4[45][.\d]*% of slow, the worst of them, 3[45][.\d]* points above 10%/);
  });
});

/** Long runs in which parts fail by chance, against the exact figures of the redundancy engine. */
import assert from 'node:assert/strict';
import { availabilityReport } from '#language/facts/redundancy/report.js';
import { reportOf } from '#language/expectations/scenario-report.js';
import { word } from '#language/messages/word.js';
import { confidenceOf } from '#language/simulation/statistics/confidence.js';
import { simulate } from '#language/simulation/simulate.js';
import { factsOf } from '../../support/reachability.js';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

function holds(name: string, values: number[], expected: number): void {
  const { low, high } = confidenceOf(values, 0.999);
  assert.ok(low <= expected && expected <= high, `${name}: ${expected} is not in ${low} to ${high}`);
}

/** Requests that come at any moment see the share of time in which the service works (Wolff 1982). */
function agrees(parts: string, span = '20y'): void {
  const facts = factsOf(`client users
    ${parts}
    scenario "years" { load service 1/h for ${span}  at 0s wear }`);
  const [exact] = availabilityReport(facts, 1);
  const values = SEEDS.map((seed) => {
    const { served, offered } = simulate(facts, facts.read('scenarios')[0]!, { seed }).outcome.requests('service')!;
    return served / offered;
  });
  assert.ok(exact!.availability! < 0.9995, `${exact!.availability}`);
  holds('availability', values, exact!.availability!);
}

describe('replications', () => {
  it('judge by the mean of runs under seeds one after another, and say how sure it is', () => {
    const facts = factsOf(`client users
      server web { workers 1 service-time exponential 10ms }
      flow users -> web over https as asks
      scenario "s" { replications 10  load asks 80/s for 2m  warmup 10s  expect utilisation of web <= 85%  expect p95 of asks <= 10ms }`);
    const { expectations, replications } = reportOf(facts, facts.read('scenarios')[0]!);
    assert.equal(replications, 10);
    assert.deepEqual(expectations.map(({ judgement }) => judgement.holds), [true, false]);
    // M/M/1 at 0.8: the exact figure lies in the interval.
    const said = word(expectations[0]!.judgement.actual);
    const [, mean, half] = /^([\d.]+)%, [\d.]+ points below 85% \(± ([\d.]+) points, 95% sure, over 10 runs\)$/.exec(said)!;
    assert.ok(Math.abs(Number(mean) - 80) <= 1.5 * Number(half), said);
  });
});

describe('parts that fail by chance', () => {
  it('in series', () => agrees(`
    loadbalancer lb { mtbf 1000h mttr 10h }
    server web { mtbf 500h mttr 2h }
    flow users -> lb over https as service
    flow lb -> web over http`));
  it('two in parallel', () => agrees(`
    server web count 2 { mtbf 200h mttr 10h }
    flow users -> web over https as service`));
  it('two of three', () => agrees(`
    group web active-active need 2 { members a, b, c }
    server a { mtbf 200h mttr 5h } server b { mtbf 300h mttr 8h } server c { mtbf 400h mttr 20h }
    flow users -> web over https as service`));
  it('one standing by for the other, with a host below and a store beside', () => agrees(`
    server host1 { mtbf 900h mttr 9h } server host2 { mtbf 900h mttr 9h }
    vm app count 2 active-standby on host1, host2 { mtbf 300h mttr 6h failover automatic within 0s }
    database db { mtbf 2000h mttr 20h }
    flow users -> app over https as service
    flow app -> db over mysql`));
  it('on a network with two ways', () => agrees(`
    server web { ip 10.0.0.10 mtbf 2000h mttr 4h }
    l2switch left { mtbf 200h mttr 10h } l2switch right { mtbf 300h mttr 12h }
    server pc { ip 10.0.0.20 mtbf 100000h mttr 1h }
    link pc -- left -- web
    link pc -- right -- web
    flow pc -> web over http as service`));
});

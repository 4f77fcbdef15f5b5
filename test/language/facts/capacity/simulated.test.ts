/** The figures that capacity is reckoned with are those that a long run of the simulation comes to, where nothing is overloaded. */
import assert from 'node:assert/strict';
import { holdings, offeredLoads, serving } from '#language/facts/capacity/index.js';
import { Facts } from '#language/facts/query.js';
import { simulate } from '#language/simulation/simulate.js';
import { readModel } from '../../../support/read-model.js';

/** Utilisation of every element with workers, and what it is by reckoning. */
function compare(text: string, tolerance = 0.03): void {
  const model = readModel(text);
  assert.deepEqual(model.problems, []);
  const facts = new Facts(model);
  const [{ scenario, phases }] = facts.ask(offeredLoads) as [ReturnType<typeof offeredLoads.run>[0]];
  const { outcome } = simulate(facts, scenario);
  let compared = 0;
  for (const [id, offered] of phases[0]!.elements) {
    const { workers } = facts.ask(serving, id);
    if (workers === undefined) continue;
    const simulated = outcome.utilisation(id)!;
    const reckoned = offered.busy / workers;
    assert.ok(Math.abs(simulated - reckoned) <= tolerance * Math.max(reckoned, 0.05), `${id}: ${reckoned} reckoned, ${simulated} simulated (held for ${facts.ask(holdings, 0).get(id)?.total} s)`);
    compared++;
  }
  assert.ok(compared > 0);
}

describe('capacity, reckoned and simulated', () => {
  it('agree on tiers with shares, repeated and optional calls, and caches', () => compare(`users u
app web { workers 40  service-time exponential 20ms }
cache c { workers 20  service-time 1ms  hit 80% }
database db { workers 30  service-time uniform 10ms to 30ms }
flow u -> web over https as shop
flow web -> c over http times 2
flow c -> db over mysql
flow web -> db over mysql share 30% optional
scenario "s" { load shop 200/s for 10m }`));

  it('agree on groups: reads, writes, the preferred, the primary, links on the way', () => compare(`zone z { subnet 10.0.0.0/24
  client u { ip 10.0.0.9 }
  app web count 3 { workers 30  service-time 10ms  ip from 10.0.0.11 }
  database db count 2 active-standby { workers 20  service-time 15ms  ip from 10.0.0.21 }
  switch sw
}
link u -- sw
link web -- sw { latency 2ms }
link db -- sw { latency 1ms  bandwidth 100Mbps }
flow u -> web over https as shop
flow web -> db over mysql writes share 20%
flow web -> db over mysql reads share 70%
scenario "s" { load shop 300/s for 10m size 20kB }`));

  it('agree on work that begins at an element, and on what is not waited for', () => compare(`app batch { workers 10  service-time 40ms }
queue q { workers 5  service-time 2ms }
database db { workers 10  service-time 30ms }
flow batch -> db over mysql as work
flow q -> db over mysql async
flow batch -> q over amqp
scenario "s" { load work 50/s for 10m  load batch -> q 100/s for 10m }`));

  it('agree on what a rate limit lets in', () => compare(`users u
api a { workers 20  service-time 50ms  rate-limit 100/s }
database db { workers 10  service-time 20ms }
flow u -> a over https as shop
flow a -> db over mysql
scenario "s" { load shop 300/s for 10m }`));

  it('agree on users who wait, far below the narrowest place', () => compare(`users u
app a { workers 50  service-time 100ms }
database db { workers 20  service-time 50ms }
flow u -> a over https as shop
flow a -> db over mysql
scenario "s" { load shop 100 users think exponential 2s for 20m }`));
});

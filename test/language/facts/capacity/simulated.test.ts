/** The figures that capacity is reckoned with are those that a long run of the simulation comes to, where nothing is overloaded. */
import assert from 'node:assert/strict';
import { holdings, offeredLoads, serving } from '#language/facts/capacity/index.js';
import { Facts } from '#language/facts/query.js';
import { below, streamOf } from '#language/simulation/random/stream.js';
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

  it('agree on who reads from a broker: each flow gets all, its members in turn, and what they go on to ask', () => compare(`users u
app shop { workers 20  service-time 10ms }
broker bus { workers 10  service-time 2ms }
server packer count 3 { workers 4  service-time exponential 60ms }
server audit { workers 5  service-time 20ms }
database db { workers 10  service-time 15ms }
flow u -> shop over https as buying
flow shop -> bus over amqp async share 50% times 2 as orders
flow packer -> bus over amqp reads as packing
flow audit -> bus over amqp reads as records
flow packer -> db over postgresql
flow audit -> db over postgresql share 30%
scenario "s" { load buying 80/s for 10m }`));

  it('agree on readers that stand in for each other, that are asked for other things, and that publish on', () => compare(`users u
app shop { workers 20  service-time 10ms }
queue first { workers 5  service-time 1ms }
queue second { workers 5  service-time 1ms }
server 일꾼 count 2 active-standby { workers 8  service-time 30ms  failover automatic within 5s }
server mailer { workers 6  service-time 25ms }
flow u -> shop over https as buying
flow shop -> first over amqp
flow 일꾼 -> first over amqp reads
flow 일꾼 -> second over amqp
flow mailer -> second over amqp reads
flow u -> mailer over http as asking
scenario "s" { load buying 100/s for 10m  load asking 20/s for 10m }`));

  it('agree on writes that wait for synchronous copies, and on what carries these', () => {
    const text = (copy: string, size = ''): string => `zone z { subnet 10.0.0.0/24
  client u { ip 10.0.0.9 }
  app web count 2 { workers 40  service-time 10ms  ip from 10.0.0.11 }
  database db count 3 active-standby { workers 30  service-time 15ms  ip from 10.0.0.21  failover automatic within 10s  ${copy} }
  switch sw
}
link u -- sw
link web -- sw { latency 1ms }
link db#1 -- sw { latency 2ms  bandwidth 1Gbps }
link db#2 -- sw { latency 3ms  bandwidth 1Gbps }
link db#3 -- sw { latency 12ms  bandwidth 1Gbps }
flow u -> web over https as shop
flow web -> db over mysql writes share 40% timeout 2s
flow web -> db over mysql reads prefer db#1
scenario "s" { load shop 200/s for 10m ${size} }`;
    for (const copy of ['replicate db#1 -> db#2 sync', 'replicate db#1 -> db#2 sync  replicate db#1 -> db#3 sync', 'replicate db#1 -> db#2 async lag 1s']) {
      compare(text(copy));
      compare(text(copy, 'size 20kB'));
    }
    const facts = new Facts(readModel(text('replicate db#1 -> db#2 sync  replicate db#1 -> db#3 async lag 1s', 'size 20kB')));
    const { links } = facts.ask(offeredLoads)[0]!.phases[0]!;
    // Of the 200 requests a second 80 are written, and copied to the second; all 280 questions go to the first.
    const carried = (end: string): number => Math.round(links.get(Object.values(facts.links).find(({ a }) => a.element.endsWith(end))!.id)?.rate ?? 0);
    assert.deepEqual(['db#1', 'db#2', 'db#3'].map(carried), [360, 80, 0]);
  });

  it('agree for systems at random, at low load', () => {
    for (let seed = 1; seed <= 12; seed++) compare(randomSystem(seed), 0.08);
  });
});

/** Users before a tier, brokers behind it, readers of these in tiers of one to three members, and stores behind those; nobody has much to do. */
function randomSystem(seed: number): string {
  const stream = streamOf(seed, 'capacity', 'system');
  const one = (from: number, to: number): number => from + below(stream, to - from + 1);
  const readers = Array.from({ length: one(1, 4) }, (_, at) => at);
  const brokers = Array.from({ length: one(1, 2) }, (_, at) => at);
  return [
    'users u', `app shop count ${one(1, 3)} { workers 30  service-time ${one(1, 20)}ms }`, 'flow u -> shop over https as buying',
    ...brokers.flatMap((at) => [`broker b${at} { workers 20  service-time ${one(1, 4)}ms }`, `flow shop -> b${at} over amqp ${one(0, 1) === 0 ? 'async ' : ''}share ${one(2, 10) * 10}% times ${one(1, 2)}`]),
    ...readers.flatMap((at) => [
      `server r${at} count ${one(1, 3)} { workers 20  service-time ${one(5, 40)}ms }`, `flow r${at} -> b${one(0, brokers.length - 1)} over amqp reads`,
      `database d${at} { workers 20  service-time ${one(2, 20)}ms }`, `flow r${at} -> d${at} over mysql ${one(0, 1) === 0 ? 'async' : `share ${one(1, 9) * 10}%`}`,
    ]),
    `scenario "s" { load buying ${one(20, 60)}/s for 10m }`,
  ].join('\n');
}

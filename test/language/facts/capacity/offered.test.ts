/** What a scenario offers to elements, flows and links: by hand, and against a reckoning that follows single requests. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { greatestOffer, holdings, offeredLoads, type Phase } from '#language/facts/capacity/index.js';
import { Facts } from '#language/facts/query.js';
import { readModel } from '../../../support/read-model.js';

function factsOf(text: string): Facts {
  const model = readModel(text);
  assert.deepEqual(model.problems, [], text);
  return new Facts(model);
}

function phasesOf(text: string): Phase[] {
  return factsOf(text).ask(offeredLoads).flatMap((each) => each.phases);
}

/** Requests a second by element, to nine digits. */
function rates(text: string): Record<string, number> {
  const [phase] = phasesOf(text);
  return Object.fromEntries([...phase!.elements].filter(([, offered]) => offered.rate > 0).map(([id, offered]) => [id, Number(offered.rate.toPrecision(9))]));
}

const load = (what = 'shop 100/s'): string => `\nscenario "s" { load ${what} for 1h }`;

describe('offered load', () => {
  it('follows the flows with their shares and times, retries left out, async and optional ones included', () => {
    assert.deepEqual(rates(`users u
app a
app b
app c
app d
flow u -> a over https as shop
flow a -> b share 20% times 3 retry 5
flow a -> c async
flow c -> d optional share 50%${load()}`), { a: 100, b: 60, c: 100, d: 50 });
  });

  it('adds up what comes by several ways, and asks each end of a list', () => {
    assert.deepEqual(rates(`users u
app a
app b
app c
flow u -> a, b as shop
flow a -> c
flow b -> c times 2${load()}`), { a: 100, b: 100, c: 300 });
  });

  it('makes the first call whatever its share', () => {
    assert.deepEqual(rates(`users u\napp a\nflow u -> a share 10% times 2 as shop${load()}`), { a: 200 });
  });

  it('stops at actors, and where nothing leads on', () => {
    assert.deepEqual(rates(`users u\nexternal-system bank\napp a\napp b\nflow u -> a as shop\nflow a -> bank over https\nflow bank -> b over https${load()}`), { a: 100, bank: 100 });
  });

  it('lets only the misses of a cache go on', () => {
    assert.deepEqual(rates(`users u\ncache c { hit 90% }\napp origin\nflow u -> c as shop\nflow c -> origin${load()}`), { c: 100, origin: 10 });
    assert.deepEqual(rates(`users u\ncache c { hit 100% }\napp origin\nflow u -> c as shop\nflow c -> origin${load()}`), { c: 100 });
  });

  it('spreads over active-active, asks the primary of all others, and finds members of groups in groups', () => {
    assert.deepEqual(rates(`users u\napp a count 4\nflow u -> a as shop${load()}`), { 'a#1': 25, 'a#2': 25, 'a#3': 25, 'a#4': 25 });
    assert.deepEqual(rates(`users u\napp a count 2 active-standby\nflow u -> a as shop${load()}`), { 'a#1': 100 });
    assert.deepEqual(rates(`users u\napp x\napp y\ngroup g active-standby { members x priority 10, y priority 20 }\nflow u -> g as shop${load()}`), { y: 100 });
    assert.deepEqual(rates(`users u\napp a count 3 quorum 2\nflow u -> a as shop${load()}`), { 'a#1': 100 });
    assert.deepEqual(rates(`users u\napp a count 2 active-standby\napp b count 3\ngroup g active-active { members a, b }\nflow u -> g as shop${load()}`), { 'a#1': 25, 'b#1': 25, 'b#2': 25, 'b#3': 25 });
  });

  it('writes to the primary, reads from all or from the preferred', () => {
    const db = (mode: string, reads: string): string => `users u\napp a\ndatabase db count 2 ${mode}\nflow u -> a as shop\nflow a -> db writes share 20%\nflow a -> db ${reads} share 80%${load()}`;
    assert.deepEqual(rates(db('active-standby', 'reads')), { a: 100, 'db#1': 60, 'db#2': 40 });
    assert.deepEqual(rates(db('active-standby', 'reads prefer db#2')), { a: 100, 'db#1': 20, 'db#2': 80 });
    assert.deepEqual(rates(db('active-active', 'reads')), { a: 100, 'db#1': 50, 'db#2': 50 });
  });

  it('deals by the weights of a balancer, of its group, and of a group for its own members', () => {
    assert.deepEqual(rates(`users u\nloadbalancer lb { balance web round-robin { weight web#1 3 } }\nserver web count 2\nflow u -> lb as shop\nflow lb -> web${load()}`), { lb: 100, 'web#1': 75, 'web#2': 25 });
    assert.deepEqual(rates(`users u\nloadbalancer lb count 2 active-standby { balance web { weight web#2 0 } }\nserver web count 2\nflow u -> lb as shop\nflow lb -> web${load()}`), { 'lb#1': 100, 'web#1': 100 });
    assert.deepEqual(rates(`users u\nserver a\nserver b\ngroup web active-active { members a, b  balance web random { weight a 4 } }\nflow u -> web as shop${load()}`), { a: 80, b: 20 });
    assert.deepEqual(rates(`users u\nloadbalancer lb { balance a { weight a 4 }  balance b }\nserver a\nserver b\nflow u -> lb as shop\nflow lb -> a\nflow lb -> b${load()}`), { lb: 100, a: 80, b: 20 });
    assert.deepEqual(rates(`users u\nloadbalancer lb { balance a  balance b { weight b 3 } }\nserver a\nserver b\nflow u -> lb as shop\nflow lb -> a, b${load()}`), { lb: 100, a: 25, b: 75 });
  });

  it('sends more to whoever can do more where the balancer counts connections', () => {
    assert.deepEqual(rates(`users u\nloadbalancer lb { balance web least-connections }\nserver a { workers 30  service-time 10ms }\nserver b { workers 10  service-time 10ms }\ngroup web active-active { members a, b }\nflow u -> lb as shop\nflow lb -> web${load()}`), { lb: 100, a: 75, b: 25 });
  });

  it('sends a request to one of the pools with a match, by their shares; the rest to the one that states none', () => {
    const pools = (images: string, app: string, more = ''): string => `users u\nloadbalancer lb { balance images { match "/images" }  balance app { match "/" } ${more} }\nweb images\napp app\nflow u -> lb as shop\nflow lb -> images ${images}\nflow lb -> app ${app}${load()}`;
    assert.deepEqual(rates(pools('share 30%', 'share 70%')), { lb: 100, images: 30, app: 70 });
    assert.deepEqual(rates(pools('share 30%', '')), { lb: 100, images: 30, app: 70 });
    const unsaid = phasesOf(pools('', ''))[0]!;
    assert.deepEqual([unsaid.elements.get('images')!.rate, unsaid.elements.get('images')!.exact], [0, false], 'nothing says how they are divided');
    assert.deepEqual(rates(`${pools('share 30%', '').replace(load(), '')}\napp sign-in\nflow lb -> sign-in${load()}`), { lb: 100, images: 30, app: 70, 'sign-in': 100 });
  });

  it('takes equal targets of a balancer without a pool as equal parts, and does not guess about unequal ones', () => {
    assert.deepEqual(rates(`users u\nloadbalancer lb\nserver a\nserver b\nflow u -> lb as shop\nflow lb -> a\nflow lb -> b${load()}`), { lb: 100, a: 50, b: 50 });
    assert.deepEqual(rates(`users u\nloadbalancer lb\nserver a\nserver b\nlogging logs\nflow u -> lb as shop\nflow lb -> a, b\nflow lb -> logs async${load()}`), { lb: 100, a: 50, b: 50, logs: 100 });
    assert.deepEqual(rates(`users u\nloadbalancer lb\nserver a\ndatabase b\nflow u -> lb as shop\nflow lb -> a\nflow lb -> b${load()}`), { lb: 100 });
  });

  it('begins at the ends of a load that names them, by the flow that has these ends where there is one', () => {
    assert.deepEqual(rates(`users u\napp a\napp b\nflow u -> a\nflow a -> b share 50%${load('u -> a 60/min')}`), { a: 1, b: 0.5 });
    assert.deepEqual(rates(`users u\ndatabase db count 2 active-standby\nflow u -> db reads${load('u -> db 100/s')}`), { 'db#1': 50, 'db#2': 50 });
    assert.deepEqual(phasesOf(`users u\napp a\nnas n\nflow u -> a\nflow a -> n${load('u -> n 5/s')}`), [], 'nothing leads there');
    assert.deepEqual(rates(`app a count 2\ndatabase db\nflow a -> db${load('a#1 -> db 5/s')}`), { db: 5 });
  });

  it('takes a worker where it begins, if there is something to take or to do', () => {
    const [phase] = phasesOf(`app a { workers 10  service-time 20ms }\ndatabase db { service-time 30ms }\nnas other { service-time 1s }\nflow a -> db as work\nflow a -> other${load('work 100/s')}`);
    assert.equal(Number(phase!.elements.get('a')!.busy.toPrecision(9)), 5, 'its own work and the call that it was started for, not the others');
  });

  it('goes on with what a rate limit lets in', () => {
    const [phase] = phasesOf(`users u\napp a { rate-limit 40/s  service-time 10ms }\napp b { rate-limit 10/s }\napp c\nflow u -> a as shop\nflow a -> b share 50%\nflow b -> c times 3${load()}`);
    assert.deepEqual(['a', 'b', 'c'].map((id) => Number(phase!.elements.get(id)!.rate.toPrecision(9))), [40, 10, 30]);
    assert.equal(Number(phase!.elements.get('a')!.busy.toPrecision(9)), 0.4);
  });

  it('goes on along the parts that an element leads to', () => {
    assert.deepEqual(rates(`users u\ndatabase db {\n connection-pool pool\n storage-engine engine\n flow db -> pool -> engine times 2\n}\nflow u -> db as shop${load()}`), { db: 100, 'db.pool': 200, 'db.engine': 400 });
  });

  it('tells flows and what they bring', () => {
    const [phase] = phasesOf(`users u\napp a count 2\ndatabase db\nflow u -> a as shop\nflow a -> db share 10%${load()}`);
    assert.deepEqual([...phase!.flows].map(([id, offered]) => [id, offered.rate]), [['shop', 100], ['a -> db', 10]]);
  });
});

describe('loads in time', () => {
  const base = 'users u\napp a\nflow u -> a as shop\n';
  const greatest = (scenario: string): number => Math.max(...phasesOf(base + scenario).map((phase) => phase.elements.get('a')!.rate));

  it('add up while they overlap, and only then', () => {
    assert.equal(greatest('scenario "s" { load shop 10/s for 1h  load u -> a 5/s for 1h }'), 15);
    assert.equal(greatest('scenario "s" { load shop 10/s for 10m  at 5m load shop 20/s for 10m }'), 30);
    assert.equal(greatest('scenario "s" { load shop 10/s for 10m  at 10m load shop 20/s for 10m }'), 20);
    assert.equal(greatest('scenario "s" { load shop 10/s  at 10m load shop 20/s for 1m  at 20m load shop 15/s for 1m }'), 30);
    assert.equal(greatest('scenario "s" { duration 5m  load shop 10/s  at 10m load shop 20/s }'), 10);
  });

  it('follow rates that rise or change, and count bursts by their mean', () => {
    assert.equal(greatest('scenario "s" { load shop 10/s to 50/s for 10m }'), 50);
    assert.equal(greatest('scenario "s" { load shop 50/s to 10/s for 10m  at 5m load shop 10/s for 1m }'), 50);
    assert.equal(greatest('scenario "s" { load shop 10/s to 50/s for 10m  at 5m load shop 10/s for 1m }'), 50);
    assert.equal(greatest('scenario "s" { load shop 10/s to 50/s for 10m  at 5m load shop 30/s for 1m }'), 64);
    assert.equal(greatest('scenario "s" { load shop 10/s, 60/s, 20/s each 5m for 1h  at 1m load shop 10/s for 2m }'), 60);
    assert.equal(greatest('scenario "s" { load shop 10/s, 60/s, 20/s each 5m for 1h  at 21m load shop 10/s for 2m }'), 70);
    assert.equal(greatest('scenario "s" { load shop burst 600 every 1m for 1h }'), 10);
  });

  it('of several scenarios the greatest is told', () => {
    const facts = factsOf(`${base}scenario "one" { load shop 10/s }\nscenario "둘" { load shop 25/s }\nscenario "idle" { at 5m fail a }`);
    assert.equal(facts.ask(greatestOffer, 'a')!.scenario.title, '둘');
    assert.equal(facts.ask(greatestOffer, 'shop')!.rate, 25);
    assert.equal(facts.ask(greatestOffer, 'u'), undefined);
  });

  it('of users who wait: at most N / (Z + D), and no more than the narrowest place lets through', () => {
    const closed = (users: string): number[] => {
      const [phase] = phasesOf(`users u\napp a { service-time 20ms  workers 50 }\ndatabase db { service-time 30ms  workers 3 }\nflow u -> a as shop\nflow a -> db\nscenario "s" { load shop ${users} }`);
      return ['a', 'db'].map((id) => Number(phase!.elements.get(id)!.rate.toPrecision(6)));
    };
    assert.deepEqual(closed('20 users think 950ms'), [20, 20]);
    assert.deepEqual(closed('5 users'), [100, 100]);
    // The database lets 100 a second through, so that the application never sees more, whatever its users ask of the database.
    assert.deepEqual(closed('500 users think 950ms'), [100, 500]);
  });
});

describe('holding times', () => {
  const held = (text: string, id: string, bytes = 0): number => Number(factsOf(text).ask(holdings, bytes).get(id)!.total?.toPrecision(9));

  it('are the own work and the synchronous calls, by share and times, misses only of a cache', () => {
    const tier = (flow: string, more = ''): string => `app a { service-time 10ms ${more} }\napp b { service-time exponential 40ms }\n${flow}`;
    assert.equal(held(tier('flow a -> b'), 'a'), 0.05);
    assert.equal(held(tier('flow a -> b share 50% times 3'), 'a'), 0.07);
    assert.equal(held(tier('flow a -> b async'), 'a'), 0.01);
    assert.equal(held(tier('flow a -> b optional'), 'a'), 0.05);
    assert.equal(held(tier('flow a -> b timeout 15ms'), 'a'), 0.025);
    assert.equal(held(tier('flow a -> b', 'hit 75%'), 'a'), 0.02);
  });

  it('take means of distributions', () => {
    const mean = (time: string): number => held(`app a { service-time ${time} }`, 'a');
    assert.equal(mean('uniform 10ms to 30ms'), 0.02);
    assert.equal(mean('hyperexponential 20ms scv 4'), 0.02);
    // sigma = ln 4 / 2.3263…, mean = median · exp(sigma² / 2)
    assert.ok(Math.abs(mean('lognormal 20ms p99 80ms') - 0.02 * Math.exp((Math.log(4) / 2.3263478740408408) ** 2 / 2)) < 1e-9);
  });

  it('take the mean over those who may answer', () => {
    assert.equal(held('app a\napp x { service-time 10ms }\napp y { service-time 40ms }\ngroup g active-active { members x, y }\nflow a -> g', 'a'), 0.025);
    assert.equal(held('app a { balance g { weight x 2 } }\napp x { service-time 10ms }\napp y { service-time 40ms }\ngroup g active-active { members x, y }\nflow a -> g', 'a'), 0.02);
  });

  it('count the links on the way, and what is sent over them', () => {
    const linked = 'zone z { subnet 10.0.0.0/24 }\napp a { ip 10.0.0.1 }\napp b { ip 10.0.0.2  service-time 10ms }\nswitch sw\nlink a -- sw { latency 1ms  bandwidth 8Mbps }\nlink sw -- b { latency 2ms }\nflow a -> b over http';
    assert.equal(held(linked, 'a'), 0.016);
    assert.equal(held(linked, 'a', 1000), 0.018);
  });

  it('are unknown where calls go in a circle, and behind it', () => {
    const circle = 'app a\napp b { service-time 10ms }\napp c { service-time 5ms }\napp d { service-time 1ms }\nflow a -> b -> c -> b\nflow b -> d';
    assert.deepEqual(['a', 'b', 'c', 'd'].map((id) => held(circle, id)), [NaN, NaN, NaN, 0.001]);
    assert.equal(held('app a { service-time 1ms }\napp b { service-time 10ms }\nflow a -> b\nflow b -> a async', 'a'), 0.011);
  });
});

describe('load on models at random', () => {
  interface Node { hit: number; calls: { to: number; share: number; times: number }[]; tier: 'one' | 'active-active' | 'active-standby' }

  /** Tiers that call later ones only; the first is what the load leads to. */
  const models = fc.array(fc.record({
    hit: fc.constantFrom(0, 0, 0, 50, 90),
    tier: fc.constantFrom('one', 'active-active', 'active-standby'),
    calls: fc.array(fc.record({ ahead: fc.integer({ min: 1, max: 4 }), share: fc.constantFrom(100, 100, 20, 75), times: fc.integer({ min: 1, max: 3 }) }), { maxLength: 3 }),
  }), { minLength: 1, maxLength: 9 }).map((nodes): Node[] => nodes.map((node, at) => ({
    hit: node.hit, tier: node.tier as Node['tier'],
    calls: node.calls.map(({ ahead, share, times }) => ({ to: at + ahead, share, times })).filter(({ to }) => to < nodes.length),
  })));

  function written(nodes: readonly Node[]): string {
    return ['users u', 'flow u -> t0 as shop', ...nodes.flatMap((node, at) => [
      `cache t${at} ${node.tier === 'one' ? '' : `count 3 ${node.tier}`} { hit ${node.hit}% }`,
      ...node.calls.map(({ to, share, times }) => `flow t${at} -> t${to} share ${share}% times ${times}`),
    ]), 'scenario "s" { load shop 10/s }'].join('\n');
  }

  /** One request followed by itself, with the probability of each of its steps. */
  function follow(nodes: readonly Node[], at: number, probability: number, seen: number[]): void {
    seen[at]! += probability;
    for (const { to, share, times } of nodes[at]!.calls) {
      for (let time = 0; time < times; time++) follow(nodes, to, (probability * share * (100 - nodes[at]!.hit)) / 10_000, seen);
    }
  }

  it('is what single requests bring together', () => {
    fc.assert(fc.property(models, (nodes) => {
      const seen = nodes.map(() => 0);
      follow(nodes, 0, 10, seen);
      const found = rates(written(nodes));
      nodes.forEach(({ tier }, at) => {
        const members = tier === 'one' ? [`t${at}`] : [1, 2, 3].map((index) => `t${at}#${index}`);
        const parts = tier === 'active-standby' ? [seen[at]!, 0, 0] : members.map(() => seen[at]! / members.length);
        members.forEach((id, index) => assert.ok(Math.abs((found[id] ?? 0) - parts[index]!) <= 1e-6 * (1 + parts[index]!), `${id}: ${found[id]} for ${parts[index]}\n${written(nodes)}`));
      });
    }), { numRuns: 60 });
  });
});

describe('offered load of hard models', () => {
  it('stops at calls that go in a circle, and says that more may come', () => {
    const [phase] = phasesOf(`users u\napp a\napp b\napp c\nflow u -> a as shop\nflow a -> b\nflow b -> a\nflow b -> c${load()}`);
    assert.equal(phase!.elements.get('a')!.exact, false);
    assert.equal(phase!.elements.get('c')!.exact, false);
    assert.equal(phase!.elements.get('c')!.rate, 0);
  });

  it('comes to an end on long chains and wide tiers, in time that grows with them', function () {
    this.timeout(20_000);
    const chain = Array.from({ length: 1500 }, (_, at) => `app a${at} { service-time 1us }`).join('\n');
    const flows = Array.from({ length: 1499 }, (_, at) => `flow a${at} -> a${at + 1} timeout 30s`).join('\n');
    assert.equal(rates(`users u\n${chain}\nflow u -> a0 as shop\n${flows}${load()}`).a1499, 100);
    const doubling = Array.from({ length: 60 }, (_, at) => `flow b${at} -> b${at + 1} times 2`).join('\n');
    assert.ok(rates(`users u\n${Array.from({ length: 61 }, (_, at) => `app b${at}`).join('\n')}\nflow u -> b0 as shop\n${doubling}${load()}`).b60! > 1e19);
    const many = Array.from({ length: 500 }, (_, at) => `at ${at}s load shop 1/s for 10s`).join('\n');
    assert.equal(rates(`users u\napp a count 200\nflow u -> a as shop\nscenario "s" { ${many} }`)['a#1'], 0.05);
  });
});

/** Balancers of a written architecture: which program's ways they have, who is left out when, who stays where, and what is shared by patterns. */
import assert from 'node:assert/strict';
import { eventText } from '#language/expectations/event-texts.js';
import { word } from '#language/messages/word.js';
import { prepare } from '#language/simulation/simulate.js';
import type { BalancerPlan } from '#language/simulation/plan.js';
import { Run } from '#language/simulation/run.js';
import { factsOf } from '../../support/reachability.js';
import { outcomeOf } from './scenarios.js';

const model = (lb: string, scenario: string, rest = ''): string => `
  users clients
  ${lb}
  server was count 3 { service-time 5ms }
  flow clients -> lb over http as shop
  flow lb -> was over http timeout 1s as asks
  ${rest}
  scenario "s" { ${scenario} }`;

const STEADY = 'load shop 300/s steady for 1m';

function plansOf(text: string): BalancerPlan[] {
  const facts = factsOf(text);
  return prepare(facts, facts.read('scenarios')[0]!).plan.balancers;
}

function log(outcome: ReturnType<typeof outcomeOf>): string[] {
  return outcome.state.log.map(({ at, kind, subject }) => `${at.toFixed(2)} ${kind} ${subject}`);
}

const served = (outcome: ReturnType<typeof outcomeOf>): number[] => ['was#1', 'was#2', 'was#3'].map((id) => outcome.served(id));

describe('what a balancer does where little is said', () => {
  it('nginx turns to the next server once for each, and counts failures', () => {
    const [plan] = plansOf(model('web lb { software nginx }', STEADY));
    assert.deepEqual([plan!.program, plan!.algorithm, plan!.retry, plan!.passive, plan!.layer, plan!.draws, plan!.assumed], ['nginx', 'round-robin', 2, { maxFails: 1, failTimeout: 10 }, 7, 1, true]);
  });
  it('HAProxy tries three times more, and checks only if told to', () => {
    const [plan] = plansOf(model('server lb { software haproxy  balance was random }', STEADY));
    assert.deepEqual([plan!.program, plan!.retry, plan!.passive, plan!.check, plan!.draws, plan!.assumed], ['haproxy', 3, undefined, undefined, 2, false]);
  });
  it('a check that says nothing is HAProxy\'s: every 2 s, three and two, and as long as the interval', () => {
    const [plan] = plansOf(model('loadbalancer lb { balance was { check } }', STEADY));
    assert.deepEqual(plan!.check, { every: 2, fall: 3, rise: 2, timeout: 2 });
  });
  it('a cloud\'s balancer checks by itself', () => {
    assert.ok(plansOf(model('loadbalancer lb { software aws-alb  balance was }', STEADY))[0]!.check);
  });
  it('retry, weights, passive checks, layer, slow start as written', () => {
    const [plan] = plansOf(model('loadbalancer lb { layer 4  balance was least-connections { weight was#1 5  weight was#3 0  passive max_fails 2  retry 1  sticky  slow-start 30s } }', STEADY));
    assert.deepEqual([plan!.weights, plan!.passive, plan!.retry, plan!.sticky, plan!.layer, plan!.slowStart, plan!.algorithm], [[5, 1, 0], { maxFails: 2, failTimeout: 10 }, 1, true, 4, 30, 'least-connections']);
  });
  it('of two balancers of a group each has a memory of its own; what the group says holds for both', () => {
    const plans = plansOf(model('loadbalancer lb count 2 { software haproxy  balance was ip-hash }', STEADY));
    assert.deepEqual(plans.map(({ algorithm, station }) => [algorithm, station]), [['ip-hash', plans[0]!.station], ['ip-hash', plans[1]!.station]]);
    assert.notEqual(plans[0]!.station, plans[1]!.station);
  });
  it('an L4 switch, and HAProxy before a database, pick by connection', () => {
    assert.equal(plansOf(model('l4switch lb { balance was }', STEADY))[0]!.layer, 4);
    const db = 'users u\nloadbalancer lb { software haproxy  balance db }\ndatabase db count 2 { software mysql }\nflow u -> lb over mysql as q\nflow lb -> db over mysql\nscenario "s" { load q 1/s for 1m }';
    assert.equal(plansOf(db)[0]!.layer, 4);
  });
  it('whoever is no balancer spreads nothing', () => {
    assert.deepEqual(plansOf(model('server lb', STEADY)), []);
  });
  it('nested in its machine or beside Keepalived it is the same', () => {
    const [plan] = plansOf(model('server lb { software keepalived  loadbalancer proxy { software haproxy } }', STEADY));
    assert.equal(plan!.program, 'haproxy');
  });
});

describe('a dead server behind a balancer', () => {
  const dead = (lb: string, event = 'at 10s fail was#2'): ReturnType<typeof outcomeOf> => outcomeOf(model(lb, `${STEADY} ${event}`));
  it('is left out at once where nothing is written', () => {
    // But for what was there when it died.
    assert.equal(dead('loadbalancer lb').requests('shop')!.failed, 1);
  });
  it('gets its third for ever where the balance is written and nothing checks', () => {
    const { failed } = dead('loadbalancer lb { balance was }').requests('shop')!;
    assert.ok(Math.abs(failed - 5000) <= 2, `${failed}`);
  });
  it('is marked down by checks: a silent one when the last check\'s time is over', () => {
    const outcome = dead('loadbalancer lb { balance was { check http every 1s fall 3 rise 2 timeout 0.5s } }');
    // Checks of the second server begin a third of a second after each second.
    assert.deepEqual(log(outcome), ['10.00 failed was#2', '12.83 marked-down was#2']);
    assert.ok(Math.abs(outcome.requests('shop')!.failed - 283) <= 2);
  });
  it('is told apart by who noticed: checks that ask, or requests that failed', () => {
    const told = (lb: string): string[] => {
      const text = model(lb, `${STEADY} at 10s kill was#2 at 20s recover was#2`);
      return outcomeOf(text).state.log.filter(({ kind }) => kind.startsWith('marked')).map((entry) => word(eventText(factsOf(text), entry)));
    };
    assert.deepEqual(told('loadbalancer lb { balance was { check every 1s } }'), ['lb takes was#2 out: its checks fail', 'lb takes was#2 in again: its checks succeed']);
    const [out, back] = told('web lb { software nginx  balance was { passive max_fails 1 fail_timeout 20s } }');
    assert.deepEqual([out, back], ['lb takes was#2 out: requests to it fail', 'lb takes was#2 in again: it answers requests']);
  });
  it('a killed one says so at once', () => {
    const outcome = dead('loadbalancer lb { balance was { check every 1s } }', 'at 10s kill was#2 at 20s recover was#2');
    assert.deepEqual(log(outcome), ['10.00 killed was#2', '12.33 marked-down was#2', '20.00 recovered was#2', '21.33 marked-up was#2']);
    // But for the one that was at work.
    assert.equal(outcome.requests('shop')!.refused, outcome.requests('shop')!.failed - 1);
  });
  it('a blip shorter than the checks\' patience marks nobody', () => {
    assert.deepEqual(log(dead('loadbalancer lb { balance was { check every 1s } }', 'at 10s kill was#2 at 12s recover was#2')), ['10.00 killed was#2', '12.00 recovered was#2']);
  });
  it('nginx learns it from its own requests: nobody but the first waits', () => {
    const outcome = dead('web lb { software nginx  balance was { passive max_fails 1 fail_timeout 10s } }', 'at 10s fail was#2');
    assert.equal(outcome.requests('shop')!.failed, 0);
    assert.ok(outcome.percentile('shop', 0.999)! > 1);
    assert.ok(outcome.percentile('shop', 0.98)! < 0.01);
  });
  it('a failure of the application is passed on, not tried elsewhere', () => {
    const text = model('web lb { software nginx  balance was }', `${STEADY} at 10s fail db`, 'database db { service-time 1ms }\nflow was -> db over tcp/3306 timeout 100ms');
    const outcome = outcomeOf(text);
    const { failed } = outcome.requests('shop')!;
    assert.ok(Math.abs(failed - 15_000) <= 40, `${failed}`);
    assert.deepEqual(log(outcome), ['10.00 failed db']);
    // Each request was asked once.
    assert.equal(outcome.state.stations.slice(2, 5).reduce((sum, { served: count }) => sum + count, 0), outcome.requests('shop')!.served);
  });
  it('a stopped one gets no new requests and finishes what it has', () => {
    const outcome = outcomeOf(model('loadbalancer lb { balance was }', 'load shop 300/s steady for 1m at 10.001s stop was#2 at 30s recover was#2').replace('service-time 5ms', 'service-time 200ms'));
    assert.equal(outcome.requests('shop')!.failed, 0);
    const [, second, third] = served(outcome);
    assert.ok(third! - second! > 2900 && third! - second! < 3100, `${second} ${third}`);
  });
  it('all down: it says so at once', () => {
    const outcome = dead('loadbalancer lb { software haproxy  balance was { check every 1s timeout 0.2s } }', 'at 10s fail was');
    const { offered, failed } = outcome.requests('shop')!;
    assert.ok(Math.abs(offered - failed - 3000) <= 2, `${failed}`);
    assert.ok(outcome.state.now < 62);
  });
  it('a balancer that died begins with servers that it takes for up', () => {
    const outcome = dead('loadbalancer lb { balance was { check every 1s fall 3 rise 2 timeout 0.1s } }', 'at 10s fail was#2 at 20s fail lb at 25s recover lb');
    assert.deepEqual(log(outcome), ['10.00 failed was#2', '12.43 marked-down was#2', '20.00 failed lb', '25.00 recovered lb', '25.43 marked-down was#2']);
  });
  it('a check that the network does not let through marks servers down that are well', () => {
    const outcome = outcomeOf(`
      client users { ip 10.0.0.100 }
      lan net { subnet 10.0.0.0/24
        loadbalancer lb { ip 10.0.0.2  balance was { check tcp/9000 every 1s fall 2 timeout 0.5s } }
        server was count 2 { ip from 10.0.0.11  inbound { allow lb over tcp/80 } }
        server pc { ip 10.0.0.50 }
      }
      flow net.pc -> net.lb over tcp/80 as shop
      flow net.lb -> net.was over tcp/80
      scenario "s" { load shop 100/s steady for 10s }`);
    assert.deepEqual(log(outcome), ['1.50 marked-down net.was#1', '2.00 marked-down net.was#2']);
    assert.equal(outcome.requests('shop')!.served, 199);
  });
  it('of members that stand in for each other the first that is up is asked, by the balancer\'s checks', () => {
    const outcome = outcomeOf(`
      users u
      loadbalancer lb { software haproxy  balance db { check every 1s fall 3 rise 2  retry 0 } }
      database db count 2 active-standby { software mysql  service-time 1ms }
      flow u -> lb over mysql as q
      flow lb -> db over mysql writes
      scenario "s" { load q 100/s steady for 1m at 10s kill db#1 }`);
    assert.deepEqual(log(outcome).filter((line) => line.includes('marked')), ['13.00 marked-down db#1']);
    assert.ok(Math.abs(outcome.requests('q')!.failed - 300) <= 1, `${outcome.requests('q')!.failed}`);
    assert.equal(outcome.served('db#1'), 999);
  });
});

describe('clients and their servers', () => {
  const USERS = 'load shop 30 users think 1s for 1m';
  it('round robin takes turns among all requests', () => {
    const counts = served(outcomeOf(model('loadbalancer lb { balance was { weight was#1 2 } }', USERS)));
    assert.ok(Math.abs(counts[0]! - 2 * counts[1]!) <= 2 && Math.abs(counts[1]! - counts[2]!) <= 1, counts.join('/'));
  });
  it('sticky ones stay with their server, and go to another only while it is away', () => {
    const facts = factsOf(model('loadbalancer lb { balance was { sticky  check every 1s  retry 1 } }', `${USERS} at 20s kill was#2 at 30s recover was#2`));
    const { plan, ways } = prepare(facts, facts.read('scenarios')[0]!);
    const run = new Run(plan, ways);
    const clients = (): number[] => run.state.balancers[0]!.clients[0]!.map((held) => held >> 1);
    run.runUntil(19);
    const before = clients();
    assert.deepEqual([0, 1, 2].map((at) => before.filter((each) => each === at).length), [10, 10, 10]);
    run.runUntil(29);
    const during = clients();
    assert.ok(!during.includes(1));
    before.forEach((at, client) => assert.ok(at === 1 || during[client] === at));
    run.runUntil(59);
    // Who has gone elsewhere stays there.
    assert.deepEqual(clients(), during);
  });
  it('at layer 4 a user keeps the connection, and a server that came back gets new ones only', () => {
    const outcome = outcomeOf(model('l4switch lb { balance was least-connections { check every 1s } }', `${USERS} at 20s kill was#2 at 30s recover was#2`));
    const [first, second, third] = served(outcome);
    // Ten users of a second each for twenty seconds; afterwards they are elsewhere.
    assert.ok(second! >= 190 && second! <= 200, `${first}/${second}/${third}`);
    assert.deepEqual(outcome.state.balancers[0]!.peers.map(({ active }) => active), [15, 0, 15]);
  });
  it('at layer 7 a server that came back has its share again', () => {
    const outcome = outcomeOf(model('loadbalancer lb { balance was least-connections { check every 1s } }', `${USERS} at 20s kill was#2 at 30s recover was#2`));
    const [first, second, third] = served(outcome);
    assert.ok(second! > 400 && second! < first! && second! < third!, `${first}/${second}/${third}`);
    assert.deepEqual(outcome.state.balancers[0]!.peers.map(({ active }) => active), [0, 0, 0]);
  });
  it('a new server grows into its share with slow-start', () => {
    const counts = (options: string): number => served(outcomeOf(model(`loadbalancer lb { software haproxy  balance was { check every 1s ${options} } }`, `${STEADY} at 10s kill was#2 at 20s recover was#2`)))[1]!;
    const [plain, slow] = [counts(''), counts('slow-start 30s')];
    // Over thirty seconds it gets a half of its share on average.
    assert.ok(plain - slow > 1000 && plain - slow < 1800, `${plain} ${slow}`);
  });
});

describe('ip-hash', () => {
  const hashed = (from: string, program: string, scenario = 'load shop 60 users think 1s for 30s'): number[] => served(outcomeOf(`
    ${from}
    loadbalancer lb { software ${program}  balance was ip-hash }
    server was count 3 { service-time 5ms }
    flow clients -> lb over http as shop
    flow lb -> was over http
    scenario "s" { ${scenario} }`));
  it('sends each client of the internet to one server, all of them to all', () => {
    const counts = hashed('internet world { users clients }', 'nginx');
    assert.ok(counts.every((count) => count > 300), counts.join('/'));
    // Thirty requests of each user or nearly: whole users only.
    assert.ok(counts.every((count) => count % 30 === 0 || count % 29 === 0 || count > 0));
  });
  it('nginx sends a /24 to one server; HAProxy tells its addresses apart', () => {
    const prefix = 'lan office { subnet 192.168.7.0/24  users clients { ip 192.168.7.0/24 } }';
    assert.equal(hashed(prefix, 'nginx').filter((count) => count > 0).length, 1);
    assert.equal(hashed(prefix, 'haproxy').filter((count) => count > 0).length, 3);
  });
  it('users in a subnet have its addresses', () => {
    assert.equal(hashed('lan office { subnet 192.168.7.0/24  users clients }', 'nginx').filter((count) => count > 0).length, 1);
  });
  it('behind another balancer all clients are that one', () => {
    const counts = served(outcomeOf(`
      internet world { users clients }
      loadbalancer front { software haproxy }
      loadbalancer lb { software nginx  balance was ip-hash }
      server was count 3 { service-time 5ms }
      flow clients -> front over http -> lb over http as shop
      flow lb -> was over http
      scenario "s" { load shop 60 users think 1s for 30s }`));
    assert.equal(counts.filter((count) => count > 0).length, 1, counts.join('/'));
  });
  it('a transparent one passes the client\'s address on', () => {
    const counts = served(outcomeOf(`
      internet world { users clients }
      loadbalancer front { software haproxy  transparent }
      loadbalancer lb { software nginx  balance was ip-hash }
      server was count 3 { service-time 5ms }
      flow clients -> front over http -> lb over http as shop
      flow lb -> was over http
      scenario "s" { load shop 60 users think 1s for 30s }`));
    assert.equal(counts.filter((count) => count > 0).length, 3, counts.join('/'));
  });
  it('behind a source translation all clients are its address', () => {
    const text = (nat: string): string => `
      lan office { subnet 192.168.0.0/16  users clients { ip 192.168.0.0/16 } }
      router edge { interface office 192.168.0.1  interface dmz 10.0.0.1  ${nat} }
      zone dmz { subnet 10.0.0.0/24
        loadbalancer lb { software haproxy  ip 10.0.0.2  balance was ip-hash }
        server was count 3 { ip from 10.0.0.11  service-time 5ms } }
      flow clients -> lb over http as shop
      flow lb -> was over http
      scenario "s" { load shop 60 users think 1s for 30s }`;
    const spread = (nat: string): number => {
      const outcome = outcomeOf(text(nat));
      return ['dmz.was#1', 'dmz.was#2', 'dmz.was#3'].filter((id) => outcome.served(id) > 0).length;
    };
    assert.equal(spread(''), 3);
    assert.equal(spread('snat office -> dmz to 10.0.0.1'), 1);
    assert.equal(spread('masquerade office -> dmz'), 1);
  });
});

describe('patterns', () => {
  const matched = (flows: string): ReturnType<typeof outcomeOf> => outcomeOf(`
    users clients
    loadbalancer lb { balance images { match "/images" } balance was }
    web images count 2
    server was count 2
    flow clients -> lb over http as shop
    ${flows}
    scenario "s" { load shop 1000/s steady for 20s }`);
  const counts = (outcome: ReturnType<typeof outcomeOf>): number[] => ['images', 'was'].map((id) => outcome.served(id));
  it('send each request to exactly one target, by the shares of its flows', () => {
    const [images, was] = counts(matched('flow lb -> images over http share 30%\nflow lb -> was over http'));
    assert.equal(images! + was!, 20_000);
    assert.ok(Math.abs(images! - 6000) < 260, `${images}`);
  });
  it('share evenly where nothing is stated, and say so', () => {
    const text = (flows: string): string => `users clients\nloadbalancer lb { balance images { match "/images" } balance was }\nweb images count 2\nserver was count 2\nflow clients -> lb over http as shop\n${flows}\nscenario "s" { load shop 10/s for 10s }`;
    const assumed = (flows: string): string[] => { const facts = factsOf(text(flows)); return prepare(facts, facts.read('scenarios')[0]!).assumptions.map(({ id }) => id); };
    assert.ok(assumed('flow lb -> images over http\nflow lb -> was over http').includes('simulation.assumption.match'));
    assert.ok(!assumed('flow lb -> images over http share 30%\nflow lb -> was over http').includes('simulation.assumption.match'));
    const [images, was] = counts(matched('flow lb -> images over http\nflow lb -> was over http'));
    assert.equal(images! + was!, 20_000);
    assert.ok(Math.abs(images! - 10_000) < 300, `${images}`);
  });
  it('what else the balancer asks is asked as ever', () => {
    const outcome = matched('flow lb -> images over http share 30%\nflow lb -> log over tcp/514\nflow lb -> was over http\nserver log');
    const [images, was] = counts(outcome);
    assert.equal(images! + was!, 20_000);
    assert.equal(outcome.served('log'), 20_000);
  });
  it('without them each flow is made by its share', () => {
    const outcome = outcomeOf('users clients\nloadbalancer lb { balance images  balance was }\nweb images count 2\nserver was count 2\nflow clients -> lb over http as shop\nflow lb -> images over http\nflow lb -> was over http\nscenario "s" { load shop 100/s steady for 10s }');
    assert.deepEqual(counts(outcome), [1000, 1000]);
  });
});

describe('a run with balancers', () => {
  const text = model('loadbalancer lb { software haproxy  balance was least-connections { check every 1s  sticky } }', 'load shop 40 users think 500ms for 30s at 10s fail was#2 at 20s recover was#2');
  it('goes on from a snapshot to the same end', () => {
    const facts = factsOf(text);
    const { plan, ways } = prepare(facts, facts.read('scenarios')[0]!);
    for (const at of [5, 11.4, 21]) {
      const run = new Run(plan, ways);
      run.runUntil(at);
      const again = new Run(plan, ways, run.snapshot());
      run.finish();
      again.finish();
      assert.deepEqual(again.snapshot(), run.snapshot());
    }
  });
  it('takes no events for checks while nothing changes', () => {
    const calm = (check: string): number => outcomeOf(model(`loadbalancer lb { balance was ${check} }`, 'load shop 1/s steady for 1h')).state.events;
    assert.equal(calm('{ check every 1s }'), calm(''));
  });
});

/** What may be asked of redundancy: every form of subject, judged; and what a reader of a failure is told to do. */
import assert from 'node:assert/strict';
import { judge } from '#language/expectations/judge.js';
import { expectationRules } from '#language/expectations/rules.js';
import { Facts } from '#language/facts/query.js';
import { word } from '#language/messages/word.js';
import { rule as targetMissed } from '#language/rules/redundancy/target-missed.js';
import { readModel } from '../../../support/read-model.js';

const PLANT = `
users u "손님"
users v
site idc {
  server a { mtbf 1000h mttr 10h tag web }
  server b { mtbf 1000h mttr 10h tag web }
  zone z { database db "주문 DB" { mtbf 1000h mttr 1h tag data } }
}
site dr { server c count 3 { mtbf 500h mttr 5h } }
switch sw { availability 100% }
link idc.a -- sw as wire { mtbf 10000h mttr 10h }
link idc.b -- sw
link idc.z.db -- sw
link u -- sw
link v -- sw
link dr.c -- sw
group front "앞단" active-active { members idc.a, idc.b }
flow u -> front as shop "가게" { tag gold }
flow front -> db
flow v -> dr.c as docs
`;

/** `true`, `false` or `undefined`, then what is. */
function judged(expectation: string, plan = PLANT): string {
  const facts = new Facts(readModel(plan + `expect ${expectation}\n`));
  assert.deepEqual(facts.read('problems'), [], expectation);
  const judgement = judge(facts, facts.read('expectations').at(-1)!)!;
  return `${judgement.holds} ${word(judgement.actual)}`;
}

describe('expectations of redundancy', () => {
  it('take services by name, label, sort, tag and place; elements, groups, links by any of their names', () => {
    assert.equal(judged('availability of shop >= 99.8%'), 'true 99.88%');
    assert.equal(judged('availability of "가게" >= 99.9%'), 'false 99.88%');
    for (const subject of ['every service', 'every service tag gold', 'every services', 'every flow tag gold']) assert.match(judged(`availability of ${subject} >= 99.9%`), /^false 99\.88%/, subject);
    assert.match(judged('availability of every service in dr >= 99.9%'), /^true /);
    assert.match(judged('availability of every service tag silver >= 99.9%'), /^undefined /);
    assert.match(judged('availability of every server tag web >= 99%'), /^false 98\.\d+%/);
    assert.match(judged('availability of every server in dr >= 99%'), /^true 99%|^false 99\.0/);
    for (const subject of ['front', '"앞단"', 'every group in idc', 'every group']) assert.match(judged(`availability of ${subject} >= 98%`), subject === 'every group in idc' ? /^undefined|^true/ : /^true /, subject);
    assert.equal(judged('availability of wire >= 99.95%'), 'false 99.9%');
    assert.equal(judged('availability of every link >= 99.95%'), 'false 99.9%');
    assert.match(judged('availability of every link in idc >= 99.95%'), /^undefined /);
    assert.equal(judged('availability of idc.z.db >= 99.9%'), 'true 99.9%');
  });

  it('know every comparison', () => {
    assert.deepEqual(['> 99.8%', '< 99.8%', '<= 99.9%', '= 100%', '>= 99.87%'].map((limit) => judged(`availability of shop ${limit}`).split(' ')[0]), ['true', 'false', 'true', 'false', 'true']);
  });

  it('name the single points of services, groups, elements and links', () => {
    assert.equal(judged('no single point of failure for shop'), 'false db, sw, db -- sw, and u -- sw');
    assert.equal(judged('no single point of failure for every service tag gold'), 'false db, sw, db -- sw, and u -- sw');
    assert.equal(judged('no single point of failure for front'), 'false db, sw, and db -- sw');
    assert.equal(judged('no single point of failure for dr.c'), 'true none');
    assert.equal(judged('no single point of failure for wire'), 'false wire');
  });

  it('let any so many of a sort be lost: elements, places, software, links', () => {
    assert.equal(judged('shop survives loss of any 1 server'), 'true survives');
    assert.equal(judged('shop survives loss of any 2 servers'), 'false shop is out when a and b are lost');
    assert.equal(judged('docs survives loss of any 2 servers'), 'true survives');
    assert.equal(judged('docs survives loss of any 3 servers'), 'false docs is out when c#1, c#2, and c#3 are lost');
    assert.equal(judged('shop survives loss of any 1 site'), 'false shop is out when idc is lost');
    assert.equal(judged('docs survives loss of any 1 element'), 'false docs is out when sw is lost');
    assert.equal(judged('every service survives loss of any 1 switch'), 'false shop is out when sw is lost');
    assert.equal(judged('front survives loss of any 1 server'), 'true survives');
    assert.equal(judged('docs survives loss of any 1 link'), 'false docs is out when v -- sw is lost');
    const twoWays = 'users u\nserver a\nserver b\nlink u -- a\nlink u -- b\ngroup g active-active { members a, b }\nflow u -> g as s\n';
    assert.equal(judged('s survives loss of any 1 link', twoWays), 'true survives');
    assert.equal(judged('s survives loss of any 2 links', twoWays), 'false s is out when u -- a and u -- b are lost');
  });

  it('let hosts and supplies of any kind be lost, and say where there is nothing to lose', () => {
    const powered = `users u
feed f1 { mtbf 1000h mttr 1h }
feed f2 { mtbf 1000h mttr 1h }
server h1 { powered-by f1 }
mainframe h2 { powered-by f1 or f2 }
vm a on h1 { software nginx }
vm b on h2 { software apache-httpd }
group g active-active { members a, b }
flow u -> g as s
`;
    assert.equal(judged('s survives loss of any 1 host', powered), 'true survives');
    for (const word of ['hosts', 'machines']) assert.equal(judged(`s survives loss of any 2 ${word}`, powered), 'false s is out when h1 and h2 are lost');
    assert.equal(judged('s survives loss of any 1 power', powered), 'true survives');
    for (const word of ['feeds', 'supplies', 'power', 'devices']) assert.equal(judged(`s survives loss of any 2 ${word}`, powered), 'false s is out when f1 and f2 are lost');
    // Software is a sort, too, in the singular and the plural.
    assert.equal(judged('s survives loss of any 1 nginx', powered), 'true survives');
    assert.equal(judged('s survives loss of any 2 web-servers', powered), 'false s is out when a and b are lost');
    // A balancer that runs nginx is no web server; a machine that does, is one.
    const fronted = 'users u\nloadbalancer lb { software nginx }\nvm w count 2 { software nginx }\nflow u -> lb as s\nflow lb -> w\n';
    assert.equal(judged('s survives loss of any 1 web-server', fronted), 'true survives');
    assert.equal(judged('s survives loss of any 2 web-servers', fronted), 'false s is out when w#1 and w#2 are lost');
    assert.equal(judged('s survives loss of any 1 nginx', fronted), 'false s is out when lb is lost');
    assert.equal(judged('s survives loss of any 1 loadbalancer', fronted), 'false s is out when lb is lost');
    assert.equal(judged('s survives loss of any 1 router', powered), 'undefined There is no router in this architecture that could be lost');
    assert.equal(judged('s survives loss of any 1 redis', powered), 'undefined There is no redis in this architecture that could be lost');
    assert.equal(judged('s survives loss of any 1 power', 'users u\nserver a\nflow u -> a as s\n'), 'undefined There is no supply of power in this architecture that could be lost');
    // A standard of a whole company says nothing where there is no such thing.
    assert.match(judged('every service survives loss of any 1 router', powered), /^undefined There is nothing to judge/);
  });

  it('take a place for the services that lead into it, for the flows that enter it, or for itself', () => {
    const places = `users u
zone dmz { server lb { mtbf 1000h mttr 10h } }
zone inner { zone data { database db { mtbf 1000h mttr 1h } } }
rack r { mtbf 1000h mttr 1h }
zone empty { server idle }
flow u -> dmz.lb as shop
flow dmz.lb -> inner.data.db
`;
    assert.match(judged('availability of dmz >= 99.9%', places), /^false 98\.91%/);
    assert.match(judged('availability of data >= 99.9%', places), /^true 99\.9%/);
    assert.match(judged('availability of every zone >= 99.9%', places), /^false 98\.91%/);
    assert.equal(judged('no single point of failure for inner', places), 'false db');
    assert.equal(judged('no single point of failure for dmz', places), 'false lb and db');
    assert.equal(judged('dmz survives loss of any 1 database', places), 'false shop is out when db is lost');
    assert.match(judged('availability of r >= 99.9%', places), /^true 99\.9%/);
    assert.equal(judged('availability of empty >= 99.9%', places), 'undefined empty is a place: no flow leads into it, and it does not say how often it fails itself');
  });

  it('tell who fails them what to buy, and what it is worth', () => {
    const told = (expectation: string, plan = PLANT): string[] => {
      const facts = new Facts(readModel(plan + `expect ${expectation}\n`));
      return [...expectationRules, targetMissed].flatMap((rule) => [...rule.run(facts)]).flatMap((each) => [word(each.why), word(each.todo), ...each.related.map((place) => word(place.text))]);
    };
    assert.deepEqual(told('no single point of failure for dr.x', `${PLANT}refine dr { server x { mtbf 99h mttr 1h } }\n`), [
      'This alone takes it down: x.',
      'Give it a stand-in that takes over by itself: it is down 87 h 36 min a year, and two of it at once only 53 min. Or change the expectation if it no longer says what you want.',
      'x is down 87 h 36 min a year.',
    ]);
    const [why, todo, , ...related] = told('no single point of failure for every service tag gold');
    assert.equal(why, 'Each of these alone takes it down: db, sw, db -- sw, and u -- sw.');
    assert.match(todo!, /^Give each of them a stand-in that takes over by itself, db first: it is down 8 h 45 min a year, and two of it at once only 31 s\./);
    assert.deepEqual(related, ['db is down 8 h 45 min a year.', 'sw states no figures of failure.', 'db -- sw states no figures of failure.', 'u -- sw states no figures of failure.']);
    assert.match(told('shop survives loss of any 2 servers')[1]!, /^Put one more server beside a and b that can do the same, so that shop goes on without them: they are down together 52 min a year; or/);
    assert.match(told('availability of shop >= 99.9%')[1]!, /^A second db that takes over at once would gain 52\d minutes a year, and [\d.]+ are missing: put one beside it/);
    assert.match(told('availability of shop >= 99.99%')[1]!, /^A second db that takes over at once would gain 52\d of the \d+ minutes a year that are missing/);
    assert.equal(told('availability of shop < 99%')[1], 'Correct the expectation: it sets a limit from above.');
    const slow = 'users u\nserver a { mtbf 1000h mttr 1h }\nserver b { mtbf 1000h mttr 1h }\ngroup g active-standby { members a, b failover manual within 2h }\nflow u -> g as s\n';
    assert.match(told('availability of s >= 99.99%', slow)[1]!, /^Handing over in g takes 1,05\d minutes a year, more than any part costs; 9\d\d are missing\. Let it take less time/);
  });
});

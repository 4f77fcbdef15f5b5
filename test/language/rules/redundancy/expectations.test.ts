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
    assert.match(told('shop survives loss of any 2 servers')[1]!, /^Put one more server beside a and b that can do the same, so that shop goes on without them; or/);
    assert.match(told('availability of shop >= 99.9%')[1]!, /^A second db that takes over at once would gain 52\d minutes a year, and [\d.]+ are missing: put one beside it/);
    assert.match(told('availability of shop >= 99.99%')[1]!, /^A second db that takes over at once would gain 52\d of the \d+ minutes a year that are missing/);
    assert.equal(told('availability of shop < 99%')[1], 'Correct the expectation: it sets a limit from above.');
    const slow = 'users u\nserver a { mtbf 1000h mttr 1h }\nserver b { mtbf 1000h mttr 1h }\ngroup g active-standby { members a, b failover manual within 2h }\nflow u -> g as s\n';
    assert.match(told('availability of s >= 99.99%', slow)[1]!, /^Handing over in g takes 1,05\d minutes a year, more than any part costs; 9\d\d are missing\. Let it take less time/);
  });
});

/** Severity, merging and wording of the rules on redundancy, and the verdicts on expectations beside them. */
import assert from 'node:assert/strict';
import { Facts } from '#language/facts/query.js';
import { judgeRedundancy } from '#language/facts/redundancy/judge.js';
import { word } from '#language/messages/word.js';
import type { Finding } from '#language/model/finding.js';
import { rule as singlePoint } from '#language/rules/redundancy/single-point-of-failure.js';
import { rule as targetMissed } from '#language/rules/redundancy/target-missed.js';
import type { Rule } from '#language/rules/rule.js';
import { checkFixture } from '../../../support/fixture.js';
import { readModel } from '../../../support/read-model.js';

const only = (rule: string): boolean => rule === singlePoint.id || rule === targetMissed.id;
const findings = (rule: Rule, text: string): Finding[] => [...rule.run(new Facts(readModel(text)))];
const told = (finding: Finding): string => `${finding.severity} ${finding.key}: ${word(finding.what)}`;

function verdicts(text: string): string[] {
  const facts = new Facts(readModel(text));
  return facts.read('expectations').map((each) => {
    const verdict = judgeRedundancy(facts, each);
    return verdict ? `${verdict.holds} ${word(verdict.actual)}${verdict.culprits.length > 0 ? ` (${verdict.culprits.map((culprit) => culprit.id).join(', ')})` : ''}` : 'not ours';
  });
}

describe('redundancy/single-point-of-failure', () => {
  it('is information where nobody asked anything of the service', () => checkFixture(`
users u
server a
//     ^ info[redundancy/single-point-of-failure]: a is a single point of failure of s
server b
//     ^ info[redundancy/single-point-of-failure]: the only one that a can turn to
flow u -> a as s
flow a -> b
`, only));

  it('is a warning where an expectation asks for availability, of this service or every service', () => {
    for (const asked of ['availability of s >= 90%', 'availability of every service >= 90%', 'no single point of failure for s', 's survives loss of any 1 server', 'availability of a >= 90%']) {
      assert.deepEqual(findings(singlePoint, `users u  server a  flow u -> a as s  expect ${asked}`).map((each) => each.severity), ['warning'], asked);
    }
    assert.deepEqual(findings(singlePoint, 'users u  server a  flow u -> a as s  expect u can reach a').map((each) => each.severity), ['info']);
  });

  it('asks nothing of one service by an expectation on another', () => {
    const found = findings(singlePoint, 'users u  server a  server b  flow u -> a as s  flow u -> b as t  expect no single point of failure for s');
    assert.deepEqual(found.map((each) => `${each.severity} ${each.key}`), ['warning a', 'info b']);
  });

  it('is a warning where something on the way has a stand-in', () => {
    const found = findings(singlePoint, 'users u  server a count 2  database d  flow u -> a as s  flow a -> d');
    assert.deepEqual(found.map(told), ['warning d: d is a single point of failure of s: it is the only one that a can turn to.']);
    assert.match(word(found[0]!.why), /stand-ins elsewhere/);
  });

  it('is one finding an element, with all its services at the highest severity', () => {
    const [found, ...more] = findings(singlePoint, 'users u  server a  flow u -> a over https as s  flow u -> a over ssh as t  expect no single point of failure for t');
    assert.deepEqual(more, []);
    assert.equal(found!.severity, 'warning');
    assert.match(word(found!.what), /of s and t:/);
    assert.deepEqual(found!.subjects, ['a', 's', 't']);
  });

  it('says why: what runs on it, draws on it, stands in it, waits for it', () => {
    const why = (text: string): string[] => findings(singlePoint, text).map((each) => word(each.what).replace(/^(.*) is a single point of failure of s: /, '$1: '));
    assert.deepEqual(why('users u  server h  vm a on h  vm b on h  group g active-active { members a, b }  flow u -> g as s'), ['h: a runs on it.']);
    assert.deepEqual(why('users u  device f  server a { powered-by f }  server b { powered-by f }  group g active-active { members a, b }  flow u -> g as s'), ['f: a draws its power from it.']);
    assert.deepEqual(why('users u  site x { availability 99.9%  server a count 2 }  flow u -> a as s'), ['x: a#1 stands in it.']);
    assert.deepEqual(why('users u  nas n  server a count 2 { mount n }  flow u -> a as s'), ['n: a keeps its data on it.']);
    assert.deepEqual(why('users u  server a  server b  group g active-standby { members a, b  failover manual }  flow u -> g as s'),
      ['a: it is the primary of g, whose standby waits for somebody to switch over.']);
    assert.deepEqual(why('users u  server a  server b  group g active-active need 2 { members a, b }  flow u -> g as s').slice(0, 1), ['a: g needs 2 of its 2 members and cannot spare it.']);
    assert.deepEqual(why('server a  server b  flow a -> b as s').slice(0, 1), ['a: the service starts at it.']);
    assert.deepEqual(why('users u  server a count 2  server d  flow u -> a as s needs d'), ['d: it is needed by u.']);
  });

  it('offers to count what may be counted as it stands, and nothing else', () => {
    const fixes = (text: string): string[] => findings(singlePoint, text).flatMap((each) => each.fixes.flatMap((fix) => fix.edits.map((edit) => JSON.stringify(edit))));
    assert.deepEqual(fixes('users u  server a  flow u -> a'), ['{"type":"count","on":"a","count":2}']);
    assert.deepEqual(fixes('users u  loadbalancer a  flow u -> a'), ['{"type":"count","on":"a","count":2,"mode":"active-standby"}']);
    for (const text of ['database a', 'server a { ip 10.0.0.1 }', 'server a { app x }', 'server a { software mysql }', 'firewall a']) assert.deepEqual(fixes(`users u  ${text}  flow u -> a`), [], text);
  });

  it('is silent of a service that does not work anyway, of actors, and where there is no service', () => {
    for (const text of [
      'users u  server a  group g quorum 2 { members a }  flow u -> g', 'users u  users v  flow u -> v', 'server a  server b  flow a -> b  flow b -> a', 'server a',
    ]) assert.deepEqual(findings(singlePoint, text), [], text);
  });
});

describe('redundancy/target-missed', () => {
  it('says how many minutes are missing, what costs most and what each cure would gain', () => {
    const [found] = findings(targetMissed, `users u
      server a { mtbf 990h mttr 10h }  database d { mtbf 998h mttr 2h }  server c { mtbf 999h mttr 1h }  server e { mtbf 9999h mttr 1h }
      flow u -> a, c, d, e as s  expect availability of s >= 99%`);
    assert.equal(word(found!.what), 's is available 98.69% of the time, not >= 99%: 6,868 minutes a year out instead of 5,256.');
    assert.equal(word(found!.why), 'The heaviest causes are a, d, and c.');
    assert.match(word(found!.todo), /^A second a that takes over at once would gain 5,187 minutes a year, and 1,612 are missing: put one beside it/);
    assert.deepEqual(found!.related.map((each) => word(each.text)).slice(1), [
      'd costs 1,040 minutes a year; without its failures s would be available 98.89% of the time',
      'c costs 519 minutes a year; without its failures s would be available 98.79% of the time',
    ]);
  });

  it('is one finding an expectation, on the worst service, with the others beside it', () => {
    const found = findings(targetMissed, 'users u  server a { availability 99% }  server b { availability 95% }  flow u -> a as s  flow u -> b as t  expect availability of every service >= 99.9%');
    assert.equal(found.length, 1);
    assert.match(word(found[0]!.what), /^t is available 95%/);
    assert.equal(word(found[0]!.related.at(-1)!.text), 's misses it too, with 99%');
  });

  it('is silent where the target is met exactly, and for scenarios', () => {
    assert.deepEqual(findings(targetMissed, 'users u  server a { availability 99.9% }  flow u -> a as s  expect availability of s >= 99.9%'), []);
    assert.deepEqual(findings(targetMissed, 'users u  server a { availability 99% }  flow u -> a as s  scenario "x" { load s 1/s  expect availability of s >= 99.9% }'), []);
  });

  it('says so where the service does not work at all', () => {
    const [found] = findings(targetMissed, 'users u  server a  group g quorum 2 { members a }  flow u -> g as s  expect availability of s >= 99%');
    assert.match(word(found!.what), /does not work even with everything up/);
  });
});

describe('verdicts', () => {
  it('on single points, survival and availability', () => {
    assert.deepEqual(verdicts(`users u  server a count 3 { availability 99% }  database d { availability 99.9% }  rack r { server x }  rack q { server y }
      group g active-active { members x, y }
      flow u -> a as s  flow u -> d as t  flow u -> g as v
      expect no single point of failure for s
      expect no single point of failure for t
      expect no single point of failure for a
      expect s survives loss of any 2 server
      expect s survives loss of any 3 server
      expect v survives loss of any 1 rack
      expect v survives loss of any 2 rack
      expect t survives loss of any 1 database
      expect availability of t >= 99.9%
      expect availability of t > 99.9%
      expect availability of t = 99.9%
      expect availability of a >= 99.9999%
      expect u can reach a`), [
      'true none', 'false d (d)', 'true none', 'true survives', 'false s is out when a#1, a#2, and a#3 are lost (a#1, a#2, a#3)',
      'true survives', 'false v is out when r and q are lost (r, q)', 'false t is out when d is lost (d)',
      'true 99.9%', 'false 99.9% (d)', 'true 99.9%', 'true 99.9999%', 'not ours',
    ]);
  });
});

/** `expect G spread over …`: every word for what fails as one, in the singular and the plural, and groups in groups. */
import assert from 'node:assert/strict';
import { judge } from '#language/expectations/judge.js';
import { Facts } from '#language/facts/query.js';
import { word } from '#language/messages/word.js';
import { readModel } from '../../../support/read-model.js';

/** `true`, `false` or `undefined`, then what is. */
function judged(plan: string, expectation: string): string {
  const facts = new Facts(readModel(`${plan}\nexpect ${expectation}\n`));
  assert.deepEqual(facts.read('problems'), [], expectation);
  const judgement = judge(facts, facts.read('expectations').at(-1)!)!;
  return `${judgement.holds} ${word(judgement.actual)}`;
}

function plural(kind: string): string {
  if (/(s|x|ch|sh)$/.test(kind)) return `${kind}es`;
  return /[^aeiou]y$/.test(kind) ? kind.replace(/y$/, 'ies') : `${kind}s`;
}

const kinds = Object.values(readModel('').kinds);

describe('spread over', () => {
  it('every kind of place, in the singular and the plural', () => {
    const places = kinds.filter((kind) => kind.role === 'place' && kind.name !== 'internet' && kind.name !== 'place').map((kind) => kind.name);
    assert.ok(places.length > 20, String(places));
    for (const kind of places) {
      for (const name of [kind, plural(kind)]) {
        const apart = `${kind} p1 { server a }\n${kind} p2 { server b }\ngroup g active-active { members p1.a, p2.b }`;
        assert.equal(judged(apart, `g spread over ${name}`), `true No two share the same ${kind}`, name);
        assert.equal(judged(`${kind} p1 { server a  server b }\ngroup g active-active { members p1.a, p1.b }`, `g spread over ${name}`), 'false a and b share p1', name);
        assert.equal(judged(`${kind} p1 { server a }\nserver b\ngroup g active-active { members p1.a, b }`, `g spread over ${name}`), `undefined b stands in no ${kind}`, name);
      }
    }
  });

  it('every kind of machine, by what runs on it or is it', () => {
    for (const kind of kinds.filter((each) => each.role === 'compute' && each.name !== 'compute').map((each) => each.name)) {
      for (const name of [kind, plural(kind), 'host', 'hosts', 'machine', 'machines']) {
        assert.match(judged(`${kind} h1\n${kind} h2\napp a on h1\napp b on h2\ngroup g active-active { members a, b }`, `g spread over ${name}`), /^true /, name);
        assert.equal(judged(`${kind} h1\napp a on h1\napp b on h1\ngroup g active-active { members a, b }`, `g spread over ${name}`), 'false a and b share h1', name);
        assert.match(judged(`${kind} h1\n${kind} h2\ngroup g active-active { members h1, h2 }`, `g spread over ${name}`), /^true /, name);
      }
    }
    // A machine in a machine: the lower one takes both.
    const nested = 'server iron\nvm v1 on iron\nvm v2 on iron\napp a on v1\napp b on v2\ngroup g active-active { members a, b }';
    assert.match(judged(nested, 'g spread over vms'), /^true /);
    assert.equal(judged(nested, 'g spread over hosts'), 'false a and b share iron');
    assert.equal(judged(nested, 'g spread over servers'), 'false a and b share iron');
    assert.match(judged('app a\napp b\ngroup g active-active { members a, b }', 'g spread over servers'), /^undefined nothing says on which server a runs/);
    assert.match(judged('server h1 { software docker }\nserver h2 { software docker }\napp a on h1\napp b on h2\ngroup g active-active { members a, b }', 'g spread over docker'), /^true /);
  });

  it('power: what is fed by one supply alone falls with it', () => {
    const fed = (a: string, b: string): string => `feed f1\nfeed f2\nups u1 { powered-by f1 }\nserver a { ${a} }\nserver b { ${b} }\ngroup g active-active { members a, b }`;
    for (const name of ['power', 'supply', 'supplies', 'feed', 'feeds']) {
      assert.match(judged(fed('powered-by f1', 'powered-by f2'), `g spread over ${name}`), /^true /, name);
      assert.equal(judged(fed('powered-by f1', 'powered-by f1'), `g spread over ${name}`), 'false a and b share f1', name);
      assert.equal(judged(fed('powered-by f1', 'powered-by u1'), `g spread over ${name}`), 'false a and b share f1', name);
      assert.match(judged(fed('powered-by f1 or f2', 'powered-by f1 or f2'), `g spread over ${name}`), /^true /, name);
      assert.equal(judged(fed('powered-by f1 or f2', 'powered-by f1'), `g spread over ${name}`), `true No two share the same ${name.startsWith('feed') ? 'feed' : 'power'}`, name);
      assert.equal(judged(fed('powered-by f1', ''), `g spread over ${name}`), 'undefined nothing says what b draws its power from ("powered-by …")', name);
    }
    assert.match(judged('pdu p1\npdu p2\nrack r1 { powered-by p1  server a }\nrack r2 { powered-by p2  server b }\ngroup g active-active { members r1.a, r2.b }', 'g spread over pdus'), /^true /);
    assert.equal(judged('pdu p1\nrack r1 { powered-by p1  server a }\nrack r2 { powered-by p1  server b }\ngroup g active-active { members r1.a, r2.b }', 'g spread over power'), 'false a and b share p1');
  });

  it('every kind of switch, by the cables', () => {
    for (const kind of kinds.filter((each) => each.role === 'switch').map((each) => each.name)) {
      for (const name of [kind, plural(kind)]) {
        assert.match(judged(`${kind} s1\n${kind} s2\nserver a\nserver b\nlink a -- s1\nlink b -- s2\ngroup g active-active { members a, b }`, `g spread over ${name}`), /^true /, name);
        assert.equal(judged(`${kind} s1\nserver a\nserver b\nlink a -- s1\nlink b -- s1\ngroup g active-active { members a, b }`, `g spread over ${name}`), 'false a and b share s1', name);
      }
    }
    const both = 'l2switch s1\nl2switch s2\nserver a\nserver b\nlink a -- s1\nlink a -- s2\nlink b -- s1\nlink b -- s2\ngroup g active-active { members a, b }';
    assert.match(judged(both, 'g spread over switches'), /^true /);
    assert.equal(judged('l2switch s1\nserver a\nserver b\nlink a -- s1\ngroup g active-active { members a, b }', 'g spread over switches'), 'undefined b is cabled to no switch');
    assert.match(judged('l2switch s1\nl2switch s2\nserver h1\nserver h2\nvm a on h1\nvm b on h2\nlink h1 -- s1\nlink h2 -- s2\ngroup g active-active { members a, b }', 'g spread over switches'), /^true /);
  });

  it('groups in groups: a member that is a group counts as one', () => {
    const pools = (c: string): string => `rack r1 { server a count 2 }\nrack r2 { server b count 2 }\ngroup pools active-standby { members r1.a, r2.b }\ngroup mixed active-standby { members r1.a, ${c} }`;
    assert.equal(judged(pools('r2.b'), 'pools spread over racks'), 'true No two share the same rack');
    assert.equal(judged(pools('r1.a#1'), 'mixed spread over racks'), 'false a and a#1 share r1');
    assert.equal(judged(pools('r2.b'), 'r1.a spread over racks'), 'false a#1 and a#2 share r1');
    assert.match(judged(pools('r2.b'), 'every group spread over racks'), /^false a#1 and a#2 share r1/);
  });

  it('a VLAN or zone that a cable leads to, and Korean names', () => {
    assert.match(judged('vlan 업무 10 { subnet 10.0.1.0/24 }\nvlan 음성 20 { subnet 10.0.2.0/24 }\nl2switch 스위치\nserver 가 { ip 10.0.1.2 }\nserver 나 { ip 10.0.2.2 }\nlink 스위치 -- 가 access 업무\nlink 스위치 -- 나 access 음성\ngroup 묶음 active-active { members 가, 나 }',
      '묶음 spread over vlans'), /^true /);
  });

  it('what is one by itself is not spread over anything', () => {
    assert.equal(judged('rack r { server a }', 'r.a spread over racks'), 'undefined a is one by itself: only the members of a group can be spread');
  });
});

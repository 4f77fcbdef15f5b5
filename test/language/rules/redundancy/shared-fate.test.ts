/** Redundant members that are lost together, and those that share what can be spared. */
import assert from 'node:assert/strict';
import { checkFixture, findingsOf } from '../../../support/fixture.js';
import { repairsOf } from '../../../support/repairs.js';

const RULE = 'redundancy/shared-fate';
const POINT = 'redundancy/single-point-of-failure';
const check = (text: string, rules: readonly string[] = [RULE]): void => checkFixture(text, (rule) => rules.includes(rule));
const BOTH = [RULE, POINT];

describe(RULE, () => {
  it('finds a host, and tells it once', () => check(`users u
server h
vm a on h
vm b on h
group g active-active { members a, b }
//    ^ error[redundancy/shared-fate]: a and b both run on h, so g is lost with it
flow u -> g as s`, BOTH));

  it('says what it costs in minutes a year', () => check(`users u
server h { mtbf 8756h  mttr 4h }
vm a count 2 on h { availability 99.99% }
//^^^ error[redundancy/shared-fate]: s is out, 240 minutes a year from this alone
flow u -> a as s`));

  it('finds a rack, a room, a site, a zone, a provider that says how often it fails', () => {
    for (const kind of ['rack', 'room', 'site', 'zone', 'provider', 'availability-zone']) {
      check(`users 사용자
${kind} 한곳 { availability 99.9%
  server 웹 count 2
//       ^ error[redundancy/shared-fate]: 웹#1 and 웹#2 both stand in 한곳
}
flow 사용자 -> 웹 as s`, BOTH);
    }
  });

  it('is silent about a place that says nothing of failing', () => check('users u\nrack r { server a count 2 }\nflow u -> a as s', BOTH));

  it('finds a supply, of the members or of what they run on', () => {
    check(`users u
feed f
server a { powered-by f }
server b { powered-by f }
group g active-active { members a, b }
//^^^ error[redundancy/shared-fate]: a and b both draw their power from f
flow u -> g as s`, BOTH);
    check(`users u
feed f
server h1 { powered-by f }
server h2 { powered-by f }
vm a count 2 on h1, h2
//^^^ error[redundancy/shared-fate]: both draw their power from f
flow u -> a as s`, BOTH);
  });

  it('is silent where each can be spared', () => {
    check('users u\nfeed f\nfeed e\nserver a count 2 { powered-by f or e }\nflow u -> a as s', BOTH);
    check('users u\nserver h1\nserver h2\nvm a count 2 on h1, h2\nflow u -> a as s', BOTH);
    check('users u\nrack r1 { availability 99.9%  server a count 2 }\nrack r2 { availability 99.9%  server b count 2 }\ngroup g active-active { members a, b }\nflow u -> g as s', BOTH.slice(1));
  });

  it('is silent where enough members remain', () => {
    check('users u\nserver h1\nserver h2\nvm a count 4 active-active need 2 on h1, h2\nflow u -> a as s', BOTH);
    check(`users u
server h1
server h2
vm a count 4 active-active need 3 on h1, h2
//^^^ error[redundancy/shared-fate]: a#1 and a#3 both run on h1
flow u -> a as s`, BOTH);
  });

  it('finds two of three in one rack when two are needed', () => check(`users u
rack r1 { availability 99.9%
  server a
  server b
}
rack r2 { availability 99.9%  server c }
group vote quorum 2 { members a, b, c }
//^^^ error[redundancy/shared-fate]: a and b both stand in r1
flow u -> vote as s`, BOTH));

  it('leaves it to the single point where a service would fall in any case', () => check(`users u
server h
//^^^ warning[redundancy/single-point-of-failure]: h
vm a count 2 on h
vm d on h
//^^^ warning[redundancy/single-point-of-failure]: d
flow u -> a as s
flow a -> d`, BOTH));

  it('tells each of two tiers that are on one host', () => check(`users u
server h
vm a count 2 on h
//^^^ error[redundancy/shared-fate]: a#1 and a#2
vm d count 2 on h
//^^^ error[redundancy/shared-fate]: d#1 and d#2
flow u -> a as s
flow a -> d`, BOTH));

  it('is silent where an outer group stands the loss of the whole', () => check(`users u
site one { availability 99.9%
  server h
  vm a count 2 on h
}
site two { availability 99.9%  server b count 2 }
group g active-active { members one.a, two.b }
flow u -> g as s`, BOTH));

  it('finds it where no service asks', () => check(`server h
vm a count 2 on h
//^^^ error[redundancy/shared-fate]: when h fails nobody does.`));

  it('finds the switch that both hang on, and not the one that all hang on', () => {
    const net = (second: string): string => `users u
l2switch core1
l2switch core2
l2switch access
l2switch other
link u -- core1
link u -- core2
link core1 -- access
link core2 -- access
link core1 -- other
link core2 -- other
server web count 2
flow u -> web over https as s
link web#1 -- access
link web#2 -- ${second}`;
    const found = (text: string): string[] => findingsOf(text).findings.filter((each) => BOTH.includes(each.rule)).map((each) => `${each.rule} ${each.subjects.slice(0, 2).join(' ')}`);
    assert.deepEqual(found(net('access')), [`${RULE} web access`]);
    assert.deepEqual(found(net('other')), []);
    // What is cured by a second cable upwards is no fate of theirs.
    assert.deepEqual(found(net('access').replace('link core2 -- access\n', '')), [`${POINT} core1 s`, `${POINT} core1 -- access s`, `${RULE} web access`]);
    check(`users u
loadbalancer lb
//^^^ warning[redundancy/single-point-of-failure]
l2switch sw
//^^^ warning[redundancy/single-point-of-failure]
server web count 2
link lb -- sw
//^^^ warning[redundancy/single-point-of-failure]
link sw -- web
flow u -> lb as s
flow lb -> web over http`, BOTH);
  });

  it('does not take what members themselves call for what they share', () => check(`users u
server a count 2
database d
//^^^ warning[redundancy/single-point-of-failure]: d
flow u -> a as s
flow a -> d`, BOTH));

  it('says nothing of a group that has nothing to spare', () => check('users u\nserver h\nvm a count 2 active-active need 2 on h\nflow u -> a as s', [RULE]));

  it('moves one of them, or feeds it twice', () => {
    assert.match(repairsOf(RULE, 'users u\r\nserver h1\r\nserver h2\r\nvm a count 2 on h1 { service-time 1ms }\r\nflow u -> a as s')[0]!, /count 2 on h1, h2 \{/);
    assert.match(repairsOf(RULE, 'users u\nserver h1\nserver h2\nvm a on h1\nvm b on h1\ngroup g active-active { members a, b }\nflow u -> g as s')[0]!, /vm b on h2\n/);
    assert.match(repairsOf(RULE, 'users u\nserver h1\nserver h2\nvm a count 2 {\n\tinstance 1 { on h1 }\n\tinstance 2 { on h1 }\n}\nflow u -> a as s')[0]!, /instance 2 \{ on h2 \}/);
    assert.match(repairsOf(RULE, 'users u\nfeed 주전원\nfeed 예비\nserver a { powered-by 주전원 }\nserver b { powered-by 주전원 }\ngroup g active-active { members a, b }\nflow u -> g as s')[0]!, /server b \{ powered-by 주전원 or 예비 \}/);
    // Another machine in the same rack is no help.
    assert.deepEqual(repairsOf(RULE, 'users u\nrack r { availability 99%\n server h1\n server h2 }\nvm a count 2 on r.h1\nflow u -> a as s'), []);
  });
});

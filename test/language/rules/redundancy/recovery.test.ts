/** Recovery times and points: what follows from timers, stated times, copies and backups, and the rules that hold them against what is asked. */
import assert from 'node:assert/strict';
import { judge } from '#language/expectations/judge.js';
import { Facts } from '#language/facts/query.js';
import { word } from '#language/messages/word.js';
import { checkFixture } from '../../../support/fixture.js';
import { readModel } from '../../../support/read-model.js';
import { repairsOf } from '../../../support/repairs.js';

const SLOW = 'redundancy/failover-too-slow';
const COPY = 'redundancy/stateful-without-replication';
const check = (text: string, rule: string): void => checkFixture(text, (each) => each === rule);

function verdict(group: string, asked: string): string {
  const facts = new Facts(readModel(`server a\nserver b\nnas n\n${group}\nexpect ${asked}`));
  const found = judge(facts, facts.read('expectations')[0]!)!;
  return `${found.holds} ${word(found.actual)}`;
}
const pair = (words: string): string => `group g active-standby { members a, b  ${words} }`;

describe('expect failover and data-loss', () => {
  it('a stated time replaces all others and is exact', () => {
    assert.equal(verdict(pair('vrrp 51  failover within 30s'), 'failover of g <= 30s'), 'true 30 s (stated as the hand-over of g), 0 s less than 30 s');
    assert.equal(verdict(pair('failover manual within 30m'), 'failover of g <= 15min'), 'false 1,800 s (stated as the hand-over of g), 900 s more than 900 s');
  });

  it('VRRP takes three advertisements and the skew of the backup', () => {
    // Version 3, priority 100: 3 x 1 s + 156/256 s. Version 2 counts the skew in seconds.
    assert.match(verdict(pair('vrrp 51'), 'failover of g <= 4s'), /^true 3\.609 s/);
    assert.match(verdict(pair('vrrp 51 every 2s version 3'), 'failover of g <= 4s'), /^false 7\.219 s/);
    assert.match(verdict(pair('vrrp 51 every 2s'), 'failover of g <= 7s'), /^true 6\.609 s/);
    assert.match(verdict('group g active-standby { members a priority 254, b priority 1  vrrp 51 every 1s version 2 }', 'failover of g <= 4s'), /^true 3\.996 s/);
  });

  it('a heartbeat its timeout, a check its rounds and the timeout of the last', () => {
    assert.match(verdict(pair('heartbeat every 1s timeout 3s'), 'failover of g <= 5s'), /^true 3 s .*2 s less than 5 s/);
    assert.match(verdict(`${pair('')}\nloadbalancer lb { balance g { check tcp/80 every 2s fall 3 timeout 1s } }`, 'failover of g <= 6s'), /^false 7 s/);
    assert.match(verdict(`${pair('')}\nloadbalancer lb { software haproxy  balance g { check tcp/80 } }`, 'failover of g <= 8s'), /^true 8 s/);
  });

  it('is undecided where a time is not stated, and says which', () => {
    assert.match(verdict(pair('heartbeat every 1s'), 'failover of g <= 5s'), /^undefined .*no timeout/);
    assert.match(verdict(pair('failover manual'), 'failover of g <= 5s'), /^undefined .*waits for somebody/);
    assert.match(verdict(pair(''), 'failover of g <= 5s'), /^undefined nothing says/);
    assert.match(verdict(pair('replicate a -> b async'), 'data-loss of g <= 5s'), /^undefined the lag/);
    assert.match(verdict(pair(''), 'data-loss of g <= 5s'), /^undefined g neither replicates/);
  });

  it('what is lost is the lag, nothing where it is synchronous or shared, else what the backup misses', () => {
    assert.match(verdict(pair('replicate a -> b async lag 10s'), 'data-loss of g <= 5s'), /^false 10 s .*5 s more than 5 s/);
    assert.match(verdict(pair('replicate a -> b sync'), 'data-loss of g <= 1ms'), /^true 0 s/);
    assert.match(verdict(pair('backup a -> n every 1d'), 'data-loss of g <= 1h'), /^false 86,400 s \(nothing but backups/);
    assert.match(verdict(pair('replicate a -> b async lag 1s  backup a -> n every 1d'), 'data-loss of g <= 5s'), /^true 1 s/);
    assert.match(verdict('server c { mount n }\nserver d { mount n }\ngroup g active-standby { members c, d }', 'data-loss of g <= 1s'), /^true 0 s/);
  });
});

describe(SLOW, () => {
  it('stands at the line that decides the time', () => {
    check(`server a\nserver b
group 주DB active-standby { members a, b
  failover automatic within 30s
//^^^ warning[redundancy/failover-too-slow]: 주DB takes 30 s to hand over, 25 s more
}
expect failover of 주DB <= 5s`, SLOW);
    check(`server a\nserver b
loadbalancer lb {
  balance g { check tcp/80 every 5s fall 3 timeout 1s }
//            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[redundancy/failover-too-slow]: 16 s
}
group g active-standby { members a, b }
expect failover of g <= 5s`, SLOW);
  });

  it('is silent where it is fast enough, where nothing is asked, and where no time is known', () => {
    for (const [words, asked] of [['failover within 5s', 'expect failover of g <= 5s'], ['failover within 5m', ''], ['failover automatic', 'expect failover of g <= 5s'], ['failover within 5m', 'expect failover of g >= 1s']]) {
      check(`server a  server b  ${pair(words!)}\n${asked}`, SLOW);
    }
  });

  it('writes timers that fit', () => {
    const repaired = (words: string, asked = '2s'): string => repairsOf(SLOW, `server a\nserver b\ngroup g active-standby {\n  members a, b\n  ${words}\n}\nexpect failover of g <= ${asked}`)[0] ?? '';
    assert.match(repaired('vrrp 51 every 1s no-preempt'), /vrrp 51 every 500ms version 3 no-preempt\n/);
    assert.match(repaired('vrrp 51 every 5s version 2', '7s'), /vrrp 51 every 2s\n/);
    assert.match(repaired('heartbeat every 1s timeout 3s'), /heartbeat every 666ms timeout 2s\n/);
    assert.equal(repaired('failover within 9s'), '');
  });
});

describe(COPY, () => {
  const db = (words: string): string => `database 가\ndatabase 나\ngroup g active-standby { members 가, 나  ${words} }`;

  it('finds databases that nothing copies, in either mode', () => {
    check(`${db('')}\n//    ^ error[redundancy/stateful-without-replication]: nothing copies the data of 가 to 나`, COPY);
    check('database db count 3 { software postgresql }\n//       ^^ error[redundancy/stateful-without-replication]: different answers', COPY);
    check('vm v count 2 active-standby { software mysql }\n// ^ error[redundancy/stateful-without-replication]', COPY);
  });

  it('finds the one that is left out', () => check(`database db count 3 active-standby { software mysql  replicate db#1 -> db#2 sync }
//       ^^ error[redundancy/stateful-without-replication]: to db#3`, COPY));

  it('is silent where data are the same', () => {
    for (const words of ['replicate 가 -> 나 sync', 'replicate 나 -> 가 async']) check(db(words), COPY);
    check('database a { replicate a -> b sync }\ndatabase b\ngroup g active-standby { members a, b }', COPY);
    check('nas n\ndatabase db count 2 active-standby { mount n }', COPY);
    check('san s\nfc-switch f\ndatabase a\ndatabase b\ngroup g active-standby { members a, b }\nlink a -- f { medium fc }\nlink b -- f { medium fc }\nlink f -- s { medium fc }', COPY);
    check('database ring count 3 { software cassandra }', COPY);
    check('database vote count 3 quorum 2', COPY);
    check('database db count 2 active-standby { software aws-rds }', COPY);
    check('server web count 2', COPY);
    check('database a\nserver b\ngroup g active-active { members a, b }', COPY);
  });

  it('finds a copy that is further behind than may be lost', () => {
    check(`database a
database b
group g active-standby { members a, b
  replicate a -> b async lag 10s
//^^^ error[redundancy/stateful-without-replication]: 10 s behind, and g may lose 5 s
}
expect data-loss of g <= 5s`, COPY);
    check(`${db('replicate 가 -> 나 async lag 1s')}\nexpect data-loss of g <= 5s`, COPY);
  });

  it('writes the copy', () => {
    const [sync, behind] = repairsOf(COPY, db(''));
    assert.match(sync!, /replicate 가 -> 나 sync/);
    assert.match(behind!, /replicate 가 -> 나 async/);
    assert.match(repairsOf(COPY, 'database db count 2 active-standby { software mysql }')[0]!, /replicate db#1 -> db#2 sync/);
    assert.match(repairsOf(COPY, `${db('replicate 가 -> 나 async lag 10s')}\nexpect data-loss of g <= 5s`)[0]!, /replicate 가 -> 나 sync/);
  });
});

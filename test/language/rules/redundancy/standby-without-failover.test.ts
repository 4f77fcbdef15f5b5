/** Standbys that nothing makes take over, and the many ways of saying what does. */
import assert from 'node:assert/strict';
import { checkFixture } from '../../../support/fixture.js';
import { applied, errorsOf, repairsOf } from '../../../support/repairs.js';

const RULE = 'redundancy/standby-without-failover';
const check = (text: string): void => checkFixture(text, (rule) => rule === RULE);

/** Two servers that stand by for each other, and what is said of them. */
const pair = (words: string, more = ''): string => `users u
server a
server b
group g active-standby { members a, b  ${words} }
${more}
flow u -> g over https`;

describe(RULE, () => {
  it('finds a group, a counted element and a nested one', () => {
    check('server a\nserver b\ngroup g active-standby { members a, b }\n//    ^ error[redundancy/standby-without-failover]: nothing says how b takes over from a');
    check('loadbalancer 분산기 count 3 active-standby { software haproxy }\n//           ^^^ error[redundancy/standby-without-failover]: how 분산기#2 and 분산기#3 take over from 분산기#1');
    check(`site one { server a count 2 }
site two { server b count 2 }
group both active-standby { members one.a, two.b }
//^^^ error[redundancy/standby-without-failover]`);
  });

  it('names the primary by priority, not by place', () => check(`server a
server b
group g active-standby { members a priority 90, b priority 110 }
//^^^ error[redundancy/standby-without-failover]: how a takes over from b`));

  it('is content with a hand-over of any kind, its time stated or not', () => {
    for (const words of [
      'failover automatic', 'failover automatic within 30s', 'failover manual', 'failover manual within 30m', 'failover within 5s', 'vrrp 51', 'heartbeat every 1s timeout 3s', 'heartbeat every 1s',
    ]) check(pair(words));
  });

  it('is content where the members say it', () => {
    check('server a { vrrp 51 }  server b { vrrp 51 }  group g active-standby { members a, b }');
    check('server a { heartbeat every 1s timeout 3s }  server b  group g active-standby { members a, b }');
  });

  it('is content where a balancer sees to it, or the software', () => {
    check(pair('', 'loadbalancer lb { balance g { check tcp/443 every 2s fall 3 } }'));
    check('database db count 2 active-standby { software aws-rds }');
    check('database db count 3 active-standby { software mongodb }');
    check('database db count 2 active-standby { software mysql }\n//       ^^ error[redundancy/standby-without-failover]');
  });

  it('speaks of active-standby only, and of more than one member', () => {
    check('server a count 2');
    check('server a count 3 quorum 2');
    check('server a  group g active-standby { members a }');
  });

  it('offers a heartbeat, or to say that it is done by hand', () => {
    const text = pair('').replaceAll('\n', '\r\n');
    const [beat, hand] = repairsOf(RULE, text);
    assert.match(beat!, /heartbeat every 1s timeout 3s/);
    assert.match(hand!, /failover manual/);
    assert.equal(repairsOf(RULE, 'loadbalancer lb count 2 active-standby\nusers u\nflow u -> lb').length, 2);
    assert.deepEqual(errorsOf(applied(text, (each) => each.rule === RULE)), []);
  });
});

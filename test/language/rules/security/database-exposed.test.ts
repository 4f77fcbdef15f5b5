/** Data stores that somebody on the internet can reach, where many public prefixes are spoken of and few are let in. */
import assert from 'node:assert/strict';
import { check } from '#language/check/check.js';
import { Facts } from '#language/facts/query.js';
import { readModel } from '../../../support/read-model.js';

function exposed(text: string): string[] {
  return check(new Facts(readModel(text))).filter((each) => each.rule === 'security/database-exposed').map((each) => each.key ?? '');
}

/** Firewalls with a public prefix each, as many sites have; the last one translates to a store for some. */
const edges = (count: number, last: string): string => `internet world { users anybody }
${Array.from({ length: count }, (_, n) => `firewall edge${n} { interface world 20.${n}.0.2/29  interface inner${n} 10.${n}.0.1 ${n === count - 1 ? last : ''} }
zone inner${n} { subnet 10.${n}.0.0/24  database db${n} "데이터베이스 ${n}" { software mysql  ip 10.${n}.0.10 } }
link world -- edge${n}`).join('\n')}`;

describe('security/database-exposed', () => {
  it('finds a store that is open to one public prefix among many that are refused', () => {
    assert.deepEqual(exposed(edges(12, 'dnat 20.11.0.2 over tcp/3306 -> db11  deny 198.51.100.0/25 -> any  allow 198.51.100.0/24 -> db11 over mysql')), ['inner11.db11']);
  });

  it('finds one that only the neighbours of another edge may use', () => {
    assert.deepEqual(exposed(edges(12, 'dnat 20.11.0.2 over tcp/3306 -> db11  allow 20.3.0.0/29 -> db11 over mysql')), ['inner11.db11']);
  });

  it('does not where only addresses that somebody else owns are let in, or nobody is', () => {
    assert.deepEqual(exposed(edges(12, 'dnat 20.11.0.2 over tcp/3306 -> db11  allow 20.3.0.2 -> db11 over mysql')), []);
    assert.deepEqual(exposed(edges(12, 'dnat 20.11.0.2 over tcp/3306 -> db11  deny any -> db11')), []);
    assert.deepEqual(exposed(edges(12, '')), []);
  });

  it('finds one whose answers go back to some of those who ask, though all of them get in', () => {
    const text = (route: string): string => `internet world { users anybody }
zone dmz { subnet 203.0.113.0/28  database db { software mysql  ip 203.0.113.5 } }
firewall in  { interface world 20.0.0.2/29  interface dmz 203.0.113.1  allow any -> db over mysql }
link world -- in
router out { interface dmz 203.0.113.2  ${route} }
`;
    assert.deepEqual(exposed(`${text('')}refine dmz { gateway 203.0.113.2 }\n`), []);
    assert.deepEqual(exposed(`${text('route 198.51.100.0/24 via 203.0.113.1')}refine dmz { gateway 203.0.113.2 }\n`), ['dmz.db']);
  });

  it('counts an address of version 6 by its own', () => {
    const text = (rule: string): string => `internet world { users anybody }
firewall edge { interface world 20.0.0.2/29  interface world 2001:db8::2/64  interface inner 10.0.0.1  interface inner 2001:db8:1::1  ${rule} }
zone inner { subnet 10.0.0.0/24  subnet 2001:db8:1::/64  database db { software mysql  ip 10.0.0.10  ip 2001:db8:1::10 } }
link world -- edge
`;
    assert.deepEqual(exposed(text('allow 2001:db8:77::/48 -> db over mysql')), ['inner.db']);
    assert.deepEqual(exposed(text('allow 198.51.100.0/24 -> db over mysql')), []);
  });
});

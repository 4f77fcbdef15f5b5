/** Virtual routers that would not work, and the many ways to write ones that do. */
import assert from 'node:assert/strict';
import { checkFixture } from '../../../support/fixture.js';
import { repairsOf } from '../../../support/repairs.js';

const RULE = 'redundancy/vrrp-inconsistent';
const check = (text: string): void => checkFixture(text, (rule) => rule === RULE || (rule.startsWith('model/') && rule !== 'model/unused' && rule !== 'model/isolated') || rule.startsWith('network/'));

/** Two balancers in one zone and the group over them. */
function pair(group: string, one = '', two = '', zone = 'subnet 10.0.1.0/24'): string {
  return `zone dmz {
  ${zone}
  loadbalancer lb1 { software haproxy  software keepalived  ip 10.0.1.11
    ${one}
  }
  loadbalancer lb2 { software haproxy  software keepalived  ip 10.0.1.12
    ${two}
  }
  group lb active-standby {
    members lb1, lb2
    ${group}
  }
}`;
}

describe(RULE, () => {
  describe('what the members say', () => {
    it('finds another identifier, interval and version', () => {
      check(pair('vip 10.0.1.10', 'vrrp 51', `vrrp 52\n//  ^^^^^^^ error[${RULE}]: lb2 speaks VRRP with identifier 52, lb1 with 51`));
      check(pair('vip 10.0.1.10', 'vrrp 51 every 1s version 3', `vrrp 51 every 500ms\n//^^^ error[${RULE}]: lb2 advertises every 500ms, lb1 every 1s. How soon`));
      check(pair('vip 10.0.1.10', 'vrrp 51 every 1s version 2', `vrrp 51 every 3s version 2\n//^^^ error[${RULE}]: lb2 advertises every 3s, lb1 every 1s. In VRRP version 2`));
      check(pair('vip 10.0.1.10', 'vrrp 51', `vrrp 51 version 3\n//^^^ error[${RULE}]: lb2 speaks VRRP version 3, lb1 version 2`));
    });

    it('finds an instance that says something else than the group', () => check(`zone dmz {
  subnet 10.0.1.0/24
  loadbalancer 부하분산기 count 2 active-standby {
    ip from 10.0.1.11
    vip 10.0.1.10
    vrrp 51 every 1s
    instance 2 { vrrp 61 every 1s }
//               ^^^^^^^^^^^^^^^^ error[${RULE}]: 부하분산기#2 speaks VRRP with identifier 61, 부하분산기#1 with 51
  }
}`));

    it('finds it between two elements that share an address without a group', () => check(`zone dmz {
  subnet 10.0.1.0/24
  loadbalancer a { ip 10.0.1.11  vip 10.0.1.10  vrrp 51  priority 110 }
  loadbalancer b { ip 10.0.1.12  vip 10.0.1.10  vrrp 52  priority 100 }
//                                              ^^^^^^^ error[${RULE}]: b speaks VRRP with identifier 52, a with 51
}`));

    it('is silent where they agree, or where only one says it', () => {
      check(pair('vip 10.0.1.10', 'vrrp 51', 'vrrp 51 every 1s version 2'));
      check(pair('vip 10.0.1.10', 'vrrp 51', ''));
      check(pair('vip 10.0.1.10\nvrrp 51 no-preempt', '', 'vrrp 51'));
    });
  });

  describe('priorities', () => {
    it('finds one twice, at the member, on the element, in an instance', () => {
      check(`zone dmz {
  subnet 10.0.1.0/24
  loadbalancer lb1 { ip 10.0.1.11 }
  loadbalancer lb2 { ip 10.0.1.12 }
  loadbalancer lb3 { ip 10.0.1.13 }
  group lb active-standby { members lb1 priority 110, lb2 priority 100, lb3 priority 100  vip 10.0.1.10  vrrp 51 }
//                                                                                   ^^^ error[${RULE}]: lb3 has the same priority as lb2: 100
}`);
      check(pair('vip 10.0.1.10\nvrrp 51', 'priority 100', `priority 100\n//           ^^^ error[${RULE}]: lb2 has the same priority as lb1`));
      check(`zone dmz {
  subnet 10.0.1.0/24
  loadbalancer lb count 2 active-standby {
    ip from 10.0.1.11  vip 10.0.1.10  vrrp 51
    instance 1 { priority 100 }
    instance 2 { priority 100 }
//                        ^^^ error[${RULE}]: lb#2 has the same priority as lb#1
  }
}`);
    });

    it('finds one statement for all instances, once', () => check(`zone dmz {
  subnet 10.0.1.0/24
  loadbalancer lb count 3 active-standby { ip from 10.0.1.11  vip 10.0.1.10  vrrp 51  priority 100 }
//                                                                                             ^^^ error[${RULE}]: lb#2 has the same priority as lb#1
}`));

    it('is silent where nobody states any, where one does, and where no VRRP is spoken', () => {
      check(pair('vip 10.0.1.10\nvrrp 51'));
      check(pair('vip 10.0.1.10\nvrrp 51', '', 'priority 100'));
      check('zone data { subnet 10.0.3.0/24  database a { ip 10.0.3.1  priority 100 }  database b { ip 10.0.3.2  priority 100 }\n group db active-standby { members a, b  vip 10.0.3.9  heartbeat every 1s } }');
    });

    it('finds it where Keepalived says that VRRP is spoken', () => check(pair('vip 10.0.1.10', 'priority 100', `priority 100\n//           ^^^ error[${RULE}]`)));
  });

  describe('the virtual address', () => {
    it('finds one outside the subnet, with and without VRRP, and flows to it are not told again', () => {
      check(pair(`vip 10.0.2.10\n//      ^^^^^^^^^ error[${RULE}]: The virtual address 10.0.2.10 of lb is not in 10.0.1.0/24\n    vrrp 51`) + '\nzone app { subnet 10.0.7.0/24  server a { ip 10.0.7.5 } }\nrouter r { interface dmz 10.0.1.1  interface app 10.0.7.1 }\nflow a -> lb over https\nflow a -> 10.0.2.10 over http');
      check(`zone data {\n  subnet 10.0.3.0/25\n  database db count 2 active-standby {\n    ip from 10.0.3.11\n    vip 10.0.3.210/25\n//      ^^^^^^^^^^^^^ error[${RULE}]: not in 10.0.3.0/25\n    heartbeat every 1s\n  }\n}`);
      check(`zone lan {\n  subnet 10.0.3.0/24\n  server a { ip 10.0.3.5  vip 10.0.4.5 }\n//                            ^^^^^^^^ error[${RULE}]\n}`);
    });

    it('finds IPv6 beside a sound IPv4 one', () => check(`zone 사내망 {
  subnet 10.0.1.0/24, 2001:db8:1::/64
  loadbalancer 입구 count 2 active-standby {
    ip from 10.0.1.11
    vip 10.0.1.10, 2001:db8:2::10
//                 ^^^^^^^^^^^^^^ error[${RULE}]: 2001:db8:2::10 of 입구 is not in 2001:db8:1::/64
    vrrp 51
  }
}`));

    it('finds it on cables and VLANs', () => check(`vlan front 10 { subnet 10.0.10.0/24 }
vlan back 20 { subnet 10.0.20.0/24 }
switch sw
loadbalancer lb1 { ip 10.0.10.11 }
loadbalancer lb2 { ip 10.0.10.12 }
link lb1 -- sw access front
link lb2 -- sw access front
group lb active-standby { members lb1, lb2  vip 10.0.20.10  vrrp 1 }
//                                              ^^^^^^^^^^ error[${RULE}]: is not in 10.0.10.0/24`));

    it('is silent where any of several segments holds it', () => check(`zone outside { subnet 203.0.113.32/28 }
zone inside { subnet 10.0.1.0/24 }
router r count 2 active-standby {
  instance 1 { interface outside 203.0.113.33  interface inside 10.0.1.2 }
  instance 2 { interface outside 203.0.113.34  interface inside 10.0.1.3 }
  vip 203.0.113.35, 10.0.1.1
  vrrp 7
}`));

    it('is silent where something else leads to it: a route, dynamic routing, anycast, an internet', () => {
      check(pair('vip 10.9.9.9/32\nvrrp 51') + '\nrouter r { interface dmz 10.0.1.1  route 10.9.9.0/24 via lb }');
      check(pair('vip 10.9.9.9/32\nvrrp 51') + '\nrouter r { interface dmz 10.0.1.1  route 10.9.9.9/32 via 10.0.1.11 }');
      check(pair('vip 10.9.9.9/32', 'routing bgp', 'routing bgp'));
      check(pair('vip 10.9.9.9/32\ntag anycast'));
      check('internet world\nrouter r count 2 active-standby { vip 203.0.113.1  vrrp 3 }\nlink world -- r');
    });

    it('is silent where no subnet is known', () => {
      check('loadbalancer lb count 2 active-standby { vip 10.0.1.10  vrrp 51 }');
      check(pair('vip 10.0.9.10\nvrrp 51', '', '', ''));
      check(pair('vip 2001:db8::10\nvrrp 51'));
    });
  });

  describe('the segment', () => {
    const apart = (vip: string, more = ''): string => `zone a { subnet 10.0.1.0/24  loadbalancer lb1 { ip 10.0.1.11 } }
zone b { subnet 10.0.2.0/24  loadbalancer lb2 { ip 10.0.2.11 } }
${more}
group lb active-standby { members lb1, lb2  ${vip}  vrrp 51 }`;

    it('finds members on different ones', () => {
      check(`${apart('vip 10.0.1.10')}\n//^^^ error[${RULE}]: The members of lb, lb1 and lb2, do not stand on one segment`);
      check(`${apart('')}\n//^^^ error[${RULE}]: do not stand on one segment`);
    });

    it('finds a common segment that is not the address\'s', () => check(`zone a { subnet 10.0.1.0/24 }
zone b { subnet 10.0.2.0/24 }
zone admin { subnet 10.0.9.0/24 }
router r1 { interface a 10.0.1.2  interface admin 10.0.9.2 }
router r2 { interface b 10.0.2.2  interface admin 10.0.9.3 }
group r active-standby { members r1, r2  vip 10.0.1.1  vrrp 5 }
//                                                     ^^^^^^ error[${RULE}]: do not stand on one segment`));

    it('is silent on two switches that a trunk joins', () => check(`vlan front 10 { subnet 10.0.10.0/24 }
switch sw1
switch sw2
link sw1 trunk front -- sw2 trunk front
loadbalancer lb1 { ip 10.0.10.11 }
loadbalancer lb2 { ip 10.0.10.12 }
link lb1 -- sw1 access front
link lb2 -- sw2 access front
group lb active-standby { members lb1, lb2  vip 10.0.10.10  vrrp 1 }`));

    it('is silent without VRRP: a standby elsewhere may have the address by other means', () => check(`zone a { subnet 10.0.1.0/24  database d1 { ip 10.0.1.11 } }
zone b { subnet 10.0.2.0/24  database d2 { ip 10.0.2.11 } }
group d active-standby { members d1, d2  vip 10.0.1.10  failover automatic within 30s }`));
  });

  describe('one identifier twice', () => {
    const two = (second: string, members = 'c, d'): string => `zone dmz {
  subnet 10.0.1.0/24, 2001:db8:1::/64
  loadbalancer a { ip 10.0.1.11 }
  loadbalancer b { ip 10.0.1.12 }
  loadbalancer c { ip 10.0.1.13 }
  loadbalancer d { ip 10.0.1.14 }
  group one active-standby { members a, b  vip 10.0.1.10  vrrp 51 }
  group two active-standby { members ${members}  ${second} }
}`;
    it('finds it on one segment', () => {
      check(two(`vip 10.0.1.20  vrrp 51\n//^^^ error[${RULE}]: two uses the VRRP identifier 51, which one already uses\n`));
      check(two(`vip 10.0.1.20  vrrp 51\n//^^^ error[${RULE}]\n`, 'b, a'));
    });
    it('is silent with two identifiers, on two segments, and for IPv4 beside IPv6', () => {
      check(two('vip 10.0.1.20  vrrp 52', 'b, a'));
      check(two('vip 2001:db8:1::20  vrrp 51', 'b, a'));
      check(`zone a { subnet 10.0.1.0/24  loadbalancer x count 2 active-standby { ip from 10.0.1.11  vip 10.0.1.10  vrrp 51 } }
zone b { subnet 10.0.2.0/24  loadbalancer y count 2 active-standby { ip from 10.0.2.11  vip 10.0.2.10  vrrp 51 } }`);
    });
  });

  it('offers repairs that cure', () => {
    for (const [text, count] of [
      [pair('vip 10.0.1.10', 'vrrp 51 every 1s version 3', 'vrrp 52 every 3s no-preempt'), 3],
      [pair('vip 10.0.1.10\nvrrp 51', 'priority 100', 'priority 100'), 1],
      [pair('vip 10.0.9.10/24\nvrrp 51'), 1],
      [`zone dmz {\n  subnet 10.0.1.0/24\n  loadbalancer lb count 3 active-standby { ip from 10.0.1.11  vip 10.0.1.10  vrrp 51  priority 100 }\n}`, 1],
      [`zone z { subnet 10.0.1.0/24\n loadbalancer a count 2 active-standby { ip from 10.0.1.11  vip 10.0.1.10  vrrp 51 }\n loadbalancer b count 2 active-standby { ip from 10.0.1.21  vip 10.0.1.20  vrrp 51 } }`, 1],
    ] as const) assert.equal(repairsOf(RULE, text).length, count, text);
    assert.match(repairsOf(RULE, `zone z { subnet 10.0.1.0/24\n  loadbalancer lb count 3 active-standby {\n    ip from 10.0.1.11\n    vip 10.0.1.10\n    vrrp 51\n    priority 100\n  }\n}`)[0]!, /instance 2 \{\s+priority 90\s+\}\s+instance 3 \{\s+priority 80/);
  });
});

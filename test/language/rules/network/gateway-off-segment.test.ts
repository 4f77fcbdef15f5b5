/** Gateways that no host on the segment can use, and the many that are right although they look unusual. */
import assert from 'node:assert/strict';
import { checkFixture } from '../../../support/fixture.js';
import { applied, errorsOf, repairsOf } from '../../../support/repairs.js';

const RULE = 'network/gateway-off-segment';
const check = (text: string): void => checkFixture(text, (rule) => rule.startsWith('network/'));

interface Words { lan: string; app: string; router: string; flows: string; more: string }

/** A LAN and a data segment behind one router. */
function site(words: Partial<Words> = {}): string {
  return `zone lan {
  subnet 10.0.1.0/24
  ${words.lan ?? ''}
  server app { ip 10.0.1.5
    ${words.app ?? ''}
  }
}
zone data {
  subnet 10.0.2.0/24
  database orders { software mysql  ip 10.0.2.5 }
}
${words.router ?? 'router core { interface lan 10.0.1.1  interface data 10.0.2.1 }'}
${words.flows ?? 'flow app -> orders over mysql\nflow orders -> app over tcp/9000'}
${words.more ?? ''}`;
}

describe(RULE, () => {
  it('finds a place\'s gateway outside its subnet, and the flows are not told again', () => {
    check(site({ lan: `gateway 10.0.2.1\n//^^^ error[${RULE}]: is outside 10.0.1.0/24, where app is` }));
    check(site({ lan: `gateway 10.0.11.1\n//^^^ error[${RULE}]: Name the router of this segment, core, by its address here: 10.0.1.1` }));
  });

  it('finds a host\'s own', () => check(site({ app: `gateway 10.0.2.1\n//^^^ error[${RULE}]: The gateway 10.0.2.1 of app` })));

  it('finds it where no flow leaves, and where no host stands yet', () => {
    check(site({ lan: `gateway 10.0.3.1\n//^^^ error[${RULE}]`, flows: '' }));
    check(`zone empty {\n  subnet 10.0.9.0/24\n  gateway 10.0.8.1\n//^^^ error[${RULE}]: nothing that stands here would leave\n}`);
  });

  it('finds it by a longer or shorter prefix than it looks', () => {
    check(`zone lan { subnet 10.0.1.0/25  gateway 10.0.1.129\n//^^^ error[${RULE}]\n server a { ip 10.0.1.5 } }`);
    check('zone lan { subnet 10.0.0.0/23  gateway 10.0.1.1  server a { ip 10.0.0.5 } }');
  });

  it('finds a gateway for hosts in an outer place whose segments it does not fit', () => check(`site hq {
  gateway 10.0.1.1
//^^^ error[${RULE}]: outside 10.0.2.0/24, where b1 and 3 more are
  zone one { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }
  zone two { subnet 10.0.2.0/24  server b1 { ip 10.0.2.5 }  server b2 { ip 10.0.2.6 }  server b3 { ip 10.0.2.7 }  server b4 { ip 10.0.2.8 } }
}`));

  it('finds IPv6, beside a sound IPv4 one', () => check(`zone 사내망 {
  subnet 10.0.1.0/24, 2001:db8:1::/64
  gateway 10.0.1.1
  gateway 2001:db8:2::1
//^^^ error[${RULE}]: The gateway 2001:db8:2::1 of 사내망 is outside 2001:db8:1::/64
  server 웹 { ip 10.0.1.5, 2001:db8:1::5 }
}`));

  it('finds a device that stands on another segment', () => check(site({
    lan: `gateway far\n//^^^ error[${RULE}]: The gateway far of lan has no address in 10.0.1.0/24`,
    more: 'router far { interface data 10.0.2.9 }', flows: 'flow app -> orders over mysql',
  })));

  it('speaks once of counted hosts', () => check(`zone lan { subnet 10.0.1.0/24
  server app count 3 { ip from 10.0.1.5
    gateway 10.0.7.1
//^^^ error[${RULE}]: of app is outside 10.0.1.0/24, where app#1 and 2 more are
  }
}`));

  it('is silent about gateways that are right', () => {
    for (const lan of ['gateway 10.0.1.1', 'gateway core', '']) check(site({ lan }));
    // Nobody has the address: that is another defect, and only where a flow needs it.
    check(site({ lan: 'gateway 10.0.1.77', flows: '' }));
    check(site({ lan: 'gateway 10.0.1.254', router: 'router core count 2 active-standby { instance 1 { interface lan 10.0.1.2  interface data 10.0.2.2 }  instance 2 { interface lan 10.0.1.3  interface data 10.0.2.3 }  vip 10.0.1.254, 10.0.2.1 }' }));
    check(site({ lan: 'gateway core', router: 'router core count 2 active-standby { instance 1 { interface lan 10.0.1.2  interface data 10.0.2.2 }  instance 2 { interface lan 10.0.1.3  interface data 10.0.2.3 }  vip 10.0.1.254, 10.0.2.1 }' }));
  });

  it('is silent about a device of which not every address is stated', () => check(`zone lan { subnet 10.0.1.0/24  gateway core  server app { ip 10.0.1.5 } }
zone data { subnet 10.0.2.0/24 }
router core { interface lan  interface data 10.0.2.1 }`));

  it('is silent about link-local gateways, point-to-point links and single addresses', () => {
    check('zone lan { subnet 2001:db8:1::/64  gateway fe80::1  server a { ip 2001:db8:1::5 } }');
    check('zone p2p { subnet 10.0.0.0/31  gateway 10.0.0.1  server a { ip 10.0.0.0 } }');
    check('zone p2p { subnet 2001:db8::/127  gateway 2001:db8::1  server a { ip 2001:db8::0 } }');
    check('zone cloud { server a { ip 203.0.113.5/32  gateway 172.31.1.1 } }\nrouter r { interface cloud 172.31.1.1 }');
  });

  it('is silent where no subnet is known, or one of several holds it', () => {
    check('zone lan { server a { ip 10.0.1.5  gateway 10.9.9.9 } }');
    check('zone lan { subnet 10.0.1.0/24, 10.0.2.0/24  gateway 10.0.2.1  server a { ip 10.0.2.5 } }');
    check(`vlan a 10 { subnet 10.0.10.0/24 }
vlan b 20 { subnet 10.0.20.0/24 }
l2switch sw
server multi { interface a 10.0.10.5  interface b 10.0.20.5  gateway 10.0.20.1 }
link multi -- sw trunk a, b`);
  });

  it('leaves an address outside its subnet to the rule on that', () => check(`zone lan {
  subnet 10.0.1.0/24
  gateway 10.0.1.1
  server a { ip 10.0.9.5/24
//^^^ error[network/address-outside-subnet]
  }
}`));

  it('is silent about a router in a place: it has routes of its own', () => check(`zone lan { subnet 10.0.1.0/24  gateway 10.0.1.1
  router core { interface lan 10.0.1.1  interface data 10.0.2.1 }
  server a { ip 10.0.1.5 } }
zone data { subnet 10.0.2.0/24  server b { ip 10.0.2.5 } }
flow a -> b over ssh`));

  it('names the address that the segment\'s router answers to', () => {
    const sound = applied(site({ lan: 'gateway 10.0.2.1' }), (each) => each.rule === RULE);
    assert.match(sound, /gateway 10\.0\.1\.1\n/);
    assert.deepEqual(errorsOf(sound), []);
    const group = 'router core count 2 active-standby { instance 1 { interface lan 10.0.1.2  interface data 10.0.2.2 }  instance 2 { interface lan 10.0.1.3  interface data 10.0.2.3 }  vip 10.0.1.254, 10.0.2.1 }';
    assert.match(applied(site({ lan: 'gateway 10.0.2.1', router: group }), (each) => each.rule === RULE), /gateway 10\.0\.1\.254\n/);
    const two = 'router core { interface lan 10.0.1.1  interface data 10.0.2.1 }\nrouter spare { interface lan 10.0.1.2  interface data 10.0.2.2 }';
    assert.equal(repairsOf(RULE, site({ lan: 'gateway 10.0.3.1', router: two, flows: '' })).length, 2);
    assert.match(repairsOf(RULE, 'zone 망 { subnet 2001:db8:1::/64\r\n\tgateway 2001:db8:2::1\r\n server 웹 { ip 2001:db8:1::5 } }\r\nrouter 라우터 { interface 망 2001:db8:1::1 }\r\n')[0]!, /gateway 2001:db8:1::1\r\n/);
  });
});

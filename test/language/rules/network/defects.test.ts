/** One defect, one finding, at the flow and of the right name: a sound campus and what seeds of trouble make of it. */
import { checkFixture } from '../../../support/fixture.js';

const onlyNetwork = (rule: string): boolean => rule.startsWith('network/');

/** Two VLANs on two switches behind a layer 3 switch, and an edge to the internet. */
function campus(words: Partial<Record<'web' | 'db' | 'uplink' | 'downlink' | 'core' | 'edge' | 'access' | 'flows' | 'more', string>> = {}): string {
  return `internet world { users people }
vlan web 10 { subnet 10.0.10.0/24 }
vlan db 20 { subnet 10.0.20.0/24 }
zone transit { subnet 10.0.0.0/30 }
firewall edge {
  interface world 203.0.113.10/29
  interface transit 10.0.0.1
  ${words.edge ?? 'route 10.0.0.0/16 via core'}
  dnat 203.0.113.11 over tcp/443 -> shop
  allow world -> shop over https
}
l3switch core {
  interface transit 10.0.0.2
  ${words.core ?? 'interface web 10.0.10.1  interface db 10.0.20.1  route default via edge'}
}
l2switch sw1
l2switch sw2
server shop { ${words.web ?? 'ip 10.0.10.5'} }
database orders { software mysql  ${words.db ?? 'ip 10.0.20.5'} }
link edge -- world
link ${words.uplink ?? 'sw1 -- core trunk web, db'}
link ${words.downlink ?? 'sw2 -- core trunk web, db'}
link ${words.access ?? 'shop -- sw1 access web'}
link orders -- sw2 access db
${words.flows ?? 'flow people -> shop over https\nflow shop -> orders over mysql'}
${words.more ?? ''}`;
}

const flows = (people: string, shop: string): string => `flow people -> shop over https\n${people}\nflow shop -> orders over mysql\n${shop}`;

describe('seeded defects of a campus', () => {
  const check = (text: string): void => checkFixture(text, onlyNetwork);

  it('finds nothing in the sound one', () => check(campus()));

  it('a trunk that leaves a VLAN out', () => check(campus({
    downlink: 'sw2 -- core trunk web', flows: flows('', '//^^^ error[network/vlan-unreachable]: Add db to the trunk'),
  })));

  it('a cable between switches that says nothing of VLANs', () => check(campus({
    downlink: 'sw2 -- core', flows: flows('', '//^^^ error[network/vlan-unreachable]: the cable sw2 -- core is neither an access nor a trunk port'),
  })));

  it('a port in the wrong VLAN', () => check(campus({
    access: 'shop -- sw1 access db',
    flows: flows('//^^^ error[network/vlan-unreachable]: Put the port into VLAN 10', '//^^^ error[network/vlan-unreachable]: Put the port into VLAN 10'),
  })));

  it('a trunk of which one end leaves a VLAN out: that trunk, and not another one', () => check(campus({
    downlink: 'sw2 trunk web -- core trunk web, db\n//                                    ^^ warning[network/trunk-mismatch]: core allows db and sw2 does not',
    flows: flows('', '//^^^ error[network/vlan-unreachable]: the trunk sw2 -- core does not carry db (VLAN 20) at both of its ends'),
  })));

  it('a trunk whose ends name different native VLANs', () => check(campus({
    uplink: 'sw1 trunk web, db native db -- core trunk web, db native web\n//^^^ error[network/native-vlan-mismatch]',
    flows: flows('//^^^ error[network/vlan-unreachable]: the two ends of sw1 -- core do not agree on web (VLAN 10)', '//^^^ error[network/vlan-unreachable]: the two ends of sw1 -- core do not agree on web (VLAN 10)'),
  })));

  it('no link-local address, which every link has and each may have alike', () => {
    check(campus({ core: 'interface web 10.0.10.1  interface db 10.0.20.1  interface web fe80::1  interface db fe80::1  route default via edge', edge: 'route 10.0.0.0/16 via core  interface transit fe80::1' }));
    check(campus({ db: 'ip 10.0.20.5  ip fe80::5', more: 'server second { ip 10.0.20.6  ip fe80::5 }\n//                               ^^^^^^^ error[network/duplicate-address]\nlink second -- sw2 access db' }));
  });

  it('an interface that is missing', () => check(campus({
    core: 'interface web 10.0.10.1  route default via edge', flows: flows('', '//^^^ error[network/vlan-unreachable]: nothing routes between them'),
  })));

  it('a route inward that is missing', () => check(campus({
    edge: '', flows: flows('//^^^ error[network/no-route]: Add "route 10.0.10.0/24 via core" to edge', ''),
  })));

  it('a default route that is missing on the way back', () => check(campus({
    core: 'interface web 10.0.10.1  interface db 10.0.20.1', flows: flows('//^^^ error[network/no-return-route]: Add "route default via edge" to core', ''),
  })));

  it('rules that forget the second tier', () => check(campus({
    core: 'interface web 10.0.10.1  interface db 10.0.20.1  route default via edge  allow world -> shop over https',
    flows: flows('', '//^^^ error[network/flow-denied]: no rule of core allows'),
  })));

  it('a gateway that points nowhere', () => check(campus({
    web: 'ip 10.0.10.5  gateway 10.0.10.9',
    flows: flows('//^^^ error[network/no-return-route]: 10.0.10.9', '//^^^ error[network/no-route]: 10.0.10.9'),
  })));

  it('a second router on the segment', () => check(campus({
    more: 'router spare { interface web 10.0.10.2 }\nlink spare -- sw1 access web',
    flows: flows('//^^^ error[network/no-return-route]: more than one gateway', '//^^^ error[network/several-gateways]: core and spare'),
  })));

  it('routes in a circle', () => check(campus({
    edge: 'route 10.0.0.0/16 via core  allow shop -> orders over mysql',
    core: 'interface web 10.0.10.1  interface db 10.0.20.1  route default via edge  route 10.0.20.5/32 via edge',
    flows: flows('', '//^^^ error[network/routing-loop]: between core and edge'),
  })));

  it('an address of another VLAN', () => check(campus({
    db: 'ip 10.0.10.7', flows: flows('', '//^^^ error[network/vlan-unreachable]'),
  })));

  it('takes the address of an interface on a line between two routers for the line\'s, wherever the routers stand', () => {
    const sites = (far: string): string => `zone left { subnet 10.1.0.0/24  router a { interface left 10.1.0.1  interface line 10.9.0.1/30 } }
zone right { subnet 10.2.0.0/24  router b { interface right 10.2.0.1  interface line 10.9.0.2/30 } }
link a -- b as line
zone far { subnet 10.3.0.0/24 }
router c { interface up ${far} }
link c -- far as up`;
    check(sites('10.3.0.1'));
    check(sites('10.4.0.1').replace('10.4.0.1 }', '10.4.0.1 }\n//^^^ error[network/address-outside-subnet]: c has the address 10.4.0.1 in far'));
  });
});

describe('a reply that a translating device takes for a connection of its own', () => {
  const check = (text: string): void => checkFixture(text, onlyNetwork);
  const net = (back: string, expected: string): string => `
zone 사무실 { subnet 10.0.1.0/24  gateway 10.0.1.1  pc 업무용 { ip 10.0.1.10 } }
zone servers { subnet 10.0.2.0/24  gateway ${back}  server erp { ip 10.0.2.10 } }
router straight { interface 사무실 10.0.1.1  interface servers 10.0.2.1 }
router edge { interface 사무실 10.0.1.2  interface servers 10.0.2.2  masquerade servers -> any }
flow 업무용 -> erp over https
${expected}
flow erp -> 업무용 over ssh
`;

  it('says that the client gets it from where it did not dial', () => check(net('10.0.2.2', '//^^^ error[network/no-return-route]: 업무용 gets the answer from 10.0.1.2, which it did not dial')));
  it('is content where the reply takes the way of the request', () => check(net('10.0.2.1', '')));
});

/** Ports of administration that anybody can open, and the sound ways to administer that must stay silent. */
import assert from 'node:assert/strict';
import { checkFixture } from '../../../support/fixture.js';
import { repairsOf } from '../../../support/repairs.js';

const RULE = 'security/admin-port-exposed';
const check = (text: string): void => checkFixture(text, (rule) => rule === RULE || rule === 'security/database-exposed' || rule === 'security/missing-firewall');

/** A firewall on the internet with a translated server behind it. */
function site(rules: string, words: { inside?: string; dnat?: string; flows?: string } = {}): string {
  return `internet world { operator admins { ip 198.51.100.0/28 }  users people }
firewall edge {
  interface world 203.0.113.1/29
  interface lan 10.0.0.1
  ${words.dnat ?? 'dnat 203.0.113.2 -> web'}
  ${rules}
}
zone lan { subnet 10.0.0.0/24  ${words.inside ?? 'server web { ip 10.0.0.10 }'} }
link world -- edge
${words.flows ?? ''}
`;
}

describe(RULE, () => {
  for (const [rule, said] of [
    ['allow any -> web over ssh', 'ssh (tcp/22)'], ['allow world -> web over tcp/3389', 'tcp/3389'], ['allow 0.0.0.0/0 -> web over tcp/23', 'tcp/23'],
    ['allow any -> lan over tcp/5900', 'tcp/5900'], ['allow any -> web over tcp/20-25', 'tcp/22'], ['allow any -> web over https, ssh', 'tcp/22'],
    ['allow any -> web over tcp/3306', 'tcp/3306'], ['allow people -> web over ssh', 'tcp/22'], ['allow any -> web over tcp/5432, tcp/6379', 'tcp/5432'],
  ] as const) it(`finds ${rule}`, () => check(site(`${rule}\n//^^^ error[${RULE}]: ${said}`)));

  it('speaks once of a line that opens many', () => check(site(`allow any -> lan over ssh, rdp\n//^^^ error[${RULE}]: of a and b`, {
    inside: 'server a { ip 10.0.0.10 }  server b count 3 { ip from 10.0.0.20 }', dnat: 'dnat 203.0.113.2 -> a  dnat 203.0.113.3 -> b',
  })));

  it('finds it where another port is dialled outside', () => check(site(`allow any -> web over ssh\n//^^^ error[${RULE}]`, { dnat: 'dnat 203.0.113.2 over tcp/2222 -> web over tcp/22' })));

  it('finds it in a security group and in a host\'s own block', () => {
    check(`internet world
region cloud { subnet 203.0.113.0/24  server 웹 { ip 203.0.113.10  use sg } }
securitygroup sg { allow any over https
  allow any over ssh
//^^^ error[${RULE}]: ssh (tcp/22) of 웹
}
link world -- cloud`);
    check(site(`allow any -> web over https  interface mgmt 203.0.113.65/28`, { inside: 'server web { ip 10.0.0.10 }' }));
    check(`internet world
firewall edge { interface world 203.0.113.1/29  interface lan 10.0.0.1
  port tcp/22
  inbound {
    allow any over ssh
//^^^ error[${RULE}]: of edge to anybody
  }
}
zone lan { subnet 10.0.0.0/24 }
link world -- edge`);
  });

  it('finds it over IPv6', () => check(`internet world
firewall edge { interface world 2001:db8:0:1::1/64  interface lan 2001:db8:1::1
  allow ::/0 -> web over ssh
//^^^ error[${RULE}]
}
zone lan { subnet 2001:db8:1::/64  server web { ip 2001:db8:1::10 } }
link world -- edge`));

  it('finds it in a sketch without addresses', () => check(`internet world { users people }
firewall edge {
  allow world -> lb over https
  allow world -> web over ssh
//^^^ error[${RULE}]
}
zone lan { loadbalancer lb  server web count 2 }
link world -- edge -- lan`));

  it('finds what a rule of any port opens, where it is known to listen', () => {
    check(site(`allow any -> gate\n//^^^ error[${RULE}]: ssh (tcp/22) of gate`, { inside: 'bastion gate { ip 10.0.0.10 }', dnat: 'dnat 203.0.113.2 -> gate' }));
    check(site(`allow any -> web\n//^^^ error[${RULE}]`, { dnat: 'dnat 203.0.113.2 over ssh -> web' }));
    check(site('allow any -> web'));
    check(site('allow any -> web over tcp/1024-65535'));
  });

  it('finds an allow from the internet by name although no address leads there yet', () => check(site(`allow world -> web over ssh\n//^^^ error[${RULE}]: The rule stands ready`, { dnat: '' })));

  it('finds what a default lets in', () => check(site(`default allow\n//^^^ error[${RULE}]: allows by default`, { inside: 'bastion gate { ip 10.0.0.10 }', dnat: 'dnat 203.0.113.2 -> gate' })));

  it('is silent about sources that are not anybody', () => {
    for (const rule of ['allow admins -> web over ssh', 'allow 198.51.100.0/28 -> web over ssh', 'allow lan -> web over ssh', 'deny any -> web over ssh  allow any -> web over tcp/20-22']) check(site(rule));
    check('internet world { operator 운영자  external-system partner }\nfirewall edge { allow 운영자, partner -> gate over ssh }\nzone lan { bastion gate }\nlink world -- edge -- lan\nflow 운영자 -> gate over ssh');
  });

  it('is silent where another filter on the way stops it, or nothing leads there', () => {
    check(site('allow any -> web over ssh', { inside: 'server web { ip 10.0.0.10  inbound { allow lan over ssh } }' }));
    check(site('allow any -> web over ssh', { dnat: '' }));
    check(site('allow any -> web over ssh', { dnat: 'dnat 203.0.113.2 over https -> web' }));
  });

  it('is silent about other ports, and about tunnels', () => {
    for (const ports of ['https', 'udp/53', 'tcp/8080', 'icmp', 'udp/500']) check(site(`allow any -> web over ${ports}`));
    check(`internet world
zone hq { subnet 10.1.0.0/24  operator admin { ip 10.1.0.5 }  router r1 { interface world 203.0.113.1/29  interface hq 10.1.0.1  route 10.2.0.0/24 via vpn } }
zone dc { subnet 10.2.0.0/24  server web { ip 10.2.0.5 }  firewall f { interface world 203.0.113.9/29  interface dc 10.2.0.1  route 10.1.0.0/24 via vpn  allow any -> web over ssh } }
link r1 -- world
link f -- world
link r1 -- f as vpn { tunnel ipsec }
flow admin -> web over ssh`);
  });

  it('leaves data stores and ways past every filter to their rules', () => {
    check(site('allow any -> orders over mysql', { inside: '\ndatabase orders { ip 10.0.0.10 }\n//^^^ error[security/database-exposed]\n', dnat: 'dnat 203.0.113.2 -> orders' }));
    check(`internet world
zone lan { server web { port tcp/22 } }
//^^^ error[security/missing-firewall]
router edge
link world -- edge -- lan`);
    check(site('allow any -> any', { inside: 'bastion gate { ip 10.0.0.10 }', dnat: 'dnat 203.0.113.2 -> gate' }));
  });

  it('takes the rule away where no flow uses it', () => {
    const [text] = repairsOf(RULE, site('allow any -> web over ssh  allow any -> web over https'));
    assert.doesNotMatch(text!, /ssh/);
  });

  it('lets in only the sources of the flows that use it', () => {
    const [text] = repairsOf(RULE, site('allow any -> web over ssh', { flows: 'flow admins -> web over ssh' }));
    assert.match(text!, /allow \S*admins -> web over ssh/);
  });

  it('denies the ports before a rule that is needed for others', () => {
    const [text] = repairsOf(RULE, site('allow any -> web over https, ssh', { flows: 'flow people -> web over https\nflow admins -> web over ssh' }));
    assert.match(text!, /allow admins -> web over ssh\s+deny world -> web over tcp\/22\s+allow any -> web over https, ssh/);
    assert.match(repairsOf(RULE, site('allow any -> web over tcp/20-25', { flows: '' }))[0]!, /deny world -> web over tcp\/22, tcp\/23/);
    assert.equal(repairsOf(RULE, `internet world
zone cloud { subnet 203.0.113.0/24  server 웹 { ip 203.0.113.10  inbound { allow over https, ssh }  use sg } }
securitygroup sg { allow any }
link world -- cloud`).length, 1);
  });

  it('offers nothing where a flow wants everybody to come in', () => assert.deepEqual(repairsOf(RULE, site('allow any -> web over ssh', { flows: 'flow people -> web over ssh' })), []));
});

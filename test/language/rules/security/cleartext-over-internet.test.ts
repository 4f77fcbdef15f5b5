/** What crosses an internet in clear, and the many unencrypted flows that do not, or need not be hidden. */
import assert from 'node:assert/strict';
import { checkFixture } from '../../../support/fixture.js';
import { repairsOf } from '../../../support/repairs.js';

const RULE = 'security/cleartext-over-internet';
const check = (text: string): void => checkFixture(text, (rule) => rule === RULE);

const site = (flows: string, web = 'server web { ip 10.0.0.10 }'): string => `internet world { users people  server 파트너 { ip 198.51.100.9 }  operator road { ip 198.51.100.7 } }
firewall edge { interface world 203.0.113.1/29  interface lan 10.0.0.1
  dnat 203.0.113.2 -> web  masquerade lan  default allow }
zone lan { subnet 10.0.0.0/24  ${web}  database db { software mysql  ip 10.0.0.20 } }
link world -- edge
${flows}
`;

describe(RULE, () => {
  for (const [flow, said] of [
    ['people -> web over http', 'in http'], ['people -> web over tcp/80', 'in http'], ['people -> web over ftp', 'in ftp'], ['people -> web over telnet', 'Use ssh'],
    ['people -> web over http/8080', 'in http'], ['web -> 파트너 over ldap', 'in ldap'], ['web -> 파트너 over mysql', 'in mysql'], ['people -> web over postgresql', 'in postgresql'],
    ['web -> 파트너 over ftp, http', 'in ftp and http'], ['people -> web over mqtt as telemetry', 'The flow telemetry'],
  ] as const) it(`finds ${flow}`, () => check(`${site(`flow ${flow}`)}//^^^ warning[${RULE}]: ${said}`));

  it('finds the leg of a chain that leaves, over IPv6 too', () => {
    check(`${site('flow people -> web over https -> 파트너 over http')}//^^^ warning[${RULE}]: web -> 파트너`);
    check(`internet world { users people }
firewall edge { interface world 2001:db8::1/64  interface lan 2001:db8:1::1  allow world -> web over http }
zone lan { subnet 2001:db8:1::/64  server web { ip 2001:db8:1::5 } }
link world -- edge
flow people -> web over http
//^^^ warning[${RULE}]`);
  });

  it('finds the default port of the target where no port is written', () => check(`internet world { database db2 { software mysql  ip 192.0.2.4 } }
zone lan { server web }
link world -- lan
flow web -> db2
//^^^ warning[${RULE}]: in mysql`));

  it('is silent about what is encrypted, stays inside or hides nothing', () => {
    for (const flow of ['people -> web over https', 'people -> web over http tls', 'people -> web over ssh', 'web -> db over mysql', 'web -> 파트너 over dns', 'web -> 파트너 over ntp', 'web -> 파트너 over smtp', 'people -> web over icmp', 'people -> web over tcp/9999', 'people -> web over tcp', 'people -> web', 'people -> web over https/80']) check(site(`flow ${flow}`));
    check(site('protocol ours { port tcp/7777  layer 7 }\nflow people -> web over ours'));
  });

  it('takes http beside https for a redirect', () => {
    check(site('flow people -> web over http\nflow people -> web over https'));
    check(site('flow people -> web over http, https'));
    check(`${site('flow people -> web over http')}//^^^ warning[${RULE}]
flow road -> web over https`);
  });

  const tunnelled = (tunnel: string, flow = 'http'): string => `internet world
zone hq { subnet 10.1.0.0/24, 2001:db8:1::/64  server a { ip 10.1.0.5, 2001:db8:1::5 }  router r1 { interface world 203.0.113.1/29  interface hq 10.1.0.1, 2001:db8:1::1  route 10.2.0.0/24 via vpn  route 2001:db8:2::/64 via vpn } }
zone dc { subnet 10.2.0.0/24, 2001:db8:2::/64  server b { ip 10.2.0.5, 2001:db8:2::5 }  router r2 { interface world 203.0.113.9/29  interface dc 10.2.0.1, 2001:db8:2::1  route 10.1.0.0/24 via vpn  route 2001:db8:1::/64 via vpn } }
link r1 -- world
link r2 -- world
link r1 -- r2 as vpn { tunnel ${tunnel} }
flow a -> b over ${flow}
`;

  it('finds what crosses in a tunnel that does not encrypt', () => {
    for (const kind of ['gre', 'vxlan', 'l2tp']) {
      check(`${tunnelled(kind)}//^^^ warning[${RULE}]: the tunnel vpn wraps its packets in ${kind}, which does not encrypt`);
      check(tunnelled(kind, 'https'));
      check(tunnelled(kind, 'http tls'));
    }
    check(`${tunnelled('gre').replace('flow a', 'flow 10.1.0.5')}//^^^ warning[${RULE}]`);
  });

  it('is silent where that tunnel runs through an encrypted one, or over a line of one\'s own', () => {
    const inner = `zone k { subnet 172.16.1.0/24  server 가 { ip 172.16.1.5 } }
zone u { subnet 172.16.2.0/24  server 나 { ip 172.16.2.5 } }
router ik { interface hq 10.1.0.9  interface k 172.16.1.1  route default via r1  route 172.16.2.0/24 via inner }
router iu { interface dc 10.2.0.9  interface u 172.16.2.1  route default via r2  route 172.16.1.0/24 via inner }
link ik -- iu as inner { tunnel vxlan }
refine hq { gateway 10.1.0.1 }
refine dc { gateway 10.2.0.1 }
flow 가 -> 나 over http
`;
    check(tunnelled('ipsec') + inner);
    check(`${tunnelled('gre')}//^^^ warning[${RULE}]\n${inner}//^^^ warning[${RULE}]: the tunnel vpn wraps`);
    check(tunnelled('gre').replace('internet world', 'zone world { subnet 203.0.113.0/28 }'));
  });

  it('is silent within a tunnel that encrypts or of which nobody says it, and where nothing is carried', () => {
    for (const kind of ['ipsec', 'wireguard', 'openvpn', 'ssh', 'tls', 'macsec', 'ours']) check(tunnelled(kind));
    check(site('flow people -> db over mysql'));
    check('internet world { users people }\nserver web\nflow people -> web over http');
  });

  it('writes tls, or the twin where the target listens on it', () => {
    const [tls, twin] = repairsOf(RULE, site('flow people -> web over http as shop timeout 2s', 'server web { ip 10.0.0.10  port tcp/80, tcp/443 }'));
    assert.match(tls!, /flow people -> web over http tls as shop timeout 2s\n/);
    assert.match(twin!, /flow people -> web over https as shop timeout 2s\n/);
    assert.equal(repairsOf(RULE, site('flow people -> web over http')).length, 1);
    assert.match(repairsOf(RULE, site('flow\tpeople -> web // 홈페이지\r\n  over http\r\n'))[0]!, /over http tls\r\n/);
    assert.deepEqual(repairsOf(RULE, site('flow people -> web over https -> 파트너 over http')), []);
  });
});

/** Tunnels: numbered and not, named by routes in every form, down with their underlay, never carried by themselves. */
import assert from 'node:assert/strict';
import { carriageOf, factsOf, says } from '../../../support/reachability.js';

const sites = (kr: string, us: string, words = 'link rk -- ru as vpn { tunnel ipsec }'): string => `internet world
  zone kr { subnet 10.1.0.0/24  server a { ip 10.1.0.5 } }  zone us { subnet 10.2.0.0/24  server b { ip 10.2.0.5 } }
  router rk { interface world 203.0.113.1/30   interface kr 10.1.0.1  ${kr} }
  router ru { interface world 198.51.100.1/30  interface us 10.2.0.1  ${us} }
  link rk -- world  link ru -- world  ${words}`;

describe('tunnels in routes', () => {
  it('are named as a link, by the other end, or by an address inside', () => {
    says(sites('route 10.2.0.0/24 via vpn', 'route 10.1.0.0/24 via vpn'), [['a', 'b', 'tcp/80', 'accepted'], ['a', '10.2.0.1', 'icmp', 'accepted']]);
    says(sites('route 10.2.0.0/24 via ru', 'route 10.1.0.0/24 via rk'), [['a', 'b', 'tcp/80', 'accepted'], ['b', 'a', 'icmp', 'accepted']]);
    const numbered = sites('interface vpn 10.99.0.1/30  route 10.2.0.0/24 via 10.99.0.2', 'interface vpn 10.99.0.2/30  route 10.1.0.0/24 via 10.99.0.1');
    says(numbered, [['a', 'b', 'tcp/80', 'accepted'], ['b', 'a', 'icmp', 'accepted'], ['a', '10.99.0.2', 'icmp', 'accepted'], ['rk', '10.99.0.2', 'icmp', 'accepted']]);
    assert.ok(carriageOf(factsOf(numbered), 'kr.a', 'us.b').forward!.edges.some((edge) => edge.link === 'vpn'));
    says(sites('interface vpn 10.99.0.0/31  route 10.2.0.0/24 via 10.99.0.1', 'interface vpn 10.99.0.1/31  route 10.1.0.0/24 via vpn'), [['a', 'b', 'tcp/80', 'accepted']]);
    says(sites('interface vpn 10.99.0.1/30  route 10.2.0.0/24 via 10.99.0.3', 'interface vpn 10.99.0.2/30  route 10.1.0.0/24 via vpn'), [['a', 'b', 'tcp/80', 'no-neighbour']]);
  });

  it('carry IPv6 inside IPv4', () => {
    const six = (words: [string, string]): string => `internet world
      zone kr { subnet 2001:db8:1::/64  server a { ip 2001:db8:1::5 } }  zone us { subnet fd00:2::/64  server b { ip fd00:2::5 } }
      router rk { interface world 203.0.113.1/30   interface kr 2001:db8:1::1  ${words[0]} }
      router ru { interface world 198.51.100.1/30  interface us fd00:2::1  ${words[1]} }
      link rk -- world  link ru -- world  link rk -- ru as vpn { tunnel wireguard }`;
    says(six(['route fd00:2::/64 via vpn', 'route default via vpn  route 203.0.113.0/30 via world']), [['a', 'b', 'tcp/80', 'accepted'], ['b', 'a', 'icmp', 'accepted']]);
    says(six(['interface vpn fd00:9::1/64  route fd00:2::/64 via fd00:9::2', 'interface vpn fd00:9::2/64  route 2001:db8:1::/64 via fd00:9::1']), [['a', 'b', 'tcp/80', 'accepted']]);
    says(six(['interface vpn 10.9.0.1/30  route fd00:2::/64 via vpn', 'interface vpn 10.9.0.2/30  route 2001:db8:1::/64 via vpn']), [['a', 'b', 'tcp/80', 'no-route']]);
  });

  it('take several tunnels of one hub apart by who has the address', () => {
    const text = `internet world  zone hq { subnet 10.0.0.0/24  server h { ip 10.0.0.5 } }
      router hub { interface world 203.0.113.1/30  interface hq 10.0.0.1  interface t1 10.99.0.1/24  interface t2 10.99.0.1/24
        route 10.1.0.0/24 via 10.99.0.2  route 10.2.0.0/24 via 10.99.0.3 }
      ${[1, 2].map((n) => `zone z${n} { subnet 10.${n}.0.0/24  server s${n} { ip 10.${n}.0.5 } }
      router r${n} { interface world 198.51.100.${n * 4 + 1}/30  interface z${n} 10.${n}.0.1  interface t${n} 10.99.0.${n + 1}/24  route 10.0.0.0/8 via 10.99.0.1 }
      link r${n} -- world  link hub -- r${n} as t${n} { tunnel wireguard }`).join('\n')}  link hub -- world`;
    says(text, [['h', 's1', 'icmp', 'accepted'], ['h', 's2', 'icmp', 'accepted'], ['s1', 's2', 'tcp/443', 'accepted'], ['s2', 'h', 'tcp/22', 'accepted']]);
  });

  it('need a route at both ends', () => {
    says(sites('route 10.2.0.0/24 via vpn', ''), [['a', 'b', 'tcp/80', 'no-return-route'], ['b', 'a', 'tcp/80', 'no-route']]);
  });
});

describe('the underlay of a tunnel', () => {
  it('is never the tunnel itself', () => {
    says(sites('route default via vpn', 'route 10.1.0.0/24 via vpn'), [['a', 'b', 'tcp/80', 'no-link']]);
    says(sites('route default via vpn  route 198.51.100.1/32 via world', 'route 10.1.0.0/24 via vpn  masquerade any'), [['a', 'b', 'tcp/80', 'accepted'], ['a', '8.8.8.8', 'tcp/443', 'accepted']]);
    says(sites('route 10.2.0.0/24 via gre  route 198.51.100.0/30 via vpn', 'route 10.1.0.0/24 via gre  route 203.0.113.0/30 via vpn', 'link rk -- ru as vpn { tunnel ipsec }  link rk -- ru as gre { tunnel gre }'), [['a', 'b', 'tcp/80', 'no-link']]);
  });

  it('may be another tunnel, which must be up', () => {
    const stacked = (rule: string): string => `${sites('route 10.2.0.0/24 via vpn', 'route 10.1.0.0/24 via vpn')}
      zone k2 { subnet 172.16.1.0/24  server c { ip 172.16.1.5 } }  zone u2 { subnet 172.16.2.0/24  server d { ip 172.16.2.5 } }
      router ik { interface kr 10.1.0.9  interface k2 172.16.1.1  route default via rk  route 172.16.2.0/24 via inner }
      router iu { interface us 10.2.0.9  interface u2 172.16.2.1  route default via ru  route 172.16.1.0/24 via inner }
      link ik -- iu as inner { tunnel vxlan }
      refine kr { gateway 10.1.0.1 }  refine us { gateway 10.2.0.1 }  ${rule}`;
    says(stacked(''), [['c', 'd', 'tcp/80', 'accepted'], ['a', 'b', 'tcp/80', 'accepted'], ['c', 'b', 'tcp/80', 'no-return-route']]);
    says(stacked('firewall guard { allow any -> any over tcp }').replace('link ru -- world', 'link ru -- guard -- world'), [['c', 'd', 'tcp/80', 'no-link'], ['a', 'b', 'tcp/80', 'no-link']]);
    const found = carriageOf(factsOf(stacked('')), 'k2.c', 'u2.d', 'tcp/80').forward!;
    assert.deepEqual(['inner', 'vpn', 'ru -- world'].filter((link) => !found.edges.some((edge) => edge.link === link)), []);
  });

  it('is judged by the filters on its way, which see the tunnel only', () => {
    const guarded = (rule: string): string => sites('route 10.2.0.0/24 via vpn', 'route 10.1.0.0/24 via vpn').replace('link rk -- world', `firewall guard { ${rule} }  link rk -- guard -- world`);
    says(guarded('allow any -> any over udp/500'), [['a', 'b', 'tcp/80', 'accepted']]);
    says(guarded('allow any -> any over tcp/80'), [['a', 'b', 'tcp/80', 'no-link']]);
    says(guarded('allow 10.1.0.0/24 -> 10.2.0.0/24'), [['a', 'b', 'tcp/80', 'no-link']]);
  });
});

/** Routes that a protocol tells: by cost, beside stated ones, over tunnels, one topology for each family. */
import assert from 'node:assert/strict';
import { carriageOf, factsOf, says } from '../../../support/reachability.js';

/** Stations that routed the request, in order, and tunnels that it went through. */
function way(text: string, from: string, to: string): string[] {
  const { trace } = carriageOf(factsOf(text), from, to);
  assert.equal(trace.disposition, 'accepted', JSON.stringify(trace.stop));
  return trace.hops.flatMap((hop) => (hop.action === 'routed' ? [hop.element] : hop.action === 'tunnelled' ? [`(${hop.element})`] : []));
}

const triangle = (direct: string, over3 = '', words = ['', '', '']): string => `
  server a { ip 10.0.1.5/24  gateway 10.0.1.1 }  server b { ip 10.0.2.5/24  gateway 10.0.2.1 }
  router r1 { interface la 10.0.1.1/24  interface l12 10.9.1.0/31  interface l13 10.9.2.0/31  routing ospf ${words[0]} }
  router r2 { interface lb 10.0.2.1/24  interface l12 10.9.1.1/31  interface l23 10.9.3.0/31  routing ospf ${words[1]} }
  router r3 { interface l13 10.9.2.1/31  interface l23 10.9.3.1/31  routing ospf ${words[2]} }
  link a -- r1 as la  link b -- r2 as lb
  link r1 -- r2 as l12 { ${direct} }  link r1 -- r3 as l13 { ${over3} }  link r3 -- r2 as l23`;

describe('routes that OSPF tells', () => {
  it('take the cheapest way, in both directions', () => {
    assert.deepEqual(way(triangle(''), 'a', 'b'), ['a', 'r1', 'r2']);
    assert.deepEqual(way(triangle('cost 10'), 'a', 'b'), ['a', 'r1', 'r3', 'r2']);
    assert.deepEqual(way(triangle('cost 10'), 'b', 'a'), ['b', 'r2', 'r3', 'r1']);
    assert.deepEqual(way(triangle('cost 10', 'cost 10'), 'a', 'b'), ['a', 'r1', 'r2']);
  });

  it('use all ways of one cost, and the dearer when the cheaper is lost', () => {
    const ways = (text: string): { of: string; rank: number }[] => {
      const { forward } = carriageOf(factsOf(text), 'a', 'b');
      return forward!.nodes.flatMap((node) => (node.element === 'r3' ? [{ of: 'r3', rank: 0 }] : []));
    };
    for (const cost of ['', 'cost 2', 'cost 10']) {
      assert.ok(ways(triangle(cost)).length > 0, cost);
      assert.deepEqual(carriageOf(factsOf(triangle(cost)), 'a', 'b').through.every, ['r1', 'r2']);
    }
    const denying = triangle('cost 2', '', ['', '', 'deny any -> any']);
    assert.equal(carriageOf(factsOf(denying), 'a', 'b').trace.disposition, 'accepted', 'the other of two equal ways');
    says(triangle('cost 10', '', ['', '', 'deny any -> any']), [['a', 'b', 'icmp', 'denied-by-rule']]);
  });

  it('stand behind stated routes of the same prefix, and yield to longer ones', () => {
    assert.deepEqual(way(triangle('', '', ['route 10.0.2.0/24 via r3', '', '']), 'a', 'b'), ['a', 'r1', 'r3', 'r2']);
    assert.deepEqual(way(triangle('', '', ['route 10.0.0.0/16 via r3', '', '']), 'a', 'b'), ['a', 'r1', 'r2']);
    says(triangle('', '', ['route 10.0.2.5/32 blackhole', '', '']), [['a', 'b', 'icmp', 'no-route']]);
    says(triangle('', '', ['route 10.0.0.0/8 blackhole', '', '']), [['a', 'b', 'icmp', 'accepted'], ['a', '10.7.0.1', 'icmp', 'no-route']]);
  });

  it('reach only those who take part', () => {
    for (const instead of ['', 'routing bgp']) says(triangle('').replace('routing ospf', instead), [['a', 'b', 'icmp', 'no-route']]);
  });

  it('carry a default from the router that has one', () => {
    says(`internet world { server api { ip 198.51.100.7 } }  ${triangle('', '', ['', '', 'interface world 203.0.113.2/29  masquerade 10.0.0.0/8'])}  link r3 -- world`, [
      ['a', 'api', 'tcp/443', 'accepted'], ['b', '8.8.8.8', 'icmp', 'accepted'],
    ]);
  });

  const sites = (tunnel: string, leased: string): string => `internet world
    zone kr { subnet 10.1.0.0/24  server a { ip 10.1.0.5 } }  zone us { subnet 10.2.0.0/24  server b { ip 10.2.0.5 } }
    router rk { interface world 203.0.113.1/30   interface kr 10.1.0.1  interface leased 10.9.0.0/31  routing ospf }
    router ru { interface world 198.51.100.1/30  interface us 10.2.0.1  interface leased 10.9.0.1/31  routing ospf }
    link rk -- world  link ru -- world  link rk -- ru as leased { ${leased} }  link rk -- ru as vpn { tunnel ipsec ${tunnel} }`;

  it('count what a tunnel costs', () => {
    assert.deepEqual(way(sites('', 'cost 10'), 'kr.a', 'us.b'), ['kr.a', 'rk', '(rk)', 'ru']);
    assert.deepEqual(way(sites('cost 100', 'cost 10'), 'kr.a', 'us.b'), ['kr.a', 'rk', 'ru']);
    assert.deepEqual(way(sites('cost 100', 'cost 10'), 'us.b', 'kr.a'), ['us.b', 'ru', 'rk']);
  });

  it('are told for a family only where both ends of a link speak it', () => {
    const dual = (wan: [string, string]): string => `zone lan { subnet 10.0.1.0/24, 2001:db8:1::/64  server a { ip 10.0.1.5, 2001:db8:1::5 } }
      zone far { subnet 10.0.2.0/24, 2001:db8:2::/64  server b { ip 10.0.2.5, 2001:db8:2::5 } }
      router r1 { interface lan 10.0.1.1, 2001:db8:1::1  interface wan ${wan[0]}  routing ospf }
      router r2 { interface far 10.0.2.1, 2001:db8:2::1  interface wan ${wan[1]}  routing ospf }
      link r1 -- r2 as wan`;
    says(dual(['10.9.0.0/31, 2001:db8:9::/127', '10.9.0.1/31, 2001:db8:9::1/127']), [['a', 'b', 'icmp', 'accepted'], ['a', '2001:db8:2::5', 'icmp', 'accepted'], ['a', '10.0.2.5', 'icmp', 'accepted']]);
    says(dual(['10.9.0.0/31', '10.9.0.1/31']), [['a', '10.0.2.5', 'icmp', 'accepted'], ['a', '2001:db8:2::5', 'icmp', 'no-route'], ['a', 'b', 'icmp', 'no-route']]);
    says(dual(['10.9.0.0/31, 2001:db8:9::/127', '10.9.0.1/31']), [['a', '10.0.2.5', 'icmp', 'accepted'], ['b', '2001:db8:1::5', 'icmp', 'no-route']]);
  });
});

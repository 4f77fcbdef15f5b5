/** How hosts leave their segment: addresses of full length, several addresses and interfaces, virtual gateways that move. */
import assert from 'node:assert/strict';
import { carriageOf, factsOf, says } from '../../../support/reachability.js';

const far = 'zone far { subnet 10.0.2.0/24, 2001:db8:2::/64  server b { ip 10.0.2.5, 2001:db8:2::5 } }';
const router = 'router r { interface lan 10.0.1.1, 2001:db8:1::1  interface far 10.0.2.1, 2001:db8:2::1 }';
const lan = (host: string): string => `zone lan { subnet 10.0.1.0/24, 2001:db8:1::/64  server a { ${host} } }  ${far}  ${router}`;

describe('a host with an address of full length', () => {
  it('takes the gateway that it states for on the link, as clouds do', () => {
    says(lan('ip 10.0.1.5/32  gateway 10.0.1.1'), [['a', 'b', 'icmp', 'accepted'], ['b', 'a', 'icmp', 'accepted'], ['a', '10.0.1.1', 'icmp', 'accepted']]);
    says(lan('ip 2001:db8:1::5/128  gateway 2001:db8:1::1'), [['a', 'b', 'icmp', 'accepted'], ['b', 'a', 'icmp', 'accepted']]);
    says(`zone cloud { server a { ip 203.0.113.5/32  gateway 172.31.1.1 } }  ${far}
      router r { interface cloud 172.31.1.1  interface far 10.0.2.1  route 203.0.113.5/32 via cloud }`, [['a', 'b', 'icmp', 'accepted']]);
  });

  it('takes its only router too, and asks it even for its neighbours', () => {
    const text = lan('ip 10.0.1.5/32').replace('} }  zone far', '}  server c { ip 10.0.1.6/32 } }  zone far');
    says(text, [['a', 'b', 'icmp', 'accepted'], ['a', 'c', 'icmp', 'accepted']]);
    assert.ok(carriageOf(factsOf(text), 'lan.a', 'lan.c').through.every.includes('r'));
  });

  it('cannot use a gateway that is not on its wire, nor one beside a shorter prefix', () => {
    says(lan('ip 10.0.1.5/32  gateway 10.0.2.1'), [['a', 'b', 'icmp', 'no-neighbour']]);
    says(lan('ip 10.0.1.5/32  gateway 10.0.1.9'), [['a', 'b', 'icmp', 'no-neighbour']]);
    says(lan('ip 10.0.1.5/25, 10.0.9.5/32  gateway 10.0.1.129').replace('lan 10.0.1.1', 'lan 10.0.1.129'), [['a', 'b', 'icmp', 'no-neighbour']]);
  });
});

describe('hosts with several addresses', () => {
  it('answer on each of them, wherever it is written', () => {
    says(lan('ip 10.0.1.5, 10.0.1.6  ip 10.0.1.7'), [
      ['b', '10.0.1.5', 'icmp', 'accepted'], ['b', '10.0.1.6', 'icmp', 'accepted'], ['b', '10.0.1.7', 'icmp', 'accepted'], ['b', '10.0.1.8', 'icmp', 'no-neighbour'],
    ]);
    says(`zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }  ${far}  ${router}
      server m { interface lan 10.0.1.20  interface lan 10.0.1.21 }`, [['m', 'b', 'icmp', 'accepted'], ['b', '10.0.1.20', 'icmp', 'accepted'], ['b', '10.0.1.21', 'icmp', 'accepted'], ['a', '10.0.1.21', 'icmp', 'accepted']]);
  });

  it('may have two cables into one segment', () => {
    const text = `server a { ip 10.0.1.5/24 }  server m { interface n1 10.0.1.20/24  interface n2 10.0.1.21/24 }  l2switch sw
      link a -- sw  link m -- sw as n1  link m -- sw as n2`;
    says(text, [['a', 'm', 'icmp', 'accepted'], ['m', 'a', 'icmp', 'accepted'], ['a', '10.0.1.20', 'icmp', 'accepted'], ['a', '10.0.1.21', 'icmp', 'accepted']]);
  });

  it('stand in two segments without forwarding between them', () => {
    const text = `zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }  zone far { subnet 10.0.2.0/24  server b { ip 10.0.2.5 } }
      server m { interface lan 10.0.1.9  interface far 10.0.2.9 }`;
    says(text, [['a', 'm', 'icmp', 'accepted'], ['m', 'b', 'icmp', 'accepted'], ['a', 'b', 'icmp', 'no-route']]);
    says(`${text}  refine lan { gateway 10.0.1.9 }  refine far { gateway 10.0.2.9 }`, [['a', 'b', 'icmp', 'no-route']]);
  });
});

describe('a virtual gateway', () => {
  const pair = (words = '', r2 = 'interface far 10.0.2.3', mode = 'active-standby'): string => `zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }  zone far { subnet 10.0.2.0/24  server b { ip 10.0.2.5 } }
    router r1 { interface lan 10.0.1.2  interface far 10.0.2.2 }  router r2 { interface lan 10.0.1.3  ${r2} }
    group gw ${mode} { members r1, r2  vip 10.0.1.1, 10.0.2.1  vrrp 7 }  ${words}`;

  it('is the same derived, stated by address and stated by name', () => {
    for (const words of ['', 'refine lan { gateway 10.0.1.1 }  refine far { gateway 10.0.2.1 }', 'refine lan { gateway gw }  refine far { gateway gw }', 'refine a { gateway gw }']) {
      const facts = factsOf(pair(words));
      const found = carriageOf(facts, 'lan.a', 'far.b', 'tcp/80');
      assert.equal(found.trace.disposition, 'accepted', `${words}: ${JSON.stringify(found.trace.stop)}`);
      assert.deepEqual(found.through, { every: [], some: ['r1', 'r2'] }, words);
      assert.deepEqual([...new Set(found.trace.hops.map((hop) => hop.element))], ['lan.a', 'r1', 'far.b'], words);
    }
  });

  it('answers at its addresses on both sides, and so do its members at theirs', () => {
    says(pair(), [['a', '10.0.1.1', 'icmp', 'accepted'], ['a', '10.0.2.1', 'icmp', 'accepted'], ['a', '10.0.1.3', 'icmp', 'accepted'], ['a', '10.0.2.3', 'icmp', 'accepted']]);
  });

  it('is no way through a member that has no way on', () => {
    const found = carriageOf(factsOf(pair('', '')), 'lan.a', 'far.b', 'tcp/80');
    assert.equal(found.trace.disposition, 'accepted');
    assert.deepEqual(found.through.every, ['r1']);
  });

  it('is the choice of the host where its line says another router', () => {
    const found = carriageOf(factsOf(pair('refine a { gateway 10.0.1.3 }')), 'lan.a', 'far.b', 'tcp/80');
    assert.ok(found.through.every.includes('r2'));
  });
});

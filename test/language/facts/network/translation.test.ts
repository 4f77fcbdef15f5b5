/** Address translation: what is dialled, what comes out, who answers, and where the reply must come back. */
import assert from 'node:assert/strict';
import { carriageOf, expectations, factsOf, flowsSay, says } from '../../../support/reachability.js';

const edge = (nat: string, more = ''): string => `internet world { users people  server api { ip 198.51.100.7 } }
  zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 }  server c { ip 10.0.1.6 } }
  zone srv { subnet 10.0.2.0/24  server b { ip 10.0.2.5 }  server b2 { ip 10.0.2.6 } }
  router r { interface world 203.0.113.2/29  interface lan 10.0.1.1  interface srv 10.0.2.1  ${nat} }  link r -- world  ${more}`;

describe('translated destinations', () => {
  it('are dialled at the port that is published, and filtered at the one behind', () => {
    const text = edge('dnat 203.0.113.3 over tcp/443 -> a over tcp/8443', 'refine a { inbound { allow world over tcp/8443 } }');
    says(text, [
      ['people', '203.0.113.3', 'tcp/443', 'accepted'], ['people', 'a', 'tcp/443', 'accepted'],
      ['people', '203.0.113.3', 'tcp/8443', 'no-neighbour'], ['people', 'a', 'tcp/8443', 'no-route'], ['c', 'a', 'tcp/443', 'denied-by-default'],
    ]);
  });

  it('may be an address that an interface has: other ports stay its own', () => {
    says(edge('dnat 203.0.113.2 over tcp/443 -> b'), [
      ['people', 'b', 'tcp/443', 'accepted'], ['people', '203.0.113.2', 'tcp/443', 'accepted'], ['people', '203.0.113.2', 'tcp/22', 'accepted'], ['people', 'b', 'tcp/22', 'no-route'],
    ]);
  });

  it('keep their offset in a range', () => {
    const ranged = edge('dnat 203.0.113.3 over tcp/8000-8010 -> a over tcp/9000-9010', 'refine a { inbound { allow any over tcp/9005 } }');
    says(ranged, [['people', '203.0.113.3', 'tcp/8005', 'accepted'], ['people', '203.0.113.3', 'tcp/8006', 'denied-by-default'], ['people', '203.0.113.3', 'tcp/8011', 'no-neighbour']]);
  });

  it('lead to all members of a group, to its virtual address, to the instances of a counted server', () => {
    says(edge('dnat 203.0.113.3 over tcp/443 -> g over tcp/8443', 'group g active-active { members b, b2 }'), [
      ['people', 'g', 'tcp/443', 'accepted'], ['people', 'b', 'tcp/443', 'accepted'], ['people', 'b2', 'tcp/443', 'accepted'], ['people', '203.0.113.3', 'tcp/443', 'accepted'],
    ]);
    says(edge('dnat 203.0.113.3 over tcp/443 -> g', 'group g active-standby { members b, b2  vip 10.0.2.10 }'), [['people', 'g', 'tcp/443', 'accepted'], ['people', 'g', 'tcp/80', 'no-route']]);
    says(edge('dnat 203.0.113.3 over tcp/443 -> w', 'refine srv { server w count 2 { ip from 10.0.2.21 } }'), [['people', 'w', 'tcp/443', 'accepted'], ['people', '203.0.113.3', 'tcp/443', 'accepted']]);
    says(edge('dnat 203.0.113.3 over tcp/443 -> 10.0.2.5'), [['people', 'b', 'tcp/443', 'accepted'], ['people', 'b2', 'tcp/443', 'no-route']]);
  });

  it('are taken in the order in which they stand', () => {
    says(edge('dnat 203.0.113.3 over tcp/443 -> a  dnat 203.0.113.3 -> b'), [
      ['people', 'a', 'tcp/443', 'accepted'], ['people', 'b', 'tcp/22', 'accepted'], ['people', 'b', 'tcp/443', 'no-neighbour'], ['people', 'a', 'tcp/22', 'no-route'],
    ]);
  });

  it('are followed through several devices', () => {
    const rows = (inner: string): string => `internet world { users people }  zone t { subnet 10.0.9.0/24 }  zone u { subnet 10.0.8.0/24 }  zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }
      router r1 { interface world 203.0.113.1/29  interface t 10.0.9.1  dnat 203.0.113.2 over tcp/443 -> 10.0.9.2 over tcp/1443 }
      router r2 { interface t 10.0.9.2  interface u 10.0.8.1  route default via r1  dnat 10.0.9.2 over tcp/1443 -> 10.0.8.2 over tcp/2443 }
      router r3 { interface u 10.0.8.2  interface lan 10.0.1.1  route default via r2  dnat 10.0.8.2 over ${inner} -> a over tcp/8443 }  link r1 -- world`;
    says(rows('tcp/2443'), [['people', 'a', 'tcp/443', 'accepted'], ['people', '203.0.113.2', 'tcp/443', 'accepted']]);
    flowsSay(`${rows('tcp/2443')}  flow people -> a over https`, 'accepted');
    says(rows('tcp/2444'), [['people', 'a', 'tcp/443', 'no-neighbour']]);
  });

  it('stand for their target where the internet asks, and only there', () => {
    const text = `${edge('dnat 203.0.113.3 over tcp/443 -> a')}  expect world can reach a over tcp/443  expect world cannot reach a over tcp/22  expect world cannot reach b  expect c can reach a over tcp/22`;
    assert.deepEqual(expectations(text), ['holds', 'holds', 'holds', 'holds']);
  });
});

describe('hairpins', () => {
  it('fail within one subnet, because the answer comes from another address than was dialled', () => {
    says(edge('dnat 203.0.113.3 over tcp/443 -> a over tcp/8443  masquerade lan'), [
      ['c', '203.0.113.3', 'tcp/443', 'no-return-route'], ['a', '203.0.113.3', 'tcp/443', 'no-return-route'], ['b', '203.0.113.3', 'tcp/443', 'accepted'], ['people', 'a', 'tcp/443', 'accepted'],
    ]);
  });

  it('work where the source is translated too', () => {
    for (const words of ['masquerade lan -> lan', 'masquerade lan -> a', 'snat lan -> lan to 203.0.113.4', 'snat 10.0.1.0/24 -> a to 10.0.1.1']) {
      says(edge(`dnat 203.0.113.3 over tcp/443 -> a over tcp/8443  ${words}`), [['c', '203.0.113.3', 'tcp/443', 'accepted'], ['a', '203.0.113.3', 'tcp/443', 'accepted'], ['c', 'a', 'tcp/443', 'accepted']]);
    }
  });
});

describe('translated sources', () => {
  it('without a destination speak only of what leaves for an internet', () => {
    says(edge('masquerade lan', 'refine b { inbound { allow 10.0.1.0/24 } }'), [['a', 'b', 'icmp', 'accepted'], ['a', 'api', 'tcp/443', 'accepted'], ['b', 'api', 'tcp/443', 'no-return-route']]);
    says(edge('masquerade lan -> srv', 'refine b { inbound { allow 10.0.1.0/24 } }'), [['a', 'b', 'icmp', 'denied-by-default'], ['a', 'api', 'tcp/443', 'no-return-route']]);
    says(edge('masquerade lan -> srv', 'refine b { inbound { allow r } }'), [['a', 'b', 'icmp', 'accepted']]);
  });

  it('also of what another device brings there', () => {
    says(`internet world { server api { ip 198.51.100.7 } }  zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }  zone mid { subnet 10.0.9.0/24  gateway 10.0.9.1  server m { ip 10.0.9.5 } }
      router in { interface lan 10.0.1.1  interface mid 10.0.9.2  route default via out  masquerade lan }
      router out { interface mid 10.0.9.1  interface world 203.0.113.2/29  masquerade mid }  link out -- world`, [
      ['a', 'api', 'tcp/443', 'accepted'], ['a', 'm', 'icmp', 'no-return-route'], ['m', 'api', 'icmp', 'accepted'],
    ]);
  });

  it('are owned and answered for by the device, and routed to it', () => {
    says(edge('snat lan to 203.0.113.4'), [['a', 'api', 'tcp/443', 'accepted'], ['a', 'people', 'icmp', 'accepted'], ['people', '203.0.113.4', 'tcp/80', 'no-neighbour']]);
    says(edge('snat lan to 192.0.2.77'), [['a', 'api', 'tcp/443', 'accepted']]);
    says(edge('snat lan -> srv to 10.0.2.99'), [['a', 'b', 'icmp', 'accepted']]);
    says(edge('snat lan to 10.9.9.9'), [['a', 'api', 'tcp/443', 'no-return-route']]);
  });

  it('of one family leave the other alone', () => {
    says(`internet world { server api { ip 2001:db8:ffff::7 } }  zone lan { subnet fd00:1::/64  server a { ip fd00:1::5 } }
      router r { interface world 203.0.113.2/29, 2001:db8:f::2/64  interface lan fd00:1::1  snat lan to 203.0.113.3  snat lan to 2001:db8:f::3 }  link r -- world`, [['a', 'api', 'tcp/443', 'accepted']]);
  });

  it('are shared by a pair of devices', () => {
    const facts = factsOf(`internet world { users people }  zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }
      firewall fw count 2 active-standby { interface world 203.0.113.2/29  interface lan 10.0.1.1  dnat 203.0.113.3 over tcp/443 -> a  snat lan to 203.0.113.3  allow world -> a over tcp/443  allow lan -> world }
      link fw -- world`);
    const found = carriageOf(facts, 'world.people', 'lan.a', 'tcp/443');
    assert.equal(found.trace.disposition, 'accepted', JSON.stringify(found.trace.stop));
    assert.deepEqual(found.through, { every: [], some: ['fw#1', 'fw#2'] });
    assert.equal(carriageOf(facts, 'lan.a', 'world.people', 'tcp/443').trace.disposition, 'accepted');
  });
});

describe('owners of addresses', () => {
  it('win over a connected subnet that holds the address', () => {
    says(`internet world { users people }  zone dmz { subnet 203.0.113.0/24  server d { ip 203.0.113.70 } }  zone l2 { subnet 10.5.0.0/24  server x { ip 10.5.0.5 } }
      router r { interface world 198.51.100.2/29  interface dmz 203.0.113.65 }  link r -- world
      router s { interface world 198.51.100.3/29  interface l2 10.5.0.1  dnat 203.0.113.80 -> x }  link s -- world`, [
      ['people', 'd', 'icmp', 'accepted'], ['people', '203.0.113.80', 'icmp', 'accepted'], ['people', 'x', 'icmp', 'accepted'], ['people', '203.0.113.81', 'icmp', 'no-neighbour'],
    ]);
  });

  it('of security groups are matched as translated on the way', () => {
    const groups = 'securitygroup web { allow world over tcp/443 }  securitygroup db { allow web over tcp/3306 }  refine a { use web }  refine b { use db }';
    says(edge('dnat 203.0.113.3 -> a  masquerade lan', groups), [
      ['people', 'a', 'tcp/443', 'accepted'], ['people', 'a', 'tcp/22', 'denied-by-default'], ['a', 'b', 'tcp/3306', 'accepted'], ['a', 'b', 'tcp/22', 'denied-by-default'], ['c', 'b', 'tcp/3306', 'denied-by-default'],
    ]);
    says(edge('masquerade lan -> srv', groups), [['a', 'b', 'tcp/3306', 'denied-by-default']]);
    says(edge('snat lan -> srv to 10.0.1.5', groups), [['a', 'b', 'tcp/3306', 'accepted'], ['c', 'b', 'tcp/3306', 'accepted']]);
  });
});

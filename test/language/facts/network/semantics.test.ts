/** What the language page says of the network, sentence by sentence, as text that users could write. */
import assert from 'node:assert/strict';
import { carriage, dialKey, flowDials, type Trace } from '#language/facts/network/index.js';
import { word } from '#language/messages/word.js';
import { port } from '../../../support/model-builder.js';
import { expectations, factsOf, flowsSay, says, traceOf } from '../../../support/reachability.js';

const office = `
zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }
zone far { subnet 10.0.2.0/24  server b { ip 10.0.2.5 } }
`;

describe('attachment', () => {
  it('uses own links only; place, interface and router address otherwise', () => {
    says(`${office} router r { interface lan 10.0.1.1  interface far 10.0.2.1 }`, [['a', 'b', 'icmp', 'accepted']]);
    says(`${office} router r { interface lan 10.0.1.1  interface far 10.0.2.1 }  l2switch sw  link a -- sw`, [['a', 'b', 'icmp', 'no-link']]);
    says(`zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 }  router r { ip 10.0.1.1 } }
      server b { ip 10.0.9.5/24 }  link b -- r`, [['a', '10.0.1.1', 'icmp', 'no-link']]);
    says('zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 }  router r { ip 10.0.1.1 } }', [['a', '10.0.1.1', 'icmp', 'accepted']]);
  });

  it('takes the segment of a place for an interface that no cable of its device leads to, but never that of a VLAN on other cables', () => {
    const site = (cables: string, inside = 'l2switch sw'): string => `internet world { server api { ip 198.51.100.7 } }
router 경계 { interface world 203.0.113.2/29  interface 사무실 10.0.1.1  interface far 10.0.2.1  masquerade 사무실 }
zone 사무실 { subnet 10.0.1.0/24  ${inside}  pc pc { ip 10.0.1.11 }  pc other { ip 10.0.1.12 } }
zone far { subnet 10.0.2.0/24  server b { ip 10.0.2.5 } }
${cables}`;
    says(site('link world -- 경계'), [['pc', 'api', 'icmp', 'accepted'], ['pc', 'b', 'icmp', 'accepted']]);
    says(site('link world -- 경계\nlink other -- 사무실'), [['pc', 'api', 'icmp', 'accepted'], ['other', 'b', 'icmp', 'accepted']]);
    says(site('link sw -- pc'), [['pc', 'b', 'icmp', 'accepted']]);
    says(site('link world -- 경계\nlink sw -- pc'), [['pc', 'api', 'icmp', 'accepted'], ['b', 'pc', 'icmp', 'accepted'], ['pc', 'other', 'icmp', 'accepted']]);
    says(site('link world -- 경계\nlink sw -- pc\nlink sw -- 경계'), [['pc', 'api', 'icmp', 'accepted'], ['pc', 'b', 'icmp', 'accepted']]);
    const vlans = (trunk: string): string => `vlan office 10 { subnet 10.0.1.0/24 }  vlan data 20 { subnet 10.0.2.0/24 }
l3switch core { interface office 10.0.1.1  interface data 10.0.2.1 }  l2switch sw1  l2switch sw2
pc pc { ip 10.0.1.5 }  database db { ip 10.0.2.5 }
link core -- sw1 trunk office  ${trunk}
link sw1 -- pc access office  link sw2 -- db access data`;
    says(vlans(''), [['pc', 'db', 'icmp', 'no-link']]);
    says(vlans('link core -- sw2 trunk office'), [['pc', 'db', 'icmp', 'vlan-mismatch']]);
    says(vlans('link core -- sw2 trunk data'), [['pc', 'db', 'icmp', 'accepted']]);
  });

  it('takes hosts cabled to a switch outside their zone for the zone that an interface reaches', () => {
    says(`${office} l2switch s1  l2switch s2  link a -- s1  link b -- s2  link s1 -- core -- s2
      l3switch core { interface lan 10.0.1.1  interface far 10.0.2.1 }`, [['a', 'b', 'icmp', 'accepted']]);
  });

  it('takes machines that stand nowhere for the place whose subnet has their address', () => {
    says(`zone lan { subnet 10.0.1.0/24 }  zone far { subnet 10.0.2.0/24 }  server a { ip 10.0.1.5 }  server b { ip 10.0.2.5 }
      l2switch s1  l2switch s2  link a -- s1 -- r -- s2 -- b  router r { interface lan 10.0.1.1  interface far 10.0.2.1 }`, [['a', 'b', 'icmp', 'accepted']]);
  });

  it('lets what runs on a machine share its address and links', () => {
    says(`zone lan { subnet 10.0.1.0/24  server h { ip 10.0.1.5  inbound { allow any over tcp/80 }  app web }  server c { ip 10.0.1.6  app inner } }`, [
      ['inner', 'web', 'tcp/80', 'accepted'], ['inner', 'web', 'tcp/81', 'denied-by-default'], ['c', 'h', 'tcp/80', 'accepted'], ['h', 'web', 'tcp/99', 'accepted'],
    ]);
    says(`l2switch sw  server h { ip 10.0.1.5/24  vm v { ip 10.0.1.7/24 } }  server c { ip 10.0.1.6/24 }  link h -- sw -- c`, [['c', 'v', 'icmp', 'accepted']]);
  });

  it('assumes what is unwired, and never takes storage media or tunnels for cables', () => {
    says('server a  server b', [['a', 'b', 'icmp', 'assumed']]);
    says('server a  server b  link a -- b { medium serial }', [['a', 'b', 'icmp', 'no-link']]);
    says('zone lan { server c  server d }  server a  san s  fc-switch f  link a -- f -- s { medium fc }  link a -- lan', [['a', 's', 'icmp', 'accepted'], ['c', 's', 'icmp', 'no-link'], ['c', 'a', 'icmp', 'accepted']]);
    assert.deepEqual(expectations('server a  server b  zone z { subnet 10.0.0.0/24  server c { ip 10.0.0.5 } }  expect a can reach c  expect c cannot reach b'), ['undecided', 'undecided']);
  });

  it('joins the segment of a place that a link ends at, and of a switch that stands in one', () => {
    says('zone lan { server a  server b }  server c  link c -- lan', [['c', 'a', 'tcp/80', 'accepted']]);
    says('zone lan { subnet 10.0.0.0/24  l2switch sw  server a { ip 10.0.0.5 } }  server c { ip 10.0.0.6/24 }  link c -- sw', [['c', 'a', 'icmp', 'accepted']]);
  });
});

describe('layer 2', () => {
  const vlans = 'vlan web 10 { subnet 10.0.10.0/24 }  vlan db 20 { subnet 10.0.20.0/24 }\n';
  const hosts = 'server a { ip 10.0.10.5 }  server b { ip 10.0.20.5 }  server c { ip 10.0.10.6 }  l2switch sw1  l2switch sw2\n';
  const ports = 'link a -- sw1 access web  link b -- sw2 access db  link c -- sw2 access 10\n';

  it('routes between VLANs on a layer 3 switch, and only where its rules allow', () => {
    const lan = (rules: string): string => `${vlans}${hosts}${ports} link sw1 -- core trunk web, db  link core -- sw2 trunk 10, 20
      l3switch core { interface web 10.0.10.1  interface db 10.0.20.1 ${rules} }`;
    says(lan(''), [['a', 'b', 'tcp/3306', 'accepted'], ['a', 'c', 'icmp', 'accepted']]);
    says(lan('allow a -> b over mysql'), [['a', 'b', 'tcp/3306', 'accepted'], ['a', 'b', 'tcp/22', 'denied-by-default'], ['b', 'a', 'tcp/3306', 'denied-by-default'], ['a', 'c', 'tcp/1', 'accepted']]);
  });

  it('uses a router on a stick', () => {
    says(`${vlans}${hosts}${ports} link sw1 -- sw2 trunk web, db  link r -- sw1 trunk web, db
      router r { interface web 10.0.10.1  interface db 10.0.20.1 }`, [['a', 'b', 'icmp', 'accepted'], ['a', 'c', 'icmp', 'accepted']]);
  });

  it('keeps VLANs apart where the trunk leaves one out, and leaks them where native VLANs differ', () => {
    says(`${vlans}${hosts}${ports} link sw1 -- sw2 trunk db`, [['a', 'c', 'icmp', 'vlan-mismatch']]);
    says(`${vlans}server a { ip 10.0.10.5/24 }  server d { ip 10.0.10.9/24 }  l2switch sw1  l2switch sw2
      link a -- sw1 access web  link d -- sw2 access db  link sw1 trunk 10, 20 native 10 -- sw2 trunk 10, 20 native 20`, [['a', 'd', 'icmp', 'accepted']]);
  });

  it('passes tags through switches that know no VLANs', () => {
    says(`${vlans}${hosts} l2switch mid  link a -- sw1 access web  link c -- sw2 access 10  link sw1 trunk web -- mid  link mid -- sw2 trunk web`, [['a', 'c', 'icmp', 'accepted']]);
  });

  const two = 'server a { ip 10.0.10.5/24 }  server c { ip 10.0.10.6/24 }  l2switch sw1  l2switch sw2\n';

  it('puts a switch without VLANs into the one that its neighbour gives it, and hubs and access points as well', () => {
    for (const small of ['l2switch small', 'hub small', 'access-point small', 'bridge small']) {
      for (const cable of ['link small -- sw1 access 10', 'link sw1 access 10 -- small', 'link sw1 -- small access 10']) {
        says(`${two}${small}  link a -- small  ${cable}  link c -- sw1 access 10`, [['a', 'c', 'icmp', 'accepted']]);
        says(`${two}${small}  link a -- small  ${cable}  link c -- sw1 access 20`, [['a', 'c', 'icmp', 'vlan-mismatch']]);
      }
    }
    says(`${two} link a -- sw2  link sw1 -- sw2 trunk 10  link c -- sw1 access 10`, [['a', 'c', 'icmp', 'vlan-mismatch']]);
    says(`${two} server d { ip 10.0.10.7/24 }  link a -- sw2  link d -- sw2 access 10  link sw1 -- sw2 access 10  link c -- sw1 access 10`, [
      ['a', 'c', 'icmp', 'vlan-mismatch'], ['d', 'c', 'icmp', 'accepted'],
    ]);
  });

  it('puts a phone on an access point behind an access port into that VLAN, whichever way the cable is written', () => {
    const office = (cable: string, ap: string): string => `vlan office 20 { subnet 10.0.20.0/24 }  vlan data 30 { subnet 10.0.30.0/24 }
l3switch core { interface office 10.0.20.1  interface data 10.0.30.1 }  l2switch sw  ${ap} ap
mobile 전화 { ip 10.0.20.7 }  pc pc { ip 10.0.20.8 }  database db { ip 10.0.30.9 }
link core -- sw trunk office, data  ${cable}  link 전화 -- ap { medium wifi }  link sw -- pc access office  link sw -- db access data`;
    for (const ap of ['access-point', 'l2switch', 'hub']) {
      for (const cable of ['link ap -- sw access office', 'link sw access office -- ap', 'link ap -- sw access 20']) says(office(cable, ap), [['전화', 'pc', 'icmp', 'accepted'], ['전화', 'db', 'icmp', 'accepted']]);
      says(office('link ap -- sw access data', ap), [['전화', 'pc', 'icmp', 'vlan-mismatch'], ['전화', 'db', 'icmp', 'vlan-mismatch']]);
    }
  });

  it('keeps two VLANs apart on one switch, joins them on a hub, and by a cable from a switch to itself', () => {
    says(`${two} l2switch mid  link a -- sw1 access 10  link c -- sw2 access 20  link sw1 -- mid access 10  link mid -- sw2 access 20`, [['a', 'c', 'icmp', 'vlan-mismatch']]);
    says(`${two} hub mid  link a -- sw1 access 10  link c -- sw2 access 20  link sw1 -- mid access 10  link mid -- sw2 access 20`, [['a', 'c', 'icmp', 'accepted']]);
    says(`${two} link a -- sw1 access 10  link c -- sw1 access 20  link sw1:g1 access 10 -- sw1:g2 access 20`, [['a', 'c', 'icmp', 'accepted']]);
    says(`${two} link a -- sw1 access 10  link c -- sw1 access 20  link sw1:g1 -- sw1:g2 trunk 10, 20`, [['a', 'c', 'icmp', 'vlan-mismatch']]);
  });

  it('passes tags through filters in the line and hubs, and access frames as well', () => {
    for (const mid of ['firewall mid { allow any -> any }', 'hub mid', 'modem mid']) {
      says(`${two}${mid}  link a -- sw1 access 10  link c -- sw2 access 10  link sw1 trunk 10, 20 -- mid -- sw2 trunk 10`, [['a', 'c', 'icmp', 'accepted']]);
      says(`${two}${mid}  link a -- sw1 access 10  link c -- sw2 access 10  link sw1 trunk 10 -- mid -- sw2 trunk 20`, [['a', 'c', 'icmp', 'vlan-mismatch']]);
      says(`${two}${mid}  link c -- sw1 access 10  link sw1 access 10 -- mid  link mid -- a`, [['a', 'c', 'icmp', 'accepted']]);
    }
  });

  it('takes a port of a switch with VLANs of which nothing is said for one of VLAN 1', () => {
    says(`${two} server d { ip 10.0.10.7/24 }  link a -- sw1  link d -- sw1 access 10  link c -- sw1 access 1`, [['a', 'c', 'icmp', 'accepted'], ['a', 'd', 'icmp', 'vlan-mismatch']]);
    says(`${two} link a -- sw1  link c -- sw2  link sw1 -- sw2 trunk 10 native 1`, [['a', 'c', 'icmp', 'accepted']]);
    says(`${two} link a -- sw1  link c -- sw2  link sw1 -- sw2 trunk 10`, [['a', 'c', 'icmp', 'vlan-mismatch']]);
  });

  it('takes a VLAN over any of several cables, and trunks to a host that has one address in each', () => {
    says(`${two} link a -- sw1 access 10  link c -- sw2 access 10  link sw1 -- sw2 trunk 20  link sw1 -- sw2 trunk 10`, [['a', 'c', 'icmp', 'accepted']]);
    says(`vlan web 10 { subnet 10.0.10.0/24 }  vlan db 20 { subnet 10.0.20.0/24 }  server h { ip 10.0.10.5, 10.0.20.5 }  server a { ip 10.0.10.6 }  server b { ip 10.0.20.6 }
      l2switch sw  link h -- sw trunk web, db  link a -- sw access web  link b -- sw access db`, [['a', 'h', 'icmp', 'accepted'], ['b', 'h', 'icmp', 'accepted'], ['a', 'b', 'icmp', 'no-route']]);
  });

  it('puts a firewall without addresses into the line as a bridge that judges', () => {
    says(`server a { ip 10.0.0.5/24 }  server b { ip 10.0.0.6/24 }  firewall f { allow a -> b over tcp/80 }  link a -- f -- b`, [
      ['a', 'b', 'tcp/80', 'accepted'], ['a', 'b', 'tcp/81', 'denied-by-default'], ['b', 'a', 'tcp/80', 'denied-by-default'],
    ]);
    says('server a { ip 10.0.0.5/24 }  server b { ip 10.0.0.6/24 }  server f  link a -- f -- b', [['a', 'b', 'tcp/80', 'no-link']]);
  });
});

describe('layer 3', () => {
  it('needs a gateway: stated, a virtual one, or the only router', () => {
    says(`${office} router r { interface far 10.0.2.1 }`, [['a', 'b', 'icmp', 'no-route']]);
    says(`${office} router r { interface lan 10.0.1.1  interface far 10.0.2.1 }  router s { interface lan 10.0.1.2 }`, [['a', 'b', 'icmp', 'no-route']]);
    says(`${office} router r { interface lan 10.0.1.1  interface far 10.0.2.1 }  router s { interface lan 10.0.1.2  route default via r }
      refine lan { gateway 10.0.1.2 }`, [['a', 'b', 'icmp', 'accepted']]);
  });

  it('takes a link-local gateway for the router that is on the link, whether or not it says that it has that address', () => {
    for (const said of ['', 'interface lan fe80::1  interface far fe80::1']) {
      says(`zone lan { subnet 2001:db8:1::/64  gateway fe80::1  server a { ip 2001:db8:1::5 } }
zone far { subnet 2001:db8:2::/64  gateway fe80::1 }  server 서버 { ip 2001:db8:2::5 }  link 서버 -- far
router r { interface lan 2001:db8:1::1  interface far 2001:db8:2::1  ${said} }`, [['a', '서버', 'tcp/443', 'accepted']]);
    }
  });

  it('takes the gateway of a place for hosts that are cabled to it, and one of no subnet there for useless to them too', () => {
    const cabled = (gateway: string): string => `zone lan { subnet 10.0.1.0/24  subnet 10.0.5.0/24  ${gateway} }  server a { ip 10.0.1.5 }  link a -- lan
zone far { subnet 10.0.2.0/24  server b { ip 10.0.2.5 } }
router r { interface lan 10.0.1.1  interface lan 10.0.5.1  interface far 10.0.2.1 }`;
    for (const gateway of ['', 'gateway 10.0.1.1', 'gateway 10.0.5.1', 'gateway 10.0.5.1  gateway 10.0.1.1']) says(cabled(gateway), [['a', 'b', 'icmp', 'accepted']]);
    says(cabled('gateway 10.0.2.1'), [['a', 'b', 'icmp', 'no-neighbour'], ['b', 'a', 'icmp', 'no-return-route']]);
  });

  it('takes every member of a router group behind a virtual address for a way', () => {
    const facts = factsOf(`${office}
      router r1 { interface lan 10.0.1.2  interface far 10.0.2.2 }  router r2 { interface lan 10.0.1.3  interface far 10.0.2.3 }
      group gw active-standby { members r1, r2  vip 10.0.1.1, 10.0.2.1  vrrp 7 }`);
    const found = facts.ask(carriage, dialKey({ from: 'lan.a', to: 'far.b', port: port('tcp/80') }));
    assert.equal(found.trace.disposition, 'accepted', JSON.stringify(found.trace.stop));
    assert.deepEqual(found.through.every, []);
    assert.deepEqual([...found.through.some].sort(), ['r1', 'r2']);
    assert.ok(found.trace.hops.some((hop) => hop.element === 'r1') && !found.trace.hops.some((hop) => hop.element === 'r2'));
  });

  it('takes a standby pair that shares its addresses for one router', () => {
    const facts = factsOf(`${office} l3switch core count 2 active-standby { interface lan 10.0.1.1  interface far 10.0.2.1  allow a -> b }`);
    const found = facts.ask(carriage, dialKey({ from: 'lan.a', to: 'far.b', port: port('tcp/80') }));
    assert.equal(found.trace.disposition, 'accepted', JSON.stringify(found.trace.stop));
    assert.deepEqual(found.through, { every: [], some: ['core#1', 'core#2'] });
    assert.deepEqual([...new Set(found.trace.hops.map((hop) => hop.element))], ['lan.a', 'core#1', 'far.b']);
    says(`${office} l3switch core count 2 active-active { interface lan 10.0.1.1  interface far 10.0.2.1 }`, [['a', 'b', 'icmp', 'accepted']]);
  });

  it('forwards between all links without address and route, and on interfaces only with them', () => {
    says('server a { ip 10.0.1.5/24 }  server b { ip 10.0.2.5/24 }  router r  link a -- r -- b', [['a', 'b', 'icmp', 'accepted']]);
    says(`server a { ip 10.0.1.5/24  gateway 10.0.1.1 }  server b { ip 10.0.2.5/24 }
      link a -- r as up  link r -- b as down  router r { interface up 10.0.1.1/24 }`, [['a', 'b', 'icmp', 'no-route']]);
    says(`server a { ip 10.0.1.5/24 }  server b { ip 10.0.2.5/24 }
      link a -- r as up  link r -- b as down  router r { interface up 10.0.1.1/24  interface down 10.0.2.1/24 }`, [['a', 'b', 'icmp', 'accepted']]);
  });

  it('follows stated, floating and learned routes', () => {
    const triangle = (words: string[]): string => `${office} zone t1 { subnet 10.9.1.0/29 }  zone t2 { subnet 10.9.2.0/29 }  zone t3 { subnet 10.9.3.0/29 }
      router r1 { interface lan 10.0.1.1  interface t1 10.9.1.1  interface t2 10.9.2.1 ${words[0]} }
      router r2 { interface far 10.0.2.1  interface t1 10.9.1.2  interface t3 10.9.3.2 ${words[1]} }
      router r3 { interface t2 10.9.2.3  interface t3 10.9.3.3 ${words[2]} }`;
    says(triangle(['route 10.0.2.0/24 via r2', 'route default via r1', '']), [['a', 'b', 'icmp', 'accepted']]);
    says(triangle(['route 10.0.2.0/24 blackhole', 'route default via r1', '']), [['a', 'b', 'icmp', 'no-route']]);
    says(triangle(['route default via r3', 'route default via r1', 'route default via r1']), [['a', 'b', 'icmp', 'routing-loop']]);
    const learned = factsOf(triangle(['routing ospf', 'routing ospf', 'routing ospf']));
    const found = learned.ask(carriage, dialKey({ from: 'lan.a', to: 'far.b', port: port('icmp') }));
    assert.equal(found.trace.disposition, 'accepted', JSON.stringify(found.trace.stop));
    assert.deepEqual(found.trace.hops.map((hop) => hop.element).filter((id) => id === 'r3'), []);
    assert.deepEqual([...found.through.some].sort(), ['r1', 'r2', 'r3']);
    const floating = factsOf(triangle(['route 10.0.2.0/24 via r2  route 10.0.2.0/24 via r3 metric 10', 'route default via r1', 'route 10.0.2.0/24 via r2']));
    const ways = floating.ask(carriage, dialKey({ from: 'lan.a', to: 'far.b', port: port('icmp') }));
    assert.ok(ways.through.some.includes('r3') && !ways.trace.hops.some((hop) => hop.element === 'r3'));
  });

  it('learns routes over a tunnel, and none that would lead the tunnel into itself', () => {
    const side = (name: string, net: string, outside: string): string => `zone ${name} { subnet 10.${net}.0.0/24  server ${name}-host { ip 10.${net}.0.5 } }
      router ${name}-edge { interface world ${outside}  interface ${name} 10.${net}.0.1  routing ospf }
      link world -- ${name}-edge`;
    says(`internet world  ${side('a', '1', '203.0.113.2/29')}  ${side('b', '2', '198.51.100.2/29')}
      link a-edge -- b-edge { tunnel ipsec }`, [['a-host', 'b-host', 'tcp/443', 'accepted'], ['b-host', 'a-host', 'icmp', 'accepted']]);
  });

  it('uses the routes of a place for what leaves it', () => {
    const vpc = (route: string): string => `internet world { server api { ip 198.51.100.7 } }
      vpc net { subnet 10.0.0.0/16
        zone open { subnet 10.0.1.0/24 ${'route default via igw'}  }
        zone inner { subnet 10.0.2.0/24 ${route}  server app { ip 10.0.2.5 } }
      }
      router vr { interface open 10.0.1.1  interface inner 10.0.2.1 }
      nat-gateway nat { interface open 10.0.1.9  route default via igw  route 10.0.2.0/24 via vr  masquerade inner }
      internet-gateway igw { interface world 203.0.113.1/29  interface open 10.0.1.254  route 10.0.2.0/24 via vr  snat 10.0.1.9 to 203.0.113.2 }
      link igw -- world`;
    says(vpc('route default via nat'), [['app', 'api', 'tcp/443', 'accepted']]);
    says(vpc(''), [['app', 'api', 'tcp/443', 'no-route']]);
  });

  it('asks both families of a flow, one for can, none for cannot', () => {
    const dual = (rules: string): string => `zone lan { subnet 10.0.1.0/24, 2001:db8:1::/64  server a { ip 10.0.1.5, 2001:db8:1::5 } }
      zone far { subnet 10.0.2.0/24, 2001:db8:2::/64  server b { ip 10.0.2.5, 2001:db8:2::5 } }
      router r { interface lan 10.0.1.1, 2001:db8:1::1  interface far 10.0.2.1, 2001:db8:2::1 ${rules} }
      flow a -> b over tcp/80  expect a can reach b over tcp/80  expect a cannot reach b over tcp/80`;
    flowsSay(dual(''), 'accepted');
    flowsSay(dual('allow 10.0.1.0/24 -> 10.0.2.0/24'), 'denied-by-default');
    assert.deepEqual(expectations(dual('allow 10.0.1.0/24 -> 10.0.2.0/24')), ['holds', 'fails']);
    flowsSay('zone l { subnet 10.0.1.0/24, 2001:db8::/64  server a { ip 10.0.1.5 }  server b { ip 2001:db8::7 } }  flow a -> b over tcp/80', 'no-route');
  });
});

describe('the internet', () => {
  const edge = (words: string, lan = ''): string => `internet world { users people  server api { ip 198.51.100.7 } }
    zone lan { subnet 10.0.1.0/24 ${lan}  server a { ip 10.0.1.5 }  server b { ip 10.0.1.6 } }
    router r { interface world 203.0.113.1/29  interface lan 10.0.1.1 ${words} }  link r -- world`;

  it('carries public addresses to their owners and private ones never', () => {
    says(edge('masquerade lan'), [
      ['a', 'api', 'tcp/443', 'accepted'], ['a', 'world', 'tcp/443', 'accepted'], ['a', '8.8.8.8', 'icmp', 'accepted'],
      ['people', 'a', 'tcp/80', 'no-route'], ['people', '203.0.113.1', 'icmp', 'accepted'], ['people', 'api', 'tcp/443', 'accepted'],
    ]);
    says(edge(''), [['a', 'api', 'tcp/443', 'no-return-route']]);
    says(edge('snat lan to 203.0.113.3'), [['a', 'api', 'tcp/443', 'accepted']]);
    says(edge('masquerade a'), [['a', 'api', 'tcp/443', 'accepted'], ['b', 'api', 'tcp/443', 'no-return-route']]);
  });

  it('dials a private target where a device translates to it', () => {
    says(edge('dnat 203.0.113.2 over tcp/443 -> a over tcp/8443'), [['people', 'a', 'tcp/443', 'accepted'], ['people', 'a', 'tcp/8443', 'no-route'], ['people', 'b', 'tcp/443', 'no-route']]);
    flowsSay(`${edge('dnat 203.0.113.2 over tcp/443 -> a over tcp/8443', 'refine_me').replace('refine_me', '')} refine a { port tcp/8443 }  flow people -> a`, 'accepted');
  });

  it('routes public prefixes inward, and answers for what nobody owns', () => {
    says(`internet world { users people }  zone dmz { subnet 203.0.113.64/28  server a { ip 203.0.113.70 } }
      router r { interface world 203.0.113.1/29  interface dmz 203.0.113.65 }  link r -- world`, [
      ['people', 'a', 'tcp/80', 'accepted'], ['a', 'people', 'tcp/80', 'accepted'], ['people', '203.0.113.71', 'icmp', 'no-neighbour'],
    ]);
  });

  it('matches users by every unowned public address', () => {
    const open = (rules: string): string => `internet world { users people }  zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }
      firewall f { interface world 203.0.113.1/29  interface lan 10.0.1.1  dnat 203.0.113.2 -> a  ${rules} }  link f -- world
      flow people -> a over https  expect world can reach a over https  expect world cannot reach a over https`;
    flowsSay(open('allow world -> a over https'), 'accepted');
    flowsSay(open('allow people -> a over https'), 'accepted');
    flowsSay(open('allow 198.51.100.0/24 -> a over https'), 'denied-by-default');
    flowsSay(open('deny 198.51.100.66 -> any  allow world -> a over https'), 'accepted');
    assert.deepEqual(expectations(open('allow world -> a over https')), ['holds', 'fails']);
    assert.deepEqual(expectations(open('deny 198.51.100.66 -> any  allow world -> a over https')), ['fails', 'fails']);
    assert.deepEqual(expectations(open('allow 198.51.100.0/24 -> a over https')), ['fails', 'fails']);
    assert.deepEqual(expectations(open('allow world -> a over ssh')), ['fails', 'holds']);
  });

  it('takes every kind of address of a prefix that an actor has', () => {
    const from = (rules: string): string => `internet world { users office { ip 198.51.100.0/24 } }  zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }
      firewall f { interface world 203.0.113.1/29  interface lan 10.0.1.1  dnat 203.0.113.2 -> a  ${rules} }  link f -- world  flow office -> a over https`;
    flowsSay(from('allow office -> a over https'), 'accepted');
    flowsSay(from('allow 198.51.100.0/24 -> a over https'), 'accepted');
    flowsSay(from('allow 198.51.100.0/25 -> a over https'), 'denied-by-default');
  });
});

describe('tunnels', () => {
  const sites = (words: string, rule = 'allow any -> any over udp/500, udp/4500'): string => `internet world
    zone kr { subnet 10.1.0.0/24  server a { ip 10.1.0.5 } }  zone us { subnet 10.2.0.0/24  server b { ip 10.2.0.5 } }
    router rk { interface world 203.0.113.1/30  interface kr 10.1.0.1 ${words.includes('vpn') ? 'route 10.2.0.0/24 via vpn' : ''} }
    router ru { interface world 198.51.100.1/30  interface us 10.2.0.1 ${words.includes('vpn') ? 'route 10.1.0.0/24 via vpn' : ''} }
    waf guard { ${rule} }  link rk -- guard -- world  link ru -- world ${words}`;

  it('carry private addresses over an internet, seen by nobody on the way', () => {
    says(sites('', 'allow any -> any'), [['a', 'b', 'tcp/80', 'no-route']]);
    says(sites('link rk -- ru as vpn { tunnel ipsec }'), [['a', 'b', 'tcp/80', 'accepted']]);
    const facts = factsOf(sites('link rk -- ru as vpn { tunnel ipsec }'));
    const found = facts.ask(carriage, dialKey({ from: 'kr.a', to: 'us.b', port: port('tcp/80') }));
    assert.deepEqual([...found.through.every].sort(), ['guard', 'rk', 'ru']);
    assert.ok(found.forward!.edges.some((edge) => edge.link === 'vpn') && found.forward!.edges.some((edge) => edge.link === 'ru -- world'));
  });

  it('are down where their ends do not reach each other without them', () => {
    says(sites('link rk -- ru as vpn { tunnel ipsec }', 'deny any -> any'), [['a', 'b', 'tcp/80', 'no-link']]);
  });
});

describe('filters and translation', () => {
  const two = (words: string, a = '', b = ''): string => `zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 ${a} } }
    zone far { subnet 10.0.2.0/24  server b { ip 10.0.2.5 ${b} } }  router r { interface lan 10.0.1.1  interface far 10.0.2.1 ${words} }`;

  it('take the first match, lists, source ports, and the default that is written', () => {
    says(two('deny a -> b over tcp/22, tcp/23  allow lan -> b, 10.0.9.0/24 over tcp/1-100'), [
      ['a', 'b', 'tcp/22', 'denied-by-rule'], ['a', 'b', 'tcp/24', 'accepted'], ['a', 'b', 'tcp/101', 'denied-by-default'],
    ]);
    says(two('deny any -> any over tcp/22  default allow'), [['a', 'b', 'tcp/22', 'denied-by-rule'], ['a', 'b', 'tcp/23', 'accepted']]);
    says(two('stateless  allow a -> b over tcp/80  allow b -> a from port 80'), [['a', 'b', 'tcp/80', 'accepted'], ['a', 'b', 'tcp/81', 'denied-by-default']]);
  });

  it('judge a whole range of ports, and some packet where none is named', () => {
    flowsSay(`${two('allow a -> b over tcp/8000-8010')} flow a -> b over tcp/8000-8010  flow a -> b over tcp/8000-8011  flow a -> b`, 'accepted', 'denied-by-default', 'accepted');
    flowsSay(`${two('allow a -> b over tcp/8000-9000  refuse_me').replace('refuse_me', '')} refine b { port udp/53 }  flow a -> b`, 'denied-by-default');
  });

  it('let a host judge what enters and leaves it', () => {
    says(two('', '', 'inbound { allow a over tcp/80  deny any }'), [['a', 'b', 'tcp/80', 'accepted'], ['a', 'b', 'tcp/81', 'denied-by-rule'], ['b', 'a', 'tcp/81', 'accepted']]);
    says(two('', 'inbound { allow -> b over tcp/80 }'), [['a', 'b', 'tcp/80', 'accepted'], ['a', 'b', 'tcp/81', 'denied-by-default'], ['b', 'a', 'tcp/80', 'denied-by-default']]);
    says(`${two('', '', 'use sg')} securitygroup sg { allow from-a over tcp/80 }  securitygroup from-a { allow any }  refine a { use from-a }`, [
      ['a', 'b', 'tcp/80', 'accepted'], ['a', 'b', 'tcp/81', 'denied-by-default'], ['b', 'a', 'tcp/1', 'accepted'],
    ]);
  });

  it('follow several translations in a row', () => {
    says(`internet world { users people }  zone t { subnet 10.0.9.0/24 }  zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }
      router outer { interface world 203.0.113.1/29  interface t 10.0.9.1  dnat 203.0.113.2 over tcp/443 -> 10.0.9.2 }
      router inner { interface t 10.0.9.2  interface lan 10.0.1.1  route default via outer  dnat 10.0.9.2 over tcp/443 -> a over tcp/8443 }
      link outer -- world`, [['people', 'a', 'tcp/443', 'accepted']]);
  });

  it('share connection state within a group', () => {
    const pair = (group: string): string => `zone lan { subnet 10.0.1.0/24  gateway 10.0.1.1  server a { ip 10.0.1.5 } }  zone far { subnet 10.0.2.0/24  gateway 10.0.2.2  server b { ip 10.0.2.5 } }
      firewall f1 { interface lan 10.0.1.1  interface far 10.0.2.1  allow a -> b }  firewall f2 { interface lan 10.0.1.2  interface far 10.0.2.2  allow a -> b } ${group}`;
    says(pair(''), [['a', 'b', 'tcp/80', 'no-return-route']]);
    says(pair('group fw active-active { members f1, f2 }'), [['a', 'b', 'tcp/80', 'accepted']]);
  });

  it('tell of a reply the port that it comes from, and none that nobody wrote', () => {
    const behind = (rules: string): Trace => traceOf(factsOf(`internet world { users people }
zone lan { subnet 10.0.1.0/24  server web { ip 10.0.1.5 } }
firewall edge { interface world 203.0.113.1/29  interface lan 10.0.1.1  dnat 203.0.113.2 over tcp/443 -> web over tcp/8443  ${rules} }
link world -- edge`), 'people', 'web', 'tcp/443');
    const told = (hops: { detail: Parameters<typeof word>[0] }[]): string[] => hops.map((hop) => word(hop.detail)).filter((each) => / (becomes|over|from) /.test(each));
    const whole = behind('allow any -> web over tcp/8443');
    assert.deepEqual(told(whole.hops), ['dnat 203.0.113.2 over tcp/443 -> web over tcp/8443: people → 203.0.113.2 tcp/443 becomes people → 10.0.1.5 tcp/8443', 'allowed by "allow any -> web over tcp/8443"']);
    assert.deepEqual(told(whole.back), ['the reply is translated back: 10.0.1.5 → people from tcp/8443 becomes 203.0.113.2 → people from tcp/443']);
    const refused = behind('stateless  allow any -> web over tcp/8443');
    assert.equal(refused.disposition, 'no-return-route');
    assert.equal(word(refused.stop!.text), 'edge allows nothing that fits 10.0.1.5 → people from tcp/8443, and what it does not allow it denies.');
    assert.equal(refused.stop!.packet.port, 'tcp/8443');
  });

  it('end connections at balancers, proxies and bastions unless they are transparent', () => {
    says('server a { ip 10.0.0.5/24 }  server b { ip 10.0.0.6/24 }  loadbalancer lb  link a -- lb -- b', [['a', 'b', 'tcp/80', 'no-link'], ['a', 'lb', 'tcp/80', 'accepted']]);
    says('server a { ip 10.0.0.5/24 }  server b { ip 10.0.0.6/24 }  loadbalancer lb { transparent }  link a -- lb -- b', [['a', 'b', 'tcp/80', 'accepted']]);
  });
});

describe('addresses as ends', () => {
  it('stand for who has them, for an internet, or for nobody', () => {
    const text = `internet world  zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 }  server b { ip 10.0.1.6 } }
      router r { interface world 203.0.113.1/29  interface lan 10.0.1.1  masquerade lan  dnat 203.0.113.2 -> a }  link r -- world\n`;
    flowsSay(`${text} flow 10.0.1.5 -> b over tcp/80  flow a -> 10.0.1.6 over tcp/80  flow 198.51.100.9 -> 203.0.113.2 over tcp/80  flow a -> 10.0.1.99 over tcp/80  flow a -> 10.7.0.1 over tcp/80`,
      'accepted', 'accepted', 'accepted', 'no-neighbour', 'no-route');
    const facts = factsOf(`${text} flow 10.9.9.9 -> a over tcp/80  flow 10.0.1.0/24 -> b over tcp/80  flow any -> b over tcp/80`);
    assert.deepEqual(Object.keys(facts.flows).map((flow) => facts.ask(flowDials, flow).length), [0, 2, 1]);
    assert.deepEqual(expectations(`${text} expect 10.9.9.9 can reach a  expect 198.51.100.9 can reach a over tcp/80  expect a can reach 8.8.8.8 over tcp/443  expect a cannot reach 10.0.0.0/8 over tcp/443`), ['fails', 'holds', 'holds', 'fails']);
  });
});

describe('questions', () => {
  const shop = `internet world { users people }  waf edge { allow world -> lb over https }
    zone lan { loadbalancer lb  server web  database db }  link world -- edge -- lan
    flow people -> lb over https  flow lb -> web over http  flow web -> db over mysql `;

  it('follow flows only where asked to', () => {
    assert.deepEqual(expectations(`${shop} expect world cannot reach db  expect world cannot reach db transitively  expect people can reach db transitively  expect lan can reach db`), ['holds', 'fails', 'holds', 'holds']);
    assert.deepEqual(expectations(`${shop} expect people -> lb passes edge  expect lb -> web passes edge  expect people -> db passes web transitively`), ['holds', 'fails', 'holds']);
  });
});

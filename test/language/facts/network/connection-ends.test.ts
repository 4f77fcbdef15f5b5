/** Who forwards and who ends a connection; what judges what runs inside a machine; routers that say nothing; routes of places. */
import assert from 'node:assert/strict';
import { expectations, flowsSay, says } from '../../../support/reachability.js';

describe('what ends connections', () => {
  const between = (kind: string, words = ''): string => `zone lan { subnet 10.0.1.0/24  gateway 10.0.1.1  server a { ip 10.0.1.5 } }  zone far { subnet 10.0.2.0/24  gateway 10.0.2.1  server b { ip 10.0.2.5 } }
    ${kind} h { interface lan 10.0.1.1  interface far 10.0.2.1  ${words} }`;

  it('forwards nothing, although hosts take it for their gateway', () => {
    for (const kind of ['proxy', 'bastion', 'loadbalancer', 'server']) {
      says(between(kind), [['a', 'b', 'tcp/80', 'no-route'], ['a', 'h', 'tcp/22', 'accepted'], ['h', 'b', 'tcp/22', 'accepted'], ['b', '10.0.2.1', 'icmp', 'accepted']]);
    }
  });

  it('forwards when it is transparent', () => {
    for (const kind of ['proxy', 'bastion', 'loadbalancer']) says(between(kind, 'transparent'), [['a', 'b', 'tcp/80', 'accepted'], ['b', 'a', 'tcp/80', 'accepted']]);
  });

  it('forwards as a router does where it is a firewall or gateway', () => {
    says(between('router'), [['a', 'b', 'tcp/80', 'accepted']]);
    says(between('firewall', 'allow lan -> far over tcp/80'), [['a', 'b', 'tcp/80', 'accepted'], ['a', 'b', 'tcp/81', 'denied-by-default']]);
    says(between('waf', 'allow lan -> far over tcp/80'), [['a', 'b', 'tcp/80', 'accepted']]);
  });
});

describe('what judges the inside of a machine', () => {
  const host = (inner: string): string => `zone lan { subnet 10.0.1.0/24  server h { ip 10.0.1.5  inbound { allow any over tcp/80, tcp/81 }  ${inner} }  server c { ip 10.0.1.6 } }`;

  it('is the nearest block around it', () => {
    says(host('vm v { inbound { allow any over tcp/80, tcp/82 }  container k  container k2 { inbound { allow any over tcp/81 } } }  container plain'), [
      ['c', 'k', 'tcp/80', 'accepted'], ['c', 'k', 'tcp/81', 'denied-by-default'], ['c', 'k', 'tcp/82', 'accepted'], ['c', 'v', 'tcp/82', 'accepted'],
      ['c', 'k2', 'tcp/81', 'accepted'], ['c', 'k2', 'tcp/80', 'denied-by-default'], ['c', 'plain', 'tcp/81', 'accepted'], ['c', 'plain', 'tcp/82', 'denied-by-default'],
    ]);
  });

  it('holds for a machine with an address of its own that states none', () => {
    says(host('vm v { ip 10.0.1.7 }'), [['c', 'v', 'tcp/80', 'accepted'], ['c', 'v', 'tcp/82', 'denied-by-default'], ['c', '10.0.1.7', 'tcp/81', 'accepted'], ['c', 'h', 'tcp/82', 'denied-by-default']]);
  });

  it('is asked by a sister on the same machine too, and not by what stands inside the block', () => {
    const sisters = host('container web  container db { inbound { allow web over tcp/3306 }  app tool }');
    says(sisters, [['web', 'db', 'tcp/3306', 'accepted'], ['web', 'db', 'tcp/22', 'denied-by-default'], ['h', 'db', 'tcp/22', 'denied-by-default'], ['tool', 'db', 'tcp/22', 'accepted'], ['db', 'web', 'tcp/22', 'accepted'], ['db', 'h', 'tcp/22', 'accepted']]);
    assert.deepEqual(expectations(`${sisters}  expect web can reach db over tcp/3306  expect web cannot reach db over tcp/22  expect h cannot reach db over tcp/22`), ['holds', 'holds', 'holds']);
    says(host('vm v { use sg }  vm w').replace('server c', 'server d { ip 10.0.1.9 }  server c') + '  securitygroup sg { allow d over tcp/22 }', [['w', 'v', 'tcp/22', 'denied-by-default'], ['d', 'v', 'tcp/22', 'denied-by-default'], ['w', 'h', 'tcp/22', 'accepted']]);
  });
});

describe('routers that say nothing', () => {
  it('forward between all that they are linked to, one after the other', () => {
    const hosts = 'server a { ip 10.0.1.5/24 }  server b { ip 10.0.2.5/24 }  server d { ip 2001:db8::5/64 }  server e { ip 2001:db8:1::5/64 }';
    says(`${hosts}  router r  router s  link a -- r -- s -- b  link d -- r  link e -- s`, [['a', 'b', 'icmp', 'accepted'], ['b', 'a', 'icmp', 'accepted'], ['d', 'e', 'icmp', 'accepted'], ['a', 'd', 'icmp', 'no-route']]);
    says('server a  server b  router r  router s  link a -- r -- s -- b', [['a', 'b', 'tcp/80', 'accepted']]);
    says(`${hosts}  router r { allow a -> b }  link a -- r -- b`, [['a', 'b', 'icmp', 'accepted'], ['b', 'a', 'icmp', 'denied-by-default']]);
  });

  it('forward nothing on a link that is no interface of theirs once they have one, except where a route names it', () => {
    const text = (words: string): string => `server a { ip 10.0.1.5/24  gateway 10.0.1.1 }  server b { ip 10.0.2.5/24  gateway 10.0.1.1 }
      router r { interface up 10.0.1.1/24  ${words} }  link a -- r as up  link r -- b as down`;
    says(text(''), [['a', 'b', 'icmp', 'no-route']]);
    says(text('route 10.0.2.0/24 via down').replace('gateway 10.0.1.1 }\n', 'ip 10.0.2.5/32  gateway r }\n'), [['a', 'b', 'icmp', 'accepted']]);
  });
});

describe('switches with interfaces in VLANs', () => {
  const campus = (second: string): string => `vlan v10 10 { subnet 10.0.10.0/24  server a { ip 10.0.10.5 } }  vlan v20 20 { subnet 10.0.20.0/24  server b { ip 10.0.20.5 } }  l2switch s1  l2switch s2
    link a -- s1 access 10  link b -- s2 access 20  link s1 -- core trunk 10, 20  link s2 -- core trunk ${second}
    l3switch core { interface v10 10.0.10.1  interface v20 10.0.20.1 }`;

  it('route between the VLANs of their trunks', () => {
    says(campus('10, 20'), [['a', 'b', 'icmp', 'accepted'], ['a', '10.0.20.1', 'icmp', 'accepted'], ['b', '10.0.10.1', 'icmp', 'accepted']]);
    says(campus('10'), [['a', 'b', 'icmp', 'vlan-mismatch']]);
  });
});

describe('routes that places state', () => {
  const vpc = (routes: string, words = ''): string => `internet world { server api { ip 198.51.100.7 }  users people }
    vpc net { subnet 10.0.0.0/16  ${routes}  zone app { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }  zone db { subnet 10.0.2.0/24  server b { ip 10.0.2.5 }  ${words} } }
    router vr { interface app 10.0.1.1  interface db 10.0.2.1 }
    internet-gateway igw { interface world 203.0.113.2/29  interface app 10.0.1.254  route 10.0.2.0/24 via vr  masquerade net }  link igw -- world
    refine app { gateway vr }`;

  it('are used for what leaves the place, beside its connected subnets', () => {
    says(vpc('route default via igw'), [['a', 'api', 'tcp/443', 'accepted'], ['b', 'api', 'tcp/443', 'accepted'], ['a', 'b', 'icmp', 'accepted'], ['b', 'a', 'icmp', 'accepted']]);
    says(vpc(''), [['a', 'api', 'tcp/443', 'no-route'], ['a', 'b', 'icmp', 'accepted']]);
  });

  it('of an inner place come before those of the outer', () => {
    says(vpc('route default via igw', 'route 198.51.100.0/24 blackhole'), [['a', 'api', 'tcp/443', 'accepted'], ['b', 'api', 'tcp/443', 'no-route'], ['b', '8.8.8.8', 'tcp/443', 'accepted']]);
    says(vpc('route default via igw', 'route default blackhole'), [['a', 'api', 'tcp/443', 'accepted'], ['b', 'api', 'tcp/443', 'no-route']]);
  });
});

describe('addresses and prefixes that are dialled', () => {
  const text = `zone lan { subnet 10.0.1.0/24  server a { ip 10.0.1.5 } }  zone far { subnet 10.0.2.0/24, 2001:db8:2::/64  server b { ip 10.0.2.5, 2001:db8:2::5 }  server d { ip 10.0.2.77 } }
    router r { interface lan 10.0.1.1  interface far 10.0.2.1, 2001:db8:2::1  allow any -> 10.0.2.0/26 over tcp/80 }`;

  it('are those who have an address within', () => {
    flowsSay(`${text}  flow a -> 10.0.2.0/26 over tcp/80  flow a -> 10.0.2.5 over tcp/80  flow a -> 10.0.2.64/26 over tcp/80  flow a -> 10.0.2.0/24 over tcp/80  flow a -> 2001:db8:2::5 over tcp/80`,
      'accepted', 'accepted', 'denied-by-default', 'denied-by-default', 'no-route');
    assert.deepEqual(expectations(`${text}  expect a can reach 10.0.2.0/26 over tcp/80  expect a cannot reach 10.0.2.64/26 over tcp/80  expect a cannot reach 10.0.2.0/24 over tcp/80`), ['holds', 'holds', 'fails']);
  });
});

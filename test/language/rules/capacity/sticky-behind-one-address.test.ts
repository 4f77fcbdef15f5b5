/** Balancers that tell clients apart by an address that all of them share. */
import { checkFixture } from '../../../support/fixture.js';

const RULE = 'capacity/sticky-behind-one-address';
const check = (text: string): void => checkFixture(text, (each) => each === RULE || (each.startsWith('model/') && !['model/unused', 'model/isolated'].includes(each)));
const found = `\n//^^^ warning[${RULE}]: `;
const lb = (clients: string, says = '', more = ''): string => `${clients}\nloadbalancer lb {\n ${says}\n}\nserver web count 2\n${more}flow lb -> web over http`;
const hash = (text = ''): string => `balance web ip-hash${text}`;

describe(RULE, () => {
  it('finds a balancer or proxy before it, one of a kind or of a pair that takes turns', () => {
    check(lb('users u\nproxy front', hash(`${found}front opens the connections that lb sees, so lb sees its address instead of the clients'`), 'flow u -> front over https -> lb over https\n'));
    check(lb('users u\nloadbalancer front count 2 active-standby', hash(`${found}front opens`), 'flow u -> front over https -> lb over https\n'));
    check(lb('users 손님\nvm 앞 { software nginx }', hash(`${found}앞 opens the connections`), 'flow 손님 -> 앞 over https -> lb over https\n'));
    check(lb('users u\nproxy front', 'balance web { sticky }\n layer 4', 'flow u -> front over https -> lb over https\n').replace('layer 4', '').replace('{ sticky }', `{ sticky }${found}Pick by something that tells clients apart: "round-robin"`).replace('loadbalancer lb', 'l4switch lb'));
  });

  it('finds a single client with one address', () => {
    check(lb('client office { ip 203.0.113.7 }', hash(`${found}all clients come from the address 203.0.113.7. office is the only client`), 'flow office -> lb over https\n'));
    check(lb('client office { ip 2001:db8::7 }', hash(`${found}2001:db8::7`), 'flow office -> lb over https\n'));
  });

  const wired = (nat: string, says: string, clientIp = ''): string => `internet world { users people ${clientIp} }
zone dmz { subnet 10.0.1.0/24
 loadbalancer lb {
 ip 10.0.1.10
 ${says}
 }
 server web count 2 { ip from 10.0.1.20 } }
firewall fw { interface world 203.0.113.1/29  interface dmz 10.0.1.1
 dnat 203.0.113.2 over https -> lb
 ${nat}
 allow any -> any }
link world -- fw
flow people -> lb over https
flow lb -> web over http`;

  it('finds source translation on the way', () => {
    check(wired('snat any -> lb to 10.0.1.1', hash(`${found}the address 10.0.1.1. fw translates the source of what comes ("snat any -> lb to 10.0.1.1")`)));
    check(wired('masquerade any -> dmz', hash(`${found}all clients come from one address. fw translates`)));
    check(wired('', hash()));
    check(wired('masquerade dmz', hash()));
    check(wired('snat any -> web to 10.0.1.1', hash()));
  });

  it('finds one /24 for nginx, which reads three octets, and IPv4 only', () => {
    const pair = (software: string, ips: string, found = ''): string => lb(`client a { ip ${ips.split(' ')[0]} }\nclient b { ip ${ips.split(' ')[1]} }`, `${software}\n ${hash(found)}`, 'flow a, b -> lb over https\n');
    check(pair('software nginx', '203.0.113.7 203.0.113.200', `${found}all clients come from the network 203.0.113.0/24. The ip_hash of nginx reads only the first three octets`));
    check(pair('software nginx', '203.0.113.7 203.0.112.7'));
    check(pair('software haproxy', '203.0.113.7 203.0.113.200'));
    check(pair('', '203.0.113.7 203.0.113.200'));
    check(pair('software nginx', '2001:db8::7 2001:db8::8'));
    check(lb('client office { ip 203.0.113.0/25 }', `software nginx\n ${hash(found)}`, 'flow office -> lb over https\n'));
    check(lb('client office { ip 203.0.112.0/23 }', `software nginx\n ${hash()}`, 'flow office -> lb over https\n'));
    check(lb('client office { ip 203.0.113.0/25 }', hash(), 'flow office -> lb over https\n'));
    check(lb('zone z { subnet 10.0.0.0/24  proxy p count 2 active-active { ip from 10.0.0.8 } }\nusers u', `software nginx\n ${hash(`${found}10.0.0.0/24`)}`, 'flow u -> p over https -> lb over https\n'));
  });

  it('is silent where clients may be anybody, several, or another algorithm picks', () => {
    check(lb('users u', hash(), 'flow u -> lb over https\n'));
    check(lb('internet world { users u }', hash(), 'flow u -> lb over https\n'));
    check(lb('users u\nproxy front', hash(), 'flow u -> front over https -> lb over https\nflow u -> lb over https\n'));
    check(lb('users u\nproxy front count 2 active-active', hash(), 'flow u -> front over https -> lb over https\n'));
    check(lb('users u\ncdn front', hash(), 'flow u -> front over https -> lb over https\n'));
    check(lb('users u\nloadbalancer front { software aws-nlb }', hash(), 'flow u -> front over https -> lb over https\n'));
    check(lb('users u\nproxy front', 'balance web round-robin', 'flow u -> front over https -> lb over https\n'));
    check(lb('users u\nproxy front', 'balance web round-robin { sticky }', 'flow u -> front over https -> lb over https\n'));
    check(lb('users u', hash()));
    check(lb('users u\nproxy front', hash(), 'flow u -> front over https -> lb over https\n').replace('count 2', ''));
  });

  it('does not count administration, and sees through what is transparent', () => {
    check(lb('users u\nbastion gate', hash(), 'flow u -> lb over https\nflow gate -> lb over ssh\n'));
    check(lb('users u\nbastion gate', hash(), 'flow gate -> lb over ssh\n'));
    check(lb('users u\nl4switch front { transparent }', hash(), 'flow u -> lb over https via front\n'));
  });
});

/** VLANs in parts, and loops without spanning tree: what is one, and what only looks like one. */
import { checkFixture } from '../../../support/fixture.js';

const network = (text: string): void => checkFixture(text, (rule) => rule.startsWith('network/'));

const hosts = `pc p1 { ip 10.0.10.11 }
pc p2 { ip 10.0.10.12 }
l2switch sw1
l2switch sw2
link p1 -- sw1 access staff
link p2 -- sw2 access staff`;

const found = '//   ^^^^^ error[network/vlan-partitioned]';
const staff = (more = ''): string => `vlan staff 10 "업무망" { subnet 10.0.10.0/24 ${more} }`;

describe('network/vlan-partitioned', () => {
  it('tells parts without any cable, behind another VLAN, and behind a router', () => {
    network(`${staff()}\n${found}: p1 in one, p2 in the other\n${hosts}`);
    network(`${staff()}\n${found}\nvlan other 20\n${hosts}\nlink sw1 -- sw2 access other`);
    network(`${staff()}\n${found}\n${hosts}\nrouter r\nlink sw1 -- r -- sw2`);
  });

  it('counts an interface of a layer 3 switch, IPv6, groups and machines behind a hub as members', () => {
    network(`${staff()}
${found}: core
l3switch core { interface staff 10.0.10.1 }
l2switch sw1
l2switch sw2
pc p1 { ip 10.0.10.11 }
link core -- sw1 trunk staff
link p1 -- sw2 access staff`);
    network(`vlan staff 10 { subnet 2001:db8:10::/64 }
${found}: 서버#1 and 서버#2 in one, p3 in the other
server 서버 count 2 { ip from 2001:db8:10::11 }
pc p3 { ip 2001:db8:10::31 }
l2switch sw1
hub h
l2switch sw2
link 서버 -- sw1 access staff
link p3 -- h
link h -- sw2 access staff`);
  });

  it('finds a part that hangs on switches without VLANs', () => network(`${staff()}
${found}: p1 in one, p2 in the other
pc p1 { ip 10.0.10.11 }
pc p2 { ip 10.0.10.12 }
l2switch sw1
l2switch sw2
l2switch desk
link p1 -- sw1 access staff
link p2 -- desk
link desk -- sw2 access staff`));

  it('says nothing where a trunk, a chain of switches, a wireless bridge or a leak joins them', () => {
    for (const cable of [
      'link sw1 -- sw2 trunk staff', 'l2switch mid\nlink sw1 -- mid trunk 10 -- sw2', 'link sw1 -- sw2 access staff',
      'access-point a\naccess-point b\nlink sw1 -- a trunk staff\nlink b -- sw2 trunk staff\nlink a -- b trunk staff { medium wifi }',
      'firewall inline { allow any -> any }\nlink sw1 trunk staff -- inline -- sw2 trunk staff',
    ]) network(`${staff()}\n${hosts}\n${cable}`);
  });

  it('says nothing of a part without members, of two sites with a VLAN each, and of parts with their own subnets', () => {
    network(`${staff()}\n${hosts}\nl2switch sw3\nl2switch sw4\nlink sw1 -- sw2 trunk staff\nlink sw3 -- sw4 trunk staff`);
    network(`site 서울 { vlan staff 10 { subnet 10.1.10.0/24 }  l2switch sw  pc p { ip 10.1.10.5 }  link p -- sw access staff }
site 부산 { vlan staff 10 { subnet 10.2.10.0/24 }  l2switch sw  pc p { ip 10.2.10.5 }  link p -- sw access 10 }`);
    network(`${staff('subnet 10.9.10.0/24')}\n${hosts.replace('10.0.10.12', '10.9.10.12')}`);
  });

  it('says nothing of two planes with the same hosts, nor across a carrier or a tunnel for frames', () => {
    network(`${staff()}
server a { ip 10.0.10.1 }
server b { ip 10.0.10.2 }
l2switch sw1
l2switch sw2
link a -- sw1 access staff
link b -- sw1 access staff
link a -- sw2 access staff
link b -- sw2 access staff`);
    network(`${staff()}\n${hosts}\nzone metro "Metro Ethernet"\nlink sw1 -- metro trunk staff\nlink sw2 -- metro trunk staff`);
    network(`${staff()}\n${hosts}\nlink sw1 -- sw2 { tunnel vxlan }`);
  });

  it('leaves a gap to the flow that runs into it, and to the cable whose ends disagree', () => {
    network(`${staff()}\nvlan other 20\n${hosts}\nlink sw1 -- sw2 trunk other\nflow p1 -> p2 over tcp/445\n//^^^ error[network/vlan-unreachable]: Add staff to the trunk`);
    network(`${staff()}\nvlan other 20\n${hosts}\nlink sw1 trunk staff, other -- sw2 trunk other\n//^^^ warning[network/trunk-mismatch]: staff`);
    network(`${staff()}\nvlan other 20\n${hosts}\nlink sw1 trunk staff, other -- sw2 access staff\n//^^^ error[network/access-meets-trunk]: Nothing passes`);
    network(`${staff()}\nvlan other 20\n${hosts}\nlink sw1 trunk staff, other native staff -- sw2 trunk staff, other\n//^^^ error[network/native-vlan-mismatch]`);
  });
});

describe('a VLAN in parts and its gateway', () => {
  it('is told by the flow that does not get there, or at the VLAN, and never as a gateway that nobody has', () => network(`vlan staff 10 { subnet 10.0.10.0/24 }
vlan servers 20 { subnet 10.0.20.0/24 }
l3switch core { interface staff 10.0.10.1  interface servers 10.0.20.1 }
l2switch sw1
pc p1 { ip 10.0.10.11 }
server s { ip 10.0.20.5 }
link p1 -- sw1 access staff
link s -- core access servers
link sw1 -- core trunk servers
flow p1 -> s over https
//^^^ error[network/vlan-unreachable]: staff`));
});

describe('network/layer2-loop', () => {
  it('tells rings, parallel cables, and a cable from a switch to itself', () => {
    network(`l2switch 코어 { stp off }
//            ^^^^^^^ error[network/layer2-loop]: 코어:g1 -- sw2:g1
l2switch sw2
link 코어:g1 -- sw2:g1
link 코어:g2 -- sw2:g2`);
    network(`l2switch sw { stp off }
//            ^^^^^^^ error[network/layer2-loop]: the cable sw:g1 -- sw:g2 leads from it to itself
link sw:g1 -- sw:g2`);
    network(`l2switch a
hub b
l2switch c { stp off }
//           ^^^^^^^ error[network/layer2-loop]: form a loop
link a -- b -- c -- a`);
    network(`l2switch a
l2switch c { stp off }
//           ^^^^^^^ error[network/layer2-loop]: in VLAN 10
l3switch d
link a -- c trunk 10
link c -- d trunk 10
link d -- a trunk 10`);
  });

  it('tells loops through layer 3 switches that are as they come, or have an address of their own', () => {
    network(`l3switch 코어1 { stp off }
//             ^^^^^^^ error[network/layer2-loop]: form a loop
l3switch 코어2
l2switch sw
link 코어1 -- 코어2
link 코어2 -- sw
link sw -- 코어1`);
    network(`l3switch a { stp off }
//           ^^^^^^^ error[network/layer2-loop]
l3switch b
link a -- b
link a -- b`);
    network(`l3switch a { stp off  ip 10.0.1.1/24 }
//           ^^^^^^^ error[network/layer2-loop]
l3switch b { ip 10.0.1.2/24 }
link a -- b
link a -- b`);
  });

  it('says nothing of layer 3 switches whose cables are interfaces, or may be: they route', () => {
    network('l3switch a { stp off  interface l1 10.0.1.1/30  interface l2 10.0.2.1/30 }\nl3switch b { interface l1 10.0.1.2/30  interface l2 10.0.2.2/30 }\nlink a -- b as l1\nlink a -- b as l2');
    network('l3switch a { stp off  routing ospf }\nl3switch b { routing ospf }\nlink a -- b\nlink a -- b');
    network('l3switch a { stp off }\nl3switch b\nlink a -- b');
    network('l3switch a\nl3switch b\nlink a -- b\nlink a -- b');
  });

  it('tells a loop of several VLANs and several switches once', () => network(`l2switch a { stp off }
//           ^^^^^^^ error[network/layer2-loop]: in the VLANs 10 and 20
l2switch b { stp off }
l2switch c
link a -- b trunk 10, 20
link b -- c trunk 10, 20
link c -- a trunk 10, 20`));

  it('tells each of two loops that share no cable', () => network(`l2switch a { stp off }
//           ^^^^^^^ error[network/layer2-loop]
l2switch b
l2switch c { stp off }
//           ^^^^^^^ error[network/layer2-loop]
link a -- b
link a -- b
link b -- c
link b -- c`));

  it('says nothing where spanning tree is on, VLANs differ, or no frames go round', () => {
    network('l2switch a\nl2switch b\nlink a -- b\nlink a -- b');
    network('l2switch a { stp on }\nl2switch b\nlink a -- b\nlink a -- b');
    network('l2switch a { stp off }\nl2switch b\nlink a -- b trunk 10\nlink a -- b trunk 20');
    network('l2switch a { stp off }\nl2switch b\nserver s\nlink a -- b\nlink a -- s\nlink b -- s');
    network('l2switch a { stp off }\nl2switch b\nrouter r { interface l1 10.0.1.1/24  interface l2 10.0.2.1/24 }\nlink a -- b\nlink a -- r as l1\nlink b -- r as l2');
    network('zone lan { subnet 10.0.0.0/24  l2switch a { stp off }  l2switch b }\nlink a -- b');
    network('l2switch a { stp off }\nl2switch b\nl2switch c\nlink a -- b -- c');
    network('l2switch a { stp off }\nl2switch b\nl2switch c\nlink a -- b\nlink b -- c\nlink b -- c');
  });
});

/** What the two ends of a cable say, held against each other: VLANs, numbers and jacks. Near misses stay silent. */
import { checkFixture } from '../../../support/fixture.js';

const CABLES = new Set(['native-vlan-mismatch', 'trunk-mismatch', 'access-meets-trunk', 'vlan-undeclared', 'vlan-out-of-range', 'port-used-twice'].map((name) => `network/${name}`));
const only = (text: string): void => checkFixture(text, (rule) => CABLES.has(rule));

/** Two switches with hosts of both VLANs on either side. */
const lan = (cable: string, more = ''): string => `vlan staff 10 "업무망" { subnet 10.0.10.0/24  subnet 2001:db8:10::/64 }
vlan guest 20 { subnet 10.0.20.0/24 }
l2switch sw1
l2switch sw2
pc p1 { ip 10.0.10.11, 2001:db8:10::11 }
pc p2 { ip 10.0.10.12, 2001:db8:10::12 }
pc g1 { ip 10.0.20.11 }
pc g2 { ip 10.0.20.12 }
link p1 -- sw1 access staff
link g1 -- sw1 access guest
link p2 -- sw2 access staff
link g2 -- sw2 access 20
${cable}
${more}`;

describe('network/native-vlan-mismatch', () => {
  it('tells two native VLANs, by name or number, whatever the lists allow', () => {
    only(lan(`link sw1 trunk staff, guest native 10 -- sw2 trunk staff, guest native 20
//                                                                     ^^ error[network/native-vlan-mismatch]: belongs to staff (VLAN 10) at sw1 and to guest (VLAN 20) at sw2`));
    only(lan(`link sw1 native staff -- sw2 native guest
//^^^ error[network/native-vlan-mismatch]: What sw1 sends in staff (VLAN 10) arrives in guest (VLAN 20)`));
  });

  it('tells two access ports of different VLANs, jacks and all', () => {
    only(lan(`link sw1:g0/24 access staff -- sw2:g0/24 access guest
//                                              ^^^^^ error[network/native-vlan-mismatch]: at sw1:g0/24 and to guest (VLAN 20) at sw2:g0/24`));
  });

  it('tells a native VLAN that the other end takes with its tag only', () => {
    only(lan(`link sw1 trunk staff, guest native staff -- sw2 trunk staff, guest
//                                 ^^^^^ error[network/native-vlan-mismatch]: sw1 sends staff (VLAN 10) without tags, and sw2 expects its tag`));
  });

  it('leaves alone what agrees: one setting for both ends, a native VLAN outside of the list, an unused one at one end', () => {
    for (const cable of [
      'link sw1 -- sw2 trunk staff, guest native staff', 'link sw1 native staff trunk guest -- sw2 trunk guest native 10',
      'link sw1 trunk staff, guest native 1 -- sw2 trunk staff, guest native 1', 'link sw1 access staff -- sw2 access 10', 'link sw1 trunk 10 native 10 -- sw2 access staff',
      'link sw1 trunk staff, guest\n  -- sw2', 'link sw1 -- sw2',
    ]) only(lan(cable));
  });

  it('takes equal numbers of two sites for one VLAN on the wire', () => only(`site seoul "서울" { vlan staff 10 { subnet 10.1.10.0/24 }  l2switch sw1 }
site busan "부산" { vlan staff 10 { subnet 10.2.10.0/24 }  l2switch sw2 }
link sw1 access seoul.staff -- sw2 access busan.staff`));

  it('says it once for a line that makes several cables', () => only(lan(`l2switch 가지 count 3
link sw1 trunk staff, guest native staff -- 가지 trunk staff, guest native guest
//^^^ error[network/native-vlan-mismatch]: 가지#1`)));
});

describe('network/trunk-mismatch', () => {
  it('tells a VLAN that the side uses which leaves it out, in both directions by itself', () => {
    only(lan(`link sw1 trunk staff, guest -- sw2 trunk staff
//                    ^^^^^ warning[network/trunk-mismatch]: sw1 allows guest and sw2 does not`));
    only(lan(`link sw1 trunk staff -- sw2 trunk guest
//^^^ warning[network/trunk-mismatch]: sw1 allows staff
//                                ^^^^^ warning[network/trunk-mismatch]: sw2 allows guest`));
  });

  it('counts an interface of a layer 3 switch, a further trunk, and an address as use', () => {
    for (const far of [
      'l3switch core { interface guest 10.0.20.1 }', 'router core { interface staff 10.0.10.1  interface guest 10.0.20.1 }',
      'l2switch core\nl2switch sw3\nlink core -- sw3 trunk guest', 'server core { ip 10.0.20.7 }',
    ]) only(lan(`link sw1 -- sw2 trunk staff, guest\n${far}
link sw1 trunk staff, guest -- core trunk staff
//^^^ warning[network/trunk-mismatch]: guest`));
  });

  it('does not annoy where the far side has no use for the VLAN, or the near one has all that there is', () => {
    only(lan('link sw1 -- sw2 trunk staff, guest', 'l2switch sw3\npc p3\nlink p3 -- sw3 access staff\nlink sw1 trunk staff, guest -- sw3 trunk staff'));
    only(lan('link sw1 -- sw2 trunk staff, guest', 'server host { ip 10.0.10.9 }\nlink sw1 trunk staff, guest -- host trunk staff'));
  });

  it('judges by the trunk itself where nothing else is said of the VLAN', () => only(`l2switch sw1
l2switch sw2
link sw1 trunk 10, 20, 30 -- sw2 trunk 10
//                 ^^ warning[network/trunk-mismatch]: sw1 allows 20 and 30 and sw2 does not`));

  it('leaves the VLANs of a native mismatch to that rule', () => only(lan(`link sw1 trunk guest native staff -- sw2 trunk staff native guest
//^^^ error[network/native-vlan-mismatch]`)));
});

describe('network/access-meets-trunk', () => {
  it('tells what becomes of frames with and without a tag', () => {
    only(lan(`link sw1 access staff -- sw2 trunk staff, guest
//              ^^^^^ error[network/access-meets-trunk]: Nothing passes`));
    only(lan(`link sw1 trunk staff, guest native guest -- sw2 access staff
//                                                     ^^^^^ error[network/access-meets-trunk]: which sw2 sends as staff (VLAN 10), belong to guest (VLAN 20) at sw1`));
    only(lan(`link sw1 access staff -- sw2 trunk staff, guest native staff
//              ^^^^^ error[network/access-meets-trunk]: only staff (VLAN 10) passes`));
  });

  it('lets hosts use the native VLAN of a trunk, and no other', () => {
    only(lan('link sw1 -- sw2 trunk staff, guest', 'pc p3 { ip 10.0.10.13 }\nlink p3 access staff -- sw1 trunk guest native staff'));
    only(lan('link sw1 -- sw2 trunk staff, guest', `pc p3 { ip 10.0.10.13 }
link p3 access staff -- sw1 trunk guest
//^^^ error[network/access-meets-trunk]`));
  });

  it('tells an end that is said to be both', () => only(lan(`link sw1 -- sw2 access staff trunk guest
//                     ^^^^^ error[network/access-meets-trunk]: a trunk as well`)));
});

describe('network/vlan-undeclared', () => {
  it('tells a number once, wherever it stands first', () => only(lan(`link sw1 -- sw2 trunk staff, 30
//                           ^^ error[network/vlan-undeclared]: write the one that was meant: 20 (guest) or 10 (staff)
pc p3
link p3 -- sw1 access 30`)));

  it('asks nobody for names who works with numbers, also beside a site that has names', () => {
    only('l2switch sw1\nl2switch sw2\nlink sw1 -- sw2 trunk 10, 20 native 99');
    only(`site seoul { vlan staff 10 { subnet 10.1.10.0/24 }  l2switch a  pc p { ip 10.1.10.5 }  link p -- a access 10 }
site busan { l2switch b  l2switch c  link b -- c trunk 20, 30 }`);
    only(lan('link sw1 -- sw2 trunk staff, guest native 1'));
  });

  it('speaks inside of a site of the VLANs there and at the top', () => only(`vlan mgmt 99
site seoul { l2switch a  l2switch b  link a -- b trunk 20, 99
//                                                     ^^ error[network/vlan-undeclared]: 99 (mgmt)
}`));
});

describe('network/vlan-out-of-range', () => {
  it('tells numbers beyond twelve bits, zero, and the reserved ones, on places and on links', () => only(`vlan a 0
//     ^ error[network/vlan-out-of-range]: has the number 0
vlan b 4096
//     ^^^^ error[network/vlan-out-of-range]
vlan c 4094
vlan 라 1
l2switch sw1
l2switch sw2
link sw1 -- sw2 trunk a, b, c, 라, 4095
//                                ^^^^ error[network/vlan-out-of-range]: carries VLAN 4095
link sw1 -- sw2 access 4096`));
});

describe('network/port-used-twice', () => {
  it('tells the second cable of a jack, whatever the case of its name, and a doubled cable once', () => {
    only(`l2switch sw1
server web
server app
link web -- sw1:Gi1/0/1
link sw1:gi1/0/1 -- app
//       ^^^^^^^ error[network/port-used-twice]: sw1 -- app`);
    only(`l2switch sw1
l2switch sw2
link sw1:g1 -- sw2:g1
link sw1:g1 -- sw2:g1
//       ^^ error[network/port-used-twice]: The jacks sw1:g1 and sw2:g1 have two cables`);
    only(`fc-switch f
server a
server b
link a -- f:p0 { medium fc }
link b -- f:p0 { medium fc }
//          ^^ error[network/port-used-twice]`);
  });

  it('tells a line that puts every instance into one jack, and leaves each instance its own jack of a name', () => {
    only(`l2switch sw1
server web count 3
link web -- sw1:g1/0/1
//              ^^^^^^ error[network/port-used-twice]: puts a cable for each instance into sw1:g1/0/1`);
    only('l2switch sw1\nl2switch leaf count 3\nlink sw1 -- leaf:g0/24');
  });

  it('lets tunnels, radios and buses share one, and interfaces name the jack of a cable', () => {
    only(`router r { interface lan:g0 10.0.0.1/24 }
router s
zone lan
access-point ap
pc p
pc q
device meter1
device meter2
link r:g0 -- lan
link r:g0 -- s:g0 { tunnel ipsec }
link s:g0 -- lan
link p -- ap:radio0 { medium wifi }
link q -- ap:radio0 { medium wifi }
link meter1 -- s:rs485 { medium serial }
link meter2 -- s:rs485 { medium serial }`);
  });
});

/** Cables whose medium one of their ends does not speak. */
import assert from 'node:assert/strict';
import { checkFixture } from '../../../support/fixture.js';
import { repairsOf } from '../../../support/repairs.js';

const only = (text: string): void => checkFixture(text, (rule) => rule === 'network/wrong-medium');

describe('network/wrong-medium', () => {
  it('tells a storage cable in a device of the network or in a segment', () => {
    for (const end of ['l2switch 스위치', 'l3switch 스위치', 'router 스위치', 'firewall 스위치', 'access-point 스위치', 'l4switch 스위치', 'zone 스위치 { subnet 10.0.0.0/24 }', 'vlan 스위치 10']) {
      only(`${end}
san array
link array -- 스위치 { medium fc }
//^^^ error[network/wrong-medium]: is a cable for Fibre Channel, and 스위치 is no end for one`);
    }
    only(`l2switch sw
server a count 2
link a -- sw { medium sas }
//^^^ error[network/wrong-medium]: SAS`);
    only(`fc-switch fc
l2switch sw
link fc -- sw { medium fc }
//^^^ error[network/wrong-medium]: sw is no end for one`);
  });

  it('tells a disk cable in a Fibre Channel switch', () => only(`fc-switch fc
das shelf
link shelf -- fc { medium sas }
//^^^ error[network/wrong-medium]: fc is a Fibre Channel switch`));

  it('tells cables of a Fibre Channel switch that are left at Ethernet, once for the switch, and makes them Fibre Channel', () => {
    const text = (mark: string): string => `server db { mount array }
fc-switch a  fc-switch b
san array
link db -- a -- array
${mark}
link db -- b -- array { medium fc }
link a -- b { bandwidth 16Gbps }`;
    only(text('//^^^ error[network/wrong-medium]: db -- a is an Ethernet cable (the medium where none is written), and a is a Fibre Channel switch; 2 more of its cables are'));
    assert.equal(repairsOf('network/wrong-medium', text('')).length, 1);
    only(`server db { mount array }
fc-switch a
san array
link a -- array { medium fc }
link db -- a
//^^^ error[network/wrong-medium]`);
  });

  it('tells a SAN on an Ethernet switch or segment without iSCSI', () => {
    only(`l2switch sw
san 스토리지 { lun l1 }
link 스토리지 -- sw { bandwidth 10Gbps }
//^^^ error[network/wrong-medium]: 스토리지 is a SAN and stands on Ethernet at sw`);
    only(`zone lan { subnet 10.0.0.0/24  subnet 2001:db8::/64 }
san array { ip 10.0.0.5, 2001:db8::5 }
link array -- lan
//^^^ error[network/wrong-medium]: stands on Ethernet at lan`);
    only(`l3switch sw
san array { port tcp/443 }
link sw -- array
//^^^ error[network/wrong-medium]`);
  });

  it('leaves alone iSCSI in all its spellings', () => {
    for (const san of [
      'san array { software iscsi-target }', 'san array { software ceph }', 'san array { port tcp/3260 }', 'san array { port iscsi }', 'san array { port tcp/4420 }',
      'san array  server db  flow db -> array over iscsi', 'san array  server db  flow db -> array over tcp/3260',
      'san array { lun l1 { port tcp/3260 } }', 'software ourarray { is storage }  san array { software ourarray }',
    ]) only(`l2switch sw  ${san}  link array -- sw`);
  });

  it('leaves alone Fibre Channel among its own, cables for management, and what says too little', () => {
    for (const text of [
      'server db  fc-switch a  san array  link db -- a -- array { medium fc }',
      'server db { mount array }  fc-switch a  san array  l2switch mgmt  link db -- a -- array { medium fc }  link a -- mgmt  link array -- mgmt  link db -- mgmt',
      'pc console  fc-switch a  san array  server db  link db -- a -- array { medium fc }  link console -- a',
      'server db  san array  link db -- array',
      'server db  das shelf  link db -- shelf { medium sata }',
      'nas head  fc-switch a  san array  link head -- a -- array { medium fc }  l2switch sw  link head -- sw',
      'kind sas-switch extends switch {}  sas-switch x  server a  das d  link a -- x -- d { medium sas }',
      'tape t  fc-switch f  server b  link b -- f -- t { medium fc }',
      'zone room { server db  san array  fc-switch a }  link db -- a -- array { medium fc }',
    ]) only(text);
  });
});

/** Mounted storage that nothing carries to: beyond the network, or without a storage cable. */
import assert from 'node:assert/strict';
import { checkFixture, findingsOf } from '../../../support/fixture.js';

const only = (text: string): void => checkFixture(text, (rule) => rule === 'storage/mount-unreachable');

/** Two segments; what joins them is up to the test. */
const site = (between: string, mount = 'mount 파일 at "/data"'): string => `vlan app 10 { subnet 10.0.10.0/24  subnet 2001:db8:10::/64 }
vlan store 20 { subnet 10.0.20.0/24  subnet 2001:db8:20::/64 }
l2switch sw
server 서버 {
  ip 10.0.10.5
  ${mount}
}
nas 파일 "파일 저장소" { ip 10.0.20.5 }
link 서버 -- sw access app
link 파일 -- sw access store
${between}`;

describe('storage/mount-unreachable', () => {
  it('tells a NAS on another segment that nothing routes to, and one in the wrong VLAN', () => {
    const broken = (between: string): void => only(site(between).replace('mount 파일 at "/data"', 'mount 파일 at "/data"\n//^^^ error[storage/mount-unreachable]: 서버 mounts 파일 and cannot reach it.'));
    broken('');
    broken('l3switch core { interface app 10.0.10.1  interface store 10.0.20.1  deny any -> any }\nlink core -- sw trunk app, store');
    broken('l3switch core { interface app 10.0.10.1  interface store 10.0.20.1  allow app -> store over ssh }\nlink core -- sw trunk app, store');
    broken('l3switch core { interface app 10.0.10.1  interface store 10.0.20.1 }\nlink core -- sw trunk app');
  });

  it('says where the answers are lost', () => only(`zone app { subnet 10.0.1.0/24  server was {
  ip 10.0.1.5
  mount files
//^^^ error[storage/mount-unreachable]: was mounts files, and its answers do not come back.
} }
zone mid { subnet 10.0.3.0/30 }
zone store { subnet 10.0.2.0/24  nas files { ip 10.0.2.5 } }
router r1 { interface app 10.0.1.1  interface mid 10.0.3.1  route default via r2 }
router r2 { interface mid 10.0.3.2  interface store 10.0.2.1 }`));

  it('tells it over IPv6, from a container deep in a machine, once for all instances, and for each member of a group of NAS', () => {
    only(`zone app { subnet 2001:db8:1::/64  vm host count 2 { ip from 2001:db8:1::5  container c { app web { mount files } } } }
//                                                                                                  ^^^^^^^^^^^ error[storage/mount-unreachable]: has no gateway
zone store { subnet 2001:db8:2::/64  nas files { ip 2001:db8:2::5 } }`);
    only(`zone app { subnet 10.0.1.0/24  server was { ip 10.0.1.5  mount files } }
//                                                       ^^^^^^^^^^^ error[storage/mount-unreachable]: was mounts n2
zone near { subnet 10.0.2.0/24  nas n1 { ip 10.0.2.5 } }
zone far { subnet 10.0.3.0/24  nas n2 { ip 10.0.3.5 } }
router r { interface app 10.0.1.1  interface near 10.0.2.1 }
group files active-active { members n1, n2 }`);
  });

  it('tells a SAN on Fibre Channel from a server without a cable to it, and hears of iSCSI', () => {
    const san = (more: string, array = ''): string => `zone lan { subnet 10.0.0.0/24  server db1 { ip 10.0.0.5  mount lun1 }
  server db2 {
    ip 10.0.0.6
    mount lun1
${more}
  } }
fc-switch fc
san array { ip 10.0.0.9  ${array}  lun lun1 }
link db1 -- fc -- array { medium fc }`;
    only(san('//^^^ error[storage/mount-unreachable]: db2 mounts lun1, and no storage cable leads from db2 to it.'));
    only(`${san('')}\nlink fc -- db2 { medium fc }`);
    only(san('').replace('mount lun1\n\n', 'mount lun1\n').replace('san array { ip 10.0.0.9', 'zone lan2 { subnet 10.0.9.0/24 }\nsan array { software iscsi-target').replace('link db1 -- fc -- array { medium fc }', 'link db1 -- fc -- array { medium fc }\nlink array -- lan'));
  });

  it('leaves alone what is reached at one of its ports, over a router, on its own machine, on the same wire, over Fibre Channel from a virtual machine, and what is not wired', () => {
    for (const text of [
      site('l3switch core { interface app 10.0.10.1  interface store 10.0.20.1  allow 서버 -> 파일 over smb }\nlink core -- sw trunk app, store'),
      site('router core { interface app 10.0.10.1  interface store 10.0.20.1 }\nlink core -- sw trunk app, store'),
      'server a { mount b }  nas b',
      'zone lan { subnet 10.0.0.0/24  server a { ip 10.0.0.5  mount b }  nas b { ip 10.0.0.6 } }',
      'zone lan { subnet 10.0.0.0/24  server a { ip 10.0.0.5  mount b } }  nas b',
      'zone lan { subnet 10.0.0.0/24  server a { ip 10.0.0.5  disk d  mount d } }',
      'zone lan { subnet 10.0.0.0/24  server host { ip 10.0.0.5  vm guest { ip 10.0.0.6  database db { software oracle  mount array } } } }  fc-switch fc  san array  link host -- fc -- array { medium fc }',
      'zone lan { subnet 10.0.0.0/24  server host { ip 10.0.0.5  part hba  mount array } }  fc-switch fc  san array { part port1 }  link host.hba -- fc -- array.port1 { medium fc }',
      'server sketch { mount array }  server db  fc-switch fc  san array  link db -- fc -- array { medium fc }',
      'region r { server a { mount s3 } }  object-store s3 { software aws-s3 }',
    ]) only(text);
  });

  it('leaves it to the flow where one between the same ends stops as well', () => {
    const rules = findingsOf(`${site('')}\nflow 서버 -> 파일 over nfs`).findings.map((finding) => finding.rule);
    assert.ok(rules.includes('network/vlan-unreachable'), rules.join());
    assert.ok(!rules.includes('storage/mount-unreachable'), rules.join());
  });

  it('takes CRLF and tabs as they come', () => only(site('').replace('mount 파일 at "/data"', '\tmount\t파일\n//^^^ error[storage/mount-unreachable]').replace(/\n/g, '\r\n').replace(/\r\n\/\/\^/g, '\r\n//^')));
});

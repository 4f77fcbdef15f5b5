/** Direct-attached storage: on two machines, or drawn on from where its cable does not lead. */
import { checkFixture } from '../../../support/fixture.js';

const DAS = new Set(['storage/das-shared', 'storage/das-over-network']);
const only = (text: string): void => checkFixture(text, (rule) => DAS.has(rule));

describe('storage/das-shared', () => {
  it('tells two servers on one shelf, whatever the bus, in a chain of cables, counted, and by Korean names', () => {
    for (const medium of ['sas', 'sata', 'scsi']) {
      only(`server 서버1
server 서버2
das 디스크함 "직접 연결 스토리지"
link 서버1 -- 디스크함 { medium ${medium} }
link 디스크함 -- 서버2 { medium ${medium} }
//^^^ error[storage/das-shared]: 디스크함 is direct-attached storage, and is attached to 서버1 and 서버2`);
    }
    only(`server a  server b  das shelf
link a -- shelf -- b { medium sas }
//        ^^^^^^^^^^ error[storage/das-shared]: a and b`);
    only(`server was count 3
das shelf
link was -- shelf { medium sas }
//^^^ error[storage/das-shared]: was#1, was#2, and was#3`);
  });

  it('tells storage that stands in one server and is cabled to another', () => only(`server a { das shelf }
server b
link b -- shelf { medium sas }
//^^^ error[storage/das-shared]: attached to a and b`));

  it('looks behind an expander and a second shelf of the chain, and says it once for the cable', () => only(`server a { part hba }
server b
device expander
das first
das second
link a.hba -- expander { medium sas }
link b -- expander { medium sas }
//^^^ error[storage/das-shared]: first is direct-attached storage, and is attached to a and b
link expander -- first -- second { medium sas }`));

  it('tells two machines that mount it where no cable is written, counted ones too', () => {
    only(`das shelf
server a { mount shelf }
server b {
  mount shelf at "/data"
//^^^^^^^^^^^^^^^^^^^^^^ error[storage/das-shared]: is mounted by a and b
}`);
    only(`das shelf
server was count 2 { mount shelf }
//                   ^^^^^^^^^^^ error[storage/das-shared]`);
  });

  it('leaves alone one server with two cables, virtual machines of one host, a shelf in each instance, and shelves that stand in line behind one server', () => {
    for (const text of [
      'server a  das shelf  link a -- shelf { medium sas }  link a -- shelf { medium sas }',
      'hypervisor host { vm one { mount shelf }  vm two { mount shelf } }  das shelf  link host -- shelf { medium sas }',
      'server a count 2 { das shelf  mount shelf }',
      'server a { part hba1  part hba2 }  das shelf  link a.hba1 -- shelf { medium sas }  link a.hba2 -- shelf { medium sas }',
      'server a  das one  das two  link a -- one -- two { medium sas }',
      'server a  server b  das one  das two  link a -- one { medium sas }  link b -- two { medium sas }',
      'das shelf  server a { mount shelf  database d { software mysql  mount shelf } }',
      'nas head  das shelf  server a { mount head }  server b { mount head }  link head -- shelf { medium sas }',
      'san head  das shelf  fc-switch f  server a  server b  link head -- shelf { medium sas }  link f -- head { medium fc }  link a -- f { medium fc }  link b -- f { medium fc }',
    ]) only(text);
  });
});

describe('storage/das-over-network', () => {
  it('tells a mount from another machine, from what runs on one, and from instances', () => only(`zone lan {
  subnet 10.0.0.0/24  subnet 2001:db8::/64
  server 파일서버 { ip 10.0.0.5, 2001:db8::5  das shelf  mount shelf }
  server was count 2 {
    ip from 10.0.0.11
    mount shelf at "/data"
//  ^^^^^^^^^^^^^^^^^^^^^^ error[storage/das-over-network]: was#1 mounts shelf, which is direct-attached storage of 파일서버
  }
  vm guest { database db { software mysql  mount shelf } }
  //^^^ error[storage/das-over-network]: db mounts shelf
}`));

  it('tells a mount of a disk in the shelf and of a group of shelves', () => only(`server a
server b { mount shelf.d1 }
//         ^^^^^^^^^^^^^^ error[storage/das-over-network]
das shelf { disk d1 }
link a -- shelf { medium sata }`));

  it('tells a flow from elsewhere, and only that where the network stops it, too', () => checkFixture(`zone lan { subnet 10.0.0.0/24  server a { ip 10.0.0.5 }  server b { ip 10.0.0.6 } }
das shelf
link a -- shelf { medium sas }
flow b -> shelf over nfs
//^^^ error[storage/das-over-network]: The flow b -> shelf leads from b to shelf`, (rule) => rule !== 'redundancy/single-point-of-failure'));

  it('tells a shelf on a switch, a router or a segment', () => {
    only(`l2switch sw
das shelf
server a
link a -- sw
link sw -- shelf
//^^^ error[storage/das-over-network]: shelf is direct-attached storage and is cabled to sw`);
    only(`zone lan { subnet 10.0.0.0/24 }
das shelf count 2
link shelf -- lan
//^^^ error[storage/das-over-network]: cabled to lan`);
  });

  it('leaves alone the machine that it hangs on and what runs there, files that this machine shares, and storage of which no cable is written', () => {
    for (const text of [
      'server a { mount shelf  database d { mount shelf } }  das shelf  link a -- shelf { medium scsi }',
      'server a { das shelf  mount shelf  file-server shares { software nfs-server } }  server b { mount a.shares }',
      'das shelf  server a { mount shelf }',
      'server a  das shelf  link a -- shelf',
      'server a  das shelf  link a -- shelf { medium sas }  flow a -> shelf',
    ]) only(text);
  });
});

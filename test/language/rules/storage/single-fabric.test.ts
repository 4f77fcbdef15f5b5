/** A SAN behind one Fibre Channel fabric. */
import { checkFixture } from '../../../support/fixture.js';

const only = (text: string): void => checkFixture(text, (rule) => rule === 'storage/single-fabric');

describe('storage/single-fabric', () => {
  it('tells one switch, and two that a cable joins', () => {
    only(`server 디비 count 2
fc-switch 광스위치
//        ^^^^ warning[storage/single-fabric]: 디비#1 and 디비#2 reach array over one Fibre Channel fabric alone: 광스위치. It is a single point of failure
san array { lun l1  lun l2 }
link 디비 -- 광스위치 -- array { medium fc }`);
    only(`server db
fc-switch a
//        ^ warning[storage/single-fabric]: a and b. Switches that are cabled to each other are one fabric
fc-switch b
san array
link a -- b { medium fc }
link db -- a -- array { medium fc }
link db -- b -- array { medium fc }`);
  });

  it('tells it of counted switches that a ring of cables joins, and of a tape library', () => only(`server db  backup-store vault
fc-switch fc count 2
//        ^^ warning[storage/single-fabric]: vault
link fc -- db { medium fc }
link fc -- vault { medium fc }
link fc#1 -- fc#2 { medium fc }`));

  it('tells a second array that is on one fabric only', () => only(`server db
fc-switch a
//        ^ warning[storage/single-fabric]: db reaches old over one
fc-switch b
san new
san old
link db -- a -- new { medium fc }
link db -- b -- new { medium fc }
link a -- old { medium fc }`));

  it('tells a server on one fabric whose storage is on two, unless something stands in for it', () => {
    const two = (more: string): string => `server db1
server db2
${more}
fc-switch a  fc-switch b  san array
link db1 -- a -- array { medium fc }
link db1 -- b -- array { medium fc }
link db2 -- b { medium fc }`;
    only(two('//^^^ warning[storage/single-fabric]: db2 reaches array over one Fibre Channel fabric only (b)'));
    only(two('group db active-standby { members db1, db2 }'));
    only(two('database main on db1 { software oracle }  database spare on db2 { software oracle }  group db active-standby { members main, spare }'));
  });

  it('leaves alone two fabrics, counted or by name, a cable straight to the server, switches without storage or servers, and other media', () => {
    for (const text of [
      'server db count 2  fc-switch fc count 2  san array  link db -- fc { medium fc }  link fc -- array { medium fc }',
      'server db { part hba1  part hba2 }  fc-switch a  fc-switch b  san array { part p1  part p2 }  link db.hba1 -- a -- array.p1 { medium fc }  link db.hba2 -- b -- array.p2 { medium fc }',
      'server db  fc-switch a  san array  link db -- a -- array { medium fc }  link db -- array { medium fc }',
      'server db  san array  link db -- array { medium fc }',
      'fc-switch a  san array  link a -- array { medium fc }',
      'server db  fc-switch a  link db -- a { medium fc }',
      'server db  fc-switch a  fc-switch b  l2switch sw  san array  link db -- a -- array { medium fc }  link db -- b -- array { medium fc }  link a -- sw -- b { medium fc }',
      'server db  l2switch sw  san array { software iscsi-target }  link db -- sw -- array',
    ]) only(text);
  });
});

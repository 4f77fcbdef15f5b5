/** Storage cables count where they end: at a controller in the machine, at a port of the array, or at the array of a volume. */
import { checkFixture } from '../../../support/fixture.js';

const only = (text: string): void => checkFixture(text, (rule) => rule === 'redundancy/single-point-of-failure');

describe('availability over storage cables', () => {
  it('rests on the cable from a controller in the machine to the disks', () => only(`users staff
server files { part hba  app shares { mount shelf } }
//^^^ info[redundancy/single-point-of-failure]: files
//^^^ info[redundancy/single-point-of-failure]: shares
das shelf
//^^^ info[redundancy/single-point-of-failure]: shelf
link files.hba -- shelf as cable { medium sas }
//^^^ info[redundancy/single-point-of-failure]: cable
flow staff -> files.shares over smb as folders`));

  it('takes two controllers, two fabrics and two ports of the array for ways beside each other', () => only(`users staff
server host { part hba1  part hba2  vm guest { app shares { mount volume } } }
//^^^ warning[redundancy/single-point-of-failure]: host
//^^^ warning[redundancy/single-point-of-failure]: guest
//^^^ warning[redundancy/single-point-of-failure]: shares
fc-switch a  fc-switch b
san array { part p1  part p2  lun volume }
//^^^ warning[redundancy/single-point-of-failure]: array
//^^^ warning[redundancy/single-point-of-failure]: volume
link host.hba1 -- a -- array.p1 { medium fc }
link host.hba2 -- b -- array.p2 { medium fc }
flow staff -> host.guest.shares over smb as folders`));
});

/** What reads of 10 MB take on each kind of storage, reckoned by hand: size by bandwidth for every cable there and back, first in, first out in each direction. */
import assert from 'node:assert/strict';
import type { Outcome } from '#language/simulation/outcome/outcome.js';
import { findingsOf } from '../../support/fixture.js';
import { outcomeOf } from './outcomes.js';

function takes(outcome: Outcome, flow: string, milliseconds: number, p = 1): void {
  const seconds = outcome.percentile(flow, p)!;
  assert.ok(Math.abs(seconds * 1000 - milliseconds) < milliseconds * 0.008, `${seconds * 1000} ms instead of ${milliseconds}`);
}

const READS = 'scenario "reads" { load blocks 1/s steady for 10s size 10MB }';

describe('direct-attached storage', () => {
  const shelf = (cable: string, flow = 'files.shares -> shelf.array'): string => `
    zone lan { subnet 10.0.0.0/24 }
    l2switch sw
    server files { ip 10.0.0.2  part hba  file-server shares { software samba  mount shelf at "/srv" } }
    das shelf { raid array { capacity 8TB } }
    users staff { ip 10.0.0.9 }
    link staff -- sw { bandwidth 1Gbps }
    link files -- sw { bandwidth 10Gbps }
    ${cable}
    flow staff -> files.shares over smb as folders
    flow ${flow} as blocks`;

  for (const [medium, bandwidth, milliseconds] of [['sas', 12, 40 / 3], ['sata', 6, 80 / 3], ['scsi', 2.56, 62.5]] as const) {
    it(`over ${medium}: ${milliseconds.toFixed(2)} ms`, () => takes(outcomeOf(`${shelf(`link files.hba -- shelf { medium ${medium}  bandwidth ${bandwidth}Gbps }`)} ${READS}`), 'blocks', milliseconds));
  }

  it('the same where the cable ends at the machine, with its latency twice', () => {
    takes(outcomeOf(`${shelf('link files -- shelf { medium sas  bandwidth 12Gbps  latency 2ms }')} ${READS}`), 'blocks', 40 / 3 + 4);
  });

  it('one cable after the other where two are there, past the one that is cut', () => {
    const text = shelf('link files.hba -- shelf as first { medium sas  bandwidth 48Gbps } link files.hba -- shelf as second { medium sas  bandwidth 12Gbps }');
    const outcome = outcomeOf(`${text} scenario "cut" { load blocks 1/s steady for 10s size 10MB  at 5500ms cut first }`);
    takes(outcome, 'blocks', 10 / 3, 0.4);
    takes(outcome, 'blocks', 40 / 3, 1);
  });

  it('nothing comes through once every cable is cut', () => {
    const outcome = outcomeOf(`${shelf('link files.hba -- shelf as cable { medium sas  bandwidth 12Gbps }')} scenario "cut" { load blocks 1/s steady for 10s size 10MB  at 5500ms cut cable }`);
    assert.deepEqual([outcome.requests('blocks')!.served, outcome.requests('blocks')!.failed], [5, 5]);
  });

  it('users of the shares wait for the LAN and for the disks behind it', () => {
    // 10 MB are 80 ms at 1 Gbps, 8 ms at 10 Gbps: twice both, and the disks' 13.3 ms.
    takes(outcomeOf(`${shelf('link files.hba -- shelf { medium sas  bandwidth 12Gbps }')} scenario "s" { load folders 1/s steady for 10s size 10MB }`), 'folders', 176 + 40 / 3);
  });

  it('the flow is no defect of the network', () => {
    assert.deepEqual(findingsOf(shelf('link files.hba -- shelf { medium sas  bandwidth 12Gbps }')).findings.filter(({ rule }) => rule.startsWith('network/')), []);
  });

  it('a machine that the cable does not lead to gets nothing', () => {
    const text = shelf('link files.hba -- shelf { medium sas  bandwidth 12Gbps } server other { ip 10.0.0.3 } link other -- sw', 'other -> shelf.array');
    assert.equal(outcomeOf(`${text} ${READS}`).requests('blocks')!.served, 0);
  });
});

describe('a storage area network', () => {
  const text = (load: string): string => `
    zone lan { subnet 10.0.0.0/24 }
    l2switch sw
    server db1 { ip 10.0.0.2  part port1  part port2 }
    server db2 { ip 10.0.0.3  part port1 }
    fc-switch fabric-a
    fc-switch fabric-b
    san array { part left  part right  lun volume { capacity 8TB } }
    link db1 -- sw { bandwidth 1Gbps } link db2 -- sw { bandwidth 1Gbps } link array -- sw { bandwidth 1Gbps }
    link db1.port1 -- fabric-a { medium fc  bandwidth 32Gbps } link db1.port2 -- fabric-b { medium fc  bandwidth 16Gbps }
    link db2.port1 -- fabric-a { medium fc  bandwidth 32Gbps }
    link fabric-a -- array.left { medium fc  bandwidth 32Gbps } link fabric-b -- array.right { medium fc  bandwidth 16Gbps }
    flow db1 -> array.volume timeout 5s as blocks
    flow db2 -> array.volume timeout 5s as others
    scenario "s" { ${load} }`;

  it('two cables there and two back, not over the Ethernet that the array is managed by', () => takes(outcomeOf(text('load blocks 1/s steady for 10s size 10MB')), 'blocks', 10));

  it('over the other fabric once a switch is gone', () => {
    const outcome = outcomeOf(text('load blocks 1/s steady for 10s size 10MB  at 5500ms fail fabric-a'));
    takes(outcome, 'blocks', 10, 0.4);
    takes(outcome, 'blocks', 20, 1);
    assert.equal(outcome.requests('blocks')!.failed, 0);
  });

  it('is shared: of two servers that ask at once, one waits at the array’s cable, there only', () => {
    // Both are at the fabric after 2.5 ms; the second enters the array's cable 2.5 ms later, and comes back without a wait.
    const outcome = outcomeOf(text('load blocks burst 1 every 1s for 10s size 10MB  load others burst 1 every 1s for 10s size 10MB'));
    takes(outcome, 'blocks', 10);
    takes(outcome, 'others', 12.5);
  });
});

describe('network-attached storage', () => {
  const text = (load: string): string => `
    zone lan { subnet 10.0.0.0/24 }
    l2switch sw
    server web { ip 10.0.0.2  mount files at "/var/www" }
    pc desk { ip 10.0.0.3 }
    nas files { ip 10.0.0.4  capacity 8TB }
    link web -- sw { bandwidth 10Gbps } link desk -- sw { bandwidth 10Gbps } link files -- sw as uplink { bandwidth 10Gbps }
    flow web -> files over nfs as blocks
    flow desk -> files over smb as drive
    scenario "s" { ${load} }`;

  it('is as fast as the LAN: two cables there and back', () => takes(outcomeOf(text('load blocks 1/s steady for 10s size 10MB')), 'blocks', 32));

  it('stands in one queue with what users move, first in, first out', () => {
    const outcome = outcomeOf(text('load blocks burst 1 every 1s for 10s size 10MB  load drive burst 3 every 1s for 10s size 10MB'));
    takes(outcome, 'blocks', 32);
    // All of a burst sets out at once: the user's own cable lets out one each 8 ms, so the last is there 24 ms, through the NAS's at 40 ms, where the server's read was before.
    takes(outcome, 'drive', 56);
    // Four of 8 ms a second in each direction.
    assert.ok(Math.abs(outcome.utilisation('uplink')! - 0.032) < 1e-3, `${outcome.utilisation('uplink')}`);
  });
});

describe('a mount', () => {
  it('moves nothing by itself', () => {
    const outcome = outcomeOf(`server web { mount files at "/srv" } nas files users all
      flow all -> web over http as pages
      link web -- files { bandwidth 1Gbps }
      scenario "s" { load pages 1/s steady for 10s size 10MB }`);
    assert.equal(outcome.stations('files').length, 0);
  });
});

/** The cut sets that the preview walks: those of the redundancy facts, with their share of the time that is lost. */
import assert from 'node:assert/strict';
import { figures } from '#language/facts/redundancy/figures.js';
import { Facts } from '#language/facts/query.js';
import { cutSetsOf } from '../../../client/webview/reach/cut-sets.js';
import { readModel } from '../../support/read-model.js';

const SHOP = `
internet world { users buyers }
loadbalancer lb { availability 99.9% }
server web count 2 { availability 99% }
database 장부 { availability 99.5% }
flow buyers -> lb over https as shop
flow lb -> web over http
flow web -> 장부 over mysql
`;

describe('cut sets in the preview', () => {
  const facts = new Facts(readModel(SHOP));

  it('come by order, of equal order the one that costs most first', () => {
    const { sets, works, notes } = cutSetsOf(facts, 'shop')!;
    assert.deepEqual(sets.map(({ members }) => members.map(({ id }) => id)), [['장부'], ['lb'], ['web#1', 'web#2']]);
    assert.ok(works);
    assert.deepEqual(notes, []);
  });

  it('have their share of the time in which the service is down', () => {
    const { sets } = cutSetsOf(facts, 'shop')!;
    const all = figures(facts, 'shop')!.unavailability!;
    const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-9;
    assert.ok(near(sets[0]!.down!, 0.005) && near(sets[1]!.down!, 0.001) && near(sets[2]!.down!, 0.0001));
    assert.match(sets[0]!.said, /^Down about 43 h 48 min a year: about 82% of/);
    assert.match(sets[2]!.said, /All down at once about 53 min a year.*: about 1\.6% of/);
    assert.ok(all > 0.005 && all < 0.0061 + 1e-9);
  });

  it('have none where nothing is known of how often a part fails', () => {
    const bare = new Facts(readModel('internet world { users u }\nserver a\nserver b\nlink a -- b as cable\nlink world -- a\nflow u -> b over http as s'));
    const unknown = cutSetsOf(bare, 's')!.sets.filter(({ down }) => down === undefined);
    for (const { said } of unknown) assert.match(said, /is not known, so it has no share/);
  });

  it('are none of what does not work anyway', () => {
    const broken = new Facts(readModel('internet world { users u }\nfirewall fw { default deny }\nlan a { subnet 10.0.0.0/24  server s { ip 10.0.0.2 } }\nlink world -- fw -- a\nflow u -> s over https as shop'));
    const found = cutSetsOf(broken, 'shop')!;
    assert.deepEqual([found.works, found.sets], [false, []]);
  });

  it('say that there are more than are listed', () => {
    const names = Array.from({ length: 60 }, (_, index) => `s${index}`);
    const wide = new Facts(readModel(`internet world { users u }\n${names.map((name) => `server ${name}`).join('\n')}\ngroup g quorum 58 { members ${names.join(', ')} }\nflow u -> g over http as long`));
    assert.deepEqual(wide.read('problems'), []);
    const found = cutSetsOf(wide, 'long')!;
    assert.ok(found.sets.length > 0);
    assert.ok(found.notes.some((note) => /There are more/.test(note)), found.notes.join());
  });

  it('are no matter of what is no flow', () => assert.equal(cutSetsOf(facts, 'gone'), undefined));
});

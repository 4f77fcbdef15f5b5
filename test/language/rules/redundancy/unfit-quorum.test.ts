/** Quorums that do not do what quorums are for, and those that do. */
import assert from 'node:assert/strict';
import { checkFixture } from '../../../support/fixture.js';
import { repairsOf } from '../../../support/repairs.js';

const RULE = 'redundancy/unfit-quorum';
const check = (text: string): void => checkFixture(text, (rule) => rule === RULE);

describe(RULE, () => {
  it('finds half of the members, or fewer', () => {
    check('server zk count 5 quorum 2\n//                ^^^^^^^^ warning[redundancy/unfit-quorum]: with 2 of its 5 members, which is no majority');
    check('server zk count 4 quorum 2\n//^^^ warning[redundancy/unfit-quorum]: 2 on one side and 2 on the other');
    check('server a\nserver b\nserver c\ngroup 합의 quorum 1 { members a, b, c }\n//       ^^^^^^^^ warning[redundancy/unfit-quorum]: quorum 2');
  });

  it('finds all of them', () => {
    check('server zk count 3 quorum 3\n//^^^ warning[redundancy/unfit-quorum]: only with all of its 3 members');
    check('server zk count 2 quorum 2\n//^^^ warning[redundancy/unfit-quorum]: Add a third member');
  });

  it('finds an even number', () => {
    check('server zk count 4 quorum 3\n//^^^ warning[redundancy/unfit-quorum]: stands the loss of one member, as it would with one member fewer');
    check('server zk count 6 quorum 4\n//^^^ warning[redundancy/unfit-quorum]: 3 against 3');
  });

  it('is content with a majority of an odd number, or with more than one', () => {
    for (const words of ['count 3 quorum 2', 'count 5 quorum 3', 'count 5 quorum 4', 'count 7 quorum 4']) check(`server zk ${words}`);
  });

  it('says nothing of other modes, of one member, and of more than there are', () => {
    for (const words of ['count 4 active-active need 2', 'count 2 active-active', 'count 2 active-standby { failover automatic }', 'count 1 quorum 1']) check(`server zk ${words}`);
    check('server a  server b  server c  group g quorum 4 { members a, b, c }');
  });

  it('counts a group among the members as one vote', () => check(`server a count 2
server b count 2
server c
group g quorum 2 { members a, b, c }`));

  it('asks for a majority, or for one member more', () => {
    assert.match(repairsOf(RULE, 'server zk count 5 quorum 2')[0]!, /count 5 quorum 3/);
    assert.match(repairsOf(RULE, 'server zk count 3 quorum 3')[0]!, /count 3 quorum 2/);
    assert.match(repairsOf(RULE, 'server zk count 4 quorum 3')[0]!, /count 5 quorum 3/);
    assert.match(repairsOf(RULE, 'server zk {\r\n\tcount 2 quorum 2\r\n}')[0]!, /count 3 quorum 2/);
    assert.match(repairsOf(RULE, 'server a\nserver b\nserver c\ngroup 합의 quorum 1 { members a, b, c }')[0]!, /group 합의 quorum 2 \{/);
    assert.deepEqual(repairsOf(RULE, 'server a\nserver b\ngroup g quorum 2 { members a, b }'), []);
  });
});

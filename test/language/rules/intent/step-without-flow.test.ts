/** Steps of sequences that no flow allows. */
import assert from 'node:assert/strict';
import { checkFixture } from '../../../support/fixture.js';
import { repairsOf } from '../../../support/repairs.js';

const RULE = 'intent/step-without-flow';
const check = (text: string): void => checkFixture(text, (each) => each === RULE || (each.startsWith('model/') && !['model/unused', 'model/isolated'].includes(each)));
const found = `\n//^^^ error[${RULE}]: `;
const steps = (base: string, ...lines: string[]): string => `${base}\nsequence "s" {\n${lines.join('\n')}\n}`;
const tiers = 'users u\napp a\ndatabase db\nflow u -> a over https\nflow a -> db over mysql';

describe(RULE, () => {
  it('finds a step that has no flow, and one against the direction of a flow', () => {
    check(steps(tiers, 'u -> a "order"', `u -> db "look up"${found}In "s" u calls db ("look up"), but no flow leads there`));
    check(steps(tiers, `db -> a "notify"${found}The flow "a -> db" leads the other way: it lets a open connections to db`));
    check(steps(tiers, `a -> u${found}In "s" a calls u, but no flow leads there`));
    check(steps('users 독자\napp 대출\ndatabase 장서\nflow 독자 -> 대출 over https', '독자 -> 대출 "빌리기"', `대출 -> 장서 "기록"${found}대출 calls 장서 ("기록"), but no flow leads there. A sequence tells`));
  });

  it('is silent where there is one, and for replies', () => {
    check(steps(tiers, 'u -> a "order"', 'a -> db "insert"', 'a <- db "ok"', 'u <- a "done"', 'db <- u "whatever"'));
    check(steps('users u\napp a\napp b\nflow u -> a, b over https', 'u -> b', 'u -> a'));
  });

  it('tells a missing flow once, however often it is used', () => check(steps(tiers, `u -> db "one"${found}`, 'u -> db "two"', `db -> u "three"${found}`)));

  it('takes flows of what contains the ends: groups, counted elements, places, hosts, wholes', () => {
    check(steps('users u\nserver web count 2\nflow u -> web over https', 'u -> web#2', 'u -> web'));
    check(steps('users u\napp x\napp y\ngroup g active-active { members x, y }\nflow u -> g over https', 'u -> x'));
    check(steps('internet world { users u }\nsite dc { zone z { app a } }\nflow world -> dc over https', 'u -> a'));
    check(steps('users u\nserver machine\ndatabase db on machine\nflow u -> machine over mysql', 'u -> db'));
    check(steps('users u\ndatabase db { parser p }\nflow u -> db over mysql', 'u -> p "SELECT"'));
  });

  it('takes flows of what the ends contain, where they are places, groups or have parts', () => {
    check(steps('users u\nsite dc { app a\n database db }\nflow u -> a over https', 'u -> dc'));
    check(steps('users u\ndatabase db { sql-interface q\n parser p }\nflow u -> q over mysql', 'u -> db'));
    check(steps('users u\napp x\napp y\ngroup g active-active { members x, y }\nflow u -> x over https', 'u -> g'));
    check(steps('zone one { app a }\nzone two { app b }\nflow a -> b over https', 'one -> two', `two -> one${found}`));
  });

  it('finds steps between parts and between members that nothing joins', () => {
    check(steps('database db { parser p\n optimizer o\n engine e\n flow p -> o }', 'db -> p', 'p -> o', `o -> e${found}o calls e`, 'e -> db'));
    check(steps('users u\nserver web count 2\nflow u -> web over https', `web#1 -> web#2${found}`));
    check(steps('users u\nserver host\nvm a on host\nvm b on host\nflow u -> a over https', `u -> b${found}`));
  });

  it('needs none for what an element does within itself', () => check(steps(tiers, 'a -> a "validate"')));

  it('takes what is mounted, copied, watched and balanced as connections', () => {
    const base = 'app a { mount files }\nnas files\ndatabase db1\ndatabase db2\nbackup-store vault\ngroup db active-standby { members db1, db2  replicate db1 -> db2 sync  heartbeat every 1s  backup db2 -> vault every 1d }\nloadbalancer lb { balance web }\nserver web count 2';
    check(steps(base, 'a -> files', 'db1 -> db2', 'db2 -> db1', 'db2 -> vault', 'lb -> web#1', `files -> a${found}`, `db1 -> vault${found}`));
  });

  it('takes addresses, and any for everybody', () => {
    check(steps('zone z { subnet 10.0.0.0/24  app a { ip 10.0.0.1 }\n app b { ip 10.0.0.2 } }\nflow a -> 10.0.0.2 over https', 'a -> b', 'a -> 10.0.0.2', `10.0.0.2 -> a${found}`));
    check(steps('users u\napp a\nflow any -> a over https', 'u -> a', `a -> u${found}`));
  });

  it('offers the flow, by names that mean it where it is written', () => {
    const [repaired] = repairsOf(RULE, steps('users u\nsite dc {\n app a count 2\n zone z { database db }\n}\nflow u -> a over https', 'u -> a', 'a -> db "insert"', 'a -> db "again"'));
    assert.match(repaired!, /^flow a -> db$/mu);
    const [turned] = repairsOf(RULE, steps(tiers, 'db -> a "notify"'));
    assert.match(turned!, /^flow db -> a$/mu);
    assert.match(repairsOf(RULE, steps('users 독자\napp 대출\nflow 독자 -> 대출 over https', '대출 -> 독자 "알림"'))[0]!, /^flow 대출 -> 독자$/mu);
  });

  it('judges the steps of each variant against its flows', () => {
    checkFixture(`users u\napp a\nsequence "s" {\n u -> a "ask"\n//^^^ error[${RULE}]: no flow leads there\n}\nvariant with { flow u -> a over https }\nvariant without { }`, (each) => each === RULE);
  });
});

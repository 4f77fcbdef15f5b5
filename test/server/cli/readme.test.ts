/** Who follows the README to the letter gets what it promises: its commands run on its own file, and end as they should. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Machine } from './support/world.js';

const project = new URL('../../../', import.meta.url);
const README = readFileSync(new URL('README.md', project), 'utf8');
const SHOP = /```arch\n([\s\S]*?)```/.exec(README)![1]!;
/** What runs on and on, needs a repository, or takes the user's own files, is tested elsewhere. */
const ELSEWHERE = new Set(['preview', 'diff', 'markdown', 'fmt']);

const commands = [...README.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) => block!.split('\n'))
  .map((line) => line.replace(/\s+#.*/, '').trim()).filter((line) => line.startsWith('lintel ')).map((line) => line.split(/\s+/).slice(1))
  .filter(([name]) => !ELSEWHERE.has(name!));

describe('the README', function () {
  this.timeout(60_000);
  let machine: Machine;
  before(() => {
    const examples = commands.flat().filter((word) => word.startsWith('examples/'));
    machine = new Machine({ 'shop.arch': SHOP, ...Object.fromEntries(examples.map((path) => [path, readFileSync(new URL(path, project), 'utf8')])) });
  });
  after(() => machine.remove());

  it('shows every command that answers at once', () => {
    assert.deepEqual([...new Set(commands.map(([name]) => name))].sort(), ['availability', 'check', 'explain', 'matrix', 'render', 'rules', 'simulate', 'test', 'trace']);
  });

  for (const [name, ...args] of commands) {
    it(`lintel ${[name, ...args].join(' ')}`, async () => {
      const { code, stdout, stderr } = await machine.run(name!, ...args);
      assert.deepEqual([code, name === 'simulate' ? '' : stderr], [0, '']);
      if (name !== 'render') assert.ok(stdout.length > 100, stdout);
    });
  }

  it('says truly how many warnings its first file has, and that an eleventh line makes them an error', async () => {
    const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];
    const told = /warns of the (\w+) single points of failure/.exec(README)![1]!;
    const { stdout } = await machine.run('check', 'shop.arch', '--format', 'json');
    const { findings } = JSON.parse(stdout) as { findings: { rule: string; severity: string }[] };
    assert.deepEqual(findings.map(({ rule, severity }) => `${severity} ${rule}`), Array.from({ length: numbers.indexOf(told) }, () => 'warning redundancy/single-point-of-failure'));
    machine.write('eleven.arch', `${SHOP}${/Add `([^`]+)` as an eleventh line/.exec(README)![1]!}\n`);
    assert.equal((await machine.run('check', 'eleven.arch')).code, 1);
  });
});

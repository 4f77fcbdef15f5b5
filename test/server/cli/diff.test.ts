import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { parseXml } from '@rgrove/parse-xml';
import { Machine } from './support/world.js';
import { validated } from './support/schemas.js';

const BEFORE = 'internet world { users people }\nserver web { software nginx }\nflow people -> web over https as shop\nserver legacy { os linux }\n';
const AFTER = 'internet world { users people }\nserver web count 2 { software nginx }\nflow people -> web over https as shop\nserver cache { software redis }\n';

interface Part { name: string; file: string; changes?: { what: string; before: string[]; after: string[] }[] }
interface Diff {
  architectures: { name: string; status: string; elements?: { added: Part[]; removed: Part[]; changed: Part[] }; services?: { name: string; before: { singlePoints: string[] } | null; after: { singlePoints: string[] } | null }[] }[];
  summary: Record<string, number>;
}

describe('lintel diff', () => {
  let machine: Machine;
  beforeEach(() => { machine = new Machine({ 'old.arch': BEFORE, 'new.arch': AFTER }); });
  afterEach(() => machine.remove());

  function git(...args: string[]): void {
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', ...args], { cwd: machine.folder, stdio: 'ignore' });
  }

  function committed(): void {
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', 'first');
  }

  async function faulty(says: RegExp, ...args: string[]): Promise<void> {
    const { code, stdout, stderr } = await machine.run('diff', ...args);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^lintel: [^\n]+\n$/);
    assert.match(stderr, says);
  }

  it('tells what differs between two files, and what that does to availability', async () => {
    const { code, stdout, stderr } = await machine.run('diff', 'old.arch', 'new.arch');
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /^new\.arch/m);
    assert.match(stdout, /~ web {2}\(new\.arch:2:8\)\n {6}count 1 → 2\n/);
    assert.match(stdout, /\+ cache/);
    assert.match(stdout, /− legacy/);
    assert.match(stdout, /shop: .*1 single point.* → .*no single point/);
    assert.match(stdout, /\d+ added, \d+ removed, \d+ changed; 1 new finding, \d+ gone\.\n$/);
  });

  it('exits 1 with --check where there is a difference, 0 where there is none', async () => {
    assert.equal((await machine.run('diff', 'old.arch', 'new.arch', '--check')).code, 1);
    const same = await machine.run('diff', 'old.arch', 'old.arch', '--check');
    assert.deepEqual([same.code, same.stdout], [0, 'No difference.\n']);
  });

  it('answers as JSON that fits its schema', async () => {
    const { stdout } = await machine.run('diff', 'old.arch', 'new.arch', '--format', 'json');
    const { architectures: [only], summary } = validated<Diff>('diff', stdout);
    assert.equal(only!.status, 'both');
    assert.deepEqual(only!.elements!.added.map(({ name }) => name), ['cache']);
    assert.deepEqual(only!.services!.map(({ name, before, after }) => [name, before!.singlePoints.length > after!.singlePoints.length]), [['shop', true]]);
    assert.ok(summary['added']! > 0);
  });

  it('writes a comment for a pull request, in which names are only text', async () => {
    machine.write('new.arch', AFTER.replace('as shop', 'as shop "a | b <b>c</b>"'));
    const { stdout } = await machine.run('diff', 'old.arch', 'new.arch', '--format', 'markdown');
    assert.match(stdout, /^\*\*\d+ added/);
    assert.match(stdout, /\| service \| before \| after \| single points \|/);
    assert.doesNotMatch(stdout, /<b>/);
  });

  it('draws both as one picture, what is gone included', async () => {
    const { stdout } = await machine.run('diff', 'old.arch', 'new.arch', '--format', 'svg');
    assert.equal(parseXml(stdout).root!.name, 'svg');
    for (const change of ['added', 'removed']) assert.match(stdout, new RegExp(`class="[^"]*\\b${change}\\b`));
    await machine.run('diff', 'old.arch', 'new.arch', '--format', 'svg', '--output', 'd.svg');
    assert.equal(machine.read('d.svg'), stdout);
  });

  it('reads revisions of git, their imports from the same revision', async () => {
    machine.write('plans/망 a.arch', 'import "parts.arch"\nflow people -> web over https as shop\n');
    machine.write('plans/parts.arch', 'internet world { users people }\nserver web\n');
    committed();
    machine.write('plans/parts.arch', 'internet world { users people }\nserver web { software nginx }\nserver more\n');
    const { stdout, stderr } = await machine.run('diff', 'HEAD:plans/망 a.arch', 'plans/망 a.arch', '--format', 'json');
    assert.equal(stderr, '');
    const [only] = validated<Diff>('diff', stdout).architectures;
    assert.deepEqual(only!.elements!.added.map(({ name }) => name), ['more']);
    assert.deepEqual(only!.elements!.changed, [{ ...only!.elements!.changed[0]!, name: 'web', changes: [{ what: 'software', before: [], after: ['nginx'] }] }]);
    const folders = validated<Diff>('diff', (await machine.run('diff', 'HEAD:plans', 'plans', '--format', 'json')).stdout);
    assert.deepEqual(folders.architectures.map(({ name, status }) => [name, status]), [['망 a.arch', 'both']]);
    assert.deepEqual(validated<Diff>('diff', (await machine.run('diff', 'HEAD:./plans', 'HEAD:plans/', '--format', 'json')).stdout).summary, { added: 0, removed: 0, changed: 0, newFindings: 0, goneFindings: 0 });
  });

  it('tells architectures that only one side has', async () => {
    committed();
    machine.write('third.arch', 'server c\n');
    const { stdout } = await machine.run('diff', 'HEAD:', '.');
    assert.match(stdout, /third\.arch is new\./);
  });

  it('compares variants by name, or two that are named', async () => {
    const text = `${BEFORE}variant a { server one }\nvariant b { server two }\n`;
    machine.write('v.arch', text);
    machine.write('w.arch', text.replace('server two', 'server three'));
    const all = validated<Diff>('diff', (await machine.run('diff', 'v.arch', 'w.arch', '--format', 'json')).stdout);
    assert.deepEqual(all.architectures.map(({ name, elements }) => [name, elements!.added.map((each) => each.name)]), [['w.arch#a', []], ['w.arch#b', ['three']]]);
    const two = validated<Diff>('diff', (await machine.run('diff', 'v.arch#a', 'v.arch#b', '--format', 'json')).stdout);
    assert.deepEqual(two.architectures.map(({ elements }) => [elements!.added, elements!.removed].map((each) => each.map(({ name }) => name))), [[['two'], ['one']]]);
    await faulty(/there are several: w\.arch#a and w\.arch#b/, 'v.arch', 'w.arch', '--format', 'svg');
  });

  it('says where it leaves out what could not be understood', async () => {
    machine.write('broken.arch', `${AFTER}server {{{\n`);
    const { code, stderr } = await machine.run('diff', 'new.arch', 'broken.arch');
    assert.equal(code, 0);
    assert.match(stderr, /broken\.arch has errors that/);
  });

  it('says what is not there', async () => {
    await faulty(/in no git repository/, 'HEAD:old.arch', 'new.arch');
    committed();
    await faulty(/no revision nowhere/, 'nowhere:old.arch', 'new.arch');
    await faulty(/no revision --all/, '--', '--all:old.arch', 'new.arch');
    await faulty(/revision HEAD has no file or folder lost\.arch/, 'HEAD:lost.arch', 'new.arch');
    await faulty(/lost\.arch/, 'old.arch', 'lost.arch');
    await faulty(/C:\\lost\.arch/, 'C:\\lost.arch', 'new.arch');
  });
});

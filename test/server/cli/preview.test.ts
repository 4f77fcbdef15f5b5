import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { PictureEdit } from '#language/model/edit.js';
import { fromPath } from '#language/model/uri.js';
import type { SceneAnswer } from '#language/protocol/server.js';
import { FilePictures } from '../../../server/cli/file-pictures.js';
import { Machine } from './support/world.js';

const SHOP = 'internet world { users shoppers }\nserver web\nlink world -- web\nflow shoppers -> web over https as shop\n';

describe('lintel preview', () => {
  let machine: Machine;
  let open: FilePictures[];
  beforeEach(() => {
    open = [];
    machine = new Machine({ 'shop.arch': SHOP, 'dist/preview.js': '', 'dist/preview.css': '' });
  });
  afterEach(() => {
    for (const each of open) each.close();
    machine.remove();
  });

  function pictures(name: string, variant?: string, editable = false): FilePictures {
    const path = join(machine.folder, name);
    const made = new FilePictures({ path, uri: fromPath(path), written: name, ...(variant === undefined ? {} : { variant }) }, join(machine.folder, 'dist'), editable);
    open.push(made);
    return made;
  }

  function ask(of: FilePictures, variant?: string): Promise<SceneAnswer> {
    return of.scene({ revision: 7, uri: of.uri, choice: { collapsed: [], expanded: [], ...(variant === undefined ? {} : { variant }) }, theme: 'light' });
  }

  /** The picture with what was found in this text. */
  async function scene(of: FilePictures, variant?: string): Promise<SceneAnswer> {
    const told = new Promise<void>((resolve) => { of.onChange(resolve); });
    const answer = await ask(of, variant);
    if (!answer.picture?.checking) return answer;
    await told;
    return scene(of, variant);
  }

  /** Resolves when the pictures say that they changed, after `change` was made. */
  async function changed(of: FilePictures, change: () => void): Promise<void> {
    const told = new Promise<void>((resolve) => { of.onChange(resolve); });
    change();
    await told;
  }

  const elements = (answer: SceneAnswer): string[] => Object.keys(answer.picture!.model.elements);

  it('draws the file, and again when it is saved', async () => {
    const shown = pictures('shop.arch');
    const before = await scene(shown);
    assert.deepEqual([before.revision, before.broken, elements(before)], [7, false, ['world', 'world.shoppers', 'web']]);
    await changed(shown, () => machine.write('shop.arch', `${SHOP}server cache\n`));
    const after = await scene(shown);
    assert.ok(elements(after).includes('cache'));
    assert.ok(after.picture!.version > before.picture!.version);
  });

  it('draws before anything is found, and tells when it is', async () => {
    machine.write('shop.arch', `${SHOP}expect web cannot reach world\nexpect world cannot reach web\n`);
    const shown = pictures('shop.arch');
    const told = new Promise<void>((resolve) => { shown.onChange(resolve); });
    const first = (await ask(shown)).picture!;
    assert.deepEqual([first.checking, first.findings], [true, []]);
    await told;
    const second = (await ask(shown)).picture!;
    assert.ok(second.findings.length > 0 && second.scene.nodes.some(({ findings }) => findings.length > 0));
    assert.deepEqual([second.checking, second.version], [undefined, first.version]);
    assert.deepEqual(second.scene.nodes.map(({ id, x, y }) => [id, x, y]), first.scene.nodes.map(({ id, x, y }) => [id, x, y]));
  });

  it('tells when the text is broken, and draws what is left', async () => {
    machine.write('shop.arch', `${SHOP}server {{{\n`);
    const answer = await scene(pictures('shop.arch'));
    assert.equal(answer.broken, true);
    assert.ok(elements(answer).includes('web'));
  });

  it('follows imports, also those that are still to come', async () => {
    machine.write('shop.arch', `import "extra.arch"\n${SHOP}`);
    const shown = pictures('shop.arch');
    assert.ok(!elements(await scene(shown)).includes('more'));
    await changed(shown, () => machine.write('extra.arch', 'server more\n'));
    assert.ok(elements(await scene(shown)).includes('more'));
  });

  it('lists the variants and draws the chosen one', async () => {
    machine.write('shop.arch', `${SHOP}variant small { }\nvariant large "Large" { server second }\n`);
    const shown = pictures('shop.arch', 'small');
    const small = await scene(shown);
    assert.deepEqual(small.picture!.variants, [{ name: 'small' }, { name: 'large', label: 'Large' }]);
    assert.ok(!elements(small).includes('second'));
    assert.ok(elements(await scene(shown, 'large')).includes('second'));
  });

  it('says why there is no picture, rather than falling over', async () => {
    machine.write('lintel.json', '{');
    assert.match((await scene(pictures('shop.arch'))).problem!, /no JSON/);
  });

  it('changes the file only where edits are allowed, and only that file', async () => {
    const add: PictureEdit = { type: 'add-element', kind: 'server', name: '새것' };
    const closed = pictures('shop.arch');
    assert.equal(closed.edit, undefined);
    machine.write('extra.arch', 'server more\n');
    machine.write('open.arch', `import "extra.arch"\n${SHOP}`);
    const shown = pictures('open.arch', undefined, true);
    const { picture } = await scene(shown);
    const edit = (each: PictureEdit): Promise<string | undefined> => shown.edit!(each, picture!);
    assert.match((await edit({ type: 'rename', id: 'more', name: 'less' }))!, /declared in extra\.arch/);
    assert.match((await edit({ type: 'add-element', kind: 'nothing', name: 'x' }))!, /no kind/);
    const before = machine.read('open.arch');
    let answer: string | undefined = 'not asked';
    await changed(shown, () => { void edit(add).then((problem) => { answer = problem; }); });
    assert.equal(answer, undefined);
    assert.ok(elements(await scene(shown)).includes('새것'));
    assert.equal(machine.read('open.arch').replace('server 새것\n', ''), before);
  });

  it('writes nothing over what was saved meanwhile', async () => {
    machine.write('meanwhile.arch', SHOP);
    const shown = pictures('meanwhile.arch', undefined, true);
    const { picture } = await scene(shown);
    machine.write('meanwhile.arch', `${SHOP}// by hand\n`);
    assert.match((await shown.edit!({ type: 'add-element', kind: 'server', name: 'late' }, picture!))!, /changed meanwhile/);
    assert.equal(machine.read('meanwhile.arch'), `${SHOP}// by hand\n`);
  });

  it('serves on this machine until it is interrupted', async () => {
    let interrupt = (): void => undefined;
    machine.interrupted = new Promise((resolve) => { interrupt = resolve; });
    const said = new Promise<string>((resolve) => { machine.onOutput = resolve; });
    const running = machine.run('preview', 'shop.arch');
    const url = /http:\/\/127\.0\.0\.1:\d+\/[\w-]{20,}\/\n$/.exec(await said)![0].trim();
    assert.deepEqual(machine.opened, [url]);
    const page = await fetch(url);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /<script nonce=/);
    interrupt();
    assert.equal((await running).code, 0);
    await assert.rejects(fetch(url));
  });

  it('opens no browser with --no-open, and says when the port is taken', async () => {
    assert.equal((await machine.run('preview', 'shop.arch', '--no-open')).code, 0);
    assert.deepEqual(machine.opened, []);
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { code, stderr } = await machine.run('preview', 'shop.arch', '--no-open', '--port', String(port));
    assert.equal(code, 2);
    assert.match(stderr, new RegExp(`^lintel: port ${port} of 127\\.0\\.0\\.1 is taken`));
    other.close();
  });
});

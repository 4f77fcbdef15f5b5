/** Where boxes were set by hand holds on every surface that the command line draws. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { inflateSync } from 'node:zlib';
import type { Embedded } from '#language/protocol/embedded.js';
import { Machine } from './support/world.js';

const SHOP = 'server a\nserver b\nserver c\nflow a -> b over http\nflow a -> c over http\nview front { show flows of a, b }\nvariant one { server d }\nvariant two { server e }\n';
const set = (boxes: Record<string, Record<string, [number, number]>>): string => JSON.stringify({ version: 1, views: boxes });
const LAYOUT = set({ '@overview': { a: [24, 24], b: [640, 320] }, '@overview/links': { a: [24, 24], b: [480, 160] }, front: { a: [24, 24], b: [320, 240] } });

/** Where b stands from the layout's zero, told by a, which is set at 24, 24. */
function placeIn(svg: string): [number, number] {
  const [[ax, ay], [bx, by]] = ['a', 'b'].map((name): [number, number] => {
    const found = new RegExp(`data-id="${name}"[\\s\\S]*?<rect class="box" x="([-\\d.]+)" y="([-\\d.]+)"`, 'u').exec(svg);
    assert.ok(found, name);
    return [Number(found[1]), Number(found[2])];
  }) as [[number, number], [number, number]];
  return [bx - ax + 24, by - ay + 24];
}

describe('boxes set by hand', () => {
  let machine: Machine;
  beforeEach(() => { machine = new Machine({ 'shop.arch': SHOP, 'dist/preview.js': 'script', 'dist/preview.css': 'style' }); });
  afterEach(() => machine.remove());

  async function drawn(...args: string[]): Promise<string> {
    const { code, stderr } = await machine.run(...args, '--output', 'x.svg');
    assert.equal(code, 0, stderr);
    return machine.read('x.svg');
  }

  it('stand there in files, each view by itself, and in every variant', async () => {
    const before = placeIn(await drawn('render', 'shop.arch#one'));
    assert.notDeepEqual(before, [640, 320]);
    machine.write('shop.arch.layout.json', LAYOUT);
    for (const variant of ['one', 'two']) assert.deepEqual(placeIn(await drawn('render', `shop.arch#${variant}`)), [640, 320]);
    assert.deepEqual(placeIn(await drawn('render', 'shop.arch#one', '--view', 'front')), [320, 240]);
  });

  it('stand there in pages of Markdown, with the lines that a block asks for', async () => {
    machine.write('shop.arch.layout.json', LAYOUT);
    const block = async (info: string): Promise<[number, number]> => {
      machine.write('page.md', `\`\`\`arch file=shop.arch ${info}\n\`\`\`\n`);
      const { code, stdout, stderr } = await machine.run('markdown', 'page.md');
      assert.equal(code, 0, stderr);
      return placeIn(stdout);
    };
    assert.deepEqual(await block('variant=one'), [640, 320]);
    assert.deepEqual(await block('variant=two show=links'), [480, 160]);
    assert.deepEqual(await block('variant=one view=front'), [320, 240]);
  });

  it('stand there in the offline page', async () => {
    machine.write('shop.arch.layout.json', LAYOUT);
    const { code, stderr } = await machine.run('render', 'shop.arch#one', '--output', 'x.html');
    assert.equal(code, 0, stderr);
    const packed = /id="lintel-pictures">([^<]+)</u.exec(machine.read('x.html'))![1]!;
    const { pictures } = JSON.parse(inflateSync(Buffer.from(packed, 'base64')).toString()) as Embedded;
    const setIn = (view: string | undefined, show: string | undefined): unknown[] => pictures.filter(({ choice }) => choice.view === view && choice.show === show).map(({ scene }) => {
      const [b, zero] = [scene.nodes.find(({ id }) => id === 'b')!, scene.zero ?? { x: 0, y: 0 }];
      return [b.set, b.x - zero.x, b.y - zero.y];
    });
    for (const [view, show, x, y] of [[undefined, undefined, 640, 320], [undefined, 'links', 480, 160], ['front', undefined, 320, 240]] as const) {
      const found = setIn(view, show);
      assert.ok(found.length > 0);
      for (const each of found) assert.deepEqual(each, [true, x, y]);
    }
  });

  it('stand there in a difference: where the later revision sets them', async () => {
    const git = (...args: string[]): void => { execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', ...args], { cwd: machine.folder, stdio: 'ignore' }); };
    machine.write('shop.arch', 'server a\nserver b\nflow a -> b over http\n');
    machine.write('shop.arch.layout.json', set({ '@overview': { a: [24, 24], b: [160, 400] } }));
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', 'first');
    machine.write('shop.arch', 'server a\nserver b\nserver c\nflow a -> b over http\n');
    machine.write('shop.arch.layout.json', set({ '@overview': { a: [24, 24], b: [640, 320] } }));
    assert.deepEqual(placeIn(await drawn('diff', 'HEAD:shop.arch', 'shop.arch', '--format', 'svg')), [640, 320]);
    assert.deepEqual(placeIn(await drawn('diff', 'shop.arch', 'HEAD:shop.arch', '--format', 'svg')), [160, 400]);
  });
});

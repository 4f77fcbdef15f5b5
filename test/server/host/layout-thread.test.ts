/** The thread that lays out: the same pictures as without, and pictures also where there is none. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { layoutNow, toScene } from '#language/scene/index.js';
import { LayoutThread } from '../../../server/host/layout-thread.js';
import { shop } from '../../language/scene/models.js';

const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));

describe('the thread that lays pictures out', () => {
  const scene = toScene(shop());
  const expected = layoutNow(scene);
  let folder: string;
  let thread: LayoutThread;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'lintel-thread-')); });
  afterEach(() => {
    thread.close();
    rmSync(folder, { recursive: true });
  });

  it('gives everything the places that it has without one, in the order asked', async () => {
    thread = new LayoutThread(DIST);
    const other = toScene(shop(), { show: 'links' });
    assert.deepEqual(await Promise.all([thread.layOut(scene), thread.layOut(other), thread.layOut(scene)]), [expected, layoutNow(other), expected]);
  });

  it('keeps this thread free meanwhile', async () => {
    thread = new LayoutThread(DIST);
    let turns = 0;
    const timer = setInterval(() => { turns += 1; }, 1);
    await thread.layOut(scene);
    clearInterval(timer);
    assert.ok(turns > 2, `${turns} turns`);
  });

  it('is done without where its program is missing', async () => {
    thread = new LayoutThread(folder);
    assert.deepEqual(await thread.layOut(scene), expected);
  });

  it('is done without where it ends before it answers', async () => {
    writeFileSync(join(folder, 'layout-worker.cjs'), 'process.exit(3);');
    thread = new LayoutThread(folder);
    assert.deepEqual(await thread.layOut(scene), expected);
    assert.deepEqual(await thread.layOut(scene), expected);
  });

  it('says what a layout failed with, and goes on', async () => {
    thread = new LayoutThread(DIST);
    await assert.rejects(thread.layOut({ ...scene, edges: undefined } as unknown as typeof scene), Error);
    assert.deepEqual(await thread.layOut(scene), expected);
  });
});

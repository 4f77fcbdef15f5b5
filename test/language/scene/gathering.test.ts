/** More of a kind than anybody reads: the first few, a stack of the others, and no picture that is wider for being opened. */
import assert from 'node:assert/strict';
import { checkLayout } from '#language/scene/check-layout.js';
import { drawing } from '#language/scene/drawing.js';
import { toScene } from '#language/scene/to-scene.js';
import type { Scene, SceneNode } from '#language/scene/scene.js';
import { generateModel } from '../../bench/generate-model.js';
import { readModel } from '../../support/read-model.js';

const all = (nodes: readonly SceneNode[]): SceneNode[] => nodes.flatMap((node) => [node, ...all(node.children)]);
const stacks = (scene: Scene): SceneNode[] => all(scene.nodes).filter(({ form }) => form === 'stack');
const servers = (count: number): string => Array.from({ length: count }, (_, index) => `server 서버${index + 1}`).join('\n');

describe('a crowd of one kind', () => {
  it('is drawn by its first few and a stack that says how many more there are', () => {
    const model = readModel(`${servers(400)}\nserver lone { software nginx }\nflow 서버7 -> lone over http\nflow 서버390 -> lone over http\n`);
    const scene = toScene(model, { show: 'all' });
    const [stack, ...more] = stacks(scene);
    assert.equal(more.length, 0);
    assert.deepEqual([stack!.id, stack!.name, stack!.hidden, stack!.collapsed], ['서버4', '서버4 and 397 more', 398, true]);
    assert.deepEqual(all(scene.nodes).map(({ id }) => id), ['서버1', '서버2', '서버3', '서버4']);
    // Whoever is not drawn is drawn by the stack: what he does is not lost.
    assert.equal(scene.stands['서버390'], '서버4');
    assert.equal(scene.stands['lone'], '서버4');
  });

  it('stays as it is where few enough boxes are drawn', () => {
    assert.equal(stacks(toScene(readModel(servers(140)), { show: 'all' })).length, 0);
  });

  it('shows the next dozen when it is opened, and the stack of the others after them', () => {
    const model = readModel(servers(400));
    const once = toScene(model, { show: 'all', expanded: ['서버4'] });
    assert.deepEqual([all(once.nodes).length, stacks(once)[0]!.name], [16, '서버16 and 384 more']);
    const twice = toScene(model, { show: 'all', expanded: ['서버4', '서버16'] });
    assert.deepEqual([all(twice.nodes).length, stacks(twice)[0]!.name], [28, '서버28 and 372 more']);
  });

  it('keeps places, flows and findings of hundreds of sites in a picture that fits a page', async () => {
    for (const size of [300, 1000, 5000]) {
      const scene = await drawing(readModel(generateModel(size)));
      assert.ok(scene.width <= 2400, `${size} elements: ${scene.width} px`);
      assert.ok(scene.nodes.length >= 8 && scene.nodes.length <= 160, `${size} elements: ${scene.nodes.length} boxes`);
      assert.ok(scene.edges.length > 0);
      assert.deepEqual(checkLayout(scene), []);
    }
  }).timeout(0);
});

/** Overviews of large architectures show as much as fits a page, and cost a few layouts at most. */
import assert from 'node:assert/strict';
import { checkLayout } from '#language/scene/check-layout.js';
import { drawing } from '#language/scene/drawing.js';
import type { LaidOutScene } from '#language/scene/laid-out.js';
import { layoutNow } from '#language/scene/layout.js';
import { toScene } from '#language/scene/to-scene.js';
import type { Model } from '#language/model/model.js';
import { generateModel } from '../../bench/generate-model.js';
import { readModel } from '../../support/read-model.js';
import { ModelBuilder } from './build.js';

async function drawn(model: Model): Promise<{ scene: LaidOutScene; layouts: number }> {
  let layouts = 0;
  const scene = await drawing(model, {}, (each) => { layouts += 1; return layoutNow(each); });
  return { scene, layouts };
}

describe('the overview of a large architecture', () => {
  it('shows the inside of the first sites, and counts the others', async () => {
    const { scene, layouts } = await drawn(readModel(generateModel(500)));
    assert.ok(scene.width <= 2400, `${scene.width} px`);
    assert.ok(scene.nodes.length >= 30, `${scene.nodes.length} boxes`);
    assert.ok(layouts <= 7, `${layouts} layouts`);
    assert.deepEqual(checkLayout(scene), []);
    for (const site of ['campus1', 'campus2', 'campus3']) assert.ok(scene.nodes.some((node) => node.parent === site), site);
    assert.equal(scene.nodes.find((node) => node.id === 'campus4')?.form, 'stack');
  }).timeout(0);

  it('closes no more than it must where nothing is alike', async () => {
    const b = new ModelBuilder();
    const users = b.element('users', 'users');
    for (let zone = 0; zone < 4; zone += 1) {
      const place = b.element('zone', `zone-${zone}`);
      for (let at = 0; at < 4; at += 1) b.flow(users, b.element(['server', 'database', 'app', 'vm'][at]!, `part-${zone}-${at}-with-a-name`, { in: place }), 'https');
    }
    const model = b.model;
    assert.ok(layoutNow(toScene(model)).width > 2400, 'too wide with all open');
    const { scene } = await drawn({ ...model, views: [] });
    assert.ok(scene.width <= 2400);
    const open = ['zone-0', 'zone-1', 'zone-2', 'zone-3'].filter((id) => scene.nodes.some((node) => node.parent === id));
    assert.ok(open.length >= 2, `open: ${open.join(', ')}`);
  }).timeout(0);

  it('closes nothing that fits', async () => {
    const { scene, layouts } = await drawn(readModel(generateModel(60)));
    assert.equal(layouts, 1);
    assert.equal(scene.nodes.length, layoutNow(toScene(readModel(generateModel(60)))).nodes.length);
  }).timeout(0);
});

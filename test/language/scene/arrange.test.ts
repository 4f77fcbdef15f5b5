/** Boxes where somebody set them: there, nothing on anything, lines with a way and their texts. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkLayout } from '#language/scene/check-layout.js';
import type { LaidOutNode, LaidOutScene } from '#language/scene/laid-out.js';
import { layoutNow } from '#language/scene/layout.js';
import type { Scene } from '#language/scene/scene.js';
import { toScene } from '#language/scene/to-scene.js';
import { campus, clinicalStudy, shop } from './models.js';
import { randomModel } from './random-model.js';

const node = (scene: LaidOutScene, id: string): LaidOutNode => scene.nodes.find((each) => each.id === id)!;

function placeOf(scene: LaidOutScene, id: string): { x: number; y: number } {
  const { x, y, parent } = node(scene, id);
  const from = parent === undefined ? scene.zero ?? { x: 0, y: 0 } : node(scene, parent);
  return { x: x - from.x, y: y - from.y };
}

describe('boxes set by hand', () => {
  it('stand where they were set, from the corner of what contains them, and say that they were set', () => {
    const scene = layoutNow(toScene(clinicalStudy(), { set: { 'idc.app': { x: 424, y: 200 }, world: { x: 120, y: 24 } } }));
    assert.deepEqual(placeOf(scene, 'idc.app'), { x: 424, y: 200 });
    assert.deepEqual(scene.nodes.filter((each) => each.set).map((each) => each.id), ['world', 'idc.app']);
    assert.deepEqual(checkLayout(scene), []);
  });

  it('take along what they hold, and the lines within', () => {
    const before = layoutNow(toScene(clinicalStudy()));
    const after = layoutNow(toScene(clinicalStudy(), { set: { 'idc.data': { x: 416, y: 704 } } }));
    for (const id of ['idc.data.db', 'idc.data.db1', 'idc.data.db2']) assert.deepEqual(placeOf(after, id), placeOf(before, id), id);
    const replication = (scene: LaidOutScene): number[] => {
      const data = node(scene, 'idc.data');
      return scene.edges.find((edge) => edge.form === 'replication')!.points.flatMap((point) => [point.x - data.x, point.y - data.y]);
    };
    assert.deepEqual(replication(after), replication(before));
    assert.deepEqual(checkLayout(after), []);
  });

  it('never stand over the border or the title of their container: it grows to the right and downwards', () => {
    const scene = layoutNow(toScene(shop(), { set: { 'lan.db': { x: -500, y: -500 }, 'lan.lb': { x: 900, y: 40 } } }));
    assert.deepEqual(placeOf(scene, 'lan.db'), { x: 16, y: 40 });
    const lan = node(scene, 'lan');
    assert.ok(lan.x + lan.width >= node(scene, 'lan.lb').x + node(scene, 'lan.lb').width + 16);
    assert.deepEqual(checkLayout(scene), []);
  });

  it('push apart what they are set on', () => {
    const plain = layoutNow(toScene(clinicalStudy()));
    const scene = layoutNow(toScene(clinicalStudy(), { set: { 'idc.data': placeOf(plain, 'idc.app') } }));
    assert.deepEqual(placeOf(scene, 'idc.data'), placeOf(plain, 'idc.app'));
    assert.deepEqual(checkLayout(scene), []);
  });

  it('are pushed apart themselves where two were set on one place: the first one wins', () => {
    const at = { x: 16, y: 200 };
    const scene = layoutNow(toScene(clinicalStudy(), { set: { 'idc.app': at, 'idc.data': at } }));
    assert.deepEqual(placeOf(scene, 'idc.app'), at);
    assert.deepEqual(checkLayout(scene), []);
  });

  it('move a row of members as one: a place given to a member is not heeded', () => {
    const plain = layoutNow(toScene(clinicalStudy()));
    assert.deepEqual(layoutNow(toScene(clinicalStudy(), { set: { 'idc.data.db1': { x: 300, y: 300 } } })).edges, plain.edges);
  });

  it('leave a picture as it is where nothing that is drawn was set', () => {
    assert.deepEqual(layoutNow(toScene(campus(), { set: { nobody: { x: 0, y: 0 } } })), layoutNow(toScene(campus())));
  });

  it('come out the same every time', () => {
    const set = { 'zone0.e1': { x: 200, y: 200 }, e2: { x: 24, y: 400 } };
    assert.deepEqual(layoutNow(toScene(randomModel(3), { set })), layoutNow(toScene(randomModel(3), { set })));
  });

  it('never make a fault, wherever they are set, and hardly ever cost a line its text', () => {
    let [texts, kept] = [0, 0];
    fc.assert(fc.property(
      fc.integer({ min: 0, max: 40 }), fc.constantFrom('flows' as const, 'links' as const, 'all' as const), fc.boolean(), fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: -40, max: 120 }), fc.integer({ min: -40, max: 90 })), { minLength: 1, maxLength: 4 }),
      (seed, show, across, moves) => {
        const options = { show, direction: across ? 'right' as const : 'down' as const };
        const plain = layoutNow(toScene(randomModel(seed), options));
        if (plain.nodes.length === 0) return;
        const set: Record<string, Scene['set'][string]> = {};
        for (const [pick, x, y] of moves) set[plain.nodes[pick % plain.nodes.length]!.id] = { x: 8 * x, y: 8 * y };
        const scene = layoutNow(toScene(randomModel(seed), { ...options, set }));
        assert.deepEqual(checkLayout(scene), []);
        assert.deepEqual(scene.edges.map((edge) => edge.id), plain.edges.map((edge) => edge.id));
        texts += plain.edges.filter((edge) => edge.labelAt).length;
        kept += scene.edges.filter((edge) => edge.labelAt).length;
      },
    ), { numRuns: 25, seed: 7 });
    assert.ok(kept >= 0.97 * texts, `${kept} of ${texts}`);
  }).timeout(0);
});

/** `rank` and `near` in views: on one line, side by side, in every direction, whatever connects them. */
import assert from 'node:assert/strict';
import { checkLayout } from '#language/scene/check-layout.js';
import type { LaidOutNode, LaidOutScene } from '#language/scene/laid-out.js';
import { layoutNow } from '#language/scene/layout.js';
import type { Direction } from '#language/scene/scene.js';
import { toScene } from '#language/scene/to-scene.js';
import { ModelBuilder } from './build.js';
import { clinicalStudy } from './models.js';

const node = (scene: LaidOutScene, id: string): LaidOutNode => scene.nodes.find((each) => each.id === id)!;
const across = (direction: Direction): boolean => direction === 'right' || direction === 'left';

/** The middle along the way of requests. */
function line(scene: LaidOutScene, id: string): number {
  const { x, y, width, height } = node(scene, id);
  return across(scene.direction) ? x + width / 2 : y + height / 2;
}

/** Pixels between two boxes beside the way of requests. */
function gap(scene: LaidOutScene, a: string, b: string): number {
  const [one, two] = [node(scene, a), node(scene, b)];
  return across(scene.direction) ? Math.max(one.y - two.y - two.height, two.y - one.y - one.height) : Math.max(one.x - two.x - two.width, two.x - one.x - one.width);
}

function onOneLine(scene: LaidOutScene, ...ids: string[]): void {
  for (const id of ids) assert.ok(Math.abs(line(scene, id) - line(scene, ids[0]!)) < 8, `${id} at ${line(scene, id)}, ${ids[0]} at ${line(scene, ids[0]!)}`);
  for (const [index, a] of ids.entries()) for (const b of ids.slice(index + 1)) assert.ok(gap(scene, a, b) >= 8, `${a} and ${b}`);
}

/** users → a → b → c → d, and e beside them. */
function chain(): ModelBuilder {
  const b = new ModelBuilder();
  b.element('users', 'u');
  for (const name of ['a', 'b', 'c', 'd', 'e']) b.element('server', name);
  for (const [from, to] of [['u', 'a'], ['a', 'b'], ['b', 'c'], ['c', 'd'], ['u', 'e']] as const) b.flow(from, to, 'https');
  return b;
}

for (const direction of ['down', 'right', 'up', 'left'] as const) {
  describe(`on one line, where requests run ${direction}`, () => {
    it('rank sets boxes of different tiers on one line, each with its lines and texts', () => {
      const b = chain();
      b.view('v', { direction, rank: [{ ids: ['a', 'c', 'e'] }] });
      const plain = layoutNow(toScene(b.model, { direction }));
      assert.ok(Math.abs(line(plain, 'a') - line(plain, 'c')) > 64);
      const scene = layoutNow(toScene(b.model, { view: 'v' }));
      onOneLine(scene, 'a', 'c', 'e');
      assert.deepEqual(checkLayout(scene), []);
      assert.equal(scene.edges.filter((edge) => edge.labelAt).length, 5);
    });

    it('rank sets boxes of different places on one line, the places beside each other', () => {
      const model = clinicalStudy();
      model.views.push({ ...model.views[0]!, name: 'v', collapse: [], direction, rank: [{ ids: ['idc.app.was', 'idc.data.db1'] }] });
      const scene = layoutNow(toScene(model, { view: 'v' }));
      const [was, db] = [line(scene, 'idc.app.was'), line(scene, 'idc.data.db1')];
      assert.ok(Math.abs(was - db) <= 24, `${was} and ${db}`);
      assert.deepEqual(checkLayout(scene), []);
    });

    it('near makes neighbours of what a flow sets one behind the other', () => {
      const b = chain();
      b.view('v', { direction, near: [{ a: 'a', b: 'd' }, { a: 'b', b: 'c' }] });
      const scene = layoutNow(toScene(b.model, { view: 'v' }));
      for (const [one, two] of [['a', 'd'], ['b', 'c']] as const) {
        onOneLine(scene, one, two);
        assert.ok(gap(scene, one, two) <= 96, `${one} and ${two}: ${gap(scene, one, two)} px`);
      }
      assert.deepEqual(checkLayout(scene), []);
    });
  });
}

describe('on one line', () => {
  it('stands what is on one line anyway, in its order', () => {
    const b = new ModelBuilder();
    b.element('users', 'u');
    for (const name of ['a', 'b', 'c']) b.flow('u', b.element('server', name), 'https');
    b.view('v', { rank: [{ ids: ['a', 'b'] }], near: [{ a: 'b', b: 'c' }] });
    const scene = layoutNow(toScene(b.model, { view: 'v' }));
    onOneLine(scene, 'a', 'b', 'c');
    assert.ok(node(scene, 'a').x < node(scene, 'b').x && node(scene, 'b').x < node(scene, 'c').x);
  });

  it('members of one row, a place and what stands in it, and a box alone ask for nothing', () => {
    const model = clinicalStudy();
    model.views.push({ ...model.views[0]!, name: 'v', collapse: [], rank: [{ ids: ['idc.data.db1', 'idc.data.db2'] }, { ids: ['idc', 'idc.app'] }, { ids: ['idc.app'] }] });
    model.views.push({ ...model.views[0]!, name: 'w', collapse: [] });
    const [ranked, plain] = ['v', 'w'].map((view) => layoutNow(toScene(model, { view })));
    assert.deepEqual(ranked!.nodes.map(({ id, x, y }) => [id, x, y]), plain!.nodes.map(({ id, x, y }) => [id, x, y]));
  });

  it('a place set by hand counts more', () => {
    const b = chain();
    b.view('v', { rank: [{ ids: ['a', 'c'] }] });
    const scene = layoutNow(toScene(b.model, { view: 'v', set: { c: { x: 400, y: 640 } } }));
    assert.deepEqual([node(scene, 'c').x - (scene.zero?.x ?? 0), node(scene, 'c').y - (scene.zero?.y ?? 0)], [400, 640]);
    assert.deepEqual(checkLayout(scene), []);
  });
});

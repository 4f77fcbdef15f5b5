/** After an edit the picture stays where it was, unless that makes it worse; pictures of the command line know nothing of it. */
import assert from 'node:assert/strict';
import { placesIn } from '#language/scene/arrange/steady.js';
import { checkLayout } from '#language/scene/check-layout.js';
import type { LaidOutScene } from '#language/scene/laid-out.js';
import { layoutNow } from '#language/scene/layout.js';
import { toScene } from '#language/scene/to-scene.js';
import type { Model } from '#language/model/model.js';
import { ModelBuilder } from './build.js';
import { randomModel } from './random-model.js';

/** How far boxes that were there before have moved, from the corner of their container. */
function movement(before: LaidOutScene, after: LaidOutScene): number[] {
  const [was, is] = [placesIn(before), placesIn(after)];
  return Object.keys(was).filter((id) => Object.hasOwn(is, id)).map((id) => Math.abs(was[id]!.x - is[id]!.x) + Math.abs(was[id]!.y - is[id]!.y)).sort((a, b) => a - b);
}

function fan(...names: string[]): Model {
  const b = new ModelBuilder();
  b.element('users', 'u');
  for (const name of names) b.flow('u', b.element('server', name), 'https');
  return b.model;
}

describe('a picture after an edit', () => {
  it('leaves every box where it was where a new one finds room', () => {
    const before = layoutNow(toScene(fan('b', 'c', 'd')));
    const held = layoutNow(toScene(fan('a', 'b', 'c', 'd'), { hold: placesIn(before) }));
    assert.ok(movement(before, layoutNow(toScene(fan('a', 'b', 'c', 'd')))).some((moved) => moved > 0));
    assert.deepEqual(movement(before, held).filter((moved) => moved > 0), []);
    assert.deepEqual(checkLayout(held), []);
  });

  it('is the automatic one where nothing would move anyway', () => {
    const scene = layoutNow(toScene(fan('a', 'b')));
    assert.deepEqual(layoutNow(toScene(fan('a', 'b'), { hold: placesIn(scene) })), scene);
  });

  it('lets a box that was set by hand go back, and what gave way to it, once it is set no more', () => {
    const automatic = layoutNow(toScene(fan('a', 'b', 'c')));
    const { x, y } = placesIn(automatic)['c']!;
    const set = layoutNow(toScene(fan('a', 'b', 'c'), { set: { a: { x, y } } }));
    const hold = placesIn(set);
    assert.deepEqual(hold['a'], { x, y, set: true });
    assert.notDeepEqual(hold['c'], { x, y }, 'it gave way');
    assert.deepEqual(layoutNow(toScene(fan('a', 'b', 'c'), { hold })), automatic);
    assert.deepEqual(placesIn(layoutNow(toScene(fan('a', 'b', 'c', 'd'), { hold, set: { a: { x, y } } })))['a'], hold['a'], 'while it is set it stays');
  });

  it('is laid out anew where standing still would cost too much', () => {
    const far = Object.fromEntries(['a', 'b', 'u'].map((id, index) => [id, { x: 24 + index * 2000, y: 24 }]));
    assert.deepEqual(layoutNow(toScene(fan('a', 'b'), { hold: far })), layoutNow(toScene(fan('a', 'b'))));
  });

  it('is laid out anew where a request would run back up the page', () => {
    const chain = (withMore: boolean): Model => {
      const b = new ModelBuilder();
      b.flow(b.element('server', 'web'), b.element('database', 'db'), 'mysql');
      if (withMore) b.flow('web', b.element('server', 'more'), 'http');
      if (withMore) b.flow('more', 'db', 'mysql');
      return b.model;
    };
    const held = layoutNow(toScene(chain(true), { hold: placesIn(layoutNow(toScene(chain(false)))) }));
    for (const { id, points } of held.edges) assert.ok(points.at(-1)!.y > points[0]!.y, id);
  });

  it('moves less than laid out anew, and has no fault, whatever is deleted', () => {
    let [anew, held, count] = [0, 0, 0];
    for (let seed = 0; seed < 20; seed += 1) {
      const before = layoutNow(toScene(randomModel(seed)));
      const model = randomModel(seed);
      const flow = Object.keys(model.flows)[seed % Math.max(1, Object.keys(model.flows).length)];
      if (flow === undefined) continue;
      delete model.flows[flow];
      const after = layoutNow(toScene(model, { hold: placesIn(before) }));
      assert.deepEqual(checkLayout(after), [], `random model ${seed}`);
      const sum = (list: number[]): number => list.reduce((all, each) => all + each, 0);
      anew += sum(movement(before, layoutNow(toScene(model))));
      held += sum(movement(before, after));
      count += 1;
    }
    assert.ok(count > 12 && held <= 0.5 * anew, `${held} px held, ${anew} px anew`);
  }).timeout(0);
});

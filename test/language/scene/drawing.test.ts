/** How much of a large architecture a picture shows, and that an edit neither opens nor closes any of it. */
import assert from 'node:assert/strict';
import { placesIn } from '#language/scene/arrange/steady.js';
import { drawing, drawingNow, type Fit } from '#language/scene/drawing.js';
import { layoutNow } from '#language/scene/layout.js';
import type { LaidOutScene } from '#language/scene/laid-out.js';
import type { Model } from '#language/model/model.js';
import { ModelBuilder } from './build.js';

/** Sites of some zones of some servers, a chain of requests through each site. */
function sites(count: number, zones: number, servers: number, ...more: string[]): Model {
  const b = new ModelBuilder();
  b.element('users', 'u');
  for (let site = 0; site < count; site += 1) {
    b.element('site', `s${site}`);
    for (let zone = 0; zone < zones; zone += 1) {
      b.element('zone', `z${zone}`, { in: `s${site}` });
      for (let server = 0; server < servers; server += 1) b.element('server', `e${server}`, { in: `s${site}.z${zone}` });
    }
    b.flow('u', `s${site}.z0.e0`, 'https');
  }
  for (const name of more) b.element('server', name);
  return b.model;
}

const closed = ({ nodes }: LaidOutScene): string[] => nodes.filter((node) => node.collapsed).map(({ id }) => id).sort();
const fits = ({ width, height }: LaidOutScene): boolean => width <= 2400 && height <= 9600;

describe('a picture of what would not fit', () => {
  it('shows what fits', () => {
    const scene = drawingNow(sites(9, 3, 4));
    assert.ok(fits(scene) && closed(scene).length > 0);
  });

  it('is the whole where that fits, laid out once', async () => {
    let times = 0;
    const scene = await drawing(sites(1, 2, 3), {}, (each) => { times += 1; return layoutNow(each); });
    assert.deepEqual([times, closed(scene)], [1, []]);
  });

  it('keeps open what was open, and closed what was closed, through edits; each of them is laid out once', async () => {
    const fit: Fit = {};
    let scene = await drawing(sites(9, 3, 4), {}, layoutNow, fit);
    const before = closed(scene);
    for (const more of [['one'], ['one', 'two'], ['one', 'two', 'three'], ['one']]) {
      let times = 0;
      scene = await drawing(sites(9, 3, 4, ...more), { hold: placesIn(scene) }, (each) => { times += 1; return layoutNow(each); }, fit);
      assert.deepEqual([times, closed(scene)], [1, before]);
      assert.ok(more.every((name) => scene.nodes.some(({ id }) => id === name)));
    }
  }).timeout(0);

  it('leaves a place open whose only part is renamed, and one that gets its first part', async () => {
    const build = (name: string, inside: string[]): Model => {
      const b = new ModelBuilder();
      b.element('zone', 'z');
      b.element('server', name, { in: 'z' });
      b.element('zone', 'empty');
      for (const id of inside) b.element('server', id, { in: 'empty' });
      b.link('z', 'empty');
      return b.model;
    };
    const fit: Fit = {};
    const first = await drawing(build('old', []), {}, layoutNow, fit);
    const second = await drawing(build('new', ['first']), { hold: placesIn(first) }, layoutNow, fit);
    assert.deepEqual(closed(second), []);
    assert.ok(second.nodes.some(({ id }) => id === 'z.new') && second.nodes.some(({ id }) => id === 'empty.first'));
  });

  it('keeps the few of a crowd and the stack of the others, and the way that it reads', async () => {
    const build = (more: string[]): Model => {
      const b = new ModelBuilder();
      b.element('users', 'u');
      for (let n = 0; n < 60; n += 1) {
        b.element('site', `s${n}`);
        for (const name of ['a', 'b', 'c', 'd']) b.element('server', name, { in: `s${n}` });
        b.flow('u', `s${n}.a`, 'https');
      }
      for (const name of more) b.element('server', name);
      return b.model;
    };
    const fit: Fit = {};
    let scene = await drawing(build([]), {}, layoutNow, fit);
    const [before, boxes, direction] = [closed(scene), scene.nodes.length, scene.direction];
    assert.ok(before.length > 0);
    for (const more of [['x'], ['x', 'y'], ['x', 'y', 'z']]) {
      scene = await drawing(build(more), { hold: placesIn(scene) }, layoutNow, fit);
      assert.deepEqual([closed(scene), scene.nodes.length, scene.direction], [before, boxes + more.length, direction]);
    }
  }).timeout(0);

  it('keeps what was turned to read across as it is, until somebody says otherwise', async () => {
    const build = (direction?: 'down', more = 0): Model => {
      const b = new ModelBuilder();
      b.element('server', 'hub');
      for (let n = 0; n < 16 + more; n += 1) {
        b.element('server', `machine-with-a-long-name-${n}`);
        b.flow('hub', `machine-with-a-long-name-${n}`, 'https');
      }
      const model = b.model;
      model.views.push({ name: 'v', show: [], collapse: [], near: [], rank: [], hide: [], highlight: { ids: [], tags: [] }, origin: model.elements['hub']!.origin, ...(direction ? { direction } : {}) } as unknown as Model['views'][number]);
      return model;
    };
    const fit: Fit = {};
    const first = await drawing(build(), { view: 'v' }, layoutNow, fit);
    assert.equal(first.direction, 'right');
    const second = await drawing(build(undefined, 1), { view: 'v', hold: placesIn(first) }, layoutNow, fit);
    assert.equal(second.direction, 'right');
    assert.equal((await drawing(build('down', 1), { view: 'v', hold: placesIn(second) }, layoutNow, fit)).direction, 'down');
  }).timeout(0);

  it('opens and closes what the reader says and nothing else, and is as before where he goes back', async () => {
    const fit: Fit = {};
    const model = sites(9, 3, 4);
    const draw = (expanded: string[], collapsed: string[], hold = {}): Promise<LaidOutScene> => drawing(model, { expanded, collapsed, hold }, layoutNow, fit);
    const first = await draw([], []);
    const [one] = closed(first);
    const opened = await draw([one!], []);
    const without = (ids: string[]): string[] => ids.filter((id) => id !== one && !id.startsWith(`${one!}.`));
    assert.ok(!closed(opened).includes(one!) && opened.nodes.length > first.nodes.length);
    assert.deepEqual(without(closed(opened)), without(closed(first)));
    assert.deepEqual(closed(await draw([one!], [], placesIn(opened))), closed(opened));
    assert.deepEqual(closed(await draw([], [one!])), closed(first));
    assert.deepEqual(await draw([], []), first);
    const two = closed(first).find((id) => id !== one)!;
    await draw([one!], []);
    assert.ok(!closed(await draw([one!, two], [])).includes(two));
    assert.ok(closed(await draw([one!], [])).includes(two));
  }).timeout(0);
});

/** However large the model, a picture is of a size that somebody can look at, also when one level is opened. */
import assert from 'node:assert/strict';
import { drawingNow } from '#language/scene/drawing.js';
import { ModelBuilder } from './build.js';

/** Sites in a row, each with ten zones of twenty servers that ask each other on. */
function sites(servers: number): ModelBuilder {
  const b = new ModelBuilder();
  b.element('users', 'u');
  for (let zone = 0; zone < servers / 20; zone += 1) {
    const at = (index: number): string => `s${Math.floor(index / 10)}.z${index}`;
    if (zone % 10 === 0) b.element('site', `s${zone / 10}`);
    b.element('zone', `z${zone}`, { in: `s${Math.floor(zone / 10)}` });
    for (let server = 0; server < 20; server += 1) b.element('server', `e${server}`, { in: at(zone) });
    if (zone > 0) b.flow(`${at(zone - 1)}.e1`, `${at(zone)}.e2`, 'https');
  }
  return b;
}

describe('huge models', () => {
  for (const servers of [300, 1000, 5000]) {
    it(`of ${servers} elements in places are closed until they can be looked at, and say what they hide`, () => {
      const scene = drawingNow(sites(servers).model);
      assert.ok(scene.width <= 2400 && scene.height <= 9600 && scene.nodes.length <= 151, `${scene.width} x ${scene.height}, ${scene.nodes.length} boxes`);
      const closed = scene.nodes.filter((node) => node.collapsed);
      assert.ok(closed.length > 0 && closed.every((node) => node.hidden > 0 && node.detail));
      const opened = drawingNow(sites(servers).model, { expanded: [closed[0]!.id] });
      assert.ok(opened.width <= 2400 && opened.height <= 9600, `${opened.width} x ${opened.height}`);
    }).timeout(0);

    it(`with one element of ${servers} instances are one box, and a block when it is opened`, () => {
      const b = new ModelBuilder();
      b.counted('server', 'web', servers, 'active-active');
      const scene = drawingNow(b.model);
      assert.deepEqual(scene.nodes.map((node) => [node.id, node.hidden]), [['web', servers]]);
      const opened = drawingNow(b.model, { expanded: ['web'] });
      assert.ok(opened.width <= 2600 && opened.height <= 30_000, `${opened.width} x ${opened.height}`);
    }).timeout(0);
  }
});

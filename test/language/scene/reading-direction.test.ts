/** A wide, flat picture reads from the left to the right where nobody said otherwise and nothing needs the width. */
import assert from 'node:assert/strict';
import { checkLayout } from '#language/scene/check-layout.js';
import { drawing } from '#language/scene/drawing.js';
import type { Id } from '#language/model/model.js';
import { ModelBuilder } from './build.js';

/** A program that calls so many databases. */
function fan(count: number, prepare: (b: ModelBuilder) => void = () => {}): { b: ModelBuilder; program: Id } {
  const b = new ModelBuilder();
  prepare(b);
  const program = b.element('app', 'program');
  for (let index = 0; index < count; index += 1) b.flow(program, b.element('database', `db-${index}`, { label: `데이터베이스 Database ${index}` }), 'mysql');
  return { b, program };
}

describe('the direction of reading', () => {
  it('is down the page for what fits on it', async () => {
    assert.equal((await drawing(fan(3).b.model)).direction, 'down');
  });

  it('is across the page where the picture would be wide and flat', async () => {
    const scene = await drawing(fan(9).b.model);
    assert.equal(scene.direction, 'right');
    assert.ok(scene.width < 3 * scene.height && scene.width < 800, `${scene.width} × ${scene.height}`);
    assert.deepEqual(checkLayout(scene), []);
  });

  it('is what was asked for', async () => {
    assert.equal((await drawing(fan(9).b.model, { direction: 'down' })).direction, 'down');
    const { b } = fan(9);
    b.view('wide', { show: [{ what: 'flows', of: [] }], direction: 'down' });
    assert.equal((await drawing(b.model, { view: 'wide' })).direction, 'down');
  });

  it('stays down with the band of an internet, with a wall, and where a box was set by hand', async () => {
    const internet = fan(9, (b) => { b.element('internet', 'world'); });
    assert.equal((await drawing(internet.b.model)).direction, 'down');
    const { b, program } = fan(9);
    b.flow(b.element('firewall', 'wall'), program, 'https');
    assert.equal((await drawing(b.model)).direction, 'down');
    assert.equal((await drawing(fan(9).b.model, { set: { program: { x: 400, y: 0 } } })).direction, 'down');
  });
});

/** A filter in the line of traffic is seen to be passed, whichever way requests run over the page. */
import assert from 'node:assert/strict';
import { passagesOf } from '#language/scene/layout/bands.js';
import { titleBoxes } from '#language/scene/layout/labels.js';
import { overlap } from '#language/scene/layout/grid.js';
import { layoutNow } from '#language/scene/layout.js';
import { checkLayout } from '#language/scene/check-layout.js';
import type { LaidOutScene } from '#language/scene/laid-out.js';
import { toScene } from '#language/scene/to-scene.js';
import { toSvg } from '#language/scene/to-svg.js';
import { ModelBuilder } from './build.js';

/** Users, a firewall that they pass, and so many servers. */
function guarded(direction: 'down' | 'right' | 'left' | 'up', servers: number): LaidOutScene {
  const b = new ModelBuilder();
  const users = b.element('users', 'users');
  const wall = b.element('firewall', 'wall', { label: '방화벽 Firewall' });
  const passes: Record<string, string[]> = {};
  for (let index = 0; index < servers; index += 1) {
    b.flow(users, b.element('server', `server-${index}`), 'https');
    passes[Object.keys(b.model.flows).at(-1)!] = [wall];
  }
  return layoutNow(toScene(b.model, { direction, passes }));
}

describe('a wall', () => {
  for (const direction of ['down', 'right', 'left', 'up'] as const) {
    for (const servers of [1, 3]) {
      it(`has an opening where ${servers} ${servers === 1 ? 'flow runs' : 'flows run'} through, ${direction}, beside its name`, () => {
        const scene = guarded(direction, servers);
        const wall = scene.nodes.find((node) => node.id === 'wall')!;
        const [passage, ...more] = passagesOf(wall, scene.edges);
        assert.deepEqual([passage!.run, more.length], [direction === 'down' || direction === 'up' ? 'upright' : 'level', 0]);
        for (const text of titleBoxes(wall)) assert.ok(!overlap(text, passage!.at, 4), text.y.toString());
        assert.match(toSvg(scene), /class="gate"/u);
        assert.deepEqual(checkLayout(scene), []);
      });
    }
  }

  it('has none where a flow ends at it', () => {
    const b = new ModelBuilder();
    b.flow(b.element('users', 'users'), b.element('firewall', 'wall'), 'https');
    assert.doesNotMatch(toSvg(layoutNow(toScene(b.model, { direction: 'right' }))), /class="gate"/u);
  });
});

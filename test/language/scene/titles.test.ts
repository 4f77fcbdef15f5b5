/** Titles of open places stand at their upper left, whatever comes down there. */
import assert from 'node:assert/strict';
import { checkLayout } from '#language/scene/check-layout.js';
import type { LaidOutNode, LaidOutScene } from '#language/scene/laid-out.js';
import { layout } from '#language/scene/layout.js';
import { toScene } from '#language/scene/to-scene.js';
import { ModelBuilder } from './build.js';
import { randomModel } from './random-model.js';

/** From a place's left border to its icon. */
const INSET = 12;

const node = (scene: LaidOutScene, id: string): LaidOutNode => scene.nodes.find((each) => each.id === id)!;
const offset = (scene: LaidOutScene, id: string): number => node(scene, id).iconAt!.x - node(scene, id).x;

/** Users who call some servers in a place. */
async function calls(place: string, servers: readonly string[], direction: 'down' | 'up' = 'down'): Promise<LaidOutScene> {
  const b = new ModelBuilder();
  const users = b.element('users', 'users', { label: '고객 Customers' });
  const lan = b.element('zone', 'lan', { label: place });
  for (const name of servers) b.flow(users, b.element('server', name, { in: lan }), 'https');
  return layout(toScene(b.model, { direction }));
}

describe('titles of places', () => {
  for (const [what, place, servers] of [
    ['beside the line to a box that is wider', '서버망', ['ledger-and-orders']],
    ['where the box is narrower than the title', '오픈 소스 데이터베이스 Open source databases', ['a', 'b']],
    ['where several lines come down', 'Servers of the office', ['one', 'two', 'three', 'four']],
  ] as const) {
    for (const direction of ['down', 'up'] as const) {
      it(`stand at the left ${what}, ${direction}`, async () => {
        const scene = await calls(place, servers, direction);
        assert.equal(offset(scene, 'lan'), INSET);
        assert.equal(node(scene, 'lan').texts[0]!.text, place);
        assert.deepEqual(checkLayout(scene), []);
      });
    }
  }

  it('leave a line straight that is out of their way', async () => {
    const scene = await calls('LAN', ['a-server-with-a-long-name-of-its-own']);
    const [edge] = scene.edges;
    const box = node(scene, edge!.to);
    assert.equal(edge!.points.length, 2);
    assert.equal(edge!.points[1]!.x, box.x + box.width / 2);
  });

  it('carry the text of a moved line along', async () => {
    const scene = await calls('서버망 Office servers', ['ledger-and-orders']);
    const [edge] = scene.edges;
    const label = edge!.labelAt!;
    assert.ok(edge!.points.some(({ x }) => x > label.x && x < label.x + label.width));
  });

  it('are out of place seldom in any picture', async () => {
    let [places, slipped] = [0, 0];
    for (let seed = 1; seed <= 12; seed += 1) {
      const scene = await layout(toScene(randomModel(seed)));
      const parents = new Set(scene.nodes.map((each) => each.parent));
      for (const each of scene.nodes) {
        if (!parents.has(each.id) || !each.iconAt) continue;
        places += 1;
        if (each.iconAt.x - each.x !== INSET) slipped += 1;
      }
    }
    assert.ok(slipped <= places / 20, `${slipped} of ${places}`);
  }).timeout(0);
});

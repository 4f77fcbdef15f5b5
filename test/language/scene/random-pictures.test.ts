/**
 * What the layout promises, asked of two hundred random architectures: no box on a box or outside its container, no
 * label or badge on a label or a line that is not its own, no line through a box that it does not belong to.
 * `LINTEL_SEED=N` draws one of them in every way.
 */
import assert from 'node:assert/strict';
import { checkLayout } from '#language/scene/check-layout.js';
import { layout } from '#language/scene/layout.js';
import type { Direction, Show } from '#language/scene/scene.js';
import { toScene } from '#language/scene/to-scene.js';
import { randomFindings, randomModel } from './random-model.js';

const MODELS = 200;
const DIRECTIONS: readonly Direction[] = ['down', 'down', 'right', 'down', 'up', 'down', 'left'];
const SHOWN: readonly Show[] = ['flows', 'links', 'all'];

async function draw(seed: number, show: Show, direction: Direction): Promise<void> {
  const model = randomModel(seed);
  const scene = await layout(toScene(model, { show, direction, findings: seed % 2 === 0 ? randomFindings(model, seed) : [] }));
  assert.deepEqual(checkLayout(scene), [], `LINTEL_SEED=${seed}, ${show}, ${direction}`);
}

describe('random architectures', () => {
  const only = process.env['LINTEL_SEED'];
  if (only !== undefined) {
    for (const show of SHOWN) for (const direction of new Set(DIRECTIONS)) it(`are drawn without a fault: ${only}, ${show}, ${direction}`, () => draw(Number(only), show, direction)).timeout(0);
    return;
  }
  // In parts, so that a failure names a few seeds and progress is seen.
  for (let from = 0; from < MODELS; from += 20) {
    it(`are drawn without a fault: ${from} to ${from + 19}`, async () => {
      for (let seed = from; seed < from + 20; seed += 1) await draw(seed, SHOWN[seed % SHOWN.length]!, DIRECTIONS[seed % DIRECTIONS.length]!);
    }).timeout(0);
  }
});

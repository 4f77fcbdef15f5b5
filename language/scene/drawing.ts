/** From the model to a laid-out picture that fits a page: what is too wide is collapsed further until it does. */
import type { Model } from '../model/model.js';
import type { LaidOutScene } from './laid-out.js';
import { layoutNow } from './layout.js';
import type { SceneOptions } from './options.js';
import { toScene } from './to-scene.js';

/** Beyond this nobody reads a picture. */
const MOST_WIDTH = 2400;
const MOST_HEIGHT = 9600;
const ROUNDS = 4;
const SHARE_KEPT = 0.6;

export async function drawing(model: Model, options: SceneOptions = {}): Promise<LaidOutScene> {
  return drawingNow(model, options);
}

/** The same in place, for who cannot wait. */
export function drawingNow(model: Model, options: SceneOptions = {}): LaidOutScene {
  let best = layoutNow(toScene(model, options));
  for (let round = 0; round < ROUNDS && (best.width > MOST_WIDTH || best.height > MOST_HEIGHT); round += 1) {
    const next = layoutNow(toScene(model, { ...options, limit: Math.floor(best.nodes.length * SHARE_KEPT) }));
    if (next.nodes.length >= best.nodes.length) break;
    best = next;
  }
  return best;
}

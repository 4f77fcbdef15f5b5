/** From the model to a laid-out picture that fits a page: what is too wide is collapsed further until it does. */
import type { Model } from '../model/model.js';
import type { LaidOutScene } from './laid-out.js';
import { layoutNow } from './layout.js';
import type { SceneOptions } from './options.js';
import type { Scene } from './scene.js';
import { toScene } from './to-scene.js';

/** Beyond this nobody reads a picture. */
const MOST_WIDTH = 2400;
const MOST_HEIGHT = 9600;
const ROUNDS = 4;
const SHARE_KEPT = 0.6;

/** Gives a scene its places: here, or in a thread of its own. */
export type LayOut = (scene: Scene) => LaidOutScene | Promise<LaidOutScene>;

export async function drawing(model: Model, options: SceneOptions = {}, layOut: LayOut = layoutNow): Promise<LaidOutScene> {
  const fitting = fit(model, options);
  let step = fitting.next();
  while (!step.done) step = fitting.next(await layOut(step.value));
  return step.value;
}

/** The same in place, for who cannot wait. */
export function drawingNow(model: Model, options: SceneOptions = {}): LaidOutScene {
  const fitting = fit(model, options);
  let step = fitting.next();
  while (!step.done) step = fitting.next(layoutNow(step.value));
  return step.value;
}

/** Hands out scenes to be laid out until one fits, and returns the best. */
function* fit(model: Model, options: SceneOptions): Generator<Scene, LaidOutScene, LaidOutScene> {
  let best = yield toScene(model, options);
  for (let round = 0; round < ROUNDS && (best.width > MOST_WIDTH || best.height > MOST_HEIGHT); round += 1) {
    const next = yield toScene(model, { ...options, limit: Math.floor(best.nodes.length * SHARE_KEPT) });
    if (next.nodes.length >= best.nodes.length) break;
    best = next;
  }
  return best;
}

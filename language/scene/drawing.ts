/** From the model to a laid-out picture that fits a page: what is too flat is turned, what is too wide is collapsed further until it does. */
import type { Model } from '../model/model.js';
import type { LaidOutScene } from './laid-out.js';
import { layoutNow } from './layout.js';
import { crossings, PAGE } from './layout/crossings.js';
import { treeOf } from './layout/orient.js';
import { sideEdgesOf } from './layout/side-edges.js';
import type { SceneOptions } from './options.js';
import type { Scene } from './scene.js';
import { toScene } from './to-scene.js';

/** Beyond this nobody reads a picture. */
const MOST_WIDTH = 2400;
const MOST_HEIGHT = 9600;
const ROUNDS = 4;
const SHARE_KEPT = 0.6;

/** What is so many times as wide as high, and wider than a page, cannot be read on one. */
const FLAT = 3;
/** Turning it must gain this much: otherwise it stays as every picture is. */
const NARROWER = 0.75;

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
  const scene = toScene(model, options);
  let best = yield scene;
  if (isFlat(best) && mayReadAcross(model, options, scene)) {
    const across = yield toScene(model, { ...options, direction: 'right' });
    if (across.width <= NARROWER * best.width && across.width >= across.height / FLAT && !isFlat(across) && crossings(across.edges) <= crossings(best.edges)) return across;
  }
  for (let round = 0; round < ROUNDS && (best.width > MOST_WIDTH || best.height > MOST_HEIGHT); round += 1) {
    const next = yield toScene(model, { ...options, limit: Math.floor(best.nodes.length * SHARE_KEPT) });
    if (next.nodes.length >= best.nodes.length) break;
    best = next;
  }
  return best;
}

function isFlat(scene: LaidOutScene): boolean {
  return scene.width > PAGE && scene.width > FLAT * scene.height;
}

/**
 * One tier of many parts makes a wide, flat picture: it reads from the left to the right instead. Nobody has to have said
 * otherwise or set a box by hand, and what needs the width keeps it: the band of an internet, walls, places side by side.
 */
function mayReadAcross(model: Model, options: SceneOptions, scene: Scene): boolean {
  if (options.direction !== undefined || model.views.find((view) => view.name === scene.view)?.direction !== undefined || Object.keys(scene.set).length > 0) return false;
  const tree = treeOf(scene);
  return [...tree.nodes.values()].every((node) => node.form !== 'internet' && node.form !== 'wall') && sideEdgesOf(scene, tree).length === 0;
}

/**
 * From the model to a laid-out picture that fits a page: what is too flat is turned, what is too wide is collapsed further
 * until it does. After an edit, and where the reader opens something, what fitted before is tried first: it costs one
 * layout, and nothing else opens or closes by itself.
 */
import type { Id, Model } from '../model/model.js';
import type { LaidOutNode, LaidOutScene } from './laid-out.js';
import { layoutNow } from './layout.js';
import { crossings, PAGE } from './layout/crossings.js';
import { treeOf } from './layout/orient.js';
import { sideEdgesOf } from './layout/side-edges.js';
import type { Openness, SceneOptions } from './options.js';
import type { Direction, Scene, SceneNode } from './scene.js';
import { toScene } from './to-scene.js';

/** Beyond this nobody reads a picture. */
const MOST_WIDTH = 2400;
const MOST_HEIGHT = 9600;
/** Layouts that are tried for it, each way. */
const ROUNDS = 3;
/** Nearer to what does not fit nothing more is looked for. */
const NEARLY = 0.75;
/** Of what did not fit at most this share is tried next. */
const SHARE_KEPT = 0.9;
/** Boxes beyond which nothing is laid out only to see whether it fits. */
const MOST_GATHERED = 60;
/** So many times as many boxes are worth that the others of their kind are only counted. */
const MUCH_MORE = 1.3;

/** What is so many times as wide as high, and wider than a page, cannot be read on one. */
const FLAT = 3;
/** Turning it must gain this much: otherwise it stays as every picture is. */
const NARROWER = 0.75;

/** What is looked at may outgrow the page by so much before more of it is closed; what was opened in it, by more. */
const GROWN = 1.25;
const OPENED = 2;
/** So many more boxes than before are no reason to close any. */
const MORE = 3;
const MORE_OPENED = 24;

/** How a picture was made to fit, kept from one picture of a view to the next. */
export interface Fit {
  like?: Openness;
  boxes?: number;
  /** So many times as large as a page at most. */
  size?: number;
  direction?: Direction;
  /** What the reader had opened and closed in it. */
  chosen?: readonly Id[];
}

/** Gives a scene its places: here, or in a thread of its own. */
export type LayOut = (scene: Scene) => LaidOutScene | Promise<LaidOutScene>;

/** @param fit read and written; empty for a picture that nobody has looked at yet. */
export async function drawing(model: Model, options: SceneOptions = {}, layOut: LayOut = layoutNow, fit: Fit = {}): Promise<LaidOutScene> {
  const fitting = again(model, options, fit);
  let step = fitting.next();
  while (!step.done) step = fitting.next(await layOut(step.value));
  return step.value;
}

/** The same in place, for who cannot wait. */
export function drawingNow(model: Model, options: SceneOptions = {}): LaidOutScene {
  const fitting = again(model, options, {});
  let step = fitting.next();
  while (!step.done) step = fitting.next(layoutNow(step.value));
  return step.value;
}

/** Hands out scenes to be laid out, and returns the best. */
function* again(model: Model, options: SceneOptions, fit: Fit): Generator<Scene, LaidOutScene, LaidOutScene> {
  const { like, boxes = 0, size = 0, direction, chosen: chosenBefore = [] } = fit;
  const chosen = [...options.expanded ?? [], ...options.collapsed ?? []];
  const edited = Object.keys(options.hold ?? {}).length > 0;
  let best: LaidOutScene | undefined;
  // What the reader takes back, as by going back, is as if it had not been.
  if (like && (edited || chosen.length > 0) && chosenBefore.every((id) => chosen.includes(id))) {
    best = yield toScene(model, { ...options, like, limit: boxes + (edited ? MORE : MORE_OPENED), ...(direction && !isDirected(model, options) ? { direction } : {}) });
    if (excess(best) > (edited ? GROWN * Math.max(1, size) : OPENED)) best = undefined;
  }
  best ??= yield* anew(model, options);
  Object.assign(fit, { like: opennessOf(best), boxes: best.nodes.length, size: excess(best), direction: best.direction, chosen } satisfies Fit);
  return best;
}

function opennessOf({ nodes }: LaidOutScene): Openness {
  const holders = new Set(nodes.map(({ parent }) => parent));
  const idsOf = (some: (node: LaidOutNode) => boolean): Id[] => nodes.filter(some).map(({ id }) => id);
  return { closed: idsOf((node) => node.collapsed), open: idsOf((node) => !node.collapsed && holders.has(node.id)) };
}

/** Until one fits. */
function* anew(model: Model, options: SceneOptions): Generator<Scene, LaidOutScene, LaidOutScene> {
  const scene = toScene(model, options);
  let best = yield scene;
  if (isFlat(best) && mayReadAcross(model, options, scene)) {
    const across = yield toScene(model, { ...options, direction: 'right' });
    if (across.width <= NARROWER * best.width && across.width >= across.height / FLAT && !isFlat(across) && crossings(across.edges) <= crossings(best.edges)) return across;
  }
  return fits(best) ? best : yield* narrowed(model, options, best);
}

/** As much as fits, by closing places; or with siblings of one kind taken together, where that shows much more of the others. */
function* narrowed(model: Model, options: SceneOptions, whole: LaidOutScene): Generator<Scene, LaidOutScene, LaidOutScene> {
  const gathered = yield* largest(model, { ...options, gatherFirst: true, limit: Math.min(options.limit ?? Infinity, MOST_GATHERED) }, whole, 0);
  const enough = gathered && Math.floor(gathered.nodes.length / MUCH_MORE);
  return (yield* largest(model, options, whole, enough ?? 0)) ?? gathered ?? (yield* narrowest(model, options, whole));
}

/** Looks for the most boxes that fit, and more than some: by the width of what was too wide, then between what fits and what does not. */
function* largest(model: Model, options: SceneOptions, whole: LaidOutScene, enough: number): Generator<Scene, LaidOutScene | undefined, LaidOutScene> {
  let best: LaidOutScene | undefined;
  let [low, high] = [enough, whole.nodes.length];
  let limit = options.limit ?? guess(whole);
  for (let round = 0; round < ROUNDS && limit > low && limit < high && (!best || low < NEARLY * high); round += 1) {
    const scene = toScene(model, { ...options, limit });
    const count = countOf(scene.nodes);
    // No more to close, or no more than what is known to fit already.
    if (count >= high) break;
    if (count <= low) { low = limit; limit = Math.ceil((low + high) / 2); continue; }
    const next = yield scene;
    if (fits(next)) [best, low] = [next, limit];
    else high = count;
    limit = best ? Math.ceil((low + high) / 2) : guess(next);
  }
  return best;
}

/** Where nothing that fits shows more: closed as far as it goes. */
function* narrowest(model: Model, options: SceneOptions, whole: LaidOutScene): Generator<Scene, LaidOutScene, LaidOutScene> {
  let best = whole;
  for (let round = 0; round < ROUNDS && !fits(best); round += 1) {
    const scene = toScene(model, { ...options, limit: Math.floor(guess(best) * SHARE_KEPT) });
    if (countOf(scene.nodes) >= best.nodes.length) break;
    best = yield scene;
  }
  return best;
}

function fits(scene: LaidOutScene): boolean {
  return excess(scene) <= 1;
}

/** How many times as large as a page at most. */
function excess({ width, height }: LaidOutScene): number {
  return Math.max(width / MOST_WIDTH, height / MOST_HEIGHT);
}

/** How many boxes would be narrow enough, if each took as much room. */
function guess({ nodes, width, height }: LaidOutScene): number {
  return Math.floor(nodes.length * Math.min(MOST_WIDTH / width, MOST_HEIGHT / height, SHARE_KEPT));
}

function countOf(nodes: readonly SceneNode[]): number {
  return nodes.reduce((sum, node) => sum + 1 + countOf(node.children), 0);
}

function isFlat(scene: LaidOutScene): boolean {
  return scene.width > PAGE && scene.width > FLAT * scene.height;
}

/** Somebody has said which way it reads. */
function isDirected(model: Model, { direction, view }: SceneOptions): boolean {
  return direction !== undefined || model.views.find(({ name }) => name === view)?.direction !== undefined;
}

/**
 * One tier of many parts makes a wide, flat picture: it reads from the left to the right instead. Nobody has to have said
 * otherwise or set a box by hand, and what needs the width keeps it: the band of an internet, walls, places side by side.
 */
function mayReadAcross(model: Model, options: SceneOptions, scene: Scene): boolean {
  if (isDirected(model, options) || Object.keys(scene.set).length > 0) return false;
  const tree = treeOf(scene);
  return [...tree.nodes.values()].every((node) => node.form !== 'internet' && node.form !== 'wall') && sideEdgesOf(scene, tree).length === 0;
}

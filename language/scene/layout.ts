/** Gives everything in a scene its place. The same scene always gets the same places. */
import { arrange } from './arrange/arrange.js';
import { hasMoved, isAsGood, isGivenBack } from './arrange/steady.js';
import type { Id } from '../model/model.js';
import type { LaidOutScene } from './laid-out.js';
import type { Scene } from './scene.js';
import { placeBadges } from './layout/badges.js';
import { clearTitles, missingMargins } from './layout/clear-titles.js';
import { crossings, fitsPage, isNoWider, isOutOfOrder } from './layout/crossings.js';
import { placeEnds } from './layout/ends.js';
import { graphOf } from './layout/graph.js';
import { isHorizontal, type Lesson, type Placed } from './layout/graph-types.js';
import { pileUp } from './layout/pile.js';
import { place } from './layout/place.js';
import { runElk, variantsFor } from './layout/run-elk.js';
import { finish } from './layout/finish.js';
import { straighten } from './layout/straighten.js';
import { stretchBands } from './layout/bands.js';
import { placeTitles } from './layout/titles.js';

/** How often the layout is repeated with more room for titles that lines run through. */
const REPEATS = 2;
/** How much wider a picture may become so that a title stands at the left. */
const WIDER_FOR_TITLES = 1.1;

export async function layout(scene: Scene): Promise<LaidOutScene> {
  return layoutNow(scene);
}

/** The same in place, for who cannot wait: pages of Markdown are put together line by line. */
export function layoutNow(scene: Scene): LaidOutScene {
  return complete(scene, steadily(scene).placed);
}

/** Sets what stands on boxes and lines; changes `placed`. */
export function complete(scene: Scene, placed: Placed): LaidOutScene {
  placeBadges(placed);
  placeEnds(placed);
  return finish(scene, placed);
}

/** As it stood before an edit, where that is about as good as anew. */
export function steadily(scene: Scene): { placed: Placed; held: boolean } {
  const anew = settle({ ...scene, hold: {} }, true) ?? settle({ ...scene, hold: {} }, false)!;
  if (isGivenBack(anew, scene) || !hasMoved(anew, scene.hold)) return { placed: anew, held: false };
  const held = settle(scene, true) ?? settle(scene, false);
  return held && isAsGood(held, anew, scene.direction) ? { placed: held, held: true } : { placed: anew, held: false };
}

/** Repeats until lines cross little and titles have room; undefined where parallel places could not stay side by side. */
function settle(scene: Scene, sideBySide: boolean): Placed | undefined {
  let lesson: Lesson = { titleRoom: new Map(), margin: new Map(), heading: new Map(), sideBySide, inOrder: false, variant: 0 };
  let placed = attempt(scene, lesson)!;
  if (!placed.complete) return undefined;
  const learn = (change: Partial<Lesson>, isBetter: (again: Placed) => boolean): void => {
    const again = attempt(scene, { ...lesson, ...change });
    if (again?.complete && isBetter(again)) [placed, lesson] = [again, { ...lesson, ...change }];
  };
  const fewerCrossings = (again: Placed): boolean => crossings(again.edges) < crossings(placed.edges) && isNoWider(again, placed);
  if (placed.heading) learn({ heading: placed.heading }, fewerCrossings);
  for (let variant = 1; variant <= placed.variants && crossings(placed.edges) > 0; variant += 1) {
    learn({ variant, heading: new Map() }, fewerCrossings);
    if (lesson.variant === variant && placed.heading) learn({ heading: placed.heading }, fewerCrossings);
  }
  if (isOutOfOrder(scene, placed)) learn({ inOrder: true }, (again) => !isOutOfOrder(scene, again) && crossings(again.edges) <= crossings(placed.edges) + 1);
  const entitled = withTitles(scene, lesson, placed);
  const margin = entitled && missingMargins(entitled);
  if (!entitled || !margin || margin.size === 0) return entitled;
  const again = attempt(scene, { ...lesson, margin });
  const roomier = again?.complete ? withTitles(scene, { ...lesson, margin }, again) : undefined;
  const isBetter = roomier && missingMargins(roomier).size < margin.size && crossings(roomier.edges) <= crossings(entitled.edges) && (isNoWider(roomier, entitled, WIDER_FOR_TITLES) || fitsPage(roomier));
  return isBetter ? roomier : entitled;
}

/** Repeats until titles have room. */
function withTitles(scene: Scene, lesson: Lesson, first: Placed): Placed | undefined {
  let placed = first;
  const titleRoom = new Map<Id, number>();
  for (let round = 0; round <= REPEATS; round += 1) {
    if (round > 0) placed = attempt(scene, { ...lesson, titleRoom }) ?? placed;
    if (!placed.complete) return undefined;
    stretchBands(placed, scene.direction);
    placed = rearranged(scene, placed);
    clearTitles(placed);
    const crowded = placeTitles(placed, round === REPEATS);
    if (crowded.length === 0) break;
    for (const { id, room } of crowded) titleRoom.set(id, (titleRoom.get(id) ?? 0) + room);
  }
  return placed;
}

/** Places set by hand count from borders as they are drawn: so bands are stretched before, and afterwards to the right only. */
function rearranged(scene: Scene, placed: Placed): Placed {
  const arranged = arrange(placed, scene.direction, new Map(Object.entries(scene.set)), scene.ranks, new Map(Object.entries(scene.hold)));
  if (arranged !== placed) stretchBands(arranged, scene.direction, true);
  return arranged;
}

/** Undefined where ELK fails with the variant that was asked for. */
function attempt(scene: Scene, lesson: Lesson): Placed | undefined {
  const graph = graphOf(scene, lesson);
  const laid = runElk(graph.root, { variant: lesson.variant, between: graph.between });
  if (laid) {
    const placed = { ...place(graph, laid, isHorizontal(scene.direction)), variants: variantsFor(graph.root) };
    straighten(placed, scene.direction);
    return placed;
  }
  return lesson.variant > 0 ? undefined : pileUp(scene);
}

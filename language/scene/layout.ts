/** Gives everything in a scene its place. The same scene always gets the same places. */
import { arrange } from './arrange/arrange.js';
import type { Id } from '../model/model.js';
import type { LaidOutScene } from './laid-out.js';
import type { Scene } from './scene.js';
import { placeBadges } from './layout/badges.js';
import { crossings } from './layout/crossings.js';
import { placeEnds } from './layout/ends.js';
import { graphOf } from './layout/graph.js';
import { isHorizontal, type Lesson, type Placed } from './layout/graph-types.js';
import { pileUp } from './layout/pile.js';
import { place } from './layout/place.js';
import { runElk } from './layout/run-elk.js';
import { finish } from './layout/finish.js';
import { stretchBands } from './layout/bands.js';
import { placeTitles } from './layout/titles.js';

/** How often the layout is repeated with more room for titles that lines run through. */
const REPEATS = 2;

export async function layout(scene: Scene): Promise<LaidOutScene> {
  return layoutNow(scene);
}

/** The same in place, for who cannot wait: pages of Markdown are put together line by line. */
export function layoutNow(scene: Scene): LaidOutScene {
  const placed = settle(scene, true) ?? settle(scene, false)!;
  placeEnds(placed);
  placeBadges(placed);
  return finish(scene, placed);
}

/** Repeats until lines cross little and titles have room; undefined where parallel places could not stay side by side. */
function settle(scene: Scene, sideBySide: boolean): Placed | undefined {
  const titleRoom = new Map<Id, number>();
  let heading: ReadonlyMap<string, number> = new Map();
  let placed = attempt(scene, { titleRoom, heading, sideBySide });
  if (!placed.complete) return undefined;
  if (placed.heading) {
    const again = attempt(scene, { titleRoom, heading: placed.heading, sideBySide });
    if (again.complete && crossings(again.edges) < crossings(placed.edges)) [placed, heading] = [again, placed.heading];
  }
  for (let round = 0; round <= REPEATS; round += 1) {
    if (round > 0) placed = attempt(scene, { titleRoom, heading, sideBySide });
    if (!placed.complete) return undefined;
    stretchBands(placed, scene.direction);
    placed = rearranged(scene, placed);
    const crowded = placeTitles(placed, round === REPEATS);
    if (crowded.length === 0) break;
    for (const { id, room } of crowded) titleRoom.set(id, (titleRoom.get(id) ?? 0) + room);
  }
  return placed;
}

/** Places set by hand count from borders as they are drawn: so bands are stretched before, and afterwards to the right only. */
function rearranged(scene: Scene, placed: Placed): Placed {
  const arranged = arrange(placed, scene.direction, new Map(Object.entries(scene.set)));
  if (arranged !== placed) stretchBands(arranged, scene.direction, true);
  return arranged;
}

function attempt(scene: Scene, lesson: Lesson): Placed {
  const graph = graphOf(scene, lesson);
  const laid = runElk(graph.root);
  return laid ? place(graph, laid, isHorizontal(scene.direction)) : pileUp(scene);
}

/** Whether a picture may stay as it stood before an edit: the eye keeps hold of it, as long as it does not get much worse by that. */
import type { LaidOutScene, Point } from '../laid-out.js';
import { extentOf } from '../layout/bands.js';
import { crossings } from '../layout/crossings.js';
import type { Placed } from '../layout/graph-types.js';
import type { Direction, Scene } from '../scene.js';

/** By so much a picture may be larger than if it were laid out anew: a share, and a row or column of boxes. */
const ROOM = 1.25;
const ONE_MORE = 192;
/** By so many bends its lines may be less straight, beyond a share. */
const SOME_BENDS = 4;

/** As `SceneOptions.hold` takes it: the corner of each box from that of its container, else from the layout's origin. */
export function placesIn({ nodes, zero }: LaidOutScene): Record<string, { x: number; y: number; set?: true }> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return Object.fromEntries(nodes.map(({ id, parent, x, y, set }) => {
    const corner = (parent === undefined ? undefined : byId.get(parent)) ?? zero ?? { x: 0, y: 0 };
    return [id, { x: x - corner.x, y: y - corner.y, ...(set ? { set } : {}) }];
  }));
}

/** A box was given back to the automatic layout: so are those that gave way to it. */
export function isGivenBack({ nodes }: Placed, { hold, set }: Pick<Scene, 'hold' | 'set'>): boolean {
  return nodes.some(({ id }) => Object.hasOwn(hold, id) && hold[id]!.set && !Object.hasOwn(set, id));
}

/** True where some box would stand elsewhere than it did. */
export function hasMoved({ nodes }: Placed, hold: Scene['hold']): boolean {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return nodes.some(({ id, parent, x, y }) => {
    const before = Object.hasOwn(hold, id) ? hold[id]! : undefined;
    const corner = (parent === undefined ? undefined : byId.get(parent)) ?? { x: 0, y: 0 };
    return before !== undefined && (before.x !== x - corner.x || before.y !== y - corner.y);
  });
}

export function isAsGood(held: Placed, anew: Placed, direction: Direction): boolean {
  const [a, b] = [held, anew].map(({ nodes }) => extentOf(nodes));
  const texts = ({ edges }: Placed): number => edges.filter((edge) => edge.labelAt !== undefined || edge.tagsAt.length > 0).length;
  return a!.width <= ROOM * b!.width + ONE_MORE && a!.height <= ROOM * b!.height + ONE_MORE && texts(held) >= texts(anew) && crossings(held.edges) <= 1.2 * crossings(anew.edges) + 2
    && bends(held) <= 1.5 * bends(anew) + SOME_BENDS && against(held, direction) <= against(anew, direction);
}

function bends({ edges }: Placed): number {
  return edges.reduce((sum, { points }) => sum + Math.max(0, points.length - 2), 0);
}

/** Lines that do not end further along the way of reading than they began. */
function against({ edges }: Placed, direction: Direction): number {
  const along = { down: (point: Point) => point.y, up: (point: Point) => -point.y, right: (point: Point) => point.x, left: (point: Point) => -point.x }[direction];
  return edges.filter(({ arrow, points }) => arrow && points.length > 1 && along(points.at(-1)!) <= along(points[0]!)).length;
}

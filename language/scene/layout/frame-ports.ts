/**
 * Where lines meet a compact frame: above or below the member that they lead to, clear of the frame's title and VIPs;
 * those to the frame itself at its VIP, or around its middle.
 */
import type { ElkPort } from 'elkjs/lib/elk-api.js';
import type { Id } from '../../model/model.js';
import type { Direction, SceneEdge } from '../scene.js';
import type { Frame } from './frame-types.js';
import { freePlaces } from './frames.js';
import { headingKey, isHorizontal, type Lesson } from './graph-types.js';
import { up } from './grid.js';
import type { Tree } from './orient.js';

/** One end of a line at a frame. */
export interface Slot {
  port: ElkPort;
  edge: SceneEdge;
  other: Id;
  /** The member that it leads to; undefined for the frame itself. */
  member: Id | undefined;
  /** On the side where requests come in. */
  before: boolean;
}

/** Gives every port its place; true where several shared a side, so that their order could be bettered. */
export function placePorts(frame: Frame, slots: readonly Slot[], direction: Direction, tree: Tree, lesson: Lesson): boolean {
  const order = (slot: Slot): number => lesson.heading.get(headingKey(slot.edge.id, slot.before)) ?? 0;
  let choices = false;
  for (const before of [true, false]) {
    const used = new Set<number>();
    for (const member of [...frame.members.map((each) => each.node.id), undefined]) {
      const here = slots.filter((slot) => slot.before === before && slot.member === member)
        .sort((a, b) => order(a) - order(b) || (tree.order.get(a.other) ?? 0) - (tree.order.get(b.other) ?? 0));
      if (here.length > 1) choices = true;
      const places = member === undefined ? aroundMiddle(frame, direction, before, here.length, used) : atMember(frame, direction, member, before, here.length);
      here.forEach((slot, index) => putPort(slot.port, frame, direction, places[index]!, before));
      places.forEach((place) => used.add(place));
    }
  }
  return choices;
}

function atMember(frame: Frame, direction: Direction, member: Id, before: boolean, count: number): number[] {
  const box = frame.members.find((each) => each.node.id === member)!;
  const across = isHorizontal(direction);
  const inner = new Set(frame.inner.flatMap(({ points }) => [points[0]!, points.at(-1)!]).map((point) => (across ? point.y : point.x)));
  const atTop = !across && before === (direction === 'down');
  const middle = across ? box.y + box.height / 2 : box.x + box.width / 2;
  const [low, high] = across ? [box.y, box.y + box.height] : [box.x, box.x + box.width];
  const free = atTop ? freePlaces(box, 0, frame.taken) : range(low + 8, high - 8).filter((at) => !inner.has(at));
  return nearest(middle, free, count);
}

/** Clear of the lines that run on to a member. */
function aroundMiddle(frame: Frame, direction: Direction, before: boolean, count: number, used: ReadonlySet<number>): number[] {
  const across = isHorizontal(direction);
  const vip = across || !before ? undefined : frame.vipAt[0];
  const length = across ? frame.height - frame.top : frame.width;
  const middle = vip ? vip.x + vip.width / 2 : (across ? frame.top : 0) + up(length / 2);
  const free: number[] = [];
  for (let away = 0; away < length / 2; away += 8) {
    for (const at of new Set([middle - away, middle + away])) if (at > 0 && at < length && [...used].every((other) => Math.abs(other - at) >= 8)) free.push(at);
  }
  if (count === 1 && free.length > 0) return [free[0]!];
  return nearest(middle, count % 2 === 0 ? free.filter((at) => at !== middle) : free, count);
}

function putPort(port: ElkPort, frame: Frame, direction: Direction, place: number, before: boolean): void {
  const far = before !== (direction === 'down' || direction === 'right');
  port.x = isHorizontal(direction) ? (far ? frame.width : 0) : place;
  port.y = isHorizontal(direction) ? place : far ? frame.height : 0;
}

function range(low: number, high: number): number[] {
  return Array.from({ length: Math.max(0, Math.floor((high - up(low)) / 8) + 1) }, (_, index) => up(low) + 8 * index);
}

/** Those of the free places that are nearest to the middle, apart where there is room, in order. */
function nearest(middle: number, free: readonly number[], count: number): number[] {
  const even = count % 2 === 0 && free.length > count;
  const near = free.filter((at) => !even || at !== middle).sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle) || a - b);
  const chosen: number[] = [];
  for (const apart of [16, 8]) for (const at of near) if (chosen.length < count && chosen.every((other) => Math.abs(other - at) >= apart)) chosen.push(at);
  while (chosen.length < count) chosen.push(middle);
  return chosen.sort((a, b) => a - b);
}

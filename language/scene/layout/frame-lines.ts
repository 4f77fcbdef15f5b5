/** Lines between members of a compact frame: neighbours straight, others in lanes beside the row. */
import type { PlacedLabel, Point } from '../laid-out.js';
import type { SceneEdge } from '../scene.js';
import type { Frame, FrameMember } from './frame-types.js';
import { bottom, moveLabel, right, up } from './grid.js';

/** The text of each line, by its edge. */
export type InnerLabels = ReadonlyMap<string, PlacedLabel | undefined>;

interface Lanes {
  next: number;
  taken: Set<string>;
  /** Lines that already leave each corner of a member. */
  corners: Map<string, number>;
}

/** Neighbours are joined by a straight line; everything else runs in a lane beside the row, so that it crosses no member. */
export function innerEdges(inside: readonly SceneEdge[], members: readonly FrameMember[], labels: InnerLabels, horizontal: boolean): Frame['inner'] {
  const lanes: Lanes = { next: Math.max(...members.map((member) => (horizontal ? right(member) : bottom(member)))), taken: new Set(), corners: new Map() };
  return inside.map((edge) => {
    const a = members.findIndex((member) => member.node.id === edge.from);
    const b = members.findIndex((member) => member.node.id === edge.to);
    const pair = `${Math.min(a, b)} ${Math.max(a, b)}`;
    const straight = Math.abs(a - b) === 1 && !lanes.taken.has(pair);
    lanes.taken.add(pair);
    const label = labels.get(edge.id);
    const points = straight ? straightLine(members[a]!, members[b]!, horizontal) : laneLine(members[a]!, members[b]!, horizontal, lanes, label);
    const middle = straight ? { x: (points[0]!.x + points[1]!.x) / 2, y: (points[0]!.y + points[1]!.y) / 2 } : besideFirst(members, Math.min(a, b), points[1]!, horizontal);
    return { edge, points, ...(label ? { labelAt: moveLabel(label, Math.round(middle.x - label.width / 2), Math.round(middle.y - label.height / 2)) } : {}) };
  });
}

/** On its lane, in the gap after the first of its two members. */
function besideFirst(members: readonly FrameMember[], first: number, lane: Point, horizontal: boolean): Point {
  const [one, next] = [members[first]!, members[first + 1]!];
  return horizontal ? { x: lane.x, y: (bottom(one) + next.y) / 2 } : { x: (right(one) + next.x) / 2, y: lane.y };
}

function straightLine(a: FrameMember, b: FrameMember, horizontal: boolean): Point[] {
  if (horizontal) return a.y < b.y ? [{ x: a.x + a.width / 2, y: bottom(a) }, { x: b.x + b.width / 2, y: b.y }] : [{ x: a.x + a.width / 2, y: a.y }, { x: b.x + b.width / 2, y: bottom(b) }];
  return a.x < b.x ? [{ x: right(a), y: a.y + a.height / 2 }, { x: b.x, y: b.y + b.height / 2 }] : [{ x: a.x, y: a.y + a.height / 2 }, { x: right(b), y: b.y + b.height / 2 }];
}

function laneLine(a: FrameMember, b: FrameMember, horizontal: boolean, lanes: Lanes, label: PlacedLabel | undefined): Point[] {
  const room = label ? (horizontal ? label.width : label.height) : 0;
  const lane = lanes.next + up(8 + room / 2);
  lanes.next = lane + up(room / 2);
  const corner = (member: FrameMember, far: boolean): number => {
    const key = `${member.node.id} ${far}`;
    const before = lanes.corners.get(key) ?? 0;
    lanes.corners.set(key, before + 1);
    const inset = 8 + 8 * Math.min(before, 5);
    return horizontal ? (far ? bottom(member) - inset : member.y + inset) : far ? right(member) - inset : member.x + inset;
  };
  if (horizontal) {
    const [from, to] = [corner(a, a.y < b.y), corner(b, a.y > b.y)];
    return [{ x: right(a), y: from }, { x: lane, y: from }, { x: lane, y: to }, { x: right(b), y: to }];
  }
  const [from, to] = [corner(a, a.x < b.x), corner(b, a.x > b.x)];
  return [{ x: from, y: bottom(a) }, { x: from, y: lane }, { x: to, y: lane }, { x: to, y: bottom(b) }];
}

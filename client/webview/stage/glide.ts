/**
 * After an edit, boxes glide from where they were to where they are, and lines with their texts follow them: the eye keeps
 * hold of both. What was not there before fades in. Browsers that cannot lead a path from one course to another show it
 * at its place.
 */
import type { LaidOutEdge, LaidOutScene, Point, Rectangle } from '#language/scene/laid-out.js';
import { strokes } from '#language/scene/svg/edge.js';
import { inStep } from './follow-line.js';
import type { Parts } from './parts.js';

const TIMING: KeyframeAnimationOptions = { duration: 240, easing: 'ease-out' };
/** Beyond so many lines they fade in: leading each costs more than it shows. */
const MOST_LINES = 400;

type Translate = (point: Point) => Point;

/** @param now where a point of the picture before stood on the screen, as a point of this one. */
export function glide(parts: Parts, before: LaidOutScene, now: Translate = (point) => point): void {
  const places = new Map(before.nodes.map((node) => [node.id, node]));
  const lines = new Map(before.edges.length > MOST_LINES ? [] : before.edges.map((edge) => [edge.id, edge]));
  for (const { group, node, edge } of parts.all) {
    const was = node && places.get(node.id);
    const line = edge && lines.get(edge.id);
    if (was && node) move(group, now(was), node);
    else if (line && edge && line.points.length > 1 && edge.points.length > 1) follow(group, line, edge, now);
    else appear(group);
  }
}

function move(element: Element, from: Point, to: Point): void {
  if (Math.abs(from.x - to.x) + Math.abs(from.y - to.y) < 0.5) return;
  element.animate([{ transform: `translate(${from.x - to.x}px, ${from.y - to.y}px)` }, { transform: 'none' }], TIMING);
}

function appear(element: Element): void {
  element.animate([{ opacity: 0 }, { opacity: 1 }], TIMING);
}

function follow(group: SVGGElement, before: LaidOutEdge, after: LaidOutEdge, now: Translate): void {
  const [from, to] = inStep(before.points.map(now), after.points);
  if (from.some((point, index) => Math.abs(point.x - to[index]!.x) + Math.abs(point.y - to[index]!.y) >= 0.5)) {
    const [start, end] = [strokes(from, after.arrow), strokes(to, after.arrow)];
    for (const path of group.querySelectorAll(':scope > path')) {
      const [one, other] = path.classList.contains('head') ? [start.head, end.head] : path.classList.contains('reach') ? [start.whole, end.whole] : [start.line, end.line];
      path.animate([{ d: `path("${one}")` }, { d: `path("${other}")` }] as unknown as Keyframe[], TIMING);
    }
  }
  for (const [selector, was, is] of [
    ['.pill', before.labelAt ? [before.labelAt] : [], after.labelAt ? [after.labelAt] : []], ['.tag', before.tagsAt, after.tagsAt], ['.end', before.endsAt, after.endsAt],
    ['.badge', before.badgesAt.map(asBox), after.badgesAt.map(asBox)],
  ] as const) {
    group.querySelectorAll(`:scope > ${selector}`).forEach((element, index) => {
      const [then, at] = [was[index], is[index]];
      if (then && at) move(element, now(then), at);
      else appear(element);
    });
  }
}

function asBox({ x, y }: Point): Rectangle {
  return { x, y, width: 0, height: 0 };
}

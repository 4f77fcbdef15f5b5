/**
 * A way through the picture: which boxes it visits in which order, and the lines between them. What the picture does not
 * draw as a box of its own (a switch in an overview, everything in a closed place) joins the box that stands for it, or
 * the line around it.
 */
import type { Id } from '#language/model/model.js';
import type { LaidOutNode, Point } from '#language/scene/laid-out.js';
import type { Lines } from './lines.js';

/** One hop: the element, and the cable on which it was reached. */
export interface TrailHop { element: Id; link?: Id }

export interface Trail {
  hops: readonly TrailHop[];
  /** It ends in vain at this element. */
  endsAt?: Id;
}

export interface TrailStop {
  node: LaidOutNode;
  /** Numbers of the hops that happen there, from 1, in order. */
  numbers: number[];
  /** It ends there in vain. */
  ends: boolean;
}

export interface TrailLine {
  points: Point[];
  /** True where it follows lines of the picture; false where it leads straight from box to box. */
  drawn: boolean;
}

export interface DrawnTrail { stops: TrailStop[]; lines: TrailLine[] }

export function drawTrail({ hops, endsAt }: Trail, lines: Lines): DrawnTrail {
  const stops = new Map<Id, TrailStop>();
  const drawn: TrailLine[] = [];
  let here: { id: Id; node: LaidOutNode } | undefined;
  let links: Id[] = [];
  hops.forEach(({ element, link }, index) => {
    if (link !== undefined && links.at(-1) !== link) links.push(link);
    const node = lines.standOf(element);
    if (!node) return;
    const stop = stops.get(node.id);
    if (stop) stop.numbers.push(index + 1);
    else stops.set(node.id, { node, numbers: [index + 1], ends: false });
    if (here && here.node.id !== node.id) {
      const line = lines.wayOver(here.id, element, links);
      if (line.points.length > 1) drawn.push(line);
    }
    if (here?.node.id !== node.id) links = [];
    here = { id: element, node };
  });
  const end = endsAt === undefined ? undefined : lines.standOf(endsAt);
  if (end) stops.set(end.id, { ...stops.get(end.id) ?? { node: end, numbers: [] }, ends: true });
  return { stops: [...stops.values()], lines: drawn };
}

/** `3`, `3–5`, `2, 6`: a run of numbers by its ends. */
export function numbersText(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(', ');
}

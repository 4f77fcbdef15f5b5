/**
 * What is lit up in the picture while the rest steps back: everything that reaches something, what falls with it, or a
 * way hop by hop. A closed container is lit where something inside it is.
 */
import { text, word } from '#language/messages/word.js';
import type { Id } from '#language/model/model.js';
import type { LaidOutScene } from '#language/scene/laid-out.js';
import type { Lines } from './lines.js';
import type { Parts } from './parts.js';
import { drawTrail, numbersText, type DrawnTrail, type Trail } from './trail.js';

export interface Spotlight {
  /** Elements, groups, links and flows. */
  lit: ReadonlySet<Id>;
  /** What it is all about: lit most. */
  about?: readonly Id[];
  /** What is taken as failed, and what falls with it. */
  failed?: readonly Id[];
  falls?: readonly Id[];
  trail?: Trail;
  /** The hop that the reader looks at, from 1. */
  hop?: number;
}

const SVG = 'http://www.w3.org/2000/svg';
const CLASSES = ['is-dimmed', 'is-lit', 'is-about', 'is-cut', 'is-lost'] as const;
/** Pixels at 100 %. */
const BADGE = { height: 18, padding: 6, digit: 6.6 };

export function shine(spot: Spotlight | undefined, parts: Parts, scene: LaidOutScene, lines: Lines, drawing: SVGSVGElement): void {
  for (const layer of drawing.querySelectorAll(':scope > .hop-trail')) layer.remove();
  for (const { group } of parts.all) group.classList.remove(...CLASSES);
  if (!spot) return;
  const trail = spot.trail && drawTrail(spot.trail, lines);
  const lit = groupsOf(parts, [...spot.lit, ...trail?.stops.map((stop) => stop.node.id) ?? []]);
  const [about, failed, falls] = [groupsOf(parts, spot.about ?? []), groupsOf(parts, spot.failed ?? []), groupsOf(parts, spot.falls ?? [])];
  const shown = new Set([...lit, ...about, ...failed, ...falls]);
  const around = surroundings(parts, scene, shown);
  for (const { group } of parts.all) {
    group.classList.toggle('is-dimmed', !shown.has(group) && !around.has(group));
    group.classList.toggle('is-lit', lit.has(group));
    group.classList.toggle('is-about', about.has(group));
    group.classList.toggle('is-cut', failed.has(group));
    group.classList.toggle('is-lost', falls.has(group) && !failed.has(group));
  }
  if (!trail) return;
  // Boxes, cables and their labels cover it, so that it crosses no name.
  drawing.insertBefore(waysMarkup(trail), drawing.querySelector(':scope > .edges'));
  drawing.append(stopsMarkup(trail, spot.hop));
}

function groupsOf(parts: Parts, ids: Iterable<Id>): Set<Element> {
  const found = new Set<Element>();
  for (const id of ids) {
    const drawn = parts.drawing(id);
    // A line that is written in a box, such as its replication, is not the box.
    const boxes = drawn.filter((part) => part.node);
    for (const { group } of boxes.length > 0 ? boxes : drawn) found.add(group);
  }
  return found;
}

/** Containers around what is lit: they say where it stands. */
function surroundings(parts: Parts, scene: LaidOutScene, shown: ReadonlySet<Element>): Set<Element> {
  const parents = new Map(scene.nodes.map((node) => [node.id, node.parent]));
  const found = new Set<Element>();
  for (const { group, node } of parts.all) {
    if (!shown.has(group)) continue;
    for (let id = node?.parent; id !== undefined; id = parents.get(id)) {
      const around = parts.node(id);
      if (!around || found.has(around.group)) break;
      found.add(around.group);
    }
  }
  return found;
}

function waysMarkup({ lines }: DrawnTrail): SVGGElement {
  const layer = element('g', { class: 'hop-trail', 'aria-hidden': 'true' });
  for (const { points, drawn } of lines) {
    const d = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
    layer.append(element('path', { class: `way${drawn ? '' : ' straight'}`, d }));
  }
  return layer;
}

function stopsMarkup({ stops }: DrawnTrail, current: number | undefined): SVGGElement {
  const layer = element('g', { class: 'hop-trail', 'aria-hidden': 'true' });
  for (const { node, numbers, ends } of stops) {
    const said = numbersText(numbers);
    const width = Math.max(BADGE.height, said.length * BADGE.digit + 2 * BADGE.padding);
    // On the corner that findings leave free.
    const [x, y] = [node.x - 6, node.y - BADGE.height / 2];
    const stop = element('g', { class: `stop${ends ? ' ends' : ''}${current !== undefined && numbers.includes(current) ? ' current' : ''}` });
    if (numbers.length > 0) {
      const label = element('text', { x: round(x + width / 2), y: round(y + 13), 'text-anchor': 'middle' });
      label.textContent = said;
      stop.append(element('rect', { x: round(x), y: round(y), width: round(width), height: BADGE.height, rx: BADGE.height / 2 }), label);
    }
    if (ends) stop.append(endMark(x + (numbers.length > 0 ? width + 12 : 9), y + BADGE.height / 2));
    layer.append(stop);
  }
  return layer;
}

/** A cross in a ring. */
function endMark(x: number, y: number): SVGGElement {
  const mark = element('g', { class: 'end-mark' });
  const title = element('title', {});
  title.textContent = word(text('reach.ends-here'));
  mark.append(title, element('circle', { cx: round(x), cy: round(y), r: 10 }), element('path', { d: `M${round(x - 4)} ${round(y - 4)}l8 8m0 -8l-8 8` }));
  return mark;
}

function element<K extends keyof SVGElementTagNameMap>(name: K, attributes: Record<string, string | number>): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

const round = (value: number): number => Math.round(value * 10) / 10;

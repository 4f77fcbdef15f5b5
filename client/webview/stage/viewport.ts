/** Which part of the picture is seen: a scale and where the picture's origin lies on the screen, in CSS pixels. Pure arithmetic. */
import type { LaidOutScene, Point, Rectangle } from '#language/scene/laid-out.js';

export interface View { scale: number; x: number; y: number }
export interface Size { width: number; height: number }

export const SMALLEST = 0.05;
export const LARGEST = 4;
/** Fitting never magnifies more than this: three boxes should not fill a wall. */
const FIT_LARGEST = 1.25;
const MARGIN = 24;

export function clampScale(scale: number): number {
  return Math.min(LARGEST, Math.max(SMALLEST, scale));
}

/** All of the picture in the middle of the window. */
export function fit(picture: Size, window: Size): View {
  const across = (window.width - 2 * MARGIN) / Math.max(1, picture.width);
  const down = (window.height - 2 * MARGIN) / Math.max(1, picture.height);
  const scale = clampScale(Math.min(across, down, FIT_LARGEST));
  return { scale, x: (window.width - picture.width * scale) / 2, y: Math.max(MARGIN / 2, (window.height - picture.height * scale) / 2) };
}

/** Names are 13 px high at full size: below this they are hard to read, in a fitted picture. */
const READABLE = 0.8;

/** True where the whole picture in the window is too small to be read. */
export function isSmall(picture: Size, window: Size): boolean {
  return fit(picture, window).scale < READABLE;
}

/** Going nearer by less than this gains little and loses what is around. */
const GAIN = 1.25;

/** The picture at its own size, smaller where what is looked at would not fit, with that in the middle and no more ground than must be; undefined where that gains little. */
export function closeView(picture: Size, target: Rectangle, window: Size): View | undefined {
  const room = { width: Math.max(1, window.width - 4 * MARGIN), height: Math.max(1, window.height - 4 * MARGIN) };
  const scale = clampScale(Math.max(fit(picture, window).scale, Math.min(1, room.width / Math.max(1, target.width), room.height / Math.max(1, target.height))));
  if (scale < GAIN * fit(picture, window).scale) return undefined;
  const along = (length: number, available: number, middle: number): number => {
    const over = length * scale + 2 * MARGIN - available;
    if (over <= 0) return (available - length * scale) / 2;
    return Math.min(MARGIN, Math.max(MARGIN - over, available / 2 - middle * scale));
  };
  return { scale, x: along(picture.width, window.width, target.x + target.width / 2), y: along(picture.height, window.height, target.y + target.height / 2) };
}

/** Zooms by a factor and keeps what is under `at` where it is. */
export function zoomAt(view: View, factor: number, at: Point): View {
  const scale = clampScale(view.scale * factor);
  const ratio = scale / view.scale;
  return { scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio };
}

export function pan(view: View, by: Point): View {
  return { ...view, x: view.x + by.x, y: view.y + by.y };
}

export function toScreen(view: View, point: Point): Point {
  return { x: point.x * view.scale + view.x, y: point.y * view.scale + view.y };
}

export function toPicture(view: View, point: Point): Point {
  return { x: (point.x - view.x) / view.scale, y: (point.y - view.y) / view.scale };
}

/** Moves as little as is needed to see the whole rectangle, its beginning where it is larger than the window. */
export function reach(view: View, target: Rectangle, window: Size): View {
  const start = toScreen(view, target);
  return {
    ...view,
    x: view.x + shift(start.x, target.width * view.scale, window.width),
    y: view.y + shift(start.y, target.height * view.scale, window.height),
  };
}

function shift(start: number, length: number, available: number): number {
  if (start < MARGIN || length > available - 2 * MARGIN) return MARGIN - start;
  const over = start + length - (available - MARGIN);
  return over > 0 ? -over : 0;
}

/** After a new layout: what the reader looked at stays where it was on the screen. */
export function holdStill(view: View, before: Point, after: Point): View {
  return pan(view, { x: (before.x - after.x) * view.scale, y: (before.y - after.y) * view.scale });
}

/** The view after an edit: what is selected stays where it was on the screen, else what is in the middle of all that moved. */
export function steadyView(view: View, before: LaidOutScene, after: LaidOutScene, selected: string | undefined): View {
  const was = new Map(before.nodes.map((node) => [node.id, node]));
  const both = after.nodes.flatMap((node) => { const old = was.get(node.id); return old ? [{ old, node }] : []; });
  const held = both.find(({ node }) => node.id === selected);
  if (held) return holdStill(view, middle(held.old), middle(held.node));
  return holdStill(view, { x: 0, y: 0 }, { x: median(both.map(({ old, node }) => node.x - old.x)), y: median(both.map(({ old, node }) => node.y - old.y)) });
}

/** True where no part of the picture lies outside the window. */
export function isSeenWhole(view: View, picture: Size, window: Size): boolean {
  const [start, end] = [toScreen(view, { x: 0, y: 0 }), toScreen(view, { x: picture.width, y: picture.height })];
  return start.x >= 0 && start.y >= 0 && end.x <= window.width && end.y <= window.height;
}

function middle({ x, y, width, height }: Rectangle): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

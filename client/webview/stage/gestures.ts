/** Mouse, wheel, touch and pen on the picture: drag pans, wheel or pinch zooms, a press without a drag is a click. */
import type { Point } from '#language/scene/laid-out.js';
import type { Held } from './mover.js';

export interface GestureActions {
  pan(by: Point): void;
  zoom(factor: number, at: Point): void;
  click(target: EventTarget | null, shift: boolean): void;
  doubleClick(target: EventTarget | null): void;
  /** What a drag from here moves; undefined where it moves the picture. With Shift an open container, too. */
  grab(target: EventTarget | null, shift: boolean): Held | undefined;
}

/** Pixels that a hand trembles while it clicks. */
const DRAG_FROM = 4;

export function listenToGestures(area: HTMLElement, actions: GestureActions): void {
  const pointers = new Map<number, Point>();
  let travelled = 0;
  let pressed: EventTarget | null = null;
  let held: Held | undefined;
  const local = (event: { clientX: number; clientY: number }): Point => {
    const box = area.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  area.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    pointers.set(event.pointerId, local(event));
    if (pointers.size === 1) [travelled, pressed, held] = [0, event.target, event.altKey ? undefined : actions.grab(event.target, event.shiftKey)];
    else {
      held?.cancel();
      held = undefined;
    }
  });
  area.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = local(event);
    const by = { x: now.x - before.x, y: now.y - before.y };
    travelled += Math.hypot(by.x, by.y);
    if (travelled < DRAG_FROM) return;
    if (!area.hasPointerCapture(event.pointerId)) area.setPointerCapture(event.pointerId);
    if (pointers.size === 2) pinch(pointers, event.pointerId, now, actions);
    else if (held) held.move(by);
    else actions.pan(by);
    pointers.set(event.pointerId, now);
  });
  const release = (event: PointerEvent): void => {
    const [moved, hold] = [travelled >= DRAG_FROM, held];
    if (pointers.size === 1) held = undefined;
    if (hold && moved && pointers.has(event.pointerId)) {
      if (event.type === 'pointerup') hold.drop();
      else hold.cancel();
    }
    if (pointers.delete(event.pointerId) && event.type === 'pointerup' && travelled < DRAG_FROM && pointers.size === 0) actions.click(pressed, event.shiftKey);
  };
  area.addEventListener('pointerup', release);
  area.addEventListener('pointercancel', release);
  area.addEventListener('dblclick', (event) => actions.doubleClick(event.target));
  area.addEventListener('wheel', (event) => {
    event.preventDefault();
    // A trackpad's pinch arrives as a wheel with Ctrl; a plain two-finger scroll pans, a mouse wheel's big notches zoom.
    const notched = event.deltaMode !== 0 || (event.deltaX === 0 && Math.abs(event.deltaY) >= 50);
    if (event.ctrlKey || event.metaKey || notched) actions.zoom(Math.exp(-Math.max(-120, Math.min(120, event.deltaY)) / 300), local(event));
    else actions.pan({ x: -event.deltaX, y: -event.deltaY });
  }, { passive: false });
}

function pinch(pointers: ReadonlyMap<number, Point>, moved: number, now: Point, actions: GestureActions): void {
  const other = [...pointers].find(([id]) => id !== moved)?.[1];
  const before = pointers.get(moved);
  if (!other || !before) return;
  const [was, is] = [before, now].map((point) => Math.hypot(point.x - other.x, point.y - other.y)) as [number, number];
  if (was > 0 && is > 0) actions.zoom(is / was, { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
}

/** Alt and a drag from one box to another: a line follows the pointer, and joins them where it is let go. */
import type { Id } from '#language/model/model.js';

export interface RubberBandActions {
  /** The box under the pointer, where it can be an end. */
  boxAt(target: EventTarget | null): Id | undefined;
  allowed(): boolean;
  /** @param at of the stage, in pixels. */
  connect(from: Id, to: Id, at: { x: number; y: number }): void;
}

const SVG = 'http://www.w3.org/2000/svg';

export function listenToRubberBand(stage: HTMLElement, actions: RubberBandActions): void {
  const layer = document.createElementNS(SVG, 'svg');
  layer.setAttribute('class', 'rubber-band');
  layer.setAttribute('aria-hidden', 'true');
  const line = layer.appendChild(document.createElementNS(SVG, 'line'));
  let from: { id: Id; pointer: number } | undefined;
  const local = (event: PointerEvent): { x: number; y: number } => {
    const box = stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const end = (): void => {
    from = undefined;
    layer.remove();
  };
  stage.addEventListener('pointerdown', (event) => {
    const id = event.altKey && event.button === 0 && actions.allowed() ? actions.boxAt(event.target) : undefined;
    if (id === undefined) return;
    // Else the stage would be dragged along.
    event.stopImmediatePropagation();
    event.preventDefault();
    from = { id, pointer: event.pointerId };
    const { x, y } = local(event);
    for (const [name, value] of [['x1', x], ['y1', y], ['x2', x], ['y2', y]] as const) line.setAttribute(name, String(value));
    stage.append(layer);
  }, { capture: true });
  stage.addEventListener('pointermove', (event) => {
    if (event.pointerId !== from?.pointer) return;
    event.stopImmediatePropagation();
    const { x, y } = local(event);
    line.setAttribute('x2', String(x));
    line.setAttribute('y2', String(y));
  }, { capture: true });
  stage.addEventListener('pointerup', (event) => {
    if (event.pointerId !== from?.pointer) return;
    event.stopImmediatePropagation();
    const { id } = from;
    const to = actions.boxAt(document.elementFromPoint(event.clientX, event.clientY));
    end();
    if (to !== undefined && to !== id) actions.connect(id, to, local(event));
  }, { capture: true });
  stage.addEventListener('pointercancel', end);
  stage.addEventListener('keydown', (event) => { if (from && event.key === 'Escape') end(); });
}

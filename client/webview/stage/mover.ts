/**
 * Moving boxes by hand: a closed box or a row of members by dragging it, an open container with Shift, whatever has the
 * focus by Shift and the arrow keys. While it moves it is only shifted on the page; where it was let go is then told.
 */
import type { Id } from '#language/model/model.js';
import type { LaidOutNode, LaidOutScene, Point } from '#language/scene/laid-out.js';
import type { Part, Parts } from './parts.js';

/** A box and its new top left corner, from that of its container or from the layout's origin. */
export interface Placement { id: Id; at: Point }

export interface Held {
  /** @param by in pixels of the picture, since the last time. */
  move(by: Point): void;
  drop(): void;
  cancel(): void;
}

const GRID = 8;
/** Keys that follow each other within this make one move, in milliseconds. */
const REST = 450;

export class Mover {
  private scene: LaidOutScene | undefined;
  private parts: Parts | undefined;
  private nudged: { unit: LaidOutNode; by: Point; timer: number } | undefined;
  /** Whether the reader may move anything. */
  enabled = false;

  constructor(private readonly place: (placement: Placement) => void) {}

  setScene(parts: Parts, scene: LaidOutScene): void {
    clearTimeout(this.nudged?.timer);
    this.nudged = undefined;
    [this.parts, this.scene] = [parts, scene];
  }

  /** @param whole true to take an open container by its ground. */
  grab(part: Part | undefined, whole: boolean): Held | undefined {
    const unit = this.enabled && part?.node ? this.unitOf(part.node) : undefined;
    if (!unit || (!whole && this.isOpen(unit))) return undefined;
    const by = { x: 0, y: 0 };
    return {
      move: (step) => {
        by.x += step.x;
        by.y += step.y;
        this.shift(unit, by);
      },
      drop: () => this.settle(unit, by),
      cancel: () => this.shift(unit, undefined),
    };
  }

  nudge(part: Part, way: Point): boolean {
    const unit = this.enabled && part.node ? this.unitOf(part.node) : undefined;
    if (!unit) return false;
    const before = this.nudged?.unit === unit ? this.nudged.by : { x: 0, y: 0 };
    clearTimeout(this.nudged?.timer);
    const by = { x: before.x + way.x * GRID, y: before.y + way.y * GRID };
    this.nudged = { unit, by, timer: window.setTimeout(() => { this.nudged = undefined; this.settle(unit, by); }, REST) };
    this.shift(unit, by);
    return true;
  }

  /** A member of a row moves the row. */
  private unitOf(node: LaidOutNode): LaidOutNode {
    const parent = this.scene?.nodes.find((each) => each.id === node.parent);
    return parent?.form === 'frame' && !this.isOpen(parent) ? parent : node;
  }

  /** True of a container that holds more than a row of members. */
  private isOpen(node: LaidOutNode): boolean {
    const inner = this.childrenOf(node.id);
    return inner.length > 0 && (node.form !== 'frame' || inner.some((child) => this.childrenOf(child.id).length > 0));
  }

  private childrenOf(id: Id): LaidOutNode[] {
    return this.scene?.nodes.filter((node) => node.parent === id) ?? [];
  }

  private withInner(node: LaidOutNode): LaidOutNode[] {
    return [node, ...this.childrenOf(node.id).flatMap((child) => this.withInner(child))];
  }

  private shift(unit: LaidOutNode, by: Point | undefined): void {
    const ids = new Set(this.withInner(unit).map((node) => node.id));
    for (const { group, node, edge } of this.parts?.all ?? []) {
      if (node && ids.has(node.id)) group.style.transform = by ? `translate(${by.x}px, ${by.y}px)` : '';
      if (edge && (ids.has(edge.from) || ids.has(edge.to))) group.classList.toggle('is-loose', by !== undefined);
    }
  }

  private settle(unit: LaidOutNode, by: Point): void {
    const step = { x: Math.round(by.x / GRID) * GRID, y: Math.round(by.y / GRID) * GRID };
    if (step.x === 0 && step.y === 0) return this.shift(unit, undefined);
    const corner = this.scene!.nodes.find((node) => node.id === unit.parent) ?? this.scene!.zero ?? { x: 0, y: 0 };
    // The next picture glides from where the box was let go.
    for (const node of this.withInner(unit)) [node.x, node.y] = [node.x + step.x, node.y + step.y];
    this.place({ id: unit.id, at: { x: unit.x - corner.x, y: unit.y - corner.y } });
  }
}

/**
 * The boxes of a picture as they can be moved: a compact frame moves as one with its members, an open container with
 * all that it holds.
 */
import type { Id } from '../../model/model.js';
import type { LaidOutNode, PlacedLabel, PlacedText, Rectangle } from '../laid-out.js';
import { moveLabel, moveText } from '../layout/grid.js';

export class Units {
  readonly byId: ReadonlyMap<Id, LaidOutNode>;
  readonly #childrenOf = new Map<Id | undefined, LaidOutNode[]>();

  constructor(readonly nodes: readonly LaidOutNode[]) {
    this.byId = new Map(nodes.map((node) => [node.id, node]));
    for (const node of nodes) {
      const siblings = this.#childrenOf.get(node.parent);
      if (siblings) siblings.push(node);
      else this.#childrenOf.set(node.parent, [node]);
    }
  }

  children(id: Id | undefined): readonly LaidOutNode[] {
    return this.#childrenOf.get(id) ?? [];
  }

  /** True of a frame whose members contain nothing: they keep their row. */
  isRigid(node: LaidOutNode): boolean {
    const members = this.children(node.id);
    return node.form === 'frame' && members.length > 0 && members.every((member) => this.children(member.id).length === 0);
  }

  /** What moves when this box is moved: the frame around it where it is a member of one. */
  unitOf(id: Id): LaidOutNode | undefined {
    const node = this.byId.get(id);
    const parent = node?.parent === undefined ? undefined : this.byId.get(node.parent);
    return parent && this.isRigid(parent) ? parent : node;
  }

  /** From the box outwards, itself included. */
  *outwards(id: Id): Generator<LaidOutNode> {
    for (let at = this.byId.get(id); at; at = at.parent === undefined ? undefined : this.byId.get(at.parent)) yield at;
  }

  isWithin(inner: Id, outer: Id): boolean {
    for (const node of this.outwards(inner)) if (node.id === outer) return true;
    return false;
  }

  /** Moves a box with all that stands in it. */
  shift(node: LaidOutNode, dx: number, dy: number): void {
    if (dx === 0 && dy === 0) return;
    shiftAlone(node, dx, dy);
    for (const child of this.children(node.id)) this.shift(child, dx, dy);
  }
}

function shiftAlone(node: LaidOutNode, dx: number, dy: number): void {
  node.x += dx;
  node.y += dy;
  node.texts = node.texts.map((text): PlacedText => moveText(text, dx, dy));
  node.marks = node.marks.map((mark): PlacedLabel => moveLabel(mark, dx, dy));
  node.vipAt = node.vipAt.map((vip) => moveLabel(vip, dx, dy));
  if (node.iconAt) node.iconAt = { ...node.iconAt, x: node.iconAt.x + dx, y: node.iconAt.y + dy };
}

/** The box with the VIPs that stand out above it. */
export function outline(node: LaidOutNode): Rectangle {
  const top = Math.min(node.y, ...node.vipAt.map((vip) => vip.y));
  return { x: node.x, y: top, width: node.width, height: node.y + node.height - top };
}

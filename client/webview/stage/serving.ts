/** The address of a group stands at whoever has it now: its pill slides along the frame to the member that serves. */
import type { Id } from '#language/model/model.js';
import type { LaidOutNode, Rectangle } from '#language/scene/laid-out.js';
import type { Part, Parts } from './parts.js';

/** Pixels between the frame's badge and the pill. */
const GAP = 4;

/** @param serving of groups the member that serves; undefined: nobody. Without it pills stand where the picture drew them. */
export function serve(parts: Parts, serving: ReadonlyMap<Id, Id | undefined> | undefined): void {
  for (const { group, node } of parts.all) {
    if (!node || node.vipAt.length === 0) continue;
    const server = serving?.get(node.id);
    const at = server === undefined ? undefined : parts.node(server);
    group.querySelectorAll<SVGElement>(':scope > .vip').forEach((pill, index) => {
      const label = node.vipAt[index];
      const moved = serving === undefined ? '' : at && label ? `translate(${shift(label, at, node)})` : undefined;
      // While nobody serves it stays where it was.
      if (moved !== undefined && pill.style.transform !== moved) pill.style.transform = moved;
      pill.classList.toggle('nobody', serving?.has(node.id) === true && server === undefined);
    });
  }
}

/** Over the middle of the member, as far as the frame's title leaves room; beside it where members stand below each other. */
function shift(label: Rectangle, { node: member }: Part, frame: LaidOutNode): string {
  if (!member) return '0px, 0px';
  const wanted = member.x + member.width / 2 - label.width / 2;
  const titled = Math.max(frame.x, ...frame.marks.filter((mark) => mark.y < label.y + label.height).map((mark) => mark.x + mark.width + GAP));
  const x = Math.min(frame.x + frame.width - label.width, Math.max(titled, wanted)) - label.x;
  const beside = member.y - label.y > member.height;
  return `${x}px, ${beside ? member.y - label.height / 2 - label.y : 0}px`;
}

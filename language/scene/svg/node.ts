/** One node as markup: a group that can be focused, named for screen readers, with its id for whoever listens. */
import type { Icon } from '../icons.generated.js';
import type { LaidOutEdge, LaidOutNode, Rectangle } from '../laid-out.js';
import type { PartState } from '../theme.js';
import { widthOf } from '../layout/labels.js';
import { STACK_EDGE } from '../layout/sizes.js';
import { badgeMarkup } from './badge.js';
import { changeMarkup } from './change-mark.js';
import { escape, iconMarkup, labelMarkup, number, textOf } from './markup.js';
import { bricks, cloud, passages, rectangle } from './shapes.js';

const CLASS_OF_STYLE: Record<string, string> = { name: 'name', detail: 'detail', place: 'place-name', subnet: 'subnet', pill: 'text', tag: 'text', end: 'text', badge: 'text', heading: 'heading' };

export interface NodeDrawing {
  prefix: string;
  index: number;
  open: boolean;
  edges: readonly LaidOutEdge[];
  states: readonly PartState[];
  interactive: boolean;
  icons: Readonly<Record<string, Icon>>;
}

export function nodeMarkup(node: LaidOutNode, drawing: NodeDrawing): string {
  const classes = ['part', 'node', node.form, ...(node.form === 'place' ? [`depth-${Math.min(node.depth, 3)}`, node.exposure ?? 'private'] : []), ...(drawing.open ? ['open'] : []),
    ...(node.standby ? ['standby'] : []), ...(node.collapsed ? ['collapsed'] : []), ...(node.emphasis === 'highlighted' ? ['highlighted'] : node.emphasis === 'muted' ? ['is-muted'] : []),
    ...(node.change ? [node.change.change] : []), ...drawing.states.map((state) => `is-${state}`)];
  return `<g class="${classes.join(' ')}" id="${drawing.prefix}node-${drawing.index}" data-id="${escape(node.id)}" role="graphics-object" aria-label="${escape(node.label)}" tabindex="${drawing.index === 0 ? 0 : -1}">`
    + `<title>${escape(node.title)}</title>${outline(node, drawing)}${node.iconAt ? iconMarkup(drawing.icons[node.icon], node.iconAt) : ''}${node.texts.map((text) => textOf(text, CLASS_OF_STYLE[text.style]!)).join('')}`
    + `${node.marks.map((mark) => labelMarkup(mark, 'mark', 4)).join('')}${node.vipAt.map((vip) => labelMarkup(vip, 'vip')).join('')}`
    + `${hatch(node, drawing)}${node.change ? changeMarkup(node.change, { x: node.x + 8, y: node.y }) : ''}${node.badgesAt.map((at, index) => badgeMarkup(node.findings[index]!, at)).join('')}</g>`;
}

function outline(node: LaidOutNode, drawing: NodeDrawing): string {
  switch (node.form) {
    case 'internet': return cloud(node);
    case 'place': return rectangle(node, 'area', 8);
    case 'frame': return rectangle(node, 'area', 8);
    case 'container': return rectangle(node, 'area', 6);
    case 'wall': return rectangle(node, 'area', 2) + bricks(node) + plate(node) + passages(node, drawing.edges);
    case 'stack': return [STACK_EDGE, STACK_EDGE / 2].map((away) => rectangle(inStack(node, away), 'behind', 6)).join('') + rectangle(inStack(node, 0), 'box', 6);
    case 'actor': return rectangle(node, 'box', node.height / 2);
    case 'box': return rectangle(node, 'box', 6);
  }
}

/** One of the boxes of a stack, so far behind the first. */
function inStack({ x, y, width, height }: Rectangle, away: number): Rectangle {
  return { x: x + away, y: y + STACK_EDGE - away, width: width - STACK_EDGE, height: height - STACK_EDGE };
}

/** A calm ground under the name of a wall. */
function plate(node: LaidOutNode): string {
  if (!node.iconAt) return '';
  const width = Math.max(...node.texts.map((text) => text.x + widthOf(text.text, text.style))) - node.iconAt.x;
  const [first, last] = [node.texts[0], node.texts.at(-1)];
  if (!first || !last) return '';
  return rectangle({ x: node.iconAt.x - 6, y: Math.min(first.y - 14, node.iconAt.y - 2), width: width + 12, height: Math.max(last.y + 5, node.iconAt.y + node.iconAt.height + 2) - Math.min(first.y - 14, node.iconAt.y - 2) }, 'plate', 4);
}

function hatch(node: LaidOutNode, drawing: NodeDrawing): string {
  if (drawing.open || (!drawing.interactive && !drawing.states.includes('failed'))) return '';
  const { x, y, width, height } = node.form === 'stack' ? inStack(node, 0) : node;
  return `<rect class="hatch" x="${number(x)}" y="${number(y)}" width="${number(width)}" height="${number(height)}" rx="6" fill="url(#${drawing.prefix}stripes)"/>`;
}

/**
 * Small handles at the corner of what can be opened or closed, for the mouse: keys and the menu do the same. Closed
 * boxes always show theirs, since nothing else says that there is more in them; open ones while the mouse is there.
 */
import { text, word } from '#language/messages/word.js';
import type { LaidOutNode, LaidOutScene } from '#language/scene/laid-out.js';
import type { Part, Parts } from './parts.js';

const RADIUS = 8;
const ARM = 4;

export function addHandles(parts: Parts, scene: LaidOutScene): void {
  const open = new Set(scene.nodes.map((node) => node.parent));
  for (const { group, node } of parts.all) if (node && (node.collapsed || open.has(node.id))) group.append(handleOf(node));
}

function handleOf(node: LaidOutNode): SVGGElement {
  const [x, y] = [node.x + node.width, node.y + node.height];
  const plus = node.collapsed ? `M${x} ${y - ARM}V${y + ARM}` : '';
  const handle = svg('g', { class: node.collapsed ? 'handle closed' : 'handle', 'aria-hidden': 'true' });
  const title = svg('title', {});
  title.textContent = word(text(node.collapsed ? 'preview.open-here' : 'preview.close-here'));
  handle.append(title, svg('circle', { cx: `${x}`, cy: `${y}`, r: `${RADIUS}` }), svg('path', { d: `M${x - ARM} ${y}H${x + ARM}${plus}` }));
  return handle;
}

/** The part whose handle was hit. */
export function handleHit(parts: Parts | undefined, target: EventTarget | null): Part | undefined {
  return target instanceof Element && target.closest('.handle') ? parts?.hit(target) : undefined;
}

function svg<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Record<string, string>): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

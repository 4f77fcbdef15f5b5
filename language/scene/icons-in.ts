/** The icons that a picture shows: whoever draws it anew elsewhere needs no others, and the catalogue is large. */
import { icons, type IconName } from './icons.generated.js';
import type { Icons } from './draw-svg.js';
import type { LaidOutScene } from './laid-out.js';

export function iconsIn(...scenes: readonly LaidOutScene[]): Icons {
  const names = new Set<IconName>();
  for (const { nodes, edges } of scenes) {
    for (const node of nodes) if (node.iconAt) names.add(node.icon);
    for (const { labelAt } of edges) if (labelAt?.icon) names.add(labelAt.icon.name);
  }
  return Object.fromEntries([...names].sort().map((name) => [name, icons[name]]));
}

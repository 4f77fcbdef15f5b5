/**
 * Runs ELK (Eclipse Layout Kernel, EPL-2.0, through elkjs). Some option combinations crash on some nested graphs; then
 * it is tried again with fewer wishes, and the caller has a layout of its own for the case that even that fails.
 */
import elkModule from 'elkjs/lib/elk.bundled.js';
import type { ELK, ElkNode } from 'elkjs/lib/elk-api.js';

const WISHES: Record<string, string> = {
  'elk.layered.considerModelOrder.strategy': 'PREFER_EDGES', 'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX', 'elk.layered.nodePlacement.favorStraightEdges': 'true',
  'elk.layered.thoroughness': '10',
};

const SPACING: Record<string, string> = {
  'elk.spacing.nodeNode': '32', 'elk.layered.spacing.nodeNodeBetweenLayers': '24', 'elk.spacing.edgeNode': '16', 'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'elk.spacing.edgeEdge': '16', 'elk.layered.spacing.edgeEdgeBetweenLayers': '16', 'elk.spacing.portPort': '16', 'elk.spacing.componentComponent': '32',
};

/** Above so many nodes the wishes cost more than they bring. */
const WISHES_UP_TO = 400;

let kernel: ELK | undefined;

function elk(): ELK {
  const constructor = ((elkModule as { default?: unknown }).default ?? elkModule) as new () => ELK;
  return (kernel ??= new constructor());
}

function countNodes(node: ElkNode): number {
  return 1 + (node.children ?? []).reduce((sum, child) => sum + countNodes(child), 0);
}

/** The graph with coordinates; undefined where ELK fails on it with every set of options. */
export async function runElk(graph: ElkNode): Promise<ElkNode | undefined> {
  const attempts = countNodes(graph) <= WISHES_UP_TO ? [{ ...WISHES, ...SPACING }, { 'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX', ...SPACING }, SPACING] : [SPACING];
  for (const layoutOptions of attempts) {
    try {
      return (await elk().layout(JSON.parse(JSON.stringify(graph)) as ElkNode, { layoutOptions })) as ElkNode;
    } catch {
      kernel = undefined;
    }
  }
  return undefined;
}

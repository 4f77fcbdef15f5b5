/**
 * Runs ELK (Eclipse Layout Kernel, EPL-2.0, through elkjs). Some option combinations crash on some nested graphs; then
 * it is tried again with fewer wishes, and the caller has a layout of its own for the case that even that fails.
 *
 * It is called as the worker that it is packed as, but in place: its answer is there when the call returns, as it must be
 * where pictures are drawn between two lines of a page (Markdown). Nothing is lost by that: in Node, elkjs computes in the
 * caller's thread in any case. How a worker is spoken to is internal to elkjs; its version is pinned, a test holds it.
 */
import { giveBackMessages } from './message-listener.js';
// @ts-expect-error elkjs declares no types for its packed worker; `Worker` below says what is used of it.
import * as elkModule from 'elkjs/lib/elk-worker.min.js';
import type { ElkNode } from 'elkjs/lib/elk-api.js';

giveBackMessages();

const WISHES: Record<string, string> = {
  'elk.layered.considerModelOrder.strategy': 'PREFER_EDGES', 'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX', 'elk.layered.nodePlacement.favorStraightEdges': 'true',
  'elk.layered.thoroughness': '10',
};

/** Other starting points of the search for few crossings. None of them looks at the order of the text. */
const PLACEMENT = { 'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX', 'elk.layered.nodePlacement.favorStraightEdges': 'true', 'elk.layered.thoroughness': '10' };
const VARIANTS: readonly Record<string, string>[] = [
  { ...PLACEMENT, 'elk.layered.crossingMinimization.hierarchicalSweepiness': '1' }, { ...PLACEMENT, 'elk.randomSeed': '2' }, { ...PLACEMENT, 'elk.randomSeed': '4' },
];

const SPACING: Record<string, string> = {
  'elk.spacing.nodeNode': '32', 'elk.spacing.edgeNode': '16', 'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'elk.spacing.edgeEdge': '16', 'elk.layered.spacing.edgeEdgeBetweenLayers': '16', 'elk.spacing.portPort': '16', 'elk.spacing.componentComponent': '32',
};

/** On a container: nodes with a position keep their order in a row. */
export const KEEP_ORDER = 'elk.layered.crossingMinimization.semiInteractive';

/** Above so many nodes the wishes cost more than they bring. */
const WISHES_UP_TO = 400;

/** What elkjs packs as a worker, as far as it is used here. */
interface Worker {
  onmessage(message: { data: { id: number; data?: ElkNode; error?: unknown } }): void;
  dispatcher: { saveDispatch(message: { data: Record<string, unknown> }): void };
}

let kernel: Worker | undefined;

function elk(): Worker {
  if (kernel) return kernel;
  const found = elkModule as unknown as { Worker?: new () => Worker; default?: { Worker?: new () => Worker } };
  kernel = new (found.Worker ?? found.default!.Worker!)();
  ask(kernel, { cmd: 'register', algorithms: ['layered'] });
  return kernel;
}

/** @throws what ELK threw. */
function ask(worker: Worker, question: Record<string, unknown>): ElkNode | undefined {
  let answer: { data?: ElkNode; error?: unknown } | undefined;
  worker.onmessage = ({ data }) => { answer = data; };
  worker.dispatcher.saveDispatch({ data: { id: 0, ...question } });
  if (!answer) throw new Error('ELK has not answered in place');
  if (answer.error !== undefined) throw answer.error;
  return answer.data;
}

/** How many other variants are worth their time for a graph of this size. */
export function variantsFor(graph: ElkNode): number {
  const nodes = countNodes(graph);
  return nodes <= 80 ? VARIANTS.length : nodes <= 160 ? 1 : 0;
}

function countNodes(node: ElkNode): number {
  return 1 + (node.children ?? []).reduce((sum, child) => sum + countNodes(child), 0);
}

/** The graph with coordinates; undefined where ELK fails on it with every set of options, or with those of the variant; `between` is the room between two tiers. */
export function runElk(graph: ElkNode, { variant = 0, between = 24 }: { variant?: number; between?: number } = {}): ElkNode | undefined {
  const spacing = { ...SPACING, 'elk.layered.spacing.nodeNodeBetweenLayers': String(between) };
  const attempts = variant > 0 ? [{ ...VARIANTS[variant - 1], ...spacing }] : countNodes(graph) <= WISHES_UP_TO ? [{ ...WISHES, ...spacing }, { 'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX', ...spacing }, spacing] : [spacing];
  for (const ordered of [true, false]) {
    for (const layoutOptions of attempts) {
      try {
        return ask(elk(), { cmd: 'layout', graph: JSON.parse(JSON.stringify(graph, (key, value: unknown) => (key === KEEP_ORDER && !ordered ? undefined : value))), layoutOptions });
      } catch {
        kernel = undefined;
      }
    }
    if (!JSON.stringify(graph).includes(KEEP_ORDER)) break;
  }
  return undefined;
}

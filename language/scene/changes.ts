/** Marks what changed between two revisions on the parts that draw it; what stands for several changes says how many. */
import type { Id, Model } from '../model/model.js';
import { say } from './names.js';
import type { Nesting } from './nesting.js';
import type { ChangeMark, LegendEntry, SceneEdge, SceneNode } from './scene.js';

export type Changes = Readonly<Record<Id, ChangeMark>>;

interface Marking {
  model: Model;
  nodes: readonly SceneNode[];
  edges: readonly SceneEdge[];
  nesting: Nesting;
  changes: Changes;
}

export function markChanges({ model, nodes, edges, nesting, changes }: Marking): void {
  const hidden = hiddenBehind(model, nesting, changes);
  const mark = (node: SceneNode): void => {
    const own = Object.hasOwn(changes, node.id) ? changes[node.id] : undefined;
    const inside = hidden.get(node.id) ?? [];
    if (own) node.change = own;
    else if (inside.length > 0) node.change = { change: 'changed', title: say('scene.change.inside', { count: inside.length }) };
    if (node.change) {
      node.title = `${node.title}\n${node.change.title}`;
      node.label = say('scene.change.label', { part: node.label, change: node.change.change });
    }
    node.children.forEach(mark);
  };
  nodes.forEach(mark);
  for (const edge of edges) markEdge(edge, changes);
}

/** Changed parts that a picture draws by something else: a closed place, a stack. */
function hiddenBehind(model: Model, nesting: Nesting, changes: Changes): Map<Id, Id[]> {
  const found = new Map<Id, Id[]>();
  for (const id of Object.keys(changes)) {
    if (!model.elements[id] && !model.groups[id]) continue;
    const node = nesting.stands(id);
    if (node !== undefined && node !== id) found.set(node, [...(found.get(node) ?? []), id]);
  }
  return found;
}

function markEdge(edge: SceneEdge, changes: Changes): void {
  const marks = edge.parts.flatMap(({ id }) => (edge.form !== 'attachment' && Object.hasOwn(changes, id) ? [changes[id]!] : []));
  const [first] = marks;
  if (!first) return;
  const alike = marks.length === edge.parts.length && marks.every(({ change }) => change === first.change);
  edge.change = { change: alike ? first.change : 'changed', title: [...new Set(marks.map(({ title }) => title))].join('\n') };
  // The sign stands in the text, where lines have no corner.
  if (edge.arrow || edge.form === 'link') edge.text = say('scene.change.sign', { change: edge.change.change, text: edge.text ?? '' }).trim();
  edge.title = `${edge.title}\n${edge.change.title}`;
  edge.label = say('scene.change.label', { part: edge.label, change: edge.change.change });
}

export function changeLegend(nodes: readonly SceneNode[], edges: readonly SceneEdge[]): LegendEntry[] {
  const used = new Set<string>();
  const gather = (node: SceneNode): void => {
    if (node.change) used.add(node.change.change);
    node.children.forEach(gather);
  };
  nodes.forEach(gather);
  for (const { change } of edges) if (change) used.add(change.change);
  return (['added', 'removed', 'changed'] as const).filter((change) => used.has(change)).map((sample) => ({ sample, text: say(`scene.legend.${sample}`) }));
}

/** Unseen lines from an internet to what would otherwise stand beside it, so that the outside stays outside. Actors may stand there. */
import type { ElkNode } from 'elkjs/lib/elk-api.js';
import type { Id } from '../../model/model.js';
import type { Scene } from '../scene.js';
import { meeting, type Tree } from './orient.js';

const UNIMPORTANT = { 'elk.layered.priority.straightness': '0', 'elk.layered.priority.shortness': '0' };

export function keepOutside(root: ElkNode, scene: Scene, tree: Tree, ids: ReadonlyMap<Id, string>, turned: ReadonlySet<string>): void {
  const internet = scene.nodes.find((node) => node.form === 'internet');
  if (!internet) return;
  const entered = new Set<Id>();
  const touched = new Set<string | undefined>();
  for (const edge of scene.edges) {
    const met = meeting(tree, edge.from, edge.to);
    if (met.container !== undefined || met.a === undefined || met.b === undefined) continue;
    entered.add(turned.has(edge.id) ? met.a : met.b);
    touched.add(ids.get(met.a)).add(ids.get(met.b));
  }
  const from = ids.get(internet.id)!;
  const free = new Set(scene.nodes.filter((node) => entered.has(node.id) || node.form === 'internet' || node.form === 'actor').map((node) => ids.get(node.id)));
  // Rows of a column hang together already: the first is enough.
  const chain = root.edges!.filter(({ id }) => id.startsWith('v'));
  for (const { sources } of chain) touched.add(sources[0]);
  const chained = new Set(chain.flatMap(({ targets }) => targets));
  const beside = root.children!.filter(({ id, ports }) => id !== from && !free.has(id) && !chained.has(id) && !(ports?.[0]?.id === `${id}i`));
  // What nothing leads to stands last, beside the innermost: it is on nobody's way.
  for (const node of beside) if (!touched.has(node.id)) node.layoutOptions = { ...node.layoutOptions, 'elk.layered.layering.layerConstraint': 'LAST' };
  beside.forEach(({ id }, index) => root.edges!.push({ id: `u${index}`, sources: [from], targets: [id], layoutOptions: UNIMPORTANT }));
}

/**
 * Layouts that are kept. A picture whose boxes, lines and texts are the same stands where it stood: what was found in it,
 * and where the text says it, is put on anew. So findings that come after the picture, and edits that it does not show,
 * cost no layout.
 */
import { hasMoved } from './arrange/steady.js';
import type { LaidOutEdge, LaidOutNode, LaidOutScene } from './laid-out.js';
import { complete, steadily } from './layout.js';
import type { Placed } from './layout/graph-types.js';
import type { Scene, SceneEdge, SceneNode } from './scene.js';

/** As many as a reader goes back and forth between. */
const MOST = 12;

interface Kept {
  placed: Placed;
  /** It stands as before an edit, not as if laid out anew. */
  held: boolean;
}

export class KeptLayouts {
  private readonly kept = new Map<string, Kept>();

  layOut(scene: Scene): LaidOutScene {
    const key = keyOf(scene);
    const known = this.kept.get(key);
    const found = known && stands(known, scene) ? known : steadily(scene);
    this.kept.delete(key);
    this.kept.set(key, found);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST && oldest !== undefined) this.kept.delete(oldest);
    return complete(scene, saidAnew(found.placed, scene));
  }
}

/** What the reader asks for anew is laid out anew; after an edit the picture that is looked at stays. */
function stands({ placed, held }: Kept, { hold }: Scene): boolean {
  return Object.keys(hold).length === 0 ? !held : !hasMoved(placed, hold);
}

/** All that places depend on. Of findings these are the room that lines, and titles of open containers, give to their badges. */
function keyOf({ hold: _, routes: _routes, stands: _stands, title: _title, nodes, edges, ...scene }: Scene): string {
  const said = { ...scene, nodes: nodes.map(placesOfNode), edges: edges.map((edge) => ({ ...edge, findings: edge.findings.length > 0 })) };
  return JSON.stringify(said, (name, value: unknown) => (name === 'origin' ? undefined : value));
}

function placesOfNode({ findings, title: _, label: _label, children, ...node }: SceneNode): object {
  return { ...node, badges: children.length > 0 ? findings.length : 0, children: children.map(placesOfNode) };
}

function saidAnew(placed: Placed, scene: Scene): Placed {
  const nodes = new Map<string, SceneNode>();
  const gather = (node: SceneNode): void => {
    nodes.set(node.id, node);
    node.children.forEach(gather);
  };
  scene.nodes.forEach(gather);
  const edges = new Map(scene.edges.map((edge) => [edge.id, edge]));
  return { ...placed, nodes: placed.nodes.map((node) => nodeAnew(node, nodes.get(node.id)!)), edges: placed.edges.map((edge) => edgeAnew(edge, edges.get(edge.id)!)) };
}

function nodeAnew(node: LaidOutNode, { findings, title, label, origin, vips, membership }: SceneNode): LaidOutNode {
  const marks = node.marks.map((mark) => (mark.title === node.title ? { ...mark, title } : mark));
  return { ...node, findings, title, label, origin, vips, membership, marks, badgesAt: [] };
}

function edgeAnew(edge: LaidOutEdge, { findings, parts }: SceneEdge): LaidOutEdge {
  return { ...edge, findings, parts };
}

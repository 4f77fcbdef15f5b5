/** A picture as it stands at a moment of a scenario: what is down is marked, and the address of a group stands at who serves. */
import { memberElements } from '../model/queries.js';
import type { Id, Model } from '../model/model.js';
import type { LaidOutEdge, LaidOutNode, LaidOutScene, PlacedLabel, PartState } from '../scene/index.js';
import type { Moment } from './moment.js';

export function statesAt(model: Model, scene: LaidOutScene, { modes, cut }: Moment): Record<Id, PartState[]> {
  const standing = new Map<Id, Id[]>();
  for (const [id, node] of Object.entries(scene.stands)) standing.set(node, [...(standing.get(node) ?? []), ...(Object.hasOwn(model.groups, id) ? [] : [id])]);
  const states: Record<Id, PartState[]> = {};
  for (const { id } of scene.nodes) {
    const parts = new Set([...(standing.get(id) ?? []), ...(Object.hasOwn(model.groups, id) ? memberElements(model, id) : [])]);
    // Of a box that stands for several, and of a frame, only where all of them are down.
    if (parts.size > 0 && [...parts].every((part) => modes.has(part))) states[id] = ['failed'];
  }
  for (const { id, parts } of scene.edges) if (parts.length > 0 && parts.every((part) => cut.has(part.id))) states[id] = ['failed'];
  return states;
}

export function servedAt(scene: LaidOutScene, { serving }: Moment): LaidOutScene {
  const nodes = new Map(scene.nodes.map((node) => [node.id, node]));
  const serves = new Set(serving.values());
  const frames = [...serving].flatMap(([group, member]) => {
    const frame = nodes.get(group);
    const at = nodes.get(member ?? '');
    return frame && at && at !== frame ? [{ frame, by: middleOf(at) }] : [];
  });
  return { ...scene, edges: scene.edges.map((edge) => frames.reduce(carriedOn, edge)), nodes: scene.nodes.map((node) => (serving.has(node.id) ? withPill(node, nodes.get(serving.get(node.id) ?? '')) : serves.has(node.id) ? atWork(node) : node)) };
}

/** Over the middle of the member, where that has a box of its own in the frame. */
function withPill(frame: LaidOutNode, member: LaidOutNode | undefined): LaidOutNode {
  if (!member || member.id === frame.id) return frame;
  return { ...frame, vipAt: frame.vipAt.map((pill) => moved(pill, middleOf(member) - pill.x - pill.width / 2)) };
}

function middleOf({ x, width }: LaidOutNode): number {
  return x + width / 2;
}

/** An arrow that ended at the pill goes on to the frame where the pill has left its place. */
function carriedOn(edge: LaidOutEdge, { frame, by }: { frame: LaidOutNode; by: number }): LaidOutEdge {
  const tip = edge.points.at(-1);
  if (edge.to !== frame.id || !tip) return edge;
  const met = frame.vipAt.some((pill) => Math.abs(tip.y - pill.y) < 1 && tip.x >= pill.x && tip.x <= pill.x + pill.width && Math.abs(by - tip.x) > pill.width / 2);
  return met ? { ...edge, points: [...edge.points.slice(0, -1), { x: tip.x, y: frame.y }] } : edge;
}

function moved(pill: PlacedLabel, by: number): PlacedLabel {
  return { ...pill, x: pill.x + by, text: { ...pill.text, x: pill.text.x + by } };
}

/** Who serves does not stand by, whatever it was meant for. */
function atWork({ standby, ...node }: LaidOutNode): LaidOutNode {
  return standby === undefined ? node : { ...node, marks: node.marks.filter(({ text }) => text.text !== standby.word) };
}

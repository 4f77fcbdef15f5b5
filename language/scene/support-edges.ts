/** Replication, backups and mounts: who keeps whose data. */
import type { Id, Model, Thing } from '../model/model.js';
import { nested } from './ends.js';
import { duration, nameOf, say } from './names.js';
import type { Nesting } from './nesting.js';
import type { SceneEdge } from './scene.js';

export function supportEdges(model: Model, nesting: Nesting): SceneEdge[] {
  const edges = new Map<string, SceneEdge>();
  const add = (edge: SceneEdge | undefined): void => {
    const known = edge && edges.get(edge.id);
    if (known && edge) known.parts.push(...edge.parts);
    else if (edge) edges.set(edge.id, edge);
  };
  for (const thing of [...Object.values(model.groups), ...Object.values(model.elements)]) {
    for (const edge of replications(model, nesting, thing)) add(edge);
    for (const edge of backups(model, nesting, thing)) add(edge);
  }
  for (const element of Object.values(model.elements)) {
    for (const mount of element.mounts) {
      add(edgeBetween(model, nesting, 'mount', element.id, mount.target, {
        origin: mount.origin, text: mount.path ? say('scene.mount.path', { path: mount.path }) : say('scene.mount'), label: 'scene.mount.label',
      }));
    }
  }
  return [...edges.values()];
}

function replications(model: Model, nesting: Nesting, thing: Thing): (SceneEdge | undefined)[] {
  return thing.replications.map((each) => edgeBetween(model, nesting, 'replication', each.from, each.to, {
    origin: each.origin, text: each.lag !== undefined ? say('scene.replication.lag', { lag: duration(each.lag) }) : say('scene.replication', { mode: each.mode }),
    label: 'scene.replication.label', mode: each.mode,
  }));
}

function backups(model: Model, nesting: Nesting, thing: Thing): (SceneEdge | undefined)[] {
  return thing.backups.map((each) => edgeBetween(model, nesting, 'backup', each.from, each.to, {
    origin: each.origin, text: each.every !== undefined ? say('scene.backup.every', { every: duration(each.every) }) : say('scene.backup'), label: 'scene.backup.label',
  }));
}

interface Saying {
  origin: SceneEdge['parts'][number]['origin'];
  text: string;
  label: 'scene.mount.label' | 'scene.replication.label' | 'scene.backup.label';
  mode?: string;
}

function edgeBetween(model: Model, nesting: Nesting, form: 'replication' | 'backup' | 'mount', a: Id, b: Id, says: Saying): SceneEdge | undefined {
  const from = nesting.stands(a);
  const to = nesting.stands(b);
  if (from === undefined || to === undefined || nested(nesting, from, to)) return undefined;
  const label = say(says.label, { from: nameOf(model, from), to: nameOf(model, to), ...(says.mode ? { mode: says.mode } : {}) });
  return {
    id: `${form} ${from} > ${to}`, form, from, to, arrow: true, parts: [{ id: from, origin: says.origin, title: label }], text: says.text, title: label, label,
    dashed: form !== 'replication' || says.mode === 'async', pale: false, ends: {}, findings: [], emphasis: 'normal',
  };
}

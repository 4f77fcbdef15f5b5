/** The checker is what the layout is judged by, so each of its words is made to speak once. */
import assert from 'node:assert/strict';
import { checkLayout, type Fault } from '#language/scene/check-layout.js';
import type { LaidOutEdge, LaidOutNode, LaidOutScene } from '#language/scene/laid-out.js';
import { layout } from '#language/scene/layout.js';
import { toScene } from '#language/scene/to-scene.js';
import { clinicalStudy } from './models.js';

async function broken(change: (node: (id: string) => LaidOutNode, edge: (to: string) => LaidOutEdge, scene: LaidOutScene) => void): Promise<Set<Fault['fault']>> {
  const scene = await layout(toScene(clinicalStudy()));
  assert.deepEqual(checkLayout(scene), []);
  change((id) => scene.nodes.find((node) => node.id === id)!, (to) => scene.edges.find((edge) => edge.to === to)!, scene);
  return new Set(checkLayout(scene).map((fault) => fault.fault));
}

describe('the layout checker', () => {
  const cases: [Fault['fault'], Parameters<typeof broken>[0]][] = [
    ['boxes-overlap', (node) => { node('idc.data.db2').x = node('idc.data.db1').x + 8; }],
    ['box-leaves-container', (node) => { node('idc.app').width += 800; }],
    ['off-grid', (node) => { node('idc.app').x += 3; }],
    ['text-leaves-box', (node) => { node('idc.data.db1').texts[0]!.text = 'a name that is much longer than its box'; }],
    ['label-on-label', (_, edge) => { Object.assign(edge('idc.data.db1').labelAt!, { x: edge('idc.data.db2').labelAt!.x }); }],
    ['label-on-box', (node, edge) => { const box = node('idc.app.was#1'); Object.assign(edge('idc.data.db1').labelAt!, { x: box.x, y: box.y }); }],
    ['label-on-line', (_, edge) => { const [from] = edge('idc.data.db2').points; Object.assign(edge('idc.data.db1').labelAt!, { x: from!.x - 8, y: from!.y + 4 }); }],
    ['line-through-box', (node, edge) => { const box = node('idc.app.was#2'); edge('idc.dmz.lb').points.splice(1, 0, { x: box.x + 40, y: box.y - 20 }, { x: box.x + 40, y: box.y + 90 }); }],
    ['line-on-line', (_, edge) => { edge('idc.data.db1').points = [...edge('idc.data.db2').points]; }],
    ['slanted-line', (_, edge) => { edge('idc.data.db1').points.at(-1)!.x += 8; }],
    ['loose-line', (_, edge) => { edge('idc.data.db1').points.at(-1)!.y -= 8; }],
  ];
  for (const [fault, change] of cases) {
    it(`finds ${fault}`, async () => {
      const found = await broken(change);
      assert.ok(found.has(fault), `found ${[...found].join(', ') || 'nothing'}`);
    });
  }
});

/** Where lines lead while a scenario is played. */
import assert from 'node:assert/strict';
import { leadingOf } from '../../../client/webview/stage/directions.js';
import { Lines } from '../../../client/webview/stage/lines.js';
import { layoutNow, toScene } from '#language/scene/index.js';
import { clinicalStudy } from '../../language/scene/models.js';
import type { Role, RoleName } from '../../../client/webview/scenario/roles.js';

const scene = layoutNow(toScene(clinicalStudy()));
const copy = scene.edges.find(({ form }) => form === 'replication')!;
const group = scene.nodes.find(({ id }) => id === copy.from)!.parent!;
const writes = scene.edges.find(({ form, to }) => form === 'flow' && to === copy.from)!;
const reads = scene.edges.find(({ form, to }) => form === 'flow' && to === copy.to);

function at(serving: string | undefined, from: RoleName, to: RoleName): Parameters<typeof leadingOf>[1] {
  const roles = new Map<string, Role>([[copy.from, { name: from }], [copy.to, { name: to }]]);
  const redirects = serving === copy.to ? writes.parts.map(({ id }) => ({ flow: id, from: copy.from, to: copy.to })) : [];
  return { serving: new Map([[group, serving]]), roles, redirects };
}

describe('lines in a run', () => {
  it('copy from who serves to who stands by, and not while one is down', () => {
    assert.deepEqual(leadingOf(copy, undefined), { elsewhere: false, idle: false, turned: false });
    assert.deepEqual(leadingOf(copy, at(copy.from, 'active', 'standby')), { elsewhere: false, idle: false, turned: false });
    assert.deepEqual(leadingOf(copy, at(undefined, 'down', 'standby')), { elsewhere: false, idle: true, turned: false });
    assert.deepEqual(leadingOf(copy, at(copy.to, 'down', 'active')), { elsewhere: false, idle: true, turned: true });
    assert.deepEqual(leadingOf(copy, at(copy.to, 'standby', 'active')), { elsewhere: false, idle: false, turned: true });
  });

  it('have their head where another serves, and only those that go there', () => {
    assert.equal(leadingOf(writes, at(copy.to, 'down', 'active')).elsewhere, true);
    assert.equal(leadingOf(writes, at(copy.from, 'active', 'standby')).elsewhere, false);
    for (const edge of scene.edges) if (edge !== writes) assert.equal(leadingOf(edge, at(copy.to, 'down', 'active')).elsewhere, false, edge.id);
  });

  it('turn off to the member that serves, clear of what meets it', () => {
    const way = new Lines(scene).redirect(writes.parts[0]!.id, copy.from, copy.to)!;
    const [end, box] = [way.at(-1)!, scene.nodes.find(({ id }) => id === copy.to)!];
    assert.ok(end.x > box.x && end.x < box.x + box.width && end.y === box.y);
    if (reads) assert.ok(Math.abs(reads.points.at(-1)!.x - end.x) >= 20);
  });
});

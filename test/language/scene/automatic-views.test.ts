/** The views that nobody has to write: the wiring, the inside of a place, the neighbourhood of an element. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Scene, SceneNode } from '#language/scene/scene.js';
import { toScene } from '#language/scene/to-scene.js';
import { automaticOf, automaticViews, isViewOf, keyOf } from '#language/scene/views/automatic.js';
import { ModelBuilder } from './build.js';
import { campus, clinicalStudy, shop } from './models.js';

function drawn(scene: Scene): string[] {
  const ids: string[] = [];
  const visit = (node: SceneNode): void => { ids.push(node.id); node.children.forEach(visit); };
  scene.nodes.forEach(visit);
  return ids.sort();
}

describe('automatic views', () => {
  it('have keys that come back as what they meant, whatever an id is made of', () => {
    fc.assert(fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 1, max: 3 }), (of, depth) => {
      assert.deepEqual(automaticOf(keyOf({ type: 'inside', of })), { type: 'inside', of });
      assert.deepEqual(automaticOf(keyOf({ type: 'around', of, depth })), { type: 'around', of, depth });
    }));
    for (const other of [undefined, 'network', 'inside x', '@', '@around x', '@around 0 x', '@else']) assert.equal(automaticOf(other), undefined, other);
  });

  it('are offered: the wiring where there is any, and every place that holds something, as deep as it stands', () => {
    assert.deepEqual(automaticViews(clinicalStudy()).map(({ name, label, depth }) => [name, label, depth]), [
      ['@network', 'Network', 0], ['@inside idc', 'On-premise data centre', 0], ['@inside idc.dmz', 'dmz', 1], ['@inside idc.app', 'app', 1], ['@inside idc.data', 'data', 1],
    ]);
    const wired = new ModelBuilder();
    wired.link(wired.element('router', 'r'), wired.element('server', 's'));
    assert.deepEqual(automaticViews(wired.model), [], 'the overview is the wiring already');
  });

  it('offer outer places only, where there are too many for a list', () => {
    const b = new ModelBuilder();
    for (let site = 0; site < 12; site += 1) {
      b.element('site', `s${site}`);
      for (let zone = 0; zone < 6; zone += 1) { b.element('zone', `z${zone}`, { in: `s${site}` }); b.element('server', 'x', { in: `s${site}.z${zone}` }); }
    }
    assert.deepEqual(automaticViews(b.model).map((view) => view.depth), new Array(12).fill(0));
  });

  it('know which names mean a view', () => {
    const model = clinicalStudy();
    for (const name of [undefined, 'overview', '@network', '@inside idc.data', '@inside idc.app.was', '@around 2 idc.edge']) assert.ok(isViewOf(model, name), name);
    for (const name of ['large', '@inside', '@inside nowhere', '@around 1 nowhere', '@inside toString']) assert.ok(!isViewOf(model, name), name);
  });

  it('show the overview where the place is gone', () => {
    const scene = toScene(clinicalStudy(), { view: '@inside idc.gone' });
    assert.equal(scene.view, undefined);
    assert.deepEqual(drawn(scene), drawn(toScene(clinicalStudy())));
  });

  describe('the network', () => {
    it('shows every cable', () => {
      const scene = toScene(clinicalStudy(), { view: '@network' });
      assert.deepEqual([scene.show, scene.title, scene.view], ['links', 'Network', '@network']);
      assert.deepEqual(drawn(scene), drawn(toScene(clinicalStudy(), { show: 'links' })));
    });
  });

  describe('the inside of a place', () => {
    it('shows what stands in it, and what it talks to as one closed box a place, without the places around it', () => {
      const scene = toScene(clinicalStudy(), { view: '@inside idc.app' });
      assert.equal(scene.title, 'Inside app');
      assert.deepEqual(drawn(scene), ['idc.app', 'idc.app.was', 'idc.app.was#1', 'idc.app.was#2', 'idc.data', 'idc.dmz']);
      const closed = scene.nodes.filter((node) => node.collapsed).map((node) => [node.id, node.detail]);
      assert.deepEqual(closed, [['idc.dmz', 'lb ×2'], ['idc.data', 'db1, db2']]);
      assert.ok(scene.edges.some((edge) => edge.from === 'idc.dmz' && edge.to === 'idc.app.was'));
    });

    it('opens a neighbour that a reader opens', () => {
      const scene = toScene(clinicalStudy(), { view: '@inside idc.app', expanded: ['idc.data'] });
      assert.ok(drawn(scene).includes('idc.data.db1'));
    });

    it('is also that of a group or of a machine with something on it', () => {
      const b = new ModelBuilder();
      b.element('users', 'u');
      b.element('server', 'host');
      b.element('app', 'web', { in: 'host' });
      b.flow('u', 'host.web', 'https');
      assert.deepEqual(drawn(toScene(b.model, { view: '@inside host' })), ['host', 'host.web', 'u']);
      assert.deepEqual(drawn(toScene(clinicalStudy(), { view: '@inside idc.data.db' })), ['idc.app', 'idc.data', 'idc.data.db', 'idc.data.db1', 'idc.data.db2'].filter((id) => id !== 'idc.data'));
    });

    it('is the wiring where no flow touches the place', () => {
      const b = new ModelBuilder();
      b.element('site', 'a');
      b.link(b.element('router', 'r', { in: 'a' }), b.element('router', 'q'));
      b.flow(b.element('server', 'x'), b.element('server', 'y'), 'http');
      const scene = toScene(b.model, { view: '@inside a' });
      assert.equal(scene.show, 'links');
      assert.deepEqual(drawn(scene), ['a', 'a.r', 'q']);
    });
  });

  describe('the neighbourhood of an element', () => {
    it('grows step by step', () => {
      const leaves = (view: string): string[] => drawn(toScene(clinicalStudy(), { view, show: 'flows' })).filter((id) => /#|db\d|researchers/u.test(id));
      const lb = ['idc.dmz.lb#1', 'idc.dmz.lb#2'];
      const was = ['idc.app.was#1', 'idc.app.was#2'];
      const db = ['idc.data.db1', 'idc.data.db2'];
      assert.deepEqual(leaves('@around 1 idc.data.db'), [...was, ...db]);
      assert.deepEqual(leaves('@around 2 idc.data.db'), [...was, ...db, ...lb].sort());
      assert.deepEqual(leaves('@around 3 idc.data.db'), [...was, ...db, ...lb, 'world.researchers'].sort());
      assert.ok(drawn(toScene(clinicalStudy(), { view: '@around 3 idc.data.db' })).includes('idc.edge'), 'the firewall on the way of the users');
    });

    it('follows cables as well, and lets the one in the middle stand out', () => {
      const scene = toScene(campus(), { view: '@around 1 sw1' });
      assert.equal(scene.show, 'links');
      assert.deepEqual(drawn(scene), ['backbone', 'sw1', 'web1', 'web2']);
      assert.deepEqual(scene.nodes.filter((node) => node.emphasis !== 'normal').map((node) => [node.id, node.emphasis]), [['sw1', 'highlighted']]);
      const both = toScene(campus(), { view: '@around 1 web1' });
      assert.equal(both.show, 'all');
      assert.deepEqual(drawn(both), ['dbms', 'sw1', 'web1']);
    });

    it('reaches a place on a cable, but does not go through it', () => {
      const scene = toScene(shop(), { view: '@around 3 edge', show: 'links' });
      assert.ok(drawn(scene).includes('lan'));
      assert.ok(!drawn(scene).includes('lan.db'));
    });

    it('is the element alone where nothing is joined with it', () => {
      const b = new ModelBuilder();
      b.element('server', '섬');
      b.element('server', 'b');
      assert.deepEqual(drawn(toScene(b.model, { view: '@around 3 섬' })), ['섬']);
    });
  });
});

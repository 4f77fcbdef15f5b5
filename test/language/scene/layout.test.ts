import assert from 'node:assert/strict';
import { checkLayout } from '#language/scene/check-layout.js';
import { drawing } from '#language/scene/drawing.js';
import type { LaidOutNode, LaidOutScene } from '#language/scene/laid-out.js';
import { layout } from '#language/scene/layout.js';
import { pileUp } from '#language/scene/layout/pile.js';
import { toScene } from '#language/scene/to-scene.js';
import { toSvg } from '#language/scene/to-svg.js';
import { ModelBuilder } from './build.js';
import { campus, clinicalStudy, shop } from './models.js';
import { randomModel } from './random-model.js';

function node(scene: LaidOutScene, id: string): LaidOutNode {
  const found = scene.nodes.find((each) => each.id === id);
  assert.ok(found, id);
  return found;
}

describe('the layout', () => {
  for (const [name, model] of [['shop', shop], ['clinical study', clinicalStudy], ['campus', campus]] as const) {
    for (const show of ['flows', 'links', 'all'] as const) {
      for (const direction of ['down', 'right', 'up', 'left'] as const) {
        it(`has no fault: ${name}, ${show}, ${direction}`, async () => {
          assert.deepEqual(checkLayout(await layout(toScene(model(), { show, direction }))), []);
        });
      }
    }
  }

  it('gives the same scene the same places', async () => {
    for (const model of [clinicalStudy(), randomModel(7)]) assert.deepEqual(await layout(toScene(model)), await layout(toScene(model)));
  });

  it('reads from the outside in: the internet on top, requests downwards', async () => {
    const scene = await layout(toScene(clinicalStudy()));
    const tiers = ['world', 'idc.edge', 'idc.dmz', 'idc.app', 'idc.data'].map((id) => node(scene, id));
    for (let index = 1; index < tiers.length; index += 1) assert.ok(tiers[index]!.y >= tiers[index - 1]!.y + tiers[index - 1]!.height, tiers[index]!.id);
    for (const edge of scene.edges.filter((each) => each.form === 'flow')) assert.ok(edge.points.at(-1)!.y > edge.points[0]!.y, edge.id);
  });

  it('keeps the internet on top where nothing leads to it', async () => {
    const b = new ModelBuilder();
    b.element('internet', 'world');
    b.flow(b.element('server', 'a'), b.element('server', 'b'), 'https');
    const scene = await layout(toScene(b.model));
    assert.ok(node(scene, 'a').y > node(scene, 'world').y);
  });

  it('turns with the direction', async () => {
    const right = await layout(toScene(shop(), { direction: 'right' }));
    assert.ok(node(right, 'lan.db').x > node(right, 'world').x + node(right, 'world').width);
    const up = await layout(toScene(shop(), { direction: 'up' }));
    assert.ok(node(up, 'lan.db').y < node(up, 'world').y);
  });

  it('sets redundant members side by side, equal in size', async () => {
    const scene = await layout(toScene(clinicalStudy()));
    for (const [a, b] of [['idc.dmz.lb#1', 'idc.dmz.lb#2'], ['idc.data.db1', 'idc.data.db2']] as const) {
      const [first, second] = [node(scene, a), node(scene, b)];
      assert.deepEqual([first.y, first.width, first.height], [second.y, second.width, second.height]);
      assert.ok(second.x >= first.x + first.width);
    }
  });

  it('lets a wall and the internet reach across, and a tier be as wide as its site', async () => {
    const scene = await layout(toScene(clinicalStudy()));
    const site = node(scene, 'idc');
    assert.equal(node(scene, 'world').width, site.width);
    for (const id of ['idc.edge', 'idc.dmz', 'idc.app', 'idc.data']) assert.equal(node(scene, id).width, site.width - 32, id);
  });

  it('ends a flow to a group at its VIP', async () => {
    const scene = await layout(toScene(clinicalStudy()));
    const [vip] = node(scene, 'idc.dmz.lb').vipAt;
    const tip = scene.edges.find((edge) => edge.to === 'idc.dmz.lb')!.points.at(-1)!;
    assert.deepEqual(tip, { x: vip!.x + vip!.width / 2, y: vip!.y });
  });

  it('sets what no line leads to in rows', async () => {
    const b = new ModelBuilder();
    b.element('zone', 'z', { subnet: '10.0.0.0/24' });
    b.link(b.element('router', 'r'), 'z');
    for (let n = 0; n < 24; n += 1) b.element('server', `s${n}`, { in: 'z' });
    const scene = await layout(toScene(b.model, { show: 'links' }));
    assert.ok(new Set(scene.nodes.filter((each) => each.parent === 'z').map((each) => each.y)).size >= 3);
    assert.deepEqual(checkLayout(scene), []);
  });

  it('sets twin places side by side and draws their replication across', async () => {
    const b = new ModelBuilder();
    b.element('users', 'u');
    for (const zone of ['east', 'west']) { b.element('zone', zone); b.element('server', 'app', { in: zone }); b.element('database', 'db', { in: zone }); b.flow(`${zone}.app`, `${zone}.db`, 'mysql'); b.flow('u', `${zone}.app`, 'https'); }
    b.group('db', 'active-standby', ['east.db', 'west.db']);
    b.replicate('db', 'east.db', 'west.db', 2);
    const scene = await layout(toScene(b.model));
    assert.equal(node(scene, 'east').y, node(scene, 'west').y);
    const line = scene.edges.find((edge) => edge.form === 'replication')!;
    assert.equal(line.points[0]!.x, node(scene, 'east.db').x + node(scene, 'east.db').width);
    assert.equal(line.labelAt?.text.text, 'lag 2s');
    assert.deepEqual(checkLayout(scene), []);
  });

  it('sets places of one kind that copy to each other side by side, also where their members are not seen', async () => {
    const b = new ModelBuilder();
    b.element('router', 'r', { in: b.element('vpc', 'vpc') });
    for (const zone of ['a', 'c']) {
      b.element('zone', zone, { in: 'vpc' });
      b.element('zone', 'private', { in: `vpc.${zone}` });
      b.element('database', 'db', { in: `vpc.${zone}.private` });
      b.link('vpc.r', `vpc.${zone}.private`);
    }
    b.group('db', 'active-standby', ['vpc.a.private.db', 'vpc.c.private.db'], { in: 'vpc' });
    b.replicate('vpc.db', 'vpc.a.private.db', 'vpc.c.private.db');
    b.view('closed', { collapse: ['vpc.a.private', 'vpc.c.private'], show: [{ what: 'links', of: [] }] as never });
    const scene = await layout(toScene(b.model, { view: 'closed' }));
    assert.equal(node(scene, 'vpc.a').y, node(scene, 'vpc.c').y);
    assert.deepEqual(checkLayout(scene), []);
  });

  it('sets what users ask before what answers it back', async () => {
    const b = new ModelBuilder();
    b.element('users', 'u');
    for (const zone of ['workers', 'masters']) b.element('zone', zone);
    b.element('server', 'm', { in: 'masters' });
    b.flow('u', 'masters.m', 'https');
    for (let n = 0; n < 3; n += 1) {
      b.element('server', `w${n}`, { in: 'workers' });
      b.flow('masters.m', `workers.w${n}`, 'tasks');
      b.flow(`workers.w${n}`, 'masters.m', 'results');
      b.flow(`workers.w${n}`, 'masters.m', 'heartbeat');
    }
    const scene = await layout(toScene(b.model));
    const [user, masters, workers] = ['u', 'masters', 'workers'].map((id) => node(scene, id));
    assert.ok(user!.y < masters!.y && masters!.y < workers!.y);
    assert.deepEqual(checkLayout(scene), []);
  });

  it('finds a way around what stands between twins', async () => {
    const b = new ModelBuilder();
    for (const rack of ['r1', 'r2']) {
      b.element('rack', rack);
      b.element('l2switch', 'sw', { in: rack });
      for (const name of rack === 'r1' ? ['web', 'db'] : ['web', 'app', 'db']) b.link(`${rack}.sw`, b.element('server', name, { in: rack }));
    }
    b.group('db', 'active-standby', ['r1.db', 'r2.db']);
    b.replicate('db', 'r1.db', 'r2.db');
    b.link('r1.sw', 'r2.sw', { a: { trunk: [b.vlan(10), b.vlan(20)] }, b: { trunk: [b.vlan(10), b.vlan(20)] } });
    const scene = await layout(toScene(b.model, { show: 'links' }));
    assert.deepEqual(checkLayout(scene), []);
    assert.equal(node(scene, 'r1').y, node(scene, 'r2').y);
    assert.equal(scene.edges.find((each) => each.form === 'replication')!.labelAt?.text.text, 'sync');
    assert.equal(scene.edges.find((each) => each.from === 'r1.sw' && each.to === 'r2.sw')!.tagsAt[0]?.text.text, '10, 20', 'the numbers of a trunk are kept');
  });

  it('sets sites that a tunnel joins side by side, the tunnel straight between them', async () => {
    const b = new ModelBuilder();
    b.element('internet', 'world');
    for (const site of ['korea', 'us']) { b.element('site', site); b.link('world', b.element('firewall', 'fw', { in: site })); b.link(`${site}.fw`, b.element('server', 'web', { in: site })); }
    b.link('korea.fw', 'us.fw', { tunnel: 'ipsec', label: 'VPN' });
    const scene = await layout(toScene(b.model, { show: 'links' }));
    assert.deepEqual(checkLayout(scene), []);
    assert.ok(node(scene, 'us').x >= node(scene, 'korea').x + node(scene, 'korea').width);
    const tunnel = scene.edges.find((each) => each.cable?.tunnel)!;
    assert.equal(tunnel.points.length, 2);
    assert.equal(tunnel.labelAt?.text.text, 'VPN');
  });

  it('keeps the members of a group in their order where that costs no crossings', async () => {
    const b = new ModelBuilder();
    b.element('server', 'master');
    const workers = b.counted('server', 'worker', 3, 'active-active');
    for (const worker of b.model.groups[workers]!.members) { const part = b.element('part', 'task', { in: worker.id }); b.element('part', 'store', { in: worker.id }); b.flow('master', part, 'tcp/1'); b.flow(part, 'master', 'tcp/2'); }
    const scene = await layout(toScene(b.model));
    const xs = [1, 2, 3].map((index) => node(scene, `worker#${index}`).x);
    assert.deepEqual(xs, [...xs].sort((one, other) => one - other));
  });

  it('stands loose parts in a column beside a long chain of others', async () => {
    const b = new ModelBuilder();
    const engine = b.element('server', 'engine');
    const chain = [1, 2, 3, 4, 5, 6].map((index) => b.element('part', `step${index}`, { in: engine }));
    chain.slice(1).forEach((part, index) => b.flow(chain[index]!, part));
    const loose = ['aaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbb', 'cccccccccccccccccc', 'dddddddddddddddddd', 'eeeeeeeeeeeeeeee'].map((name) => b.element('part', name, { in: engine }));
    const scene = await layout(toScene(b.model));
    assert.equal(new Set(loose.map((id) => node(scene, id).x)).size, 1, 'one below the other');
    const [low, high] = [node(scene, chain[0]!).y, node(scene, chain[5]!).y];
    for (const id of loose) assert.ok(node(scene, id).y >= low && node(scene, id).y <= high, id);
    assert.deepEqual(checkLayout(scene), []);
  });

  it('lets the tip of an arrow to a stack be seen', async () => {
    const b = new ModelBuilder();
    b.flow(b.element('users', 'u'), b.counted('server', 'web', 6, 'active-active'), 'https');
    const scene = await layout(toScene(b.model));
    const stack = node(scene, 'web');
    assert.equal(stack.form, 'stack');
    assert.equal(scene.edges[0]!.points.at(-1)!.y, stack.y);
    const front = /<g class="part node stack[^>]*>.*?<rect class="box" x="[\d.]+" y="([\d.]+)"/u.exec(toSvg(scene))!;
    assert.equal(Number(front[1]), stack.y + 8, 'the boxes behind it look out above');
  });

  it('keeps near what a view wants near', async () => {
    const b = new ModelBuilder();
    b.element('users', 'u');
    for (const name of ['a', 'b', 'c', 'd', 'e']) b.flow('u', b.element('server', name), 'https');
    b.view('v', { near: [{ a: 'a', b: 'e' }] });
    const gap = (scene: LaidOutScene): number => Math.abs(node(scene, 'a').x - node(scene, 'e').x);
    const near = await layout(toScene(b.model, { view: 'v' }));
    assert.ok(gap(await layout(toScene(b.model))) > 400);
    assert.ok(gap(near) < 200);
    assert.deepEqual(checkLayout(near), []);
  });

  it('carries every part, its origin, and where it was drawn, as plain data', async () => {
    const scene = await layout(toScene(clinicalStudy()));
    assert.deepEqual(JSON.parse(JSON.stringify(scene)), scene);
    for (const part of scene.nodes) assert.ok(part.origin.uri);
    for (const id of Object.keys(clinicalStudy().flows)) for (const edge of scene.routes[id]!) assert.ok(scene.edges.some((each) => each.id === edge), edge);
  });

  it('draws an empty model', async () => {
    const scene = await layout(toScene(new ModelBuilder().model));
    assert.ok(scene.width > 0 && scene.height > 0);
  });

  it('collapses further what is too wide for a page', async () => {
    const b = new ModelBuilder();
    b.element('users', 'u');
    for (let zone = 0; zone < 12; zone += 1) {
      b.element('zone', `z${zone}`);
      for (let n = 0; n < 6; n += 1) b.flow('u', b.element('server', `s${n}`, { in: `z${zone}` }), 'https');
    }
    assert.ok((await layout(toScene(b.model))).width > 2400);
    const fitting = await drawing(b.model);
    assert.ok(fitting.width <= 2400);
    assert.ok(fitting.nodes.some((each) => each.collapsed));
  });

  it('has a layout of last resort that shows every part', () => {
    const scene = toScene(clinicalStudy());
    const piled = pileUp(scene);
    assert.equal(piled.edges.length, scene.edges.length);
    assert.ok(piled.nodes.some((each) => each.id === 'idc.data.db2'));
    for (const [index, a] of piled.nodes.entries()) {
      for (const b of piled.nodes.slice(index + 1)) {
        if (a.parent === b.parent) assert.ok(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y, `${a.id} on ${b.id}`);
      }
    }
  });
});

import assert from 'node:assert/strict';
import type { Finding } from '#language/model/finding.js';
import { toScene } from '#language/scene/to-scene.js';
import type { Scene, SceneNode } from '#language/scene/scene.js';
import { ModelBuilder } from './build.js';
import { campus, clinicalStudy, shop } from './models.js';

function nodes(scene: Scene): Map<string, SceneNode> {
  const found = new Map<string, SceneNode>();
  const visit = (node: SceneNode): void => { found.set(node.id, node); node.children.forEach(visit); };
  scene.nodes.forEach(visit);
  return found;
}

function edge(scene: Scene, from: string, to: string): Scene['edges'][number] {
  const found = scene.edges.find((each) => each.from === from && each.to === to);
  assert.ok(found, `no edge from ${from} to ${to} in ${scene.edges.map((each) => each.id).join('; ')}`);
  return found;
}

function finding(subject: string, severity: Finding['severity'], rule: string): Finding {
  const origin = { uri: 'file:///a', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, extent: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } };
  return { rule, severity, origin, what: { id: 'x' }, why: { id: 'x' }, todo: { id: 'x' }, related: [], fixes: [], subjects: [subject], key: rule };
}

describe('the overview of an architecture', () => {
  it('shows flows where there are any, else the wiring', () => {
    assert.equal(toScene(shop()).show, 'flows');
    const wired = new ModelBuilder();
    wired.link(wired.element('router', 'r'), wired.element('server', 's'));
    assert.equal(toScene(wired.model).show, 'links');
  });

  it('draws a flow through the filter that every way passes, and a bypass straight', () => {
    const through = toScene(shop());
    assert.equal(edge(through, 'world.shoppers', 'edge').arrow, false);
    assert.equal(edge(through, 'edge', 'lan.lb').text, 'shop · https');
    assert.deepEqual(through.routes.shop, ['flow world.shoppers > edge through', 'flow edge > lan.lb']);

    const bypassed = shop();
    bypassed.links['world -- lan'] = { ...bypassed.links['edge -- lan']!, id: 'world -- lan', a: { ...bypassed.links['edge -- lan']!.a, element: 'world' } };
    assert.deepEqual(toScene(bypassed).routes.shop, ['flow world.shoppers > lan.lb']);
  });

  it('takes the word of the network facts where they are given', () => {
    assert.deepEqual(toScene(shop(), { passes: {} }).routes.shop, ['flow world.shoppers > lan.lb']);
  });

  it('draws each connection through what that connection passes', () => {
    const b = new ModelBuilder();
    for (const name of ['a', 'b', 'c']) b.element('server', name);
    for (const name of ['fw1', 'fw2']) b.element('firewall', name);
    const flow = b.flow('a', 'c', 'https', { from: [b.endpoint('a'), b.endpoint('b')] });
    const scene = toScene(b.model, { passes: { [flow]: [{ from: 'a', to: 'c', through: ['fw1'] }, { from: 'b', to: 'c', through: ['fw2'] }] } });
    assert.deepEqual(scene.routes[flow], ['flow a > fw1 through', 'flow fw1 > c', 'flow b > fw2 through', 'flow fw2 > c']);
  });

  it('draws an arrow for many through what all of them pass', () => {
    const b = new ModelBuilder();
    b.counted('server', 'web', 2, 'active-active');
    b.element('server', 'c');
    for (const name of ['fw1', 'fw2', 'fw3']) b.element('firewall', name);
    const flow = b.flow('web', 'c', 'https');
    const scene = toScene(b.model, { passes: { [flow]: [{ from: 'web#1', to: 'c', through: ['fw1', 'fw3'] }, { from: 'web#2', to: 'c', through: ['fw2', 'fw3'] }] } });
    assert.deepEqual(scene.routes[flow], ['flow web > fw3 through', 'flow fw3 > c']);
  });

  it('passes an active-standby pair of filters at its primary', () => {
    const b = new ModelBuilder();
    b.counted('firewall', 'fw', 2, 'active-standby');
    const flow = b.flow(b.element('server', 'a'), b.element('server', 'c'), 'https');
    assert.deepEqual(toScene(b.model, { passes: { [flow]: ['fw'] } }).routes[flow], ['flow a > fw#1 through', 'flow fw#1 > c']);
  });

  it('marks an inner flow that passes the border filter again, instead of leading it back up', () => {
    const b = new ModelBuilder();
    b.element('internet', 'world');
    b.element('users', 'u', { in: 'world' });
    b.element('waf', 'edge', { label: 'Web firewall' });
    for (const name of ['web', 'db']) b.element('server', name);
    const [outer, inner] = [b.flow('world.u', 'web', 'https'), b.flow('web', 'db', 'mysql')];
    const scene = toScene(b.model, { passes: { [outer]: ['edge'], [inner]: ['edge'] } });
    assert.deepEqual(scene.routes[inner], ['flow web > db']);
    assert.equal(edge(scene, 'web', 'db').guarded, 'through Web firewall');
    assert.equal(edge(scene, 'edge', 'web').guarded, undefined);
    assert.deepEqual(toScene(b.model, { passes: { [inner]: ['edge'] } }).routes[inner], ['flow web > edge through', 'flow edge > db']);
  });

  it('shows a gateway where a flow leaves its place, not where it stays inside', () => {
    const b = new ModelBuilder();
    b.element('internet', 'world');
    b.element('users', 'u', { in: 'world' });
    b.element('vpc', 'vpc');
    b.element('internet-gateway', 'igw', { in: 'vpc' });
    for (const zone of ['front', 'back']) {
      b.element('zone', zone, { in: 'vpc', subnet: '10.0.0.0/24' });
      b.element('server', 's', { in: `vpc.${zone}` });
      b.link('vpc.igw', `vpc.${zone}`);
    }
    b.link('world', 'vpc.igw');
    const [outer, inner] = [b.flow('world.u', 'vpc.front.s', 'https'), b.flow('vpc.front.s', 'vpc.back.s', 'http')];
    const scene = toScene(b.model);
    assert.deepEqual(scene.routes[outer], ['flow world.u > vpc.igw through', 'flow vpc.igw > vpc.front.s']);
    assert.deepEqual(scene.routes[inner], ['flow vpc.front.s > vpc.back.s']);
  });

  it('leaves out switches and routers that no flow ends at', () => {
    assert.ok(!nodes(toScene(clinicalStudy())).has('idc.core'));
    assert.ok(nodes(toScene(clinicalStudy(), { show: 'links' })).has('idc.core'));
  });

  it('frames a group around its members, primary first, and says who waits', () => {
    const scene = nodes(toScene(clinicalStudy()));
    const frame = scene.get('idc.data.db')!;
    assert.equal(frame.form, 'frame');
    assert.equal(frame.group?.badge, 'A/S');
    assert.deepEqual(frame.children.map((child) => child.id), ['idc.data.db1', 'idc.data.db2']);
    assert.equal(scene.get('idc.data.db1')!.standby, undefined);
    assert.equal(scene.get('idc.data.db2')!.standby?.word, 'standby');
    assert.equal(scene.get('idc.app.was#2')!.name, 'WAS #2');
    assert.deepEqual(scene.get('idc.dmz.lb')!.vips.map((vip) => vip.text), ['VIP 10.0.1.10']);
  });

  it('sends writes to the primary and reads to the preferred member', () => {
    const scene = toScene(clinicalStudy());
    assert.equal(edge(scene, 'idc.app.was', 'idc.data.db1').text, 'mysql writes');
    assert.equal(edge(scene, 'idc.app.was', 'idc.data.db2').text, 'mysql reads');
    assert.equal(edge(scene, 'idc.data.db1', 'idc.data.db2').text, 'lag 200ms');
  });

  it('gives members of a group over several places its badge', () => {
    const b = new ModelBuilder();
    const [east, west] = [b.element('zone', 'east'), b.element('zone', 'west')];
    const members = [b.element('database', 'a', { in: east }), b.element('database', 'b', { in: west })];
    b.group('db', 'active-standby', members);
    b.flow(b.element('server', 'app'), 'db', 'mysql');
    const scene = toScene(b.model);
    assert.deepEqual(nodes(scene).get('east.a')!.membership.map((each) => each.text), ['A/S']);
    assert.ok(nodes(scene).get('west.b')!.standby);
    assert.ok(!nodes(scene).has('db'));
    edge(scene, 'app', 'east.a');
    edge(scene, 'app', 'west.b');
  });

  it('marks places that receive requests from the internet as public', () => {
    const scene = nodes(toScene(clinicalStudy()));
    assert.equal(scene.get('idc.dmz')!.exposure, 'public');
    assert.equal(scene.get('idc.data')!.exposure, 'private');
  });

  it('keeps a place private whose requests come through another one', () => {
    const b = new ModelBuilder();
    b.element('internet', 'world');
    b.element('users', 'u', { in: 'world' });
    b.element('zone', 'front', { subnet: '10.0.1.0/24' });
    b.element('zone', 'back', { subnet: '10.0.2.0/24' });
    b.element('router', 'nat', { in: 'front' });
    const flow = b.flow('world.u', b.element('server', 's', { in: 'back' }), 'https');
    const scene = nodes(toScene(b.model, { passes: { [flow]: ['front.nat'] } }));
    assert.deepEqual([scene.get('front')!.exposure, scene.get('back')!.exposure, scene.get('world')!.exposure], ['public', 'private', undefined]);
  });

  it('draws a machine around what runs on it, and redundant members in their place', () => {
    const b = new ModelBuilder();
    b.element('zone', 'z');
    for (const name of ['h1', 'h2']) b.element('server', name, { in: 'z' });
    b.element('container', 'nginx', { on: ['z.h1'] });
    b.counted('vm', 'web', 2, 'active-active', { in: 'z' });
    b.model.elements['z.web#1']!.hosts = ['z.h1'];
    b.model.elements['z.web#2']!.hosts = ['z.h2'];
    const scene = nodes(toScene(b.model));
    assert.deepEqual(scene.get('z.h1')!.children.map((child) => child.id), ['nginx']);
    assert.equal(scene.get('z.h1')!.form, 'container');
    assert.deepEqual(scene.get('z.web')!.children.map((child) => child.detail), ['on h1', 'on h2']);
  });

  it('marks what a security group judges', () => {
    const b = new ModelBuilder();
    b.element('server', 'a');
    b.model.securityGroups['sg'] = { id: 'sg', name: 'sg', label: 'Only 443', members: ['a'], rules: [], stateless: false, metadata: { tags: [], meta: {} }, origin: b.origin() };
    b.model.elements['a']!.network.securityGroups = [{ id: 'sg', origin: b.origin() }];
    assert.deepEqual(nodes(toScene(b.model)).get('a')!.guards, { text: 'SG', title: 'Security group Only 443' });
  });

  it('draws arrows between groups spread over like places within each place', () => {
    const b = new ModelBuilder();
    for (const zone of ['east', 'west']) { b.element('zone', zone); b.element('server', 'web', { in: zone }); b.element('server', 'api', { in: zone }); }
    for (const tier of ['web', 'api']) b.group(tier, 'active-active', [`east.${tier}`, `west.${tier}`]);
    b.flow('web', 'api', 'http');
    const scene = toScene(b.model);
    assert.deepEqual(scene.edges.map((each) => [each.from, each.to]), [['east.web', 'east.api'], ['west.web', 'west.api']]);
  });

  it('stacks many instances, and shows few one by one', () => {
    const b = new ModelBuilder();
    b.counted('server', 'web', 5, 'active-active');
    b.counted('server', 'api', 3, 'active-active');
    const scene = nodes(toScene(b.model));
    assert.equal(scene.get('web')!.form, 'stack');
    assert.equal(scene.get('web')!.name, 'web ×5');
    assert.equal(scene.get('api')!.children.length, 3);
    assert.equal(nodes(toScene(b.model, { expanded: ['web'] })).get('web')!.children.length, 5);
  });

  it('collapses the innermost places above the limit, and only as many as needed', () => {
    const b = new ModelBuilder();
    for (let site = 0; site < 3; site += 1) {
      b.element('site', `site${site}`);
      for (let zone = 0; zone < 2; zone += 1) {
        b.element('zone', `z${zone}`, { in: `site${site}` });
        for (let n = 0; n < 5 + site; n += 1) b.element('server', `s${n}`, { in: `site${site}.z${zone}` });
      }
    }
    const open = (limit: number): string[] => [...nodes(toScene(b.model, { limit })).values()].filter((node) => node.collapsed).map((node) => node.id);
    assert.deepEqual(open(45), []);
    assert.deepEqual(open(44), ['site2.z0']);
    assert.deepEqual(open(9), ['site0.z0', 'site0.z1', 'site1.z0', 'site1.z1', 'site2.z0', 'site2.z1']);
    assert.equal(nodes(toScene(b.model, { limit: 44 })).get('site2.z0')!.detail, 's0, s1, s2 +4');
  });

  it('closes twins together, also where each stands in a twin', () => {
    const b = new ModelBuilder();
    for (const zone of ['east', 'west']) {
      b.element('zone', zone);
      b.element('server', 'machine', { in: zone });
      for (let n = 0; n < (zone === 'east' ? 3 : 2); n += 1) b.element('app', `app${n}`, { in: `${zone}.machine` });
    }
    b.element('site', 'office');
    for (let n = 0; n < 2; n += 1) b.element('pc', `pc${n}`, { in: 'office' });
    const closed = (limit: number): string[] => [...nodes(toScene(b.model, { limit })).values()].filter((node) => node.collapsed).map((node) => node.id);
    assert.deepEqual(closed(12), []);
    assert.deepEqual(closed(11), ['east.machine', 'west.machine']);
  });

  it('survives an empty model and one with nothing to see', () => {
    assert.deepEqual(toScene(new ModelBuilder().model).nodes, []);
    const b = new ModelBuilder();
    b.element('zone', 'empty');
    assert.deepEqual(toScene(b.model).nodes, []);
  });
});

describe('a view', () => {
  it('collapses what it names, lifts flows to it and bundles them', () => {
    const scene = toScene(clinicalStudy(), { view: 'overview' });
    assert.equal(scene.title, 'Portal at a glance');
    const data = nodes(scene).get('idc.data')!;
    assert.ok(data.collapsed);
    assert.equal(data.hidden, 2);
    assert.equal(data.detail, 'db1, db2');
    const lifted = edge(scene, 'idc.app', 'idc.data');
    assert.equal(lifted.parts.length, 2);
    assert.equal(lifted.text, 'mysql writes, reads');
    assert.equal(scene.stands['idc.data.db2'], 'idc.data');
    assert.equal(scene.edges.filter((each) => each.form === 'replication').length, 0);
  });

  it('can be opened and closed by its reader', () => {
    assert.ok(!nodes(toScene(clinicalStudy(), { view: 'overview', expanded: ['idc.data'] })).get('idc.data')!.collapsed);
    assert.ok(nodes(toScene(clinicalStudy(), { collapsed: ['idc.app'] })).get('idc.app')!.collapsed);
  });

  it('bundles more than it can name with a count', () => {
    const b = new ModelBuilder();
    b.element('zone', 'a');
    b.element('zone', 'b');
    for (const name of ['x', 'y', 'z']) b.flow(b.element('server', name, { in: 'a' }), b.element('server', name, { in: 'b' }), 'https');
    b.flow('a.x', 'b.y', 'mysql');
    b.view('v', { collapse: ['a', 'b'] });
    assert.equal(edge(toScene(b.model, { view: 'v' }), 'a', 'b').text, '4 flows');
    delete b.model.flows['a.x -> b.y'];
    assert.equal(edge(toScene(b.model, { view: 'v' }), 'a', 'b').text, 'https ×3');
  });

  it('hides by name and tag, with everything inside', () => {
    const b = new ModelBuilder();
    b.element('zone', 'ops', { tags: ['internal'] });
    b.element('server', 'a', { in: 'ops' });
    b.element('server', 'b');
    b.element('server', 'c');
    b.view('v', { hide: { ids: ['c'], tags: ['internal'] } });
    assert.deepEqual([...nodes(toScene(b.model, { view: 'v' })).keys()], ['b']);
  });

  it('of a place shows it and what it is connected with', () => {
    const b = new ModelBuilder();
    b.element('zone', 'a');
    b.element('zone', 'c');
    b.link(b.element('server', 's', { in: 'a' }), b.element('router', 'r'));
    b.element('server', 'far', { in: 'c' });
    b.view('v', { show: [{ what: 'links', of: ['a'] }] });
    assert.deepEqual([...nodes(toScene(b.model, { view: 'v' })).keys()].sort(), ['a', 'a.s', 'r']);
  });

  it('highlights by name and tag and mutes the rest', () => {
    const model = clinicalStudy();
    model.views[0]!.highlight = { ids: ['idc.data'], tags: [] };
    const scene = toScene(model, { view: 'overview' });
    assert.equal(nodes(scene).get('idc.data')!.emphasis, 'highlighted');
    assert.equal(nodes(scene).get('idc.app')!.emphasis, 'muted');
    assert.equal(nodes(scene).get('idc')!.emphasis, 'highlighted');
  });

  it('that does not exist is the overview', () => {
    assert.deepEqual(toScene(shop(), { view: 'nothing' }), toScene(shop()));
  });
});

describe('a picture of the wiring', () => {
  it('draws links with jacks, VLANs and addresses', () => {
    const scene = toScene(campus(), { show: 'links' });
    const trunk = edge(scene, 'backbone', 'sw1');
    assert.ok(trunk.cable?.trunk);
    assert.deepEqual(trunk.ends, { from: 'g1/0/1', to: 'g0/24' });
    assert.equal(trunk.cable?.vlans[0]?.text, '10, 20, 30 · native 1');
    const access = edge(scene, 'sw3', 'dbms');
    assert.deepEqual(access.cable?.vlans.map((tag) => tag.text), ['30']);
    assert.equal(nodes(scene).get('web1')!.detail, '10.0.10.11');
  });

  it('gives one VLAN one hue everywhere, and names it in the legend instead of an empty box', () => {
    const scene = toScene(campus(), { show: 'links' });
    const hues = (number: number): number[] => [...new Set(scene.edges.flatMap((each) => each.cable?.vlans ?? []).filter((tag) => tag.number === number).map((tag) => tag.hue))];
    assert.equal(hues(10).length, 1);
    assert.notDeepEqual(hues(10), hues(20));
    assert.ok(!nodes(scene).has('server'));
    assert.deepEqual(scene.legend.map((entry) => entry.text).slice(0, 2), ['서버망 10.0.10.0/24', '업무망 10.0.20.0/24']);
  });

  it('draws an interface on a place as a cable to it, with its address at the device', () => {
    const scene = toScene(clinicalStudy(), { view: 'wiring' });
    assert.equal(edge(scene, 'idc.core', 'idc.dmz').form, 'attachment');
    assert.equal(edge(scene, 'idc.core', 'idc.dmz').ends.from, '10.0.1.1');
    assert.equal(edge(scene, 'world', 'idc.edge').ends.to, '203.0.113.10');
    assert.equal(nodes(scene).get('idc.dmz')!.detail, '10.0.1.0/24');
    assert.equal(nodes(scene).get('idc.dmz.lb#1')!.detail, '10.0.1.11');
  });
});

describe('findings in a picture', () => {
  it('stand at the culprit, gravest first, counted by severity', () => {
    const scene = toScene(shop(), { findings: [finding('lan.db', 'warning', 'b'), finding('lan.db', 'error', 'a'), finding('lan.db', 'warning', 'c')] });
    const badges = nodes(scene).get('lan.db')!.findings;
    assert.deepEqual(badges.map((badge) => [badge.severity, badge.count, badge.rules]), [['error', 1, ['a']], ['warning', 2, ['b', 'c']]]);
    assert.match(nodes(scene).get('lan.db')!.label, /1 error.*2 warnings/u);
  });

  it('stand on the arrow of a flow, and on what hides an element', () => {
    assert.equal(edge(toScene(shop(), { findings: [finding('lan.lb -> lan.web', 'error', 'a')] }), 'lan.lb', 'lan.web').findings.length, 1);
    assert.equal(nodes(toScene(shop(), { findings: [finding('lan.db', 'error', 'a')], collapsed: ['lan'] })).get('lan')!.findings.length, 1);
  });

  it('knows an element by the mark of its product, a part of a product by its own icon, anything else by its kind', () => {
    const b = new ModelBuilder();
    b.element('database', 'db', { software: ['mysql'] });
    b.element('server', 'host', { software: ['keepalived', 'haproxy'] });
    b.element('database', 'other', { software: ['tibero'] });
    b.element('server', 'nn', { software: ['hdfs'] });
    b.model.elements['nn']!.kind = 'name-node';
    b.model.kinds['name-node'] = { icon: 'name-node' } as never;
    const icons = Object.fromEntries(toScene(b.model).nodes.map((node) => [node.id, node.icon]));
    assert.deepEqual(icons, { db: 'mysql', host: 'haproxy', other: 'database', nn: 'name-node' });
  });
});

/** What written architectures mean as a model. */
import assert from 'node:assert/strict';
import { filesOf, projectOf } from '../../support/fixture.js';
import type { Model } from '#language/model/model.js';

function modelOf(text: string, variant?: string): Model {
  const files = filesOf(text);
  const project = projectOf(files);
  const [root] = project.roots([...files.keys()].map((name) => `file://${name}`));
  return project.model(root!, variant)!.model;
}

function sound(text: string, variant?: string): Model {
  const model = modelOf(text, variant);
  assert.deepEqual(model.problems.map((each) => `${each.type} ${each.origin.range.start.line + 1}`), []);
  return model;
}

function problemsOf(text: string, variant?: string): string[] {
  return modelOf(text, variant).problems.map((each) => `${each.type} ${each.origin.range.start.line + 1}`);
}

describe('counted elements', () => {
  const model = sound(`
zone app {
  subnet 10.0.2.0/24
  server host count 2
  server was "WAS" count 3 active-standby on host {
    software tomcat
    ip from 10.0.2.11
    vip 10.0.2.10
    vrrp 51 every 1s
    container c { software nginx }
    instance 2 { priority 110  ip 10.0.2.99 }
    instance 3 { on host#2 }
  }
}
client browser
flow browser -> was.c over http
`);

  it('become instances and a group over them', () => {
    assert.deepEqual(Object.keys(model.elements).filter((id) => id.includes('was')), ['app.was#1', 'app.was#1.c', 'app.was#2', 'app.was#2.c', 'app.was#3', 'app.was#3.c']);
    const group = model.groups['app.was']!;
    assert.equal(group.mode, 'active-standby');
    assert.equal(group.counted, true);
    assert.deepEqual(group.members.map((member) => member.id), ['app.was#2', 'app.was#1', 'app.was#3'], 'the highest priority is the primary');
  });

  it('share what the block says: the group its own statements, the instances the rest', () => {
    const group = model.groups['app.was']!;
    assert.deepEqual(group.vips.map((vip) => vip.address), ['10.0.2.10']);
    assert.equal(group.vrrp?.id, 51);
    assert.equal(group.label, 'WAS');
    assert.deepEqual(model.elements['app.was#1']!.vips, []);
    assert.deepEqual(model.elements['app.was#1']!.software.map((each) => each.name), ['tomcat']);
  });

  it('count their addresses up, and an instance may override', () => {
    assert.deepEqual(['app.was#1', 'app.was#2', 'app.was#3'].map((id) => model.elements[id]!.network.addresses.map((each) => each.address)), [['10.0.2.11'], ['10.0.2.99'], ['10.0.2.13']]);
  });

  it('are dealt out over their hosts in turn', () => {
    assert.deepEqual(['app.was#1', 'app.was#2', 'app.was#3'].map((id) => model.elements[id]!.hosts), [['app.host#1'], ['app.host#2'], ['app.host#2']]);
  });

  it('stand for all their instances inside a path', () => {
    const [flow] = Object.values(model.flows);
    assert.deepEqual(flow!.to, [{ type: 'ids', ids: ['app.was#1.c', 'app.was#2.c', 'app.was#3.c'], text: 'was.c', origin: flow!.to[0]!.origin }]);
  });
});

describe('names', () => {
  it('are found in the innermost enclosing scope first', () => {
    const model = sound(`
database db
site seoul {
  database db
  server web
  flow web -> db
}
`);
    assert.deepEqual(Object.keys(model.flows), ['seoul.web -> seoul.db']);
  });

  it('of what stands deep in counted elements is one name for all instances, and two where two elements hold them', () => {
    const counted = modelOf('server a count 2 { vm v count 2 { pool p { parser x } } }\nusers u\nflow u -> x');
    assert.deepEqual(counted.problems, []);
    const twice = modelOf('kind shelf extends rack { server s count 2 { pool p { parser x } } }\nshelf a\nshelf b\nusers u\nflow u -> x');
    assert.deepEqual(twice.problems.map((problem) => problem.type), ['ambiguous-name']);
  });
  it('are found anywhere if unambiguous, and reported with all candidates if not', () => {
    assert.deepEqual(Object.keys(sound('site a { server web }\nsite b { database db }\nflow web -> db').flows), ['a.web -> b.db']);
    const [problem] = modelOf('site a { database db }\nsite b { database db }\nserver web\nflow web -> db').problems;
    assert.equal(problem?.type, 'ambiguous-name');
    assert.deepEqual(problem?.type === 'ambiguous-name' && problem.candidates.map((each) => each.id), ['a.db', 'b.db']);
  });

  it('are compared in NFC', () => {
    const composed = 'é';
    const decomposed = 'e\u0301';
    sound(`server caf${composed}\nserver web\nflow web -> caf${decomposed}`);
  });

  it('record every use, segment by segment, with the declaration', () => {
    const model = sound('site idc {\n  zone data { database db1 }\n}\nclient c\nflow c -> idc.data.db1\n');
    const uses = model.references.filter((each) => each.id === 'idc.data.db1' || each.id === 'idc.data');
    assert.deepEqual(uses.map((each) => [each.id, each.declares, each.range.start]), [
      ['idc.data', true, { line: 1, character: 7 }], ['idc.data.db1', true, { line: 1, character: 23 }],
      ['idc.data.db1', false, { line: 4, character: 19 }], ['idc.data', false, { line: 4, character: 14 }],
    ]);
  });

  it('of kinds and elements are apart', () => {
    sound('server database\ndatabase server\nflow database -> server');
  });
});

describe('patterns', () => {
  it('give their parts and flows to every element of the kind, under what its own block says', () => {
    const model = sound(`
kind shop extends server {
  requires acid
  part front
  part back { mtbf 1000h }
  flow front -> back
}
shop a
shop b { part back "Own" { mtbf 2000h } }
flow a.back -> b.front
`);
    assert.deepEqual(Object.keys(model.elements), ['a', 'a.front', 'a.back', 'b', 'b.front', 'b.back']);
    assert.deepEqual(Object.keys(model.flows), ['a.back -> b.front', 'a.front -> a.back', 'b.front -> b.back']);
    assert.equal(model.elements['a.back']!.attributes['mtbf']!.value.value, 3_600_000);
    assert.equal(model.elements['b.back']!.attributes['mtbf']!.value.value, 7_200_000);
    assert.equal(model.elements['b.back']!.label, 'Own');
    assert.deepEqual(model.elements['b']!.requires.map((each) => each.capability), ['acid']);
  });

  it('that contain themselves are cut', () => {
    const model = modelOf('kind box extends server { box inner }\nbox a');
    assert.ok(Object.keys(model.elements).length < 10);
  });
});

describe('refinements, removals and variants', () => {
  const text = `
zone lan {
  subnet 10.0.0.0/24
  server web { mtbf 1000h  ip 10.0.0.2  tag a }
  server old
}
zone dmz
client c
flow c -> web over http as shop
link c -- lan as wire
variant now
variant next "Next year" {
  refine web "Web" in dmz { mtbf 2000h  tag b  count 2 }
  remove old
  database db
  refine shop { timeout 2s }
  refine wire { bandwidth 1Gbps }
}
`;

  it('exist in their variant only', () => {
    const now = sound(text, 'now');
    assert.deepEqual(Object.keys(now.elements), ['lan', 'lan.web', 'lan.old', 'dmz', 'c']);
    assert.equal(now.links['wire']!.bandwidth, undefined);
    const next = sound(text, 'next');
    assert.deepEqual(Object.keys(next.elements), ['lan', 'dmz', 'dmz.web#1', 'dmz.web#2', 'c', 'db']);
    assert.equal(next.variant, 'next');
  });

  it('replace single values and add the rest', () => {
    const next = sound(text, 'next');
    const web = next.elements['dmz.web#1']!;
    assert.equal(web.attributes['mtbf']!.value.value, 7_200_000);
    assert.deepEqual(web.metadata.tags, ['a', 'b']);
    assert.equal(next.groups['dmz.web']!.label, 'Web');
    assert.equal(next.flows['shop']!.timeout, 2);
    assert.equal(next.links['wire']!.bandwidth, 1e9);
  });

  it('that contradict each other, or remove nothing, are errors', () => {
    assert.deepEqual(problemsOf('server a\nrefine a { mtbf 1h }\nrefine a { mtbf 2h }'), ['refined-twice 3']);
    assert.deepEqual(problemsOf('server a\nremove b'), ['dangling-remove 2']);
  });

  it('may replace what was removed', () => {
    const model = sound('server a { mtbf 1h }\nremove a\ndatabase b\n');
    assert.deepEqual(Object.keys(model.elements), ['b']);
  });
});

describe('imports', () => {
  it('lay files together, and the importer refines what they declare', () => {
    const model = sound(`
architecture "Root" { owner "A" }
import "parts/net.arch"
refine core { mtbf 1h }
server web
flow web -> db
//- /parts/net.arch
architecture "Part" { owner "B" }
l3switch core
import "../db.arch"
//- /db.arch
database db
`);
    assert.equal(model.architecture.label, 'Root');
    assert.equal(model.elements['core']!.attributes['mtbf']!.value.value, 3600);
    assert.equal(model.elements['db']!.origin.uri, 'file:///db.arch');
    assert.deepEqual(model.files, ['file:///main.arch', 'file:///db.arch', 'file:///parts/net.arch']);
  });

  it('that go in a circle or nowhere are errors, and the rest stands', () => {
    assert.deepEqual(problemsOf('import "b.arch"\nserver a\n//- /b.arch\nimport "main.arch"\nserver b\n'), ['cycle 1']);
    assert.deepEqual(problemsOf('import "missing.arch"\nserver a'), ['import-failed 1']);
  });
});

describe('links', () => {
  it('take settings after an end for both ends unless each has its own', () => {
    const model = sound(`
l2switch s1
l2switch s2
server a
vlan web 10
vlan db 20
link a:eth0 -- s1:g1/0/1 access web
link s1 trunk web, 20 native 10 -- s2 trunk 20
`);
    const [access, trunk] = Object.values(model.links);
    assert.deepEqual([access!.a.access?.number, access!.b.access?.number, access!.a.jack, access!.b.jack], [10, 10, 'eth0', 'g1/0/1']);
    assert.deepEqual([trunk!.a.trunk?.map((each) => each.number), trunk!.a.native?.number, trunk!.b.trunk?.map((each) => each.place), trunk!.b.native], [[10, 20], 10, ['db'], undefined]);
  });

  it('are one per pair of a chain, one per instance of a counted end, and one per member of a group', () => {
    const model = sound(`
router r
server web count 2
server a
server b
group g { members a, b }
link r -- web
link a -- r -- b
link g -- r { bandwidth 1Gbps  latency 1ms  medium wifi }
`);
    assert.deepEqual(Object.keys(model.links), ['r -- web#1', 'r -- web#2', 'a -- r', 'r -- b', 'a -- r (2)', 'b -- r']);
    assert.equal(model.links['b -- r']!.medium, 'wifi');
    assert.equal(model.links['b -- r']!.latency, 0.001);
  });

  it('resolve a bare VLAN number in the nearest enclosing place', () => {
    const model = sound(`
site a { vlan x 10  l2switch s  server h  link h -- s access 10 }
site b { vlan y 10  l2switch s  server h  link h -- s access 10 }
`);
    assert.deepEqual(Object.values(model.links).map((link) => link.a.access?.place), ['a.x', 'b.y']);
  });
});

describe('flows', () => {
  it('written as a chain are several; name and label belong to the first', () => {
    const model = sound('client c\nserver a\ndatabase b { software mysql }\nflow c -> a over https -> b over mysql, tcp/33060 as shop "Shop" writes share 20% times 2 async timeout 2s retry 3 tls optional needs a');
    const [first, second] = Object.values(model.flows);
    assert.deepEqual([first!.id, first!.title, first!.label, second!.id, second!.name], ['shop', 'shop', 'Shop', 'a -> b', undefined]);
    assert.deepEqual(first!.ports!.map((port) => [port.protocol, port.low, port.high, port.name]), [['tcp', 443, 443, 'https']]);
    assert.deepEqual(second!.ports!.map((port) => port.low), [3306, 33060]);
    for (const flow of [first!, second!]) {
      assert.deepEqual([flow.access, flow.share, flow.times, flow.async, flow.timeout, flow.retry, flow.tls, flow.optional, flow.needs.map((each) => each.id)], ['writes', 0.2, 2, true, 2, 3, true, true, ['a']]);
    }
  });
});

describe('flows that need each other', () => {
  it('may name one that stands later in the file', () => {
    const model = sound('client c\nserver a\nserver dns\nflow c -> a over http as shop needs lookup\nflow c -> dns over dns as lookup\n');
    assert.deepEqual(model.flows['shop']!.needs.map((each) => each.id), ['lookup']);
  });
});

describe('groups', () => {
  it('give their members what they state, under what the members say themselves', () => {
    const model = sound(`
zone lan { subnet 10.0.0.0/24 }
router r1 { interface lan 10.0.0.2 }
router r2 { interface lan 10.0.0.3  route default via 10.0.0.9 }
group gw active-standby { members r1 priority 90, r2 priority 110  vip 10.0.0.1  route default via 10.0.0.8  allow any -> lan over https }
client c
flow c -> gw
`);
    assert.deepEqual(model.groups['gw']!.members.map((member) => member.id), ['r2', 'r1']);
    assert.deepEqual(model.elements['r1']!.network.routes.map((route) => route.via), [{ address: '10.0.0.8' }]);
    assert.deepEqual(model.elements['r2']!.network.routes.map((route) => route.via), [{ address: '10.0.0.9' }]);
    assert.equal(model.elements['r2']!.network.rules.length, 1);
  });

  it('are told when empty, doubled or cyclic', () => {
    assert.deepEqual(problemsOf('group g active-active'), ['empty-group 1']);
    assert.deepEqual(problemsOf('server a\ngroup g { members a, a }'), ['empty-group 2']);
    assert.deepEqual(problemsOf('group g { members h }\ngroup h { members g }'), ['cycle 2']);
    assert.deepEqual(problemsOf('server a\nserver b\ngroup g quorum 3 { members a, b }'), ['empty-group 3']);
  });
});

describe('quantities and addresses', () => {
  it('carry their units in base units', () => {
    const model = sound('server a { mtbf 8760h  mttr 90min  memory 2GB  availability 99.95%  workers 200  service-time lognormal 20ms p99 80ms }');
    const { attributes, serviceTime } = model.elements['a']!;
    assert.deepEqual(Object.fromEntries(Object.entries(attributes).map(([key, each]) => [key, each.value.value])), { mtbf: 31_536_000, mttr: 5400, memory: 2e9, availability: 0.9995, workers: 200 });
    assert.deepEqual(serviceTime, { type: 'lognormal', median: 0.02, percentile: 0.99, at: 0.08 });
  });

  for (const [text, type] of [
    ['server a { mtbf 8760 }', 'bad-quantity'], ['server a { mtbf 5GB }', 'bad-quantity'], ['server a { availability 101% }', 'bad-quantity'],
    ['server a { workers 5s }', 'bad-quantity'], ['server a { ip 10.0.0.300 }', 'bad-address'], ['zone z { subnet 10.0.0.0/33 }', 'bad-address'],
    ['zone z { subnet 10.0.0.0 }', 'bad-address'], ['server a\nserver b\nflow a -> b over tcp/70000', 'bad-address'],
    ['server a\nserver b\nflow a -> b over 443', 'bad-address'], ['server a { vrrp 300 }', 'bad-quantity'],
  ] as const) {
    it(`refuses ${text.split('\n').at(-1)}`, () => assert.deepEqual(modelOf(text).problems.map((each) => each.type), [type]));
  }
});

describe('behaviour', () => {
  it('keeps scenarios, sequences, jobs and views as data', () => {
    const model = sound(`
client c
server a count 2 { vcores 4  memory 8GB }
server b
link a -- b as wire
flow c -> a over http as shop
flow a -> b over http
sequence "order" { c -> a "buy"  c <- a "done" }
scenario "s" {
  seed 42
  load shop 200/s steady for 1h size 10MB
  load c -> a 50 users think exponential 5s for 10min
  at 10m fail a#1
  at 11m cut wire
  at 12m cut a -- b
  at 13m slow b by 5
  at 14m partition a from b
  at 15m chaos
  job sort on a { stage map { tasks 20 memory 2GB vcores 1 duration 30s }  stage reduce after map { tasks 2 } }
  expect p95 of shop <= 300ms
  expect completion of sort <= 10min
}
view v "V" { show flows of c, a  collapse b  hide tag x  direction right  near a b  rank a, b }
`);
    assert.deepEqual(model.sequences[0]!.steps.map((step) => [step.reply, step.text]), [[false, 'buy'], [true, 'done']]);
    const scenario = model.scenarios[0]!;
    assert.deepEqual(scenario.loads.map((load) => [load.flow, load.rate, load.users, load.steady, load.duration, load.size]), [['shop', 200, undefined, true, 3600, 1e7], [undefined, undefined, 50, false, 600, undefined]]);
    assert.deepEqual(scenario.events.map((event) => [event.at, event.action, event.targets]), [
      [600, 'fail', ['a#1']], [660, 'cut', ['wire', 'wire (2)']], [720, 'cut', ['wire', 'wire (2)']], [780, 'slow', ['b']], [840, 'partition', ['a']], [900, 'chaos', []], [0, 'job', []],
    ]);
    assert.deepEqual(model.jobs[0]!.stages.map((stage) => [stage.name, stage.after, stage.tasks]), [['map', [], 20], ['reduce', ['map'], 2]]);
    assert.deepEqual(model.expectations.map((each) => [each.text, each.scenario]), [['p95 of shop <= 300ms', 's'], ['completion of sort <= 10min', 's']]);
    assert.deepEqual(model.views[0]!.show, [{ what: 'flows', of: ['c', 'a'] }]);
  });
});

/** Models that are large in one way or another: what can be exact is, the rest has bounds that hold, and nothing hangs, throws or runs out of stack. */
import assert from 'node:assert/strict';
import { Facts } from '#language/facts/query.js';
import type { PathGraph } from '#language/facts/network/types.js';
import { DEFAULT_BUDGET } from '#language/facts/redundancy/budget.js';
import { computeFigures, type Figures } from '#language/facts/redundancy/figures.js';
import { buildStructure } from '#language/facts/redundancy/structure.js';
import type { Model } from '#language/model/model.js';
import { complete, grid, verticesOf, type Edges } from '../../../conformance/graphs/known-graphs.js';
import { addElement, addFlow, addGroup, addLink, attribute, carrierFrom, emptyModel, type Ways } from './models.js';

const A = 0.999;
const attributes = { availability: attribute('share', A) };

interface Large { model: Model; ways: () => Ways | undefined }

function withUser(build: (model: Model) => string): Large {
  const model = emptyModel();
  addElement(model, 'user', ['actor']);
  addFlow(model, 'service', ['user'], [build(model)]);
  return { model, ways: () => undefined };
}

/** Routers that fail, cables that fail; the user at the first router, the server at the last. */
function mesh(edges: Edges): Large {
  const count = verticesOf(edges);
  const { model } = withUser((made) => addElement(made, 'server', ['compute'], { attributes }).id);
  for (let i = 0; i < count; i++) addElement(model, `r${i}`, ['router'], { attributes });
  edges.forEach(([a, b], i) => addLink(model, `r${a}`, `r${b}`, { id: `e${i}`, attributes }));
  const nodes = [...Array.from({ length: count }, (_, i) => ({ element: `r${i}` })), { element: 'user' }, { element: 'server' }];
  const both = edges.flatMap(([a, b], i) => [{ from: a, to: b, link: `e${i}` }, { from: b, to: a, link: `e${i}` }]);
  const forward: PathGraph = { nodes, edges: [...both, { from: count, to: 0 }, { from: count - 1, to: count + 1 }], source: count, sink: count + 1 };
  const back: PathGraph = { nodes, edges: [...both, { from: count + 1, to: count - 1 }, { from: 0, to: count }], source: count + 1, sink: count };
  return { model, ways: () => ({ forward, back }) };
}

/** A tree with as many further edges as it takes; the same numbers each time. */
function random(vertices: number, edges: number): Edges {
  let seed = 1;
  const below = (n: number): number => Math.floor((seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648 * n);
  const found: Edges = [];
  for (let i = 1; i < vertices; i++) found.push([below(i), i]);
  while (found.length < edges) {
    const [a, b] = [below(vertices), below(vertices)];
    if (a !== b) found.push([a, b]);
  }
  return found;
}

function machines(model: Model, names: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => addElement(model, `${names}${i}`, ['compute'], { attributes }).id);
}

function figuresOf({ model, ways }: Large): Figures {
  const facts = new Facts(model);
  return computeFigures(facts, buildStructure(facts, carrierFrom(facts, ways)), 'service', 2, DEFAULT_BUDGET)!;
}

describe('large models', () => {
  const meshes: [title: string, edges: Edges][] = [
    ['a mesh of 40 routers', random(40, 80)], ['a mesh of 200 routers', random(200, 400)], ['a dense mesh of 100 routers', random(100, 500)],
    ['a full mesh of 40 routers', complete(40)], ['a grid of 12 by 12', grid(12, 12)],
  ];
  for (const [title, edges] of meshes) {
    it(`${title}: exact, or tight bounds`, () => {
      const { unavailability, bounds, singlePoints } = figuresOf(mesh(edges));
      assert.ok(singlePoints.includes('server') && singlePoints.includes('r0'));
      const points = 1 - A ** singlePoints.length;
      if (unavailability !== undefined) assert.ok(unavailability >= points && unavailability < points * 1.01);
      else {
        assert.ok(bounds!.low <= bounds!.high && bounds!.high <= 1 - points + 1e-12, JSON.stringify(bounds));
        // Solutions overlap in a long grid, so that the lower end is what is loose.
        assert.ok(bounds!.high - bounds!.low < 5e-4, JSON.stringify(bounds));
      }
    });
  }

  it('3,000 replicas of which one is needed, or all but one', () => {
    const replicas = (need: number): Figures => figuresOf(withUser((model) => addGroup(model, 'all', machines(model, 'm', 3000), { mode: 'quorum', need }).id));
    assert.ok(replicas(1).unavailability! < 1e-300);
    const none = A ** 3000;
    assert.ok(Math.abs(replicas(2999).availability! - (none + 3000 * (1 - A) * A ** 2999)) < 1e-9);
  });

  it('3,000 replicas with a quorum: bounds that hold', () => {
    const { unavailability, bounds } = figuresOf(withUser((model) => addGroup(model, 'all', machines(model, 'm', 3000), { mode: 'quorum', need: 1501 }).id));
    if (unavailability !== undefined) assert.ok(unavailability < 1e-12);
    else assert.ok(bounds!.low >= 0 && bounds!.low <= bounds!.high && bounds!.high > 1 - 1e-12, JSON.stringify(bounds));
  });

  it('a chain of 1,500 that needs each other, alone and beside a second one', () => {
    const chain = (model: Model, name: string): string => {
      const ids = machines(model, name, 1500);
      ids.forEach((id, i) => { if (i > 0) addFlow(model, `to ${id}`, [ids[i - 1]!], [id]); });
      return ids[0]!;
    };
    const alone = figuresOf(withUser((model) => chain(model, 'a')));
    assert.equal(alone.singlePoints.length, 1500);
    assert.ok(Math.abs(alone.unavailability! - (1 - A ** 1500)) < 1e-9);
    const both = figuresOf(withUser((model) => addGroup(model, 'both', [chain(model, 'a'), chain(model, 'b')]).id));
    assert.deepEqual(both.singlePoints, []);
    assert.ok(Math.abs(both.unavailability! - (1 - A ** 1500) ** 2) < 1e-9);
  });

  it('hosts on hosts 2,000 deep, and groups in groups 500 deep', () => {
    const hosts = figuresOf(withUser((model) => {
      for (let i = 0; i < 2000; i++) addElement(model, `h${i}`, ['compute'], { attributes, hosts: i > 0 ? [`h${i - 1}`] : [] });
      return 'h1999';
    }));
    assert.equal(hosts.singlePoints.length, 2000);
    const groups = figuresOf(withUser((model) => {
      let inner = machines(model, 'first', 1)[0]!;
      for (let i = 0; i < 500; i++) inner = addGroup(model, `g${i}`, [inner, addElement(model, `m${i}`, ['compute'], { attributes }).id]).id;
      return inner;
    }));
    assert.ok(groups.works && groups.unavailability! < 1e-100);
  });

  it('2,000 pairs one after another: every pair is found, and the figure is exact', () => {
    const found = figuresOf(withUser((model) => {
      const groups = Array.from({ length: 2000 }, (_, i) => addGroup(model, `g${i}`, machines(model, `p${i}-`, 2)).id);
      groups.forEach((id, i) => { if (i > 0) addFlow(model, `to ${id}`, [groups[i - 1]!], [id]); });
      return groups[0]!;
    }));
    assert.equal(found.cutSets.length, 2000);
    assert.ok(found.cutSetsComplete);
    assert.ok(Math.abs(found.unavailability! / -Math.expm1(2000 * Math.log1p(-((1 - A) ** 2))) - 1) < 1e-9);
  });
});

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

  it('3,000 replicas with a quorum, alike or not, of single machines or of pairs: exact, with what each is worth', () => {
    const quorum = (need: number, up: (i: number) => number, pairs = false): Figures => figuresOf(withUser((model) => {
      const members = Array.from({ length: 3000 }, (_, i) => {
        const more = { attributes: { availability: attribute('share', up(i)) } };
        const first = addElement(model, `m${i}`, ['compute'], more).id;
        return pairs ? addGroup(model, `pair${i}`, [first, addElement(model, `n${i}`, ['compute'], more).id]).id : first;
      });
      return addGroup(model, 'all', members, { mode: 'quorum', need }).id;
    }));
    // Of fair coins a majority is up half of the time, but for the tie.
    const tie = Math.exp(Array.from({ length: 1500 }, (_, i) => Math.log((1500 + i + 1) / (i + 1) / 4)).reduce((a, b) => a + b, 0));
    const fair = quorum(1501, () => 0.5);
    assert.ok(Math.abs(fair.availability! - (1 - tie) / 2) < 1e-12, String(fair.availability));
    // Each member decides where exactly 1,500 of the other 2,999 are up: by symmetry as often as a tie of all.
    assert.equal(fair.importance.length, 3000);
    for (const { birnbaum, gain } of fair.importance) assert.ok(Math.abs(birnbaum - tie) < 1e-12 && Math.abs(gain - tie / 2) < 1e-12, String(birnbaum));
    // Two fair coins of which one is enough are up three quarters of the time.
    const pair = quorum(2250, () => 0.5, true);
    const single = quorum(2250, () => 0.75);
    assert.ok(Math.abs(pair.unavailability! - single.unavailability!) < 1e-12);
    assert.ok(Math.abs(pair.importance[0]!.birnbaum - single.importance[0]!.birnbaum / 2) < 1e-12);
    const mixed = (i: number): number => 0.4 + 0.2 * (i % 7) / 6;
    let up = [1];
    for (let i = 0; i < 3000; i++) up = [...up, 0].map((p, k) => p * (1 - mixed(i)) + (k > 0 ? up[k - 1]! * mixed(i) : 0));
    assert.ok(Math.abs(quorum(1480, mixed).availability! - up.slice(1480).reduce((a, b) => a + b, 0)) < 1e-12);
    assert.equal(quorum(1501, () => A).cutSetsComplete, true);
  });

  it('a quorum of 1,000 among other needs: exact', () => {
    const found = figuresOf(withUser((model) => {
      const store = addGroup(model, 'store', machines(model, 's', 2)).id;
      const voters = addGroup(model, 'voters', machines(model, 'v', 1000), { mode: 'quorum', need: 996 }).id;
      addElement(model, 'front', ['compute'], { attributes });
      addElement(model, 'back', ['compute'], { attributes });
      addFlow(model, 'f', ['front'], [store, voters]);
      addFlow(model, 'g', ['back'], [store]);
      return addGroup(model, 'both', ['front', 'back']).id;
    }));
    const choose = (n: number, k: number): number => Array.from({ length: k }, (_, i) => (n - i) / (i + 1)).reduce((a, b) => a * b, 1);
    const voters = Array.from({ length: 5 }, (_, k) => choose(1000, k) * (1 - A) ** k * A ** (1000 - k)).reduce((a, b) => a + b, 0);
    const store = 1 - (1 - A) ** 2;
    assert.ok(Math.abs(found.availability! - store * (1 - (1 - A * voters) * (1 - A))) < 1e-12);
    assert.deepEqual(found.cutSets, [['s0', 's1'], ['front', 'back']]);
  });

  it('bounds hold and are tight where many parts in many groups are good: fails only with as many down as no known cut set has', () => {
    const { unavailability, bounds } = figuresOf(withUser((model) => {
      const ids = machines(model, 'm', 200);
      const groups = random(200, 200).map(([a], i) => addGroup(model, `g${i}`, [...new Set([0, 1, 2, 3, 4, 5, 6].map((j) => ids[(a + i * j * j + j) % 200]!))], { mode: 'quorum', need: 3 }).id);
      const front = addElement(model, 'front', ['compute'], { attributes }).id;
      addFlow(model, 'all', [front], groups);
      return front;
    }));
    const few = bounds ?? { low: 1 - unavailability!, high: 1 - unavailability! };
    assert.ok(few.low <= few.high && few.high <= A + 1e-12 && few.high - few.low < 0.02, JSON.stringify(few));
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

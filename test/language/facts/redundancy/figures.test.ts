/** Availability of small systems with known answers: series, k of n, stand-ins with hand-over, shared repair crews. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Facts } from '#language/facts/query.js';
import { computeFigures, figures, type Figures } from '#language/facts/redundancy/figures.js';
import { buildStructure, structure } from '#language/facts/redundancy/structure.js';
import { failable } from '#language/facts/redundancy/failable.js';
import { reliability } from '#language/facts/redundancy/reliability.js';
import { birthDeath, jointStates } from '#language/facts/redundancy/repair-crews.js';
import { nines } from '#language/facts/redundancy/wording.js';
import type { Element, Group, Id, Model } from '#language/model/model.js';
import { BruteForce } from './brute-force.js';
import { addElement, addFlow, addGroup, addLink, attribute, carrierFrom, emptyModel, origin } from './models.js';
import { randomModels } from './random-models.js';

const HOUR = 3600;
type Attributes = Element['attributes'];
const times = (mtbf: number, mttr: number): Attributes => ({ mtbf: attribute('duration', mtbf * HOUR), mttr: attribute('duration', mttr * HOUR) });
const share = (availability: number): Attributes => ({ availability: attribute('share', availability) });

function tier(members: Attributes[], more: Partial<Group> = {}): Model {
  const model = emptyModel();
  addElement(model, 'user', ['actor']);
  members.forEach((attributes, i) => addElement(model, `m${i}`, ['compute'], { attributes }));
  addGroup(model, 'tier', members.map((_, i) => `m${i}`), more);
  addFlow(model, 'service', ['user'], ['tier']);
  return model;
}

const figuresOf = (model: Model, id: Id = 'service', order = 2): Figures => figures(new Facts(model), id, order)!;
const near = (actual: number | undefined, expected: number, tolerance = 1e-12): void =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) < tolerance, `${actual} is not ${expected}`);

describe('availability', () => {
  it('of k of n equal members', () => {
    for (const [k, n, a, expected] of [[1, 2, 0.99, 0.9999], [2, 3, 0.99, 0.999702], [3, 5, 0.99, 0.9999901494], [2, 4, 0.95, 0.99951875], [4, 7, 0.999, 0.9999999999650839]] as const) {
      const members = Array.from({ length: n }, () => share(a));
      near(figuresOf(tier(members, { mode: 'quorum', need: k })).availability, expected);
      near(figuresOf(tier(members, { mode: 'active-active', need: k })).availability, expected);
    }
  });

  it('of repairable components, alone and redundant, and its downtime in a year of 8,760 hours', () => {
    for (const [mtbf, mttr, one, two, twoOfThree, minutes] of [
      [1000, 1, 0.999000999000999, 0.999999001997004, 0.999997007985024, 525.0749250749072],
      [8760, 4, 0.9995435874030123, 0.9999997916875413, 0.9999993752527763, 239.8904609767344],
      [50000, 8, 0.9998400255959047, 0.99999997440819, 0.9999999232327581, 84.08254679250015],
      [200, 0.5, 0.9975062344139651, 0.9999937811332019, 0.9999813744163979, 1310.723192019927],
    ] as const) {
      const unit = times(mtbf, mttr);
      const single = figuresOf(tier([unit]));
      near(single.availability, one);
      near(single.downtimeMinutesPerYear, minutes, 1e-6);
      near(figuresOf(tier([unit, unit])).availability, two);
      near(figuresOf(tier([unit, unit, unit], { mode: 'quorum', need: 2 })).availability, twoOfThree);
    }
  });

  it('of a hot standby with one repair crew and a hand-over, within a thousandth of the exact chain\'s unavailability', () => {
    for (const [mtbf, mttr, within, exact] of [
      [1000, 4, 30, 0.9999599553765081], [8760, 8, 3.6, 0.9999982209711146], [8760, 8, 60, 0.9999964341822941], [500, 1, 300, 0.9998257552954876],
    ] as const) {
      const unit = times(mtbf, mttr);
      const found = figuresOf(tier([unit, unit], { mode: 'active-standby', repairCrews: 1, failover: { automatic: true, within, origin: origin() } }));
      assert.ok(Math.abs(found.unavailability! / (1 - exact) - 1) < 2e-3, `${found.unavailability} is not ${1 - exact}`);
    }
  });

  it('adds T / (MTBF + MTTR) of the primary for a hand-over with a stated time, and nothing without', () => {
    const [primary, standby] = [times(1000, 4), times(500, 2)];
    const both = (4 / 1004) * (2 / 502);
    const standbyGroup = (failover: Group['failover']): number => figuresOf(tier([primary, standby], { mode: 'active-standby', failover })).unavailability!;
    near(standbyGroup(undefined), both, 1e-15);
    near(standbyGroup({ automatic: true, origin: origin() }), both, 1e-15);
    near(standbyGroup({ automatic: true, within: 30, origin: origin() }), both + (30 / HOUR) / 1004, 1e-15);
    near(standbyGroup({ automatic: false, within: 1800, origin: origin() }), both + 0.5 / 1004, 1e-15);
    near(standbyGroup({ automatic: false, origin: origin() }), 4 / 1004, 1e-15);
  });

  it('counts a hand-over once, and not at all for reads', () => {
    const model = tier([times(1000, 4), times(1000, 4)], { mode: 'active-standby', failover: { automatic: true, within: 30, origin: origin() } });
    const u = (4 / 1004) ** 2;
    addFlow(model, 'second', ['user'], ['tier', 'tier']);
    near(figuresOf(model, 'second').unavailability, u + (30 / HOUR) / 1004, 1e-15);
    addFlow(model, 'reading', ['user'], ['tier'], { access: 'reads' });
    near(figuresOf(model, 'reading').unavailability, u, 1e-15);
  });

  it('is 0 without cut sets where the service fails with everything up', () => {
    const model = tier([share(0.9)]);
    const facts = new Facts(model);
    const broken = buildStructure(facts, carrierFrom(facts, () => null));
    assert.equal(broken.propagation.holds(broken.flows.get('service')!), false);
    addGroup(model, 'all', ['m0'], { mode: 'quorum', need: 2 });
    addFlow(model, 'impossible', ['user'], ['all']);
    const found = figuresOf(model, 'impossible');
    assert.deepEqual([found.works, found.availability, found.cutSets, found.singlePoints], [false, 0, [], []]);
  });

  it('lets links alone unless they state figures', () => {
    const model = tier([share(0.99)]);
    const link = addLink(model, 'user', 'm0', { attributes: times(999, 1) });
    const silent = addLink(model, 'user', 'm0', { id: 'silent' });
    const facts = new Facts(model);
    assert.equal(facts.ask(reliability, link.id).unavailability, 0.001);
    assert.equal(facts.ask(reliability, silent.id).unavailability, 0);
    assert.ok(facts.ask(failable).has(silent.id));
  });

  it('has nines', () => {
    assert.deepEqual([0.01, 0.001, 0.0005, 0.0001, 0.00001, 0.000001].map(nines), [2, 3, 3, 4, 5, 6]);
  });
});

describe('repair crews', () => {
  it('equal components: the birth-death chain is the general chain', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 10, max: 1000 }), (n, crews, mtbf) => {
      const equal = Array.from({ length: n }, () => ({ mtbf, mttr: 4 }));
      const general = jointStates(equal.map((each, i) => (i === 0 ? { ...each, mttr: 4 + 1e-12 } : each)), crews)!;
      jointStates(equal, crews)!.forEach((probability, set) => near(probability, general[set]!, 1e-9));
    }));
  });
  it('enough crews: independent', () => {
    const q = 4 / 104;
    birthDeath(3, { mtbf: 100, mttr: 4 }, 3).forEach((p, down) => near(p, [1, 3, 3, 1][down]! * q ** down * (1 - q) ** (3 - down)));
  });
  it('different components: one crew for two, against the balance equations solved by hand', () => {
    // Rates: a fails 1/10, b fails 1/20; one crew, half its time on each while both are down; repair 1/2 and 1/4.
    const [none, a, b, both] = jointStates([{ mtbf: 10, mttr: 2 }, { mtbf: 20, mttr: 4 }], 1)!;
    near(none! + a! + b! + both!, 1);
    near(none! * (1 / 10 + 1 / 20), a! / 2 + b! / 4);
    near(a! * (1 / 2 + 1 / 20), none! / 10 + both! / 8);
    near(both! * (1 / 4 + 1 / 8), a! / 20 + b! / 10);
  });
});

describe('figures of random models', () => {
  it('are those of all their states, and lie between the bounds of any smaller budget', () => {
    fc.assert(fc.property(randomModels, ({ model, ways }) => {
      Object.values(model.elements).forEach((element, i) => {
        if (!element.roles.includes('actor') && !element.roles.includes('place')) element.attributes = times(100 + i * 37, 4 + i);
      });
      const facts = new Facts(model);
      const from = buildStructure(facts, carrierFrom(facts, ways));
      const components = [...facts.ask(failable)];
      const q = components.map((id) => facts.ask(reliability, id).unavailability);
      // Figures read the cached structure: put this one, with its network, in its place.
      Object.defineProperty(facts, 'ask', { value: ((ask) => (question: never, key: never) => (question === (structure as unknown) ? from : ask.call(facts, question, key)))(facts.ask) });
      for (const flow of Object.values(model.flows)) {
        const found = computeFigures(facts, from, flow.id, 3, { nodes: 1e6, steps: 1e7 })!;
        let u = 0;
        for (let down = 0; down < 1 << components.length; down++) {
          const set = new Set(components.filter((_, i) => down & (1 << i)));
          if (new BruteForce(model, ways, set).service(flow)) continue;
          u += components.reduce((p, id, i) => p * (set.has(id) ? q[i]! : 1 - q[i]!), 1);
        }
        const handovers = found.unavailability! - u;
        assert.ok(handovers > -1e-12, `${found.unavailability} is below ${u}`);
        const hasHandover = Object.values(model.groups).some((group) => group.failover?.within !== undefined);
        if (!hasHandover && found.works) near(found.unavailability, u, 1e-12);
        for (const budget of [{ nodes: 4, steps: 4000 }, { nodes: 12, steps: 40 }]) {
          const bounded = computeFigures(facts, from, flow.id, 2, budget)!;
          const { low, high } = bounded.bounds ?? { low: bounded.availability!, high: bounded.availability! };
          assert.ok(low - 1e-9 <= found.availability! && found.availability! <= high + (hasHandover ? 1 : 1e-9), `${low} ${found.availability} ${high}`);
        }
      }
    }), { numRuns: 40 });
  });
});

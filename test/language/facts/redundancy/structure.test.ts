/** The circuit, the diagrams, single points, cut sets and figures of random models against all their states. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Facts } from '#language/facts/query.js';
import { DEFAULT_BUDGET } from '#language/facts/redundancy/budget.js';
import { searchCutSets } from '#language/facts/redundancy/cut-search.js';
import { diagramOf } from '#language/facts/redundancy/diagram.js';
import { failable } from '#language/facts/redundancy/failable.js';
import { birnbaum, falseProbability, fussellVesely } from '#language/facts/redundancy/probability.js';
import { singlePointsOf } from '#language/facts/redundancy/single-points.js';
import { buildStructure, componentOf, type Structure } from '#language/facts/redundancy/structure.js';
import { Zbdd } from '#language/facts/redundancy/zbdd.js';
import type { Id } from '#language/model/model.js';
import { BruteForce } from './brute-force.js';
import { carrierFrom } from './models.js';
import { randomModels, type RandomModel } from './random-models.js';

interface Case { components: Id[]; structure: Structure; states: BruteForce[] }

function open({ model, ways }: RandomModel): Case {
  const facts = new Facts(model);
  const components = [...facts.ask(failable)];
  const states: BruteForce[] = [];
  for (let down = 0; down < 1 << components.length; down++) {
    states.push(new BruteForce(model, ways, new Set(components.filter((_, i) => down & (1 << i)))));
  }
  return { components, structure: buildStructure(facts, carrierFrom(facts, ways)), states };
}

/** Sets of components, as bits, whose failure brings the service down, and no smaller ones. */
function minimal(sets: number[]): number[] {
  return sets.filter((set) => !sets.some((other) => other !== set && (other & set) === other));
}

const bitsOf = (components: Id[], ids: Id[]): number => ids.reduce((bits, id) => bits | (1 << components.indexOf(id)), 0);
const sorted = (numbers: number[]): number[] => [...numbers].sort((a, b) => a - b);

describe('the structure function of random models', () => {
  it('falls in exactly the states in which the page says so, and rises again when failures are taken back', () => {
    fc.assert(fc.property(randomModels, (random) => {
      const { components, structure, states } = open(random);
      const { propagation } = structure;
      const healthy = propagation.mark;
      states.forEach((state, down) => {
        propagation.fail(components.filter((_, i) => down & (1 << i)).map((id) => structure.selves.get(id)!));
        for (const [id, gate] of structure.works) assert.equal(propagation.holds(gate), state.works(id), `${id} in ${down}`);
        for (const [id, gate] of structure.flows) assert.equal(propagation.holds(gate), state.service(random.model.flows[id]!), `${id} in ${down}`);
        propagation.undo(healthy);
      });
    }), { numRuns: 150 });
  });

  it('has the single points, cut sets, probability and importance of all states together', () => {
    fc.assert(fc.property(randomModels, (random) => {
      const { components, structure, states } = open(random);
      const q = (id: Id): number => 0.02 + 0.05 * components.indexOf(id);
      for (const [id, gate] of structure.flows) {
        const fails = states.map((state) => !state.service(random.model.flows[id]!));
        const found = singlePointsOf(structure, [gate]).get(gate)!;
        const diagram = diagramOf(structure.circuit, gate, (variable) => (structure.failable.has(variable) ? undefined : true), DEFAULT_BUDGET);
        const component = (level: number): Id => componentOf(structure.circuit, diagram.variables[level]!)!;
        const down = (level: number): number => q(component(level));
        const weight = (state: number): number => components.reduce((p, each, i) => p * (state & (1 << i) ? q(each) : 1 - q(each)), 1);
        const total = fails.reduce((sum, failed, state) => sum + (failed ? weight(state) : 0), 0);
        assert.ok(Math.abs(falseProbability(diagram.bdd, diagram.root, down) - total) < 1e-12);
        assert.equal(found.works, !fails[0]);
        if (fails[0]) continue;

        const cuts = sorted(minimal(fails.flatMap((failed, state) => (failed ? [state] : []))));
        assert.deepEqual(sorted(found.points.map((point) => bitsOf(components, [point]))), cuts.filter((cut) => (cut & (cut - 1)) === 0));
        if (cuts.some((cut) => (cut & (cut - 1)) !== 0)) assert.equal(found.redundant, true);
        const zbdd = new Zbdd(DEFAULT_BUDGET);
        const ofOrder = (order?: number): number[] => sorted([...zbdd.sets(zbdd.minimalCutSets(diagram.bdd, diagram.root, order))].map((set) => bitsOf(components, set.map(component))));
        assert.deepEqual(ofOrder(), cuts);
        const size = (cut: number): number => components.filter((_, i) => cut & (1 << i)).length;
        const small = cuts.filter((cut) => size(cut) <= 2);
        assert.deepEqual(ofOrder(2), small);
        const searched = searchCutSets(structure.propagation, gate, structure.failable, 2, DEFAULT_BUDGET);
        assert.deepEqual(sorted(searched.cuts.map((cut) => bitsOf(components, cut.map((each) => componentOf(structure.circuit, each)!)))), small);

        const slopes = birnbaum(diagram.bdd, diagram.root, down);
        diagram.variables.forEach((_, level) => {
          const bit = bitsOf(components, [component(level)]);
          const given = (up: boolean): number => fails.reduce((sum, failed, state) =>
            sum + (!failed && ((state & bit) === 0) === up ? weight(state) : 0), 0) / (up ? 1 - down(level) : down(level));
          assert.ok(Math.abs((slopes.get(level) ?? 0) - (given(true) - given(false))) < 1e-9);
          const containing = cuts.filter((cut) => cut & bit);
          const occurred = fails.reduce((sum, _failed, state) => sum + (containing.some((cut) => (cut & state) === cut) ? weight(state) : 0), 0);
          assert.ok(Math.abs(fussellVesely(diagram.bdd, diagram.root, level, down, total) - occurred / total) < 1e-9);
        });
      }
    }), { numRuns: 60 });
  });
});

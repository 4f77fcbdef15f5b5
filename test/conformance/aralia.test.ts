/** Published fault trees of the Aralia benchmark, those that are quick: probability of the top event and minimal cut sets of every order. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { diagramOf } from '#language/facts/redundancy/diagram.js';
import { Zbdd } from '#language/facts/redundancy/zbdd.js';
import { readAnswers } from './answers.js';
import { analyse } from './open-psa/analyse.js';
import { differences } from './open-psa/compare.js';
import { gatesOf } from './open-psa/gates.js';
import { readFaultTree } from './open-psa/read.js';

const folder = new URL('../data/aralia/', import.meta.url);
const BUDGET = { nodes: 4_000_000, steps: 60_000_000 };

describe('fault trees of the Aralia benchmark', () => {
  for (const [name, answer] of readAnswers(new URL('answers.csv', folder))) {
    const tree = readFaultTree(readFileSync(new URL(`${name}.xml`, folder), 'utf8'));
    it(`${name}: probability ${answer['top_event_probability']}, ${answer['minimal_cut_sets']} minimal cut sets`, () => {
      assert.equal(tree.tops.length, 1);
      assert.deepEqual(differences(tree, analyse(tree, tree.tops[0]!, BUDGET), answer), []);
    });
  }

  it('gives the small cut sets alone where an order is set', () => {
    const answer = readAnswers(new URL('answers.csv', folder)).get('das9201')!;
    const expected = answer['minimal_cut_sets_by_order']!.split(' ').map((each) => Number(each.split(':')[1]));
    const tree = readFaultTree(readFileSync(new URL('das9201.xml', folder), 'utf8'));
    const gates = gatesOf(tree, tree.tops[0]!);
    const { bdd, root } = diagramOf(gates, gates.root, () => undefined, BUDGET);
    for (let order = 0; order <= expected.length; order++) {
      const zbdd = new Zbdd(BUDGET);
      const counts = zbdd.countByOrder(zbdd.minimalCutSets(bdd, root, order)).slice(1).map(Number);
      assert.deepEqual(counts, order < 2 ? [] : expected.slice(0, order));
    }
  });
});

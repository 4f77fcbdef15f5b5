/** Reading Open-PSA models: every connective against its truth table, names in components, house events, expressions. */
import assert from 'node:assert/strict';
import { analyse } from './analyse.js';
import { byOrder } from './compare.js';
import { UnsupportedError } from '../xml.js';
import { readFaultTree } from './read.js';

const BUDGET = { nodes: 100_000, steps: 1_000_000 };

function model(body: string): string {
  return `<?xml version="1.0"?>\n<!DOCTYPE opsa-mef>\n<opsa-mef>${body}</opsa-mef>`;
}

/** A tree whose top is `formula` over a, b and c, which happen with 0.1, 0.2 and 0.3. */
function over(formula: string): string {
  const event = (name: string, p: number): string => `<define-basic-event name="${name}"><float value="${p}"/></define-basic-event>`;
  return model(`<define-fault-tree name="t"><define-gate name="top">${formula}</define-gate></define-fault-tree>
    <model-data>${event('a', 0.1)}${event('b', 0.2)}${event('c', 0.3)}</model-data>`);
}

const figuresOf = (text: string) => {
  const tree = readFaultTree(text);
  return analyse(tree, tree.tops[0]!, BUDGET);
};

describe('Open-PSA fault trees', () => {
  const [A, B, C] = ['<event name="a"/>', '<basic-event name="b"/>', '<event name="c" type="basic-event"/>'];
  const cases: [formula: string, happens: (a: boolean, b: boolean, c: boolean) => boolean][] = [
    [`<and>${A}${B}${C}</and>`, (a, b, c) => a && b && c],
    [`<or>${A}${B}${C}</or>`, (a, b, c) => a || b || c],
    [`<not>${A}</not>`, (a) => !a],
    [`<nand>${A}${B}</nand>`, (a, b) => !(a && b)],
    [`<nor>${A}${B}${C}</nor>`, (a, b, c) => !(a || b || c)],
    [`<xor>${A}${B}</xor>`, (a, b) => a !== b],
    [`<xor>${A}${B}${C}</xor>`, (a, b, c) => (a !== b) !== c],
    [`<iff>${A}${B}</iff>`, (a, b) => a === b],
    [`<imply>${A}${B}</imply>`, (a, b) => !a || b],
    [`<atleast min="2">${A}${B}${C}</atleast>`, (a, b, c) => Number(a) + Number(b) + Number(c) >= 2],
    [`<atleast min="4">${A}${B}${C}</atleast>`, () => false],
    [`<cardinality min="1" max="2">${A}${B}${C}</cardinality>`, (a, b, c) => [1, 2].includes(Number(a) + Number(b) + Number(c))],
    [`<cardinality min="0" max="0">${A}${B}${C}</cardinality>`, (a, b, c) => !(a || b || c)],
    [`<or><and>${A}<not>${B}</not></and><and>${B}${C}</and></or>`, (a, b, c) => (a && !b) || (b && c)],
    [`<and>${A}<constant value="true"/></and>`, (a) => a],
    [`<or>${A}<constant value="true"/></or>`, () => true],
    [`<and>${A}<house-event name="closed"/></and>`, () => false],
  ];
  for (const [formula, happens] of cases) {
    it(formula.replace(/<(?:basic-)?event name="(.)"[^>]*>/g, '$1'), () => {
      const states = Array.from({ length: 8 }, (_, bits) => [1, 2, 4].map((bit) => (bits & bit) !== 0) as [boolean, boolean, boolean]);
      const failed = states.flatMap((state, bits) => (happens(...state) ? [bits] : []));
      const probability = failed.reduce((sum, bits) => sum + [0.1, 0.2, 0.3].reduce((p, q, i) => p * (bits & (1 << i) ? q : 1 - q), 1), 0);
      const minimal = failed.filter((bits) => !failed.some((other) => other !== bits && (other & bits) === other));
      const figures = figuresOf(over(formula));
      assert.ok(Math.abs(figures.probability! - probability) < 1e-12, `${figures.probability}, not ${probability}`);
      const sizes = [0, 1, 2, 3].map((size) => BigInt(minimal.filter((bits) => [1, 2, 4].filter((bit) => bits & bit).length === size).length));
      while (sizes.at(-1) === 0n) sizes.pop();
      assert.deepEqual(figures.cutSets, sizes);
    });
  }

  it('reads the example of the specification: a house event decides which half of the tree counts', () => {
    const text = (closed: boolean): string => model(`<define-fault-tree name="FT1">
      <define-gate name="top"><or><gate name="g1"/><gate name="g2"/></or></define-gate>
      <define-gate name="g1"><and><house-event name="h1"/><gate name="g3"/><gate name="g4"/></and></define-gate>
      <define-gate name="g2"><and><not><house-event name="h1"/></not><basic-event name="e2"/><gate name="g4"/></and></define-gate>
      <define-gate name="g3"><or><basic-event name="e1"/><basic-event name="e3"/></or></define-gate>
      <define-gate name="g4"><or><basic-event name="e3"/><basic-event name="e4"/></or></define-gate>
      <define-house-event name="h1">${closed ? '<constant value="true"/>' : ''}</define-house-event>
    </define-fault-tree>`);
    assert.equal(byOrder(figuresOf(text(true)).cutSets), '1:1 2:1');
    assert.equal(byOrder(figuresOf(text(false)).cutSets), '1:0 2:2');
    assert.equal(figuresOf(text(true)).probability, undefined);
  });

  it('finds names in their component first, then outside, and private ones only inside', () => {
    const tree = readFaultTree(model(`<define-fault-tree name="FT">
      <define-gate name="top"><and><gate name="A.g"/><gate name="A.B.g"/><basic-event name="e"/><basic-event name="only"/></and></define-gate>
      <define-component name="A">
        <define-gate name="g"><or><basic-event name="e"/><gate name="B.g"/></or></define-gate>
        <define-basic-event name="e" role="private"><float value="0.5"/></define-basic-event>
        <define-basic-event name="only"><float value="0.25"/></define-basic-event>
        <define-component name="B"><define-gate name="g"><basic-event name="e"/></define-gate></define-component>
      </define-component>
      <define-basic-event name="e"><label>of all</label><float value="0.1"/></define-basic-event>
    </define-fault-tree>`));
    assert.deepEqual(tree.tops, ['top']);
    assert.deepEqual([...tree.events], [['A.e', 0.5], ['A.only', 0.25], ['e', 0.1]]);
    assert.ok(Math.abs(analyse(tree, 'top', BUDGET).probability! - 0.5 * 0.1 * 0.25) < 1e-15);
  });

  it('computes expressions over parameters', () => {
    const figures = figuresOf(model(`<define-fault-tree name="t"><define-gate name="top"><or><event name="a"/><event name="b"/></or></define-gate></define-fault-tree>
      <model-data>
        <define-parameter name="rate"><mul><float value="1e-4"/><int value="2"/></mul></define-parameter>
        <define-basic-event name="a"><exponential><parameter name="rate"/><float value="1000"/></exponential></define-basic-event>
        <define-basic-event name="b"><sub><int value="1"/><float value="0.9"/></sub></define-basic-event>
      </model-data>`));
    assert.ok(Math.abs(figures.probability! - (1 - Math.exp(-0.2) * 0.9)) < 1e-12);
  });

  it('says what it cannot read instead of guessing', () => {
    const refuses = (text: string, message: RegExp): void => assert.throws(() => figuresOf(text), (error) => error instanceof UnsupportedError && message.test(error.message));
    refuses(over('<inhibit><event name="a"/><event name="b"/></inhibit>'), /inhibit/);
    refuses(over('<or><gate name="missing"/></or>'), /missing/);
    refuses(over('<imply><event name="a"/></imply>'), /imply/);
    refuses(model('<define-CCF-group name="c"/>'), /define-CCF-group/);
    refuses('<other/>', /other/);
    refuses(model('<define-fault-tree name="t"><define-gate name="top"><gate name="x"/></define-gate><define-gate name="x"><or><gate name="y"/></or></define-gate><define-gate name="y"><and><gate name="x"/></and></define-gate></define-fault-tree>'), /itself/);
    assert.throws(() => readFaultTree('<opsa-mef><define-gate'));
  });
});

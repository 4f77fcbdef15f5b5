/** The benchmark's models are what they claim: so large, sound, the same every time. */
import assert from 'node:assert/strict';
import { projectOf } from '../support/fixture.js';
import { generateModel } from './generate-model.js';
import { generateNetwork } from './generate-network.js';

describe('models for benchmarks', () => {
  for (const elements of [38, 50, 200]) {
    it(`have exactly ${elements} elements and nothing that is not understood`, () => {
      const text = generateModel(elements);
      assert.equal(generateModel(elements), text);
      const project = projectOf(new Map([['/bench.arch', text]]));
      const { model, findings } = project.analyse('file:///bench.arch')!;
      assert.equal(Object.keys(model.elements).length, elements);
      assert.deepEqual(findings.filter(({ severity }) => severity === 'error').map(({ rule, key }) => `${rule} ${key}`), []);
      assert.ok(findings.some(({ rule }) => rule === 'redundancy/single-point-of-failure'));
    });
  }

  it('have exactly so many hosts, VLANs and filter lines', () => {
    const text = generateNetwork({ hosts: 60, vlans: 30, lines: 200 });
    const project = projectOf(new Map([['/bench.arch', text]]));
    const { model } = project.analyse('file:///bench.arch')!;
    assert.deepEqual(model.problems, []);
    const elements = Object.values(model.elements);
    assert.equal(elements.filter(({ kind }) => kind === 'server').length, 60);
    assert.equal(elements.filter(({ network }) => network.vlan !== undefined).length, 30);
    assert.equal(elements.find(({ name }) => name === 'core')!.network.rules.length, 200);
  });
});

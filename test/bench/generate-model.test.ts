/** The benchmark's models are what they claim: so large, sound, the same every time. */
import assert from 'node:assert/strict';
import { Project } from '#language/project/project.js';
import { generateModel } from './generate-model.js';

describe('models for benchmarks', () => {
  for (const elements of [38, 50, 200]) {
    it(`have exactly ${elements} elements and nothing that is not understood`, () => {
      const text = generateModel(elements);
      assert.equal(generateModel(elements), text);
      const project = new Project({ read: () => text, inWorkspace: () => true });
      const { model, findings } = project.analyse('file:///bench.arch')!;
      assert.equal(Object.keys(model.elements).length, elements);
      assert.deepEqual(findings.filter(({ severity }) => severity === 'error').map(({ rule, key }) => `${rule} ${key}`), []);
      assert.ok(findings.some(({ rule }) => rule === 'redundancy/single-point-of-failure'));
    });
  }
});

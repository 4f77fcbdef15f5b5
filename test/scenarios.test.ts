/** Every scenario of an example holds what it expects, seed by seed the same; a failing twin fails exactly where it says so. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { reportOf } from '#language/expectations/scenario-report.js';
import { word } from '#language/messages/word.js';
import { Facts } from '#language/facts/query.js';
import { readVariants } from './support/read-model.js';

const examples = new URL('../examples/', import.meta.url);

/** Lines of expectations that are to fail, from 0. */
function failing(text: string): Set<number> {
  return new Set(text.split('\n').flatMap((line, index) => (/^\s*expect .*\/\/ fails$/.test(line) ? [index] : [])));
}

/** Twins that break something else have scenarios of their own fate. */
function isBroken(text: string): boolean {
  return /^\/\/ (The|A \w+) broken twin of /.test(text) && failing(text).size === 0;
}

describe('scenarios of the examples', () => {
  for (const folder of readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort()) {
    for (const file of readdirSync(new URL(`${folder}/`, examples)).filter((name) => name.endsWith('.arch'))) {
      const text = readFileSync(new URL(`${folder}/${file}`, examples), 'utf8');
      if (!/^\s*scenario "/m.test(text) || isBroken(text)) continue;
      const expected = failing(text);
      it(`${folder}/${file}: ${expected.size > 0 ? 'fails where it says so, and nowhere else' : 'all expectations hold'}`, () => {
        const failed = new Set<number>();
        for (const model of readVariants(text)) {
          const facts = new Facts(model);
          for (const scenario of facts.read('scenarios')) {
            for (const { expectation, judgement } of reportOf(facts, scenario).expectations) {
              const { line } = expectation.origin.range.start;
              if (judgement.holds !== true) failed.add(line);
              if (judgement.holds !== true && !expected.has(line)) assert.fail(`line ${line + 1}: ${expectation.text}: ${word(judgement.actual)}`);
            }
          }
        }
        assert.deepEqual([...failed].sort(), [...expected].sort());
      });
    }
  }
});

/** The examples of clusters: what their scenarios expect holds, and in the broken twins fails for the reason that they state. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { reportOf } from '#language/expectations/scenario-report.js';
import { word } from '#language/messages/word.js';
import { factsOf } from '../../../support/reachability.js';

/** Of each scenario what came of each expectation. */
function judged(file: string): Record<string, string[]> {
  const facts = factsOf(readFileSync(new URL(`../../../../examples/${file}`, import.meta.url), 'utf8'));
  return Object.fromEntries(facts.read('scenarios').map((scenario) => [scenario.title, reportOf(facts, scenario).expectations
    .map(({ expectation, judgement }) => `${judgement.holds === true ? 'passed' : 'failed'} ${expectation.text}: ${word(judgement.actual)}`)]));
}

describe('examples of clusters', () => {
  for (const file of ['s13-hadoop/hadoop.arch', 's14-spark/spark.arch']) {
    it(`${file}: every expectation holds`, () => {
      const found = judged(file);
      assert.ok(Object.keys(found).length >= 4);
      for (const [scenario, lines] of Object.entries(found)) {
        assert.ok(lines.length > 0, scenario);
        assert.deepEqual(lines.filter((line) => !line.startsWith('passed')), []);
      }
    });
  }

  it('Hadoop 1 loses its jobs with the JobTracker and waits for its NameNode', () => {
    assert.deepEqual(Object.values(judged('s13-hadoop/broken.arch')), [
      ['failed completion of wordcount <= 10min: Job wordcount fails: the JobTracker is lost'],
      ['failed completion of wordcount <= 130s: 350 s, 220 s above 130 s'],
    ]);
  });

  it('Spark on a weak cluster', () => {
    assert.deepEqual(Object.values(judged('s14-spark/broken.arch')), [
      ['passed completion of sales <= 60s: 60 s exactly', 'failed completion of ranking <= 60s: Job ranking fails: no member has room for one of its tasks'],
      ['failed completion of sales <= 150s: Job sales is not done when the run ends'],
      ['failed completion of sales <= 150s: Job sales fails: its driver is lost'],
      ['failed completion of sales <= 60s: 360 s, 300 s above 60 s'],
    ]);
  });
});

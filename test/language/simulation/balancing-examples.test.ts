/** The examples of balancing: what their scenarios expect holds, and in the broken twins fails for the reason that they state. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { reportOf } from '#language/expectations/scenario-report.js';
import { word } from '#language/messages/word.js';
import { Facts } from '#language/facts/query.js';
import { readModel } from '../../support/read-model.js';

/** Of each scenario of a variant what came of each expectation. */
function judged(file: string, variant?: string): string[][] {
  const model = readModel(readFileSync(new URL(`../../../examples/${file}`, import.meta.url), 'utf8'), undefined, variant);
  const facts = new Facts(model);
  return facts.read('scenarios').map((scenario) => reportOf(facts, scenario).expectations
    .map(({ expectation, judgement }) => `${judgement.holds === true ? 'passed' : 'failed'} ${expectation.text}: ${word(judgement.actual)}`));
}

function allHold(file: string, variant?: string): void {
  const found = judged(file, variant);
  assert.ok(found.length > 0 && found.every((lines) => lines.length > 0));
  assert.deepEqual(found.flat().filter((line) => !line.startsWith('passed')), []);
}

describe('examples of balancing', () => {
  for (const variant of ['round-robin', 'weighted', 'ip-hash', 'least-connections', 'least-response-time', 'sticky']) {
    it(`five algorithms, ${variant}: every expectation holds`, () => allHold('s19-balancing-algorithms/algorithms.arch', variant));
  }
  it('behind one address one server gets all', () => {
    const [[share, errors]] = judged('s19-balancing-algorithms/broken.arch') as [[string, string]];
    assert.equal(share, 'failed share of old <= 40%: 100%, 60 points above 40%');
    assert.match(errors, /^failed errors/);
  });
  it('Nginx: every expectation holds', () => allHold('s20-nginx/nginx.arch'));
  it('Nginx without next server: half of eleven seconds fail', () => {
    const [[errors]] = judged('s20-nginx/errors-passed-on.arch') as [[string]];
    const share = Number(/: ([0-9.]+)%/.exec(errors)![1]);
    assert.ok(errors.startsWith('failed') && Math.abs(share - 100 * 5.5 / 120) < 0.3, errors);
  });
  it('Nginx whose checks are not let through: nobody gets an answer', () => {
    assert.deepEqual(judged('s20-nginx/broken.arch'), [['failed errors of shop <= 0.1%: 100%, 99.9 points above 0.1%']]);
  });
  for (const variant of ['scale-up', 'scale-out-l4', 'scale-out-l7']) {
    it(`${variant}: what is expected when a server dies holds`, () => {
      const lines = judged('s18-load-balancing/load-balancing.arch', variant)[0]!;
      assert.deepEqual(lines.filter((line) => !line.startsWith('passed')), []);
    });
  }
  it('HAProxy without checks: one in eight waits for the dead server', () => {
    const [availability, p95] = judged('s18-load-balancing/broken.arch', 'scale-out-l7')[0]!;
    assert.match(availability!, /^passed/);
    assert.match(p95!, /^failed p95 of shop <= 100ms: 1.02 s/);
  });
});

/** An analysis that was called off, or came to its end under a clock, leaves no wish to stop behind for whoever asks its facts next. */
import assert from 'node:assert/strict';
import { CancelledError } from '#language/facts/query.js';
import { availabilityReport } from '#language/facts/redundancy/report.js';
import { projectOf } from '../../support/fixture.js';

const TEXT = 'client users\ndatabase db count 2 active-standby\nflow users -> db over mysql as asks\n';

describe('the facts of an analysis', () => {
  it('answer on when its time is over', () => {
    const project = projectOf(new Map([['/main.arch', TEXT]]));
    let left = 1_000_000;
    const { facts } = project.analyse('file:///main.arch', undefined, () => (left -= 1) < 0)!;
    left = 0;
    assert.equal(availabilityReport(facts, 3).length, 1);
  });

  it('answer on after it was called off', () => {
    const project = projectOf(new Map([['/main.arch', TEXT]]));
    assert.throws(() => project.analyse('file:///main.arch', undefined, () => true), CancelledError);
    assert.equal(availabilityReport(project.model('file:///main.arch')!.facts, 3).length, 1);
  });
});

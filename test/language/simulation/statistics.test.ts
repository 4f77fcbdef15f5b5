/** Figures from what was seen: percentiles within their classes, means over time, intervals as the tables have them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { confidenceOf, studentQuantile } from '#language/simulation/statistics/confidence.js';
import { addHistogram, emptyHistogram, mean, percentile, record } from '#language/simulation/statistics/histogram.js';
import { averageUntil, restart, setLevel, timeAverage } from '#language/simulation/statistics/time-average.js';

describe('histograms', () => {
  it('tell percentiles to half a class, and add up', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 1e-6, max: 1e5, noNaN: true }), { minLength: 1, maxLength: 300 }), fc.integer({ min: 1, max: 100 }), (values, percent) => {
      const [all, some, others] = [emptyHistogram(), emptyHistogram(), emptyHistogram()];
      values.forEach((value, index) => {
        record(all, value);
        record(index % 3 === 0 ? some : others, value);
      });
      const sorted = [...values].sort((a, b) => a - b);
      const exact = sorted[Math.ceil(percent * values.length / 100) - 1]!;
      assert.ok(Math.abs(percentile(all, percent / 100)! / exact - 1) <= 1 / 256 + 1e-12);
      addHistogram(some, others);
      assert.deepEqual({ ...some, sum: 0 }, { ...all, sum: 0 });
    }));
  });

  it('are exact where all values are the same, and say nothing of none', () => {
    const histogram = emptyHistogram();
    assert.equal(percentile(histogram, 0.5), undefined);
    for (let i = 0; i < 10; i++) record(histogram, 0.02);
    assert.deepEqual([percentile(histogram, 0.01), percentile(histogram, 0.5), percentile(histogram, 1)], [0.02, 0.02, 0.02]);
    assert.ok(Math.abs(mean(histogram)! - 0.02) < 1e-15);
  });
});

describe('levels over time', () => {
  it('are averaged by how long they lasted, after a warm-up too', () => {
    const queue = timeAverage(0);
    setLevel(queue, 2, 4);
    setLevel(queue, 3, 1);
    assert.equal(averageUntil(queue, 5), (0 * 2 + 4 * 1 + 1 * 2) / 5);
    assert.equal(queue.largest, 4);
    restart(queue, 5);
    setLevel(queue, 6, 0);
    assert.equal(averageUntil(queue, 7), 0.5);
    assert.equal(queue.largest, 1);
  });
});

describe('confidence', () => {
  it("has Student's quantiles", () => {
    // Abramowitz and Stegun, table 26.10.
    for (const [p, freedom, t] of [[0.975, 1, 12.706], [0.975, 9, 2.262], [0.95, 4, 2.132], [0.995, 30, 2.75], [0.975, 120, 1.98]] as const) {
      assert.ok(Math.abs(studentQuantile(p, freedom) - t) < 6e-4 * Math.max(1, t / 10), `${p} ${freedom}: ${studentQuantile(p, freedom)}`);
    }
    assert.equal(studentQuantile(0.025, 9), -studentQuantile(0.975, 9));
  });

  it('is the interval of a mean', () => {
    const { mean: middle, half } = confidenceOf([9, 10, 11, 10]);
    assert.equal(middle, 10);
    assert.ok(Math.abs(half - 3.18244630528 * Math.sqrt(2 / 3 / 4)) < 1e-8);
  });
});

/** Chance without the machine: own elementary functions, streams that are the same everywhere, distributions with the right moments. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { meanOf } from '#language/facts/capacity/times.js';
import { draw } from '#language/simulation/random/draw.js';
import { exp, log, pow } from '#language/model/elementary.js';
import { normalQuantile } from '#language/model/normal-quantile.js';
import { below, bits32, streamOf, unit } from '#language/simulation/random/stream.js';
import type { Distribution } from '#language/model/values.js';

function close(actual: number, expected: number, relative: number): void {
  assert.ok(Math.abs(actual - expected) <= relative * Math.max(Math.abs(expected), Number.MIN_VALUE), `${actual} is not ${expected}`);
}

describe('elementary functions', () => {
  it('agree with the engine to the last bits over the whole range', () => {
    fc.assert(fc.property(fc.double({ min: 5e-324, max: Number.MAX_VALUE, noNaN: true }), (x) => close(log(x), Math.log(x), 4e-16)), { numRuns: 2000 });
    fc.assert(fc.property(fc.double({ min: -700, max: 709, noNaN: true }), (x) => close(exp(x), Math.exp(x), 6e-16)), { numRuns: 2000 });
    fc.assert(fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), fc.double({ min: -8, max: 8, noNaN: true }), (x, y) => close(pow(x, y), Math.pow(x, y), 1e-13)), { numRuns: 1000 });
  });

  it('know the ends', () => {
    assert.deepEqual([log(0), log(1), log(Infinity), exp(0), exp(-1000), exp(1000), pow(0, 2), pow(5, 0)], [-Infinity, 0, Infinity, 1, 0, Infinity, 0, 1]);
    assert.ok(Number.isNaN(log(-1)) && Number.isNaN(exp(NaN)));
    close(normalQuantile(0.975), 1.959963984540054, 1e-15);
    close(normalQuantile(0.99), 2.3263478740408408, 1e-15);
    close(normalQuantile(1e-10), -6.361340902404056, 1e-14);
  });
});

describe('streams of random numbers', () => {
  it('are the published generator', () => {
    // xoshiro128** from state 1, 2, 3, 4: the first outputs of the authors' program.
    const stream: [number, number, number, number] = [1, 2, 3, 4];
    assert.deepEqual([bits32(stream), bits32(stream), bits32(stream)], [11_520, 0, 5_927_040]);
  });

  it('are named: the same name continues, another name does not disturb', () => {
    const take = (name: string, purpose: string): number[] => {
      const stream = streamOf(7, name, purpose);
      return [bits32(stream), bits32(stream), bits32(stream)];
    };
    assert.deepEqual(take('웹', 'service'), take('웹'.normalize('NFD'), 'service'));
    const all = [take('a', 'service'), take('b', 'service'), take('a', 'arrival')].map(String);
    assert.equal(new Set(all).size, 3);
  });

  it('are uniform', () => {
    const stream = streamOf(1, 'x', 'test');
    const counts = Array<number>(20).fill(0);
    const dice = Array<number>(6).fill(0);
    for (let i = 0; i < 200_000; i++) {
      counts[Math.floor(unit(stream) * 20)]!++;
      dice[below(stream, 6)]!++;
    }
    // Chi square below its 99.99th percentile: 19 degrees of freedom 54.0, five 25.7.
    const chi = (observed: number[]): number => observed.reduce((sum, each) => sum + (each - 200_000 / observed.length) ** 2 / (200_000 / observed.length), 0);
    assert.ok(chi(counts) < 54 && chi(dice) < 25.7);
  });
});

describe('distributions', () => {
  const shapes: [Distribution, squared: number][] = [
    [{ type: 'constant', value: 3 }, 0],
    [{ type: 'exponential', mean: 2 }, 1],
    [{ type: 'uniform', low: 1, high: 3 }, 1 / 12],
    [{ type: 'hyperexponential', mean: 2, scv: 4 }, 4],
    [{ type: 'lognormal', median: 1, percentile: 0.99, at: 4 }, Math.exp((Math.log(4) / 2.3263478740408408) ** 2) - 1],
  ];
  for (const [shape, scv] of shapes) {
    it(`${shape.type}: mean and squared coefficient of variation`, () => {
      const stream = streamOf(3, shape.type, 'test');
      let [sum, squares] = [0, 0];
      const n = 400_000;
      for (let i = 0; i < n; i++) {
        const x = draw(shape, stream);
        assert.ok(x >= 0);
        sum += x;
        squares += x * x;
      }
      const mean = sum / n;
      close(mean, meanOf(shape), 0.02);
      assert.ok(Math.abs((squares / n - mean * mean) / (mean * mean) - scv) < 0.05 * Math.max(1, scv) + 1e-9);
    });
  }

  it('a log-normal meets its percentile', () => {
    const stream = streamOf(3, 'p', 'test');
    let above = 0;
    for (let i = 0; i < 200_000; i++) if (draw({ type: 'lognormal', median: 0.02, percentile: 0.99, at: 0.08 }, stream) > 0.08) above++;
    assert.ok(Math.abs(above / 200_000 - 0.01) < 0.001);
  });
});

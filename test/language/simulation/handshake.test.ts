/** What opening a connection by TLS costs, reckoned by hand: one more round trip, by whoever has none yet. */
import assert from 'node:assert/strict';
import { outcomeOf } from './outcomes.js';

const latencies = (options: string, load: string): { first: number; sum: number; served: number } => {
  const outcome = outcomeOf(`client users server web { service-time 5ms }
    link users -- web { latency 10ms  bandwidth 1Gbps }
    flow users -> web over https ${options} as asks
    scenario "s" { load asks ${load} }`);
  const { latency, served } = outcome.requests('asks')!;
  return { first: outcome.percentile('asks', 1)!, sum: latency.sum, served };
};
const near = (actual: number, expected: number): void => assert.ok(Math.abs(actual - expected) < 1e-6, `${actual} instead of ${expected}`);

describe('a TLS connection', () => {
  // 125 kB take 1 ms each way; the handshake carries next to nothing.
  it('takes a round trip more for each request of an open load', () => {
    near(latencies('tls', '10/s steady for 10s size 125kB').sum, 100 * 0.047);
    near(latencies('', '10/s steady for 10s size 125kB').sum, 100 * 0.027);
  });

  it('is kept by users who ask again', () => {
    const { sum, served } = latencies('tls', '3 users think 1s for 10s');
    assert.ok(served > 20);
    near(sum, served * 0.025 + 3 * 0.02);
  });

  it('is kept by a pool of connections', () => {
    const { sum, served } = latencies('tls connections 2', '1/s steady for 10s');
    near(sum, served * 0.025 + 2 * 0.02);
  });

  it('is opened again when one end was lost', () => {
    const { sum, served } = latencies('tls connections 1', '1/s steady for 10s  at 4500ms kill web  at 4600ms recover web');
    near(sum, served * 0.025 + 2 * 0.02);
  });

  it('counts against the caller’s patience', () => {
    assert.equal(latencies('tls timeout 40ms', '1/s steady for 10s').served, 0);
    assert.equal(latencies('timeout 40ms', '1/s steady for 10s').served, 10);
  });
});

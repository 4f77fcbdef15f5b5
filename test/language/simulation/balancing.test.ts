/** Balancers spread as the real programs were recorded to (nginx 1.22.1, HAProxy 2.6.12; 3,000 sequential requests). */
import assert from 'node:assert/strict';
import { leastConnections as haproxyLeast, mapOf, noteChange, roundRobin, source, turnOf } from '#language/simulation/balancing/haproxy.js';
import { ipHash, isTrusted, leastConnections as nginxLeast, NGINX_PASSIVE, noteOutcome, smooth } from '#language/simulation/balancing/nginx.js';
import { randomDraws } from '#language/simulation/balancing/random-draws.js';
import { peerOf, type Peer } from '#language/simulation/balancing/peer.js';
import { streamOf } from '#language/simulation/random/stream.js';

const peersOf = (...weights: number[]): Peer[] => weights.map(peerOf);
const letters = (chosen: number[]): string => chosen.map((index) => 'abcd'[index]).join('');
const many = (count: number, choose: () => number): number[] => Array.from({ length: count }, choose);
const all = (): boolean => true;

function nginx(...weights: number[]): () => number {
  const peers = peersOf(...weights);
  return () => smooth(peers, all, NGINX_PASSIVE, 0);
}

function haproxy(...weights: number[]): () => number {
  const peers = peersOf(...weights);
  const turn = turnOf(peers);
  return () => roundRobin(peers, turn, all);
}

/** 3,000 requests are the pattern over and over. */
function repeats(choose: () => number, pattern: string): void {
  const chosen = letters(many(3000, choose));
  assert.equal(chosen, pattern.repeat(Math.ceil(3000 / pattern.length)).slice(0, 3000));
}

describe('nginx', () => {
  for (const [weights, pattern] of [
    [[1, 1, 1], 'abc'], [[5, 1, 1], 'aabacaa'], [[3, 2, 1], 'abacba'], [[2, 1], 'aba'], [[4, 2, 1], 'abacaba'], [[5, 3, 2], 'abcaabacba'], [[10, 1, 1, 1], 'aaabaacaadaaa'],
  ] as const) {
    it(`spreads by weights ${weights.join(':')} as ${pattern}`, () => repeats(nginx(...weights), pattern));
  }

  it('takes turns by least connections when idle', () => {
    const peers = peersOf(1, 1, 1);
    repeats(() => nginxLeast(peers, all, NGINX_PASSIVE, 0), 'abc');
  });

  it('prefers the fewest connections for the weight', () => {
    const peers = peersOf(2, 1);
    peers[0]!.active = 3;
    peers[1]!.active = 1;
    assert.equal(nginxLeast(peers, all, NGINX_PASSIVE, 0), 1);
    peers[1]!.active = 2;
    assert.equal(nginxLeast(peers, all, NGINX_PASSIVE, 0), 0);
  });

  it('hashes the first three bytes of the address, and goes on where the peer is dead', () => {
    const [first, second] = [[10, 0, 0], [192, 168, 7]];
    const peers = peersOf(1, 1, 1);
    // 10.0.0.x: hash 2565.
    assert.equal(ipHash(peers, all, NGINX_PASSIVE, 0, first), 2565 % 3);
    assert.equal(ipHash(peersOf(5, 2, 1), all, NGINX_PASSIVE, 0, first), 1);
    const chosen = ipHash(peers, all, NGINX_PASSIVE, 0, second);
    const other = ipHash(peers, (index) => index !== chosen, NGINX_PASSIVE, 0, second);
    assert.ok(other >= 0 && other !== chosen);
    assert.equal(ipHash(peers, () => false, NGINX_PASSIVE, 0, second), -1);
  });

  it('tries a dead server at death, until max_fails, then every fail_timeout + 1 seconds', () => {
    // max_fails=3 fail_timeout=3s; a dies at 0.12 s into a second; 100 requests a second, each error goes on to the next server.
    const checks = { maxFails: 3, failTimeout: 3 };
    const peers = peersOf(1, 1, 1);
    const death = 5.12;
    const back = death + 11;
    const attempts: number[] = [];
    let again = 0;
    for (let k = 0; k < 2000; k++) {
      const now = k / 100;
      const tried = new Set<number>();
      for (;;) {
        const index = smooth(peers, (each) => !tried.has(each) && isTrusted(peers[each]!, checks, now), checks, now);
        if (index < 0) break;
        const dead = index === 0 && now >= death && now < back;
        noteOutcome(peers[index]!, checks, now, dead);
        if (index === 0 && now >= back) again ||= now - back;
        if (!dead) break;
        attempts.push(Number((now - death).toFixed(2)));
        tried.add(index);
      }
    }
    // Recorded: 0.01 0.03 0.06 3.88 7.88 and back 0.88 s after its return; a turn of three requests lies between a tick and a try.
    assert.equal(attempts.length, 5);
    [0.01, 0.04, 0.07, 3.88, 7.88].forEach((recorded, index) => assert.ok(Math.abs(attempts[index]! - recorded) <= 0.021, `${attempts}`));
    assert.ok(Math.abs(again - 0.88) <= 0.021, `${again}`);
  });
});

describe('HAProxy', () => {
  for (const [weights, pattern] of [[[1, 1, 1], 'abc'], [[5, 1, 1], 'aaabaac'], [[3, 2, 1], 'abacab']] as const) {
    it(`spreads by weights ${weights.join(':')} as ${pattern}`, () => repeats(haproxy(...weights), pattern));
  }

  it('walks a map for static-rr', () => {
    assert.equal(letters(mapOf(peersOf(5, 1, 1))), 'aaabaac');
    assert.equal(letters(mapOf(peersOf(2, 2))), 'ab');
  });

  it('takes turns by least connections when idle, and leaves a slow server alone', () => {
    const peers = peersOf(1, 1, 1);
    const turn = turnOf(peers);
    repeats(() => {
      const index = haproxyLeast(peers, all);
      peers[index]!.active++;
      noteChange(turn, peers[index]!);
      peers[index]!.active--;
      noteChange(turn, peers[index]!);
      return index;
    }, 'abc');
    peers[0]!.active = 2;
    assert.notEqual(haproxyLeast(peers, all), 0);
  });

  it('hashes the source over those that are up', () => {
    const peers = peersOf(1, 1, 1);
    const address = 10 * 2 ** 24 + 7;
    assert.equal(source(peers, all, address), address % 3);
    peers[0]!.up = false;
    assert.equal(source(peers, all, address), [1, 2][address % 2]);
  });

  it('skips who is down, and keeps the shares of the others', () => {
    const peers = peersOf(3, 2, 1);
    const turn = turnOf(peers);
    const chosen = many(3000, () => roundRobin(peers, turn, (index) => index !== 0));
    const counts = [0, 1, 2].map((index) => chosen.filter((each) => each === index).length);
    assert.deepEqual(counts, [0, 2000, 1000]);
  });

  it('draws two and takes the less busy', () => {
    const peers = peersOf(1, 1);
    peers[0]!.active = 5;
    const stream = streamOf(1, 'lb', 'random');
    const chosen = many(4000, () => randomDraws(peers, all, stream, 2));
    // The busy one only where it is drawn twice: a quarter.
    assert.ok(Math.abs(chosen.filter((each) => each === 0).length / 4000 - 0.25) < 0.03);
  });
});

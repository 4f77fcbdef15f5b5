/**
 * Consistent hashing and static round robin as the running programs were recorded to do it (nginx 1.22.1, HAProxy 2.6.12): three servers
 * 127.0.0.1:9001 to 9003, ten requests from each of 300 addresses.
 */
import assert from 'node:assert/strict';
import { check } from '#language/check/check.js';
import { Facts } from '#language/facts/query.js';
import { haproxyConsistent, haproxyRing, nginxConsistent, nginxRing } from '#language/simulation/balancing/consistent-hash.js';
import { staticRoundRobin, turnOf } from '#language/simulation/balancing/haproxy.js';
import { peerOf } from '#language/simulation/balancing/peer.js';
import { planOf } from '#language/simulation/planning/plan-of.js';
import { factsOf } from '../../support/reachability.js';
import { readModel } from '../../support/read-model.js';
import { outcomeOf } from './scenarios.js';

const SERVERS = ['127.0.0.1:9001', '127.0.0.1:9002', '127.0.0.1:9003'];
const SOURCES = Array.from({ length: 300 }, (_, i) => [127, 1 + i % 250, (i * 7) % 250, 1 + i % 9]);
const number = (bytes: readonly number[]): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);
const all = (): boolean => true;
const letters = (chosen: readonly number[]): string => chosen.map((at) => 'abcd'[at]).join('');
const counts = (chosen: readonly number[], of = 3): number[] => Array.from({ length: of }, (_, at) => chosen.filter((each) => each === at).length);

describe('consistent hashing', () => {
  const nginx = (usable = all, weights = [1, 1, 1]): number[] => {
    const ring = nginxRing(weights, SERVERS);
    return SOURCES.map((source) => nginxConsistent(ring, usable, source));
  };
  const haproxy = (down: number[] = [], usable = all, weights = [1, 1, 1]): number[] => {
    const peers = weights.map(peerOf);
    for (const at of down) peers[at]!.up = false;
    const ring = haproxyRing(weights);
    return SOURCES.map((source) => haproxyConsistent(ring, peers, usable, number(source)));
  };

  it('sends each address where nginx sent it', () => {
    assert.equal(letters(nginx().slice(0, 28)), 'bbccabaaccbacbccaccaaacbacca');
    assert.deepEqual(counts(nginx()), [110, 87, 103]);
  });

  it('sends each address where HAProxy sent it', () => {
    assert.equal(letters(haproxy().slice(0, 28)), 'baaaaacccbcbacbcccbabcaacbaa');
    assert.deepEqual(counts(haproxy()), [119, 87, 94]);
  });

  for (const [program, choose] of [['nginx', (without: number) => nginx((at?: number) => at !== without)], ['HAProxy', (without: number) => haproxy(without < 0 ? [] : [without])]] as const) {
    it(`moves only the clients of a server that is lost (${program})`, () => {
      const before = choose(-1);
      const after = choose(1);
      before.forEach((at, client) => (at === 1 ? assert.notEqual(after[client], 1) : assert.equal(after[client], at)));
    });
  }

  it('asks the next on the ring where HAProxy turns away from a server that is up, and nobody where all are down', () => {
    const before = haproxy();
    const after = haproxy([], (at?: number) => at !== 0);
    before.forEach((at, client) => (at === 0 ? assert.notEqual(after[client], 0) : assert.equal(after[client], at)));
    assert.deepEqual([...new Set(haproxy([0, 1, 2]))], [-1]);
    assert.deepEqual([...new Set(haproxy([0, 1]))], [2]);
    assert.deepEqual([...new Set(nginx(() => false))], [-1]);
  });

  it('gives points by weight', () => {
    for (const shares of [counts(nginx(all, [4, 1, 1])), counts(haproxy([], all, [4, 1, 1]))]) assert.ok(shares[0]! > 150 && shares[1]! < 90 && shares[2]! < 90, `${shares}`);
    assert.equal(counts(nginx(all, [1, 0, 1]))[1], 0);
    assert.equal(counts(haproxy([], all, [1, 0, 1]))[1], 0);
    // Rings stay small, however heavy the weights are; the shares stay.
    assert.ok(nginxRing([3_000_000, 1_000_000], SERVERS.slice(0, 2)).hashes.length <= 400_000);
  });

  it('knows addresses of version 6 and servers by name', () => {
    const six = Array.from({ length: 300 }, (_, i) => [0x20, 1, 0xd, 0xb8, ...Array.from({ length: 10 }, () => 0), i >> 8, i & 255]);
    const ring = nginxRing([1, 1], ['서버-1:8080', '[2001:db8::2]:8080']);
    assert.ok(counts(six.map((source) => nginxConsistent(ring, all, source)), 2).every((count) => count > 60));
  });
});

describe('static round robin', () => {
  const walk = (weights: number[], length: number, usable = all): string => {
    const peers = weights.map(peerOf);
    const turn = turnOf(peers);
    return letters(Array.from({ length }, () => staticRoundRobin(peers, turn, usable)));
  };

  it('walks the map as HAProxy was recorded to', () => {
    assert.equal(walk([5, 1, 1], 28), 'aaabaacaaabaacaaabaacaaabaac');
    assert.deepEqual(['a', 'b', 'c'].map((letter) => walk([5, 1, 1], 3000).split(letter).length - 1), [2143, 429, 428]);
  });

  it('passes over who may not be asked, and begins anew at the end of a shorter map', () => {
    assert.equal(walk([1, 1, 1], 6, (at?: number) => at !== 1), 'acacac');
    const peers = [1, 1, 1].map(peerOf);
    const turn = turnOf(peers);
    assert.equal(letters([0, 0, 0].map(() => staticRoundRobin(peers, turn, all))), 'abc');
    peers[2]!.up = false;
    assert.equal(letters([0, 0, 0].map(() => staticRoundRobin(peers, turn, all))), 'aba');
    assert.equal(staticRoundRobin(peers, turn, () => false), -1);
  });
});

describe('in a run', () => {
  const shop = (software: string, algorithm: string, more = '', event = ''): string => `internet world { users 손님 }
zone dmz { subnet 203.0.113.0/24  loadbalancer lb { software ${software}  ip 203.0.113.2  balance web ${algorithm} { check tcp/8080 every 1s  ${more} } }
server web count 3 { ip from 203.0.113.11  port tcp/8080 } }
firewall edge { interface world 198.51.100.2/29  interface dmz 203.0.113.1  default allow }
link world -- edge
flow 손님 -> lb over https as buying
flow lb -> web over http/8080
scenario "s" { load buying 50/s for 1m  ${event} }`;
  it('nginx hashes servers by what its configuration calls them', () => {
    const facts = new Facts(readModel(shop('nginx', 'consistent-hash')));
    const { plan } = planOf(facts, facts.read('scenarios')[0]!);
    assert.deepEqual(plan.balancers.map(({ servers }) => servers), [['203.0.113.11:8080', '203.0.113.12:8080', '203.0.113.13:8080']]);
    assert.equal(plan.balancers[0]!.clients && Object.values(plan.balancers[0]!.clients)[0]!.type, 'public');
  });

  it('a consistent hash keeps each client with its server; static round robin takes turns by weight', () => {
    for (const software of ['nginx', 'haproxy', 'envoy']) {
      const served = (algorithm: string, more = ''): number[] => {
        const outcome = outcomeOf(shop(software, algorithm, more).replace('50/s for 1m', '60 users think 1s for 1m'));
        return ['dmz.web#1', 'dmz.web#2', 'dmz.web#3'].map((id) => outcome.served(id));
      };
      // Each user asks sixty times, or nearly: whole users.
      const hashed = served('consistent-hash');
      assert.ok(hashed.every((count) => count > 0 && (count % 60 === 0 || count % 59 === 0)), `${software}: ${hashed}`);
      const [first, ...others] = served('static-round-robin', 'weight web#1 2');
      const all = first! + others[0]! + others[1]!;
      assert.ok(Math.abs(first! - all / 2) <= 2 && others.every((count) => Math.abs(count - all / 4) <= 2), `${software}: ${first}/${others}`);
    }
  });

  for (const software of ['nginx', 'haproxy']) {
    it(`${software} sends nobody else elsewhere when a server dies`, () => {
      for (const algorithm of ['consistent-hash', 'static-round-robin']) {
        const text = shop(software, algorithm, '', 'at 20s kill web#2');
        const outcome = outcomeOf(text);
        const { offered, served } = outcome.requests(outcome.plan.flows[0]!.id)!;
        assert.ok(served / offered > 0.97, `${algorithm}: ${served} of ${offered}`);
        const [one, two, three] = ['dmz.web#1', 'dmz.web#2', 'dmz.web#3'].map((id) => outcome.served(id));
        assert.ok(two! < one! && two! < three!, `${algorithm}: ${one}/${two}/${three}`);
      }
    });
  }

  it('sticky-behind-one-address speaks of a consistent hash of one address, and not of one /24', () => {
    const found = (clients: string, software: string): number => check(factsOf(`internet world
zone dmz { subnet 203.0.113.0/24  loadbalancer lb { software ${software}  ip 203.0.113.2  balance web consistent-hash }  server web count 3 { ip from 203.0.113.11 } ${clients} }
flow 손님 -> lb over https
flow lb -> web over http`)).filter(({ rule }) => rule === 'capacity/sticky-behind-one-address').length;
    assert.equal(found('users 손님 { ip 203.0.113.9 }', 'haproxy'), 1);
    assert.equal(found('users 손님 { ip 203.0.113.9 }', 'nginx'), 1);
    assert.equal(found('users 손님 { ip 203.0.113.128/25 }', 'nginx'), 0);
  });
});

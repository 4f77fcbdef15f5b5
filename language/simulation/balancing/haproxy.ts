/**
 * How HAProxy spreads requests (2.6): weighted round robin by places in a turn, static round robin and source hashing
 * over a map, and least connections with turns among equals. As recorded from the running program.
 */
import { weightOf, type Peer, type Usable } from './peer.js';

/** Weights are scaled so that they can be changed in small steps; the order of equals rests on it. */
const SCALE = 16;
const HEAVIEST = 256 * SCALE;
const RANGE = 256;

/** What a backend remembers beside its peers. Plain data. */
export interface Turn {
  /** Total weight of the turn that runs, and the place reached in it. */
  weight: number;
  position: number;
  /** The next number for `since`. */
  clock: number;
  /** The next place of the map that `static-rr` walks. */
  place: number;
}

export function turnOf(peers: readonly Peer[]): Turn {
  const weight = total(peers);
  return { weight, position: weight, clock: peers.length, place: 0 };
}

/** Its weight in small steps; a server that is new has at least one of them. */
function scaled(peer: Peer): number {
  return Math.ceil(weightOf(peer) * SCALE);
}

function total(peers: readonly Peer[]): number {
  let sum = 0;
  for (const peer of peers) if (peer.up) sum += scaled(peer);
  return sum;
}

/** The first by key, then by who waits longest. */
function firstOf(peers: readonly Peer[], list: Peer['list'], key: (peer: Peer) => number): number {
  let best = -1;
  peers.forEach((peer, index) => {
    if (peer.list !== list || !peer.up || peer.weight === 0) return;
    const chosen = peers[best];
    if (!chosen || key(peer) < key(chosen) || (key(peer) === key(chosen) && peer.since < chosen.since)) best = index;
  });
  return best;
}

const heaviestFirst = (peer: Peer): number => -scaled(peer);
const byPlace = (peer: Peer): number => RANGE * peer.next + Math.floor((HEAVIEST + peer.rest - scaled(peer)) / SCALE);

/** Weighted round robin: each peer has its next place in the turn, and whoever's place has come is taken. Who may not be asked is passed over once, and set aside meanwhile. */
export function roundRobin(peers: readonly Peer[], turn: Turn, usable: Usable): number {
  if (!peers.some((peer, index) => usable(index) && peer.up && peer.weight > 0)) return -1;
  const aside: Peer[] = [];
  for (;;) {
    if (turn.weight === 0) turn.position = turn.weight = total(peers);
    const index = next(peers, turn);
    if (index < 0) break;
    const peer = peers[index]!;
    advance(peers, turn, peer);
    turn.position++;
    if (usable(index)) {
      enlist(peers, turn, peer);
      for (const each of aside) enlist(peers, turn, each);
      return index;
    }
    peer.list = 'aside';
    aside.push(peer);
  }
  for (const each of aside) enlist(peers, turn, each);
  return -1;
}

function next(peers: readonly Peer[], turn: Turn): number {
  for (let switched = false; ; switched = true) {
    const waiting = firstOf(peers, 'current', byPlace);
    if (waiting >= 0 && peers[waiting]!.next <= turn.position) return waiting;
    const fresh = firstOf(peers, 'fresh', heaviestFirst);
    if (fresh >= 0) {
      peers[fresh]!.next = peers[fresh]!.rest = 0;
      return fresh;
    }
    if (waiting >= 0 || switched) return waiting;
    for (const peer of peers) peer.list = peer.list === 'next' ? 'fresh' : peer.list;
    turn.weight = total(peers);
    turn.position = turn.weight;
  }
}

function advance(peers: readonly Peer[], turn: Turn, peer: Peer): void {
  const [all, own] = [total(peers), scaled(peer)];
  peer.last = peer.next === 0 ? turn.position : peer.next;
  peer.next = peer.last + Math.floor(all / own);
  peer.rest += all % own;
  if (peer.rest < own) return;
  peer.rest -= own;
  peer.next++;
}

function enlist(peers: readonly Peer[], turn: Turn, peer: Peer): void {
  peer.since = turn.clock++;
  if (peer.next >= 2 * turn.weight || peer.next >= turn.weight + total(peers)) {
    peer.next -= turn.weight;
    peer.list = 'next';
  } else {
    peer.list = 'current';
  }
}

/** A peer that comes back takes its place in the running turn, not all the places that it missed. */
export function returnToTurn(peers: readonly Peer[], turn: Turn, peer: Peer): void {
  peer.next = turn.position + Math.floor((total(peers) + turn.weight - turn.position) / scaled(peer));
  enlist(peers, turn, peer);
}

/** The fewest connections for its weight, queued ones included; equals take turns: whoever changed last comes last. */
export function leastConnections(peers: readonly Peer[], usable: Usable): number {
  let best = -1;
  const key = (peer: Peer): number => (peer.active > 0 ? Math.floor((peer.active + 1) * HEAVIEST / scaled(peer)) : 0);
  peers.forEach((peer, index) => {
    if (!usable(index) || peer.weight === 0) return;
    const chosen = peers[best];
    if (!chosen || key(peer) < key(chosen) || (key(peer) === key(chosen) && peer.since < chosen.since)) best = index;
  });
  return best;
}

/** To be called whenever a peer's number of connections changes. */
export function noteChange(turn: Turn, peer: Peer): void {
  peer.since = turn.clock++;
}

/** The peers of each place of the map, weights in lowest terms: what `static-rr` walks and `source` looks up. */
export function mapOf(peers: readonly Peer[]): number[] {
  const taking = peers.map((peer, index) => ({ index, weight: peer.up ? peer.weight : 0 })).filter((each) => each.weight > 0);
  const divisor = taking.reduce((common, each) => gcd(common, each.weight), 0);
  const weights = taking.map((each) => each.weight / divisor);
  const places = weights.reduce((sum, each) => sum + each, 0);
  const scores = weights.map(() => 0);
  return Array.from({ length: places }, () => {
    let best = -1;
    let most = 0;
    weights.forEach((weight, at) => {
      scores[at]! += weight;
      const value = Math.trunc((scores[at]! + places) / places);
      if (best < 0 || value > most) [best, most] = [at, value];
    });
    scores[best]! -= places;
    return taking[best]!.index;
  });
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** `static-rr`: the map is walked round and round; whoever may not be asked is passed over. Weights do not grow slowly here. */
export function staticRoundRobin(peers: readonly Peer[], turn: Turn, usable: Usable): number {
  const map = mapOf(peers);
  const from = turn.place < map.length ? turn.place : 0;
  for (let step = 0; step < map.length; step++) {
    const at = (from + step) % map.length;
    if (!usable(map[at]!)) continue;
    turn.place = at + 1;
    return map[at]!;
  }
  return -1;
}

/** `balance source`: the client's address as an unsigned number, modulo the total weight of the peers that are up. Where it falls to one that may not be asked, the next place of the map is taken. */
export function source(peers: readonly Peer[], usable: Usable, address: number): number {
  const map = mapOf(peers);
  for (let step = 0; step < map.length; step++) {
    const index = map[(address + step) % map.length]!;
    if (usable(index)) return index;
  }
  return -1;
}

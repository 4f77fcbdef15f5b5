/**
 * `random`: one server is drawn by weight, as nginx does and most others. HAProxy draws two and takes the less busy one
 * (`balance random(2)`), which keeps the longest queue short: Mitzenmacher, The Power of Two Choices (2001).
 */
import { unit, type Stream } from '../random/stream.js';
import { weightOf, type Peer, type Usable } from './peer.js';

export function randomDraws(peers: readonly Peer[], usable: Usable, stream: Stream, draws: number): number {
  let total = 0;
  peers.forEach((peer, index) => { if (usable(index)) total += weightOf(peer); });
  if (total <= 0) return -1;
  let best = -1;
  for (let draw = 0; draw < draws; draw++) {
    const drawn = byWeight(peers, usable, unit(stream) * total);
    if (best < 0 || load(peers[drawn]!) < load(peers[best]!)) best = drawn;
  }
  return best;
}

function byWeight(peers: readonly Peer[], usable: Usable, place: number): number {
  let last = -1;
  for (let index = 0, left = place; index < peers.length; index++) {
    const weight = weightOf(peers[index]!);
    if (weight <= 0 || !usable(index)) continue;
    last = index;
    if ((left -= weight) < 0) break;
  }
  return last;
}

function load(peer: Peer): number {
  return peer.active / weightOf(peer);
}

/**
 * `least-response-time`: no open program sets the measure, so it is defined here. A server's response time is a mean in
 * which each answer counts one eighth (as RFC 6298 smooths round trips); what is asked is the server for which that
 * mean times the requests under way and one more, for its weight, is least. A server that was not heard of for a while and has nothing to do
 * counts half for each ten seconds, so that one that was slow is tried again.
 */
import type { Peer, Usable } from './peer.js';
import { weightOf } from './peer.js';

const GAIN = 1 / 8;
/** Seconds. */
const HALVED_AFTER = 10;

export function noteResponse(peer: Peer, seconds: number, now: number): void {
  peer.response = peer.response === undefined ? seconds : peer.response + (seconds - peer.response) * GAIN;
  peer.answeredAt = now;
}

/** Whoever was never asked comes first, then the least; equals by fewer requests under way, then in order. */
export function leastResponseTime(peers: readonly Peer[], usable: Usable, now: number): number {
  let best = -1;
  let least = Infinity;
  peers.forEach((peer, index) => {
    if (!usable(index)) return;
    const score = remembered(peer, now) * (peer.active + 1) / weightOf(peer);
    if (best < 0 || score < least || (score === least && peer.active < peers[best]!.active)) [best, least] = [index, score];
  });
  return best;
}

function remembered(peer: Peer, now: number): number {
  let response = peer.response ?? 0;
  if (peer.active > 0) return response;
  for (let idle = now - peer.answeredAt; idle >= HALVED_AFTER && response > 1e-9; idle -= HALVED_AFTER) response /= 2;
  return response;
}

/**
 * How nginx spreads requests (1.22, ngx_http_upstream_round_robin, _least_conn and _ip_hash), as documented and as
 * recorded from the running program. One worker, or several that share a `zone`.
 */
import { weightOf, type Peer, type Usable } from './peer.js';

export interface PassiveChecks { /** 0: failures are not counted. */ maxFails: number; /** Seconds. */ failTimeout: number }

export const NGINX_PASSIVE: PassiveChecks = { maxFails: 1, failTimeout: 10 };

/** nginx reads its clock in whole seconds. */
function seconds(now: number): number {
  return Math.floor(now);
}

/** False for a peer that failed too often a moment ago. It is tried again when MORE than the timeout has passed, in whole seconds. */
export function isTrusted(peer: Peer, checks: PassiveChecks, now: number): boolean {
  return !(checks.maxFails > 0 && peer.fails >= checks.maxFails && seconds(now) - peer.checked <= checks.failTimeout);
}

/** After a request to the peer: a failure counts, a success after the last probe forgives. */
export function noteOutcome(peer: Peer, checks: PassiveChecks, now: number, failed: boolean): void {
  if (!failed) {
    if (peer.accessed < peer.checked) peer.fails = 0;
    return;
  }
  peer.fails++;
  peer.accessed = peer.checked = seconds(now);
  if (checks.maxFails > 0) peer.effective = Math.max(0, peer.effective - Math.floor(peer.weight / checks.maxFails));
}

/** Smooth weighted round robin: everybody gains its weight, the richest is chosen and pays what all gained together. */
export function smooth(peers: readonly Peer[], usable: Usable, checks: PassiveChecks, now: number): number {
  let best = -1;
  let total = 0;
  peers.forEach((peer, index) => {
    if (!usable(index)) return;
    const gain = peer.effective * peer.warmth;
    peer.current += gain;
    total += gain;
    if (peer.effective < peer.weight) peer.effective++;
    if (best < 0 || peer.current > peers[best]!.current) best = index;
  });
  if (best < 0) return -1;
  peers[best]!.current -= total;
  probe(peers[best]!, checks, now);
  return best;
}

/** The fewest connections for its weight; the tied take turns by smooth weighted round robin. */
export function leastConnections(peers: readonly Peer[], usable: Usable, checks: PassiveChecks, now: number): number {
  let best = -1;
  peers.forEach((peer, index) => {
    if (usable(index) && (best < 0 || peer.active * weightOf(peers[best]!) < peers[best]!.active * weightOf(peer))) best = index;
  });
  if (best < 0) return -1;
  const fewest = peers[best]!;
  return smooth(peers, (index) => usable(index) && peers[index]!.active * weightOf(fewest) === fewest.active * weightOf(peers[index]!), checks, now);
}

/** @param address the client's, as bytes: the first three of IPv4, all of IPv6. A dead peer's clients are hashed on, twenty times at most. */
export function ipHash(peers: readonly Peer[], usable: Usable, checks: PassiveChecks, now: number, address: readonly number[]): number {
  const total = peers.reduce((sum, peer) => sum + peer.weight, 0);
  let hash = 89;
  for (let tries = 0; tries <= 20; tries++) {
    for (const byte of address) hash = (hash * 113 + byte) % 6271;
    let left = hash % total;
    let index = 0;
    while (left >= peers[index]!.weight) left -= peers[index++]!.weight;
    if (!usable(index)) continue;
    probe(peers[index]!, checks, now);
    return index;
  }
  return smooth(peers, usable, checks, now);
}

/** What a hash has chosen, else, where it found nobody, the next in turn. */
export function probed(peers: readonly Peer[], usable: Usable, checks: PassiveChecks, now: number, chosen: number): number {
  if (chosen < 0) return smooth(peers, usable, checks, now);
  probe(peers[chosen]!, checks, now);
  return chosen;
}

/** Once the timeout is over, one request goes to the peer as a probe, and the window starts anew. */
function probe(peer: Peer, checks: PassiveChecks, now: number): void {
  if (seconds(now) - peer.checked > checks.failTimeout) peer.checked = seconds(now);
}

/**
 * How nginx spreads requests (1.22, ngx_http_upstream_round_robin, _least_conn and _ip_hash), as documented and as
 * recorded from the running program. One worker, or several that share a `zone`.
 */
import type { Peer } from './peer.js';
export interface PassiveChecks {
    maxFails: number; /** Seconds. */
    failTimeout: number;
}
export declare const NGINX_PASSIVE: PassiveChecks;
/** False for a peer that failed too often a moment ago. It is tried again when MORE than the timeout has passed, in whole seconds. */
export declare function isTrusted(peer: Peer, checks: PassiveChecks, now: number): boolean;
/** After a request to the peer: a failure counts, a success after the last probe forgives. */
export declare function noteOutcome(peer: Peer, checks: PassiveChecks, now: number, failed: boolean): void;
/** Smooth weighted round robin: everybody gains its weight, the richest is chosen and pays what all gained together. */
export declare function smooth(peers: readonly Peer[], usable: (index: number) => boolean, checks: PassiveChecks, now: number): number;
/** The fewest connections for its weight; the tied take turns by smooth weighted round robin. */
export declare function leastConnections(peers: readonly Peer[], usable: (index: number) => boolean, checks: PassiveChecks, now: number): number;
/** @param address the client's, as bytes: the first three of IPv4, all of IPv6. A dead peer's clients are hashed on, twenty times at most. */
export declare function ipHash(peers: readonly Peer[], usable: (index: number) => boolean, checks: PassiveChecks, now: number, address: readonly number[]): number;

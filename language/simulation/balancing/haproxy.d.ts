/**
 * How HAProxy spreads requests (2.6): weighted round robin by places in a turn, static round robin and source hashing
 * over a map, least connections with turns among equals, and random with two draws. As recorded from the running program.
 */
import { type Stream } from '../random/stream.js';
import type { Peer } from './peer.js';
/** What a backend remembers beside its peers. Plain data. */
export interface Turn {
    /** Total weight of the turn that runs, and the place reached in it. */
    weight: number;
    position: number;
    /** The next number for `since`. */
    clock: number;
}
export declare function turnOf(peers: readonly Peer[]): Turn;
/** Weighted round robin: each peer has its next place in the turn, and whoever's place has come is taken. */
export declare function roundRobin(peers: readonly Peer[], turn: Turn, usable: (index: number) => boolean): number;
/** A peer that comes back takes its place in the running turn, not all the places that it missed. */
export declare function returnToTurn(peers: readonly Peer[], turn: Turn, peer: Peer): void;
/** The fewest connections for its weight, queued ones included; equals take turns: whoever changed last comes last. */
export declare function leastConnections(peers: readonly Peer[], usable: (index: number) => boolean): number;
/** To be called whenever a peer's number of connections changes. */
export declare function noteChange(turn: Turn, peer: Peer): void;
/** The peers of each place of the map, weights in lowest terms: what `static-rr` walks and `source` looks up. */
export declare function mapOf(peers: readonly Peer[]): number[];
/** `balance source`: the client's address as an unsigned number, modulo the total weight of the peers that are up. */
export declare function source(peers: readonly Peer[], address: number): number;
/** `balance random(2)`: two draws by weight, the one with fewer connections for its weight. */
export declare function twoChoices(peers: readonly Peer[], usable: (index: number) => boolean, stream: Stream): number;

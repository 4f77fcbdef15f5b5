/** A server as a balancer sees it. Plain data: a balancer's whole memory is a list of these and a few numbers. */
export interface Peer {
    /** As configured; at least 1. A weight of 0 takes no part. */
    weight: number;
    /** By active health checks, and administratively. */
    up: boolean;
    /** Requests (layer 7) or connections (layer 4) that it has now. */
    active: number;
    /** nginx: smooth weighted round robin. */
    current: number;
    effective: number;
    /** nginx: failures within the window, whole seconds of the last failure and of the last time it was tried again. */
    fails: number;
    accessed: number;
    checked: number;
    /** HAProxy: its next place in the turn, the place before, the remainder of the division. */
    next: number;
    last: number;
    rest: number;
    /** HAProxy: which of the lists it waits in, and since when, for the order among equals. */
    list: 'fresh' | 'current' | 'next';
    since: number;
    /** Exponentially weighted mean of its response times, in seconds; undefined before the first. */
    response?: number;
}
export declare function peerOf(weight: number, since: number): Peer;
/** Chooses among peers; -1 where none may be asked. `usable` leaves out those that are down or were tried already. */
export type Choose = (usable: (index: number) => boolean) => number;

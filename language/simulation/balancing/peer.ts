/** A server as a balancer sees it. Plain data: a balancer's whole memory is a list of these and a few numbers. */

export interface Peer {
  /** As configured; at least 1. A weight of 0 takes no part. */
  weight: number;
  /** By active health checks. */
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
  /** HAProxy: which of the lists it waits in, and since when, for the order among equals. `aside`: passed over in this very choice. */
  list: 'fresh' | 'current' | 'next' | 'aside';
  since: number;
  /** Exponentially weighted mean of its response times, in seconds, and when the last one was taken; undefined before the first. */
  response?: number;
  answeredAt: number;
  /** Active checks: how far it is from being marked, from 0 (down) to rise + fall - 1 (up); when the next event of its check is due, -1: none is. */
  health: number;
  due: number;
  /** A check waits for its answer. */
  asked: boolean;
  /** When it was marked up, while it still grows into its share; -1: it has. And the part of its weight that it has by now. */
  upSince: number;
  warmth: number;
}

export function peerOf(weight: number, since: number): Peer {
  return {
    weight, up: true, active: 0, current: 0, effective: weight, fails: 0, accessed: 0, checked: 0, next: 0, last: 0, rest: 0, list: 'fresh', since,
    answeredAt: 0, health: 0, due: -1, asked: false, upSince: -1, warmth: 1,
  };
}

/** Its weight, grown so far. */
export function weightOf({ weight, warmth }: Peer): number {
  return weight * warmth;
}

/** Tells who may be asked: leaves out those that are down or were tried already. */
export type Usable = (index: number) => boolean;

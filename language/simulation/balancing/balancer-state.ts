/** What a balancer remembers, as plain data. */
import type { BalancerPlan, Plan } from '../plan.js';
import { streamOf, type Stream } from '../random/stream.js';
import { turnOf, type Turn } from './haproxy.js';
import { peerOf, type Peer } from './peer.js';

export interface BalancerState {
  /** In the order of the plan's members. */
  peers: Peer[];
  turn: Turn;
  stream: Stream;
  /** By load, of each user of a closed one: twice the place of its server, and one more while a connection to it is open; -1: none. */
  clients: number[][];
  /** Servers that still grow into their share. */
  warming: number;
}

export function balancerState(plan: Plan, balancer: BalancerPlan): BalancerState {
  const { station, target } = balancer;
  return { ...freshMemory(balancer), stream: streamOf(plan.seed, `${plan.stations[station]!.id}\u0001${target}`, 'balance') };
}

/** As a program begins: all servers count as up. */
export function freshMemory({ weights, check }: BalancerPlan): Omit<BalancerState, 'stream'> {
  const peers = weights.map(peerOf);
  if (check) for (const peer of peers) peer.health = full(check);
  return { peers, turn: turnOf(peers), clients: [], warming: 0 };
}

/** The health of a server whose last check was answered. */
export function full({ rise, fall }: { rise: number; fall: number }): number {
  return rise + fall - 1;
}

/** Who takes messages out of a broker, as plain data. */
import type { CallIndex, GroupIndex, StationIndex } from '../plan.js';

export interface BrokerPlan {
  station: StationIndex;
  /** One for each flow that reads from it: each gets every message once. */
  subscriptions: SubscriptionPlan[];
  /** Seconds that a message is kept; undefined: as long as nobody takes it, and not beyond the broker's end. */
  retention?: number;
}

export interface SubscriptionPlan {
  flow: number;
  members: ConsumerPlan[];
}

export interface ConsumerPlan {
  station: StationIndex;
  /** Its connection to the broker: messages come back over it. */
  call: CallIndex;
  /** Groups in which somebody else may serve in its place, outermost first. */
  chain: { group: GroupIndex; member: number }[];
}

/** What a broker holds, of each subscription. */
export interface SubscriptionState {
  /** Messages that wait: when the broker took it, load, client, flat, from `head` on. */
  backlog: number[];
  head: number;
  /** Whose turn it is. */
  turn: number;
}

/** Numbers of a message in a backlog. */
export const FIELDS = 3;

export function waitingIn({ backlog, head }: SubscriptionState): number {
  return (backlog.length - head) / FIELDS;
}

/** The vocabulary of forwarding decisions. */
import type { Id, Route } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import type { NetInterface } from './interfaces.js';
import type { StopReason } from './types.js';

/** Where a packet goes next. */
export interface NextHop {
  station: Id;
  /** The interfaces at both ends of the wire; of a tunnel, those that its ends state. */
  out?: NetInterface;
  into?: NetInterface;
  domain?: number;
  tunnel?: Id;
  /** 0: taken in the healthy network; 1: taken when something fails (a standby, a floating route, reconvergence). */
  rank: 0 | 1;
}

/** By which entry it was decided. */
export type RouteUse =
  | { type: 'connected'; prefix: string; origin: Origin }
  | { type: 'static'; route: Route; of: Id }
  | { type: 'gateway'; gateway: string; origin: Origin }
  | { type: 'internet-default'; internet: Id; origin: Origin }
  | { type: 'dynamic'; protocol: string; prefix: string; origin: Origin }
  | { type: 'attachment'; origin: Origin }
  | { type: 'internet'; internet: Id; origin: Origin };

export interface Refusal {
  reason: StopReason;
  origin: Origin;
  /** What the text speaks of: a prefix, a gateway, an address. */
  about: string;
  others?: string[];
  towards?: Id;
  /** The next hop lies on no wire of the device: a system does not take such a route into its table. */
  inactive?: boolean;
}

export type Decision =
  /** `dead`: equal entries that lead to nobody. */
  | { hops: { hop: NextHop; use: RouteUse }[]; floods: boolean; dead?: Refusal[] }
  | { refused: Refusal };

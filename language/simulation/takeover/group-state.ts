/** Who serves in a group, as plain data. */

export interface MemberState {
  /** It serves, or takes itself for the one that does: VRRP's master, the primary of a pair. */
  master: boolean;
  /** When it became master: its advertisements go out at whole intervals from here. */
  since: number;
  /** It is up, as of the last change. */
  up: boolean;
  /** VRRP: when it will become master unless it hears of one; Infinity: it hears one. */
  claims: number;
}

export interface Handover {
  /** Places among the members; -1: nobody. */
  from: number;
  to: number;
  /** When the one before was lost, and how long nobody served. */
  at: number;
  downtime: number;
  /** Writes that were acknowledged and are gone, and how many seconds of them. */
  lostWrites: number;
  lostSeconds: number;
}

export interface GroupState {
  /** Place of the member that serves; -1: nobody. Of several masters the one that claimed last. */
  serving: number;
  /** When the serving member was lost; -1: it is there. */
  lostAt: number;
  /** Since when nobody serves; -1: somebody does. A member that is given up on may well be served by still. */
  gapSince: number;
  /** Whoever was serving then. */
  lost: number;
  members: MemberState[];
  /** Pending takeovers of an older state are ignored. */
  serial: number;
  handovers: Handover[];
  /** Handovers beyond those that are kept. */
  more: number;
  /** Enough members are up; since when not, -1 while they are. */
  works: boolean;
  stoppedAt: number;
  /** Seconds in which nobody served, up to the last handover or return. */
  downtime: number;
  /** Writes acknowledged since the last takeover. */
  written: number;
  /** Times of the latest writes, of those that a takeover now would lose. */
  writes: number[];
}

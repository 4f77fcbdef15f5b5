/**
 * Everything that changes while a run goes on, as plain data: a copy of it is a snapshot, from which the run goes on to
 * the same end. What can be worked out from it again (ways past what is down) is kept elsewhere.
 */
import type { BalancerState } from './balancing/balancer-state.js';
import type { Stream } from './random/stream.js';
import type { SubscriptionState } from './messages/broker-plan.js';
import type { Histogram } from './statistics/histogram.js';
import type { TimeAverage } from './statistics/time-average.js';
import type { GroupState } from './takeover/group-state.js';
import type { JobsState } from './jobs/job-state.js';
import type { TroubleState } from './trouble/trouble.js';
import type { LogEntry } from './outcome/log.js';

/** What a request is doing at a station, or on its way there and back; `copying`, `copied`: what was written, on its way to who keeps a copy and back. */
export const PHASE = { free: 0, there: 1, waiting: 2, serving: 3, calling: 4, back: 5, copying: 6, copied: 7 } as const;

/** A request's stay at one station. The one that asked for it is its parent; a root has none. */
export interface Visit {
  /** Grows with every step that makes older timers and answers pointless, also when the slot is used again. */
  serial: number;
  phase: number;
  station: number;
  load: number;
  /** The call that it is the answer to; of a root the load's call, which is all that it makes. */
  call: number;
  /** Who started it all: a user of a closed load, or the number of the request of an open one. */
  client: number;
  /** Who waits for it, and the parent's serial while it does; -1: nobody. */
  parent: number;
  parentSerial: number;
  /** When it was asked for the first time. */
  born: number;
  /** Place in the station's list of calls, target of the call, how often it was made, failed tries of this one, when it was first tried. */
  next: number;
  target: number;
  repeats: number;
  tries: number;
  asked: number;
  /** The answer that it brings back. */
  result: number;
  /** Links ahead, and how many of them are passed. */
  path: readonly number[];
  passed: number;
  /** Members that failed it already, of the call that it makes. */
  tried: number[];
  /** Copies of what it wrote that are not made yet; -1: all are. */
  copies: number;
  /** It has one of the connections that its call may have open. */
  connected: boolean;
  /** Of a balancer's request: the place of the server that it is at, -1 where it is at none, and since when. */
  server: number;
  sent: number;
}

/**
 * How a call ends. `refused`: turned away by whom it asked; `beyond`: by an answer of its, or by somebody whom that one asked in turn; `timeout`: the caller
 * gave up; `broken`: who was asked ended while it was at work; `failed`: all else.
 */
export const RESULT = { served: 0, failed: 1, refused: 2, timeout: 3, beyond: 4, broken: 5 } as const;

/** `up`; `silent`: takes everything and answers nothing; `refusing`: answers that nobody is there; `leaving`: refuses, and finishes what it has. */
export type Mode = 'up' | 'silent' | 'refusing' | 'leaving';

export interface StationState {
  mode: Mode;
  /** Service times are multiplied by it. */
  slow: number;
  busy: number;
  /** Visits that wait, from `head` on. */
  waiting: number[];
  head: number;
  served: number;
  refused: number;
  /** Since when it does not answer; -1: it does. And how many seconds it did not before that. */
  downSince: number;
  downtime: number;
  busyLevel: TimeAverage;
  queueLevel: TimeAverage;
  stream: Stream;
  /** Of a consumer: messages on their way to it. Of a broker: those that it holds. */
  coming?: number;
  held?: number;
  /** Stations that keep copies and that it goes on without. */
  alone?: number[];
  /** Of a processor with a number of cores: how many are at work, and who waits for one: visit, serial, seconds of work, from `head` on. */
  cores?: { busy: number; level: TimeAverage; waiting: number[]; head: number };
  /** Of a cache: which requests it can answer. */
  hits?: Stream;
  /** Of a limited rate: requests that it lets in now, as of when. */
  tokens?: { left: number; at: number };
}

export interface FlowState {
  offered: number;
  served: number;
  failed: number;
  refused: number;
  latency: Histogram;
  /** When the first of the requests was made of which none was served since; -1: the last one was. And the seconds of such spans before. */
  failingSince: number;
  /** When the latest of those was made that were served. */
  servedLast: number;
  outage: number;
}

export interface LoadState {
  stream: Stream;
  offered: number;
  /** Of changing rates: the sum of them that the last request stood at. */
  reached: number;
  served: number;
  failed: number;
}

/** Callers of one call that would give up, in the order in which they would: deadline, visit, serial, flat, from `head` on. */
/** A call's connections: how many are open, and who waits for one: visit, serial, flat, from `head` on. */
export interface Connections { open: number; waiting: number[]; head: number }

/** What a caller remembers of failures: how many in a row, until when it asks no more (-1: it asks), and whether one request tries again. */
export interface Breaker { failures: number; until: number; probing: boolean }

export interface Deadlines { entries: number[]; head: number; armed: boolean }

export interface RunState {
  now: number;
  visits: Visit[];
  free: number[];
  live: number;
  stations: StationState[];
  /** When each direction of a link is free again: forward, back. */
  links: { forward: number; back: number; /** Seconds in which each direction was busy, since the warm-up. */ forwardBusy: number; backBusy: number; stream: Stream }[];
  /** Of each call: whose turn it is at each target, its chance to be made, its callers' deadlines. */
  calls: { turns: number[]; stream: Stream; deadlines: Deadlines; connections?: Connections; /** Connections by TLS that are open, by who has them. */ opened?: Record<string, number>; breaker?: Breaker }[];
  flows: FlowState[];
  loads: LoadState[];
  /** Of each part that fails by chance. */
  wear: Stream[];
  groups: GroupState[];
  balancers: BalancerState[];
  /** Of each broker what it holds for each of its readers. */
  brokers?: SubscriptionState[][];
  trouble: TroubleState;
  jobs?: JobsState;
  /** Levels of the stations as they were when the scenario ended. */
  /** When the scenario ended, where it ended with its jobs. */
  ended?: number;
  coreLevels?: number[];
  levels?: { busy: number; queue: number; longest: number; cores?: number }[];
  log: LogEntry[];
  /** Log entries beyond what is kept. */
  unlogged: number;
  events: number;
}

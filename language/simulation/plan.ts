/**
 * What a run needs to know of an architecture, as plain data with numbers in place of names: stations that serve, calls
 * between them, links on the way, loads from outside. It is made from the model and its facts (`planOf`), or by hand
 * in tests of queueing theory. A run changes nothing in it.
 */
import type { Id } from '../model/model.js';
import type { Distribution } from '../model/values.js';

/** Indices into the plan's lists. */
export type StationIndex = number;
export type CallIndex = number;
export type LinkIndex = number;

export interface Plan {
  seed: number;
  /** Seconds. */
  duration: number;
  /** Seconds at the start that no figure counts. */
  warmup: number;
  stations: StationPlan[];
  calls: CallPlan[];
  links: LinkPlan[];
  loads: LoadPlan[];
  /** What figures are told of: the architecture's flows. */
  flows: { id: Id; title: string }[];
}

export interface StationPlan {
  id: Id;
  /** Requests that it handles at once; 0: as many as come. */
  workers: number;
  /** Requests that may wait for a worker; Infinity where nothing is said. */
  queue: number;
  /** Of its own work on a request; undefined takes no time. */
  service?: Distribution;
  /** What a request does from here, in source order. */
  calls: CallIndex[];
}

export interface CallPlan {
  flow: number;
  from: StationIndex;
  targets: TargetPlan[];
  /** Fraction of the requests that make it. */
  share: number;
  /** How often each of them does. */
  times: number;
  /** A failure does no harm. */
  optional: boolean;
  /** Sent, and not waited for. */
  async: boolean;
  /** Seconds until the caller gives up. */
  timeout: number;
  /** Further tries after a failure. */
  retries: number;
}

export interface TargetPlan {
  members: StationIndex[];
  /** Each in turn; the first that works; only the first; or as a balancer chooses. */
  choice: 'in-turn' | 'first-working' | 'only-first';
  /** Taken while it works. */
  prefer?: StationIndex;
}

export interface LinkPlan {
  id: Id;
  /** Seconds, one way. */
  latency: number;
  /** Bits a second, each way; undefined takes no time. */
  bandwidth?: number;
  /** Fraction lost. */
  loss: number;
}

export interface LoadPlan {
  flow: number;
  call: CallIndex;
  /** When it begins and ends, in seconds of the run. */
  from: number;
  until: number;
  /** Bytes of a request, and of its answer. */
  size: number;
  arrivals: { type: 'poisson' | 'steady'; rate: number } | { type: 'closed'; users: number; think: Distribution };
  /** For the stream of its arrivals. */
  name: string;
}

/** Links from station to station and back; undefined where no way remains. */
export interface Ways {
  between(call: CallPlan, from: StationIndex, to: StationIndex): { forward: readonly LinkIndex[]; back: readonly LinkIndex[] } | undefined;
}

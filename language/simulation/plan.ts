/**
 * What a run needs to know of an architecture, as plain data with numbers in place of names: stations that serve, calls
 * between them, links on the way, groups whose members stand in for each other, loads and events from outside. It is made
 * from the model and its facts (`planning/`), or by hand in tests of queueing theory. A run changes nothing in it.
 */
import type { BalanceAlgorithm, GroupMode, Id, PortMatch } from '../model/model.js';
import type { ClientAddresses } from './balancing/addresses.js';
import type { Distribution } from '../model/values.js';
import type { BrokerPlan } from './messages/broker-plan.js';
import type { JobsPlan } from './jobs/job-plan.js';
import type { Segment } from './arrivals.js';
import type { Trouble } from './trouble/trouble.js';

/** Indices into the plan's lists. */
export type StationIndex = number;
export type CallIndex = number;
export type LinkIndex = number;
export type GroupIndex = number;
export type BalancerIndex = number;

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
  /** Groups in which one stands in for another; empty where none is left out. */
  groups: GroupPlan[];
  balancers: BalancerPlan[];
  brokers?: BrokerPlan[];
  /** What happens to the architecture, by time. */
  events: EventPlan[];
  jobs?: JobsPlan;
  /** Nothing says how long it lasts, and jobs are all that it is about: it is over when they are, and not before `duration`. */
  untilJobsDone?: boolean;
  /** What fails and is repaired by chance: seconds between failures and to repair, exponentially distributed, from a moment on. */
  wear?: { id: Id; from: number; mtbf: number; mttr: number }[];
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
  /** Of these calls, places in the list above, a request makes exactly one: the ways of a balancer that are told apart by what is asked for. */
  exclusive?: { from: number; /** of each call, together 1 */ shares: number[] };
  /** Requests whose own work goes on at once; undefined: of all. */
  cores?: number;
  /** Fraction of the requests that a cache answers by itself. */
  hit?: number;
  /** Requests per second that it lets in; more are refused. */
  rateLimit?: number;
  /** It keeps messages for others: place among the brokers. */
  broker?: number;
  /** What it takes messages from. */
  consumes?: { broker: number; subscription: number; member: number }[];
  /** Who has to have a copy of what is written here before it is acknowledged. */
  copies?: StationIndex[];
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
  /** Seconds before the first further try, twice as long before each one after it. */
  backoff?: number;
  /** Connections that a caller may have open at once; further requests wait for one. */
  pool?: number;
  /** After so many failures in a row the caller stops asking for a while. */
  breaker?: { failures: number; open: number };
  /** Elements, groups and flows that must work too. */
  needs?: Id[];
  /** It changes data: what a failover may lose. */
  writes?: boolean;
  /** A connection is opened by TLS. */
  tls?: boolean;
  /** It says that it does: its answers wait for synchronous copies. */
  copied?: boolean;
}

export interface TargetPlan {
  /** The group, or the element itself. */
  id?: Id;
  members: StationIndex[];
  /** Each in turn, the first that works, or as a balancer chooses. */
  choice: 'in-turn' | 'first-working' | 'balanced';
  /** For each member the groups on the way to it, outermost first, and which member of each it stands behind. */
  chains?: { group: GroupIndex; member: number }[][];
  /** Any working member may answer, whoever is primary. */
  reads?: boolean;
  /** Taken while it works. */
  prefer?: StationIndex;
  balancer?: BalancerIndex;
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
  /** The flow as each of its sources makes it; they take turns. */
  calls: CallIndex[];
  /** When it begins and ends, in seconds of the run. */
  from: number;
  until: number;
  /** Bytes of a request, and of its answer. */
  size: number;
  arrivals: { type: 'poisson' | 'steady'; rate: number } | { type: 'profile'; steady: boolean; segments: Segment[] } | { type: 'burst'; count: number; every: number }
    /** Moments in seconds from the start of the run, in order; with another factor than 1 each comes so many times. */
    | { type: 'recorded'; moments: number[]; factor: number }
    | { type: 'closed'; users: number; think: Distribution };
  /** For the stream of its arrivals. */
  name: string;
}

/** Members that stand in for each other. */
export interface GroupPlan {
  id: Id;
  mode: GroupMode;
  /** How many must work. */
  need: number;
  /** Primary first. A member is a station, or a group of its own. */
  members: { id: Id; priority: number; station?: StationIndex; group?: GroupIndex; /** The daemon that speaks VRRP for it, where that is an element of its own. */ speaker?: Id }[];
  takeover: TakeoverPlan;
  /** How far the copies are behind, in seconds: 0 for synchronous ones and shared storage; undefined where nothing is copied. */
  lag?: number;
  /** Writes wait for the copy. */
  sync: boolean;
  /** Its members forward for others: while one does not serve, no way leads through it. */
  forwards: boolean;
}

/** What makes another member serve when the one that does is gone. */
export type TakeoverPlan =
  /** At once: nothing is stated. */
  | { type: 'at-once' }
  /** So many seconds after the failure. */
  | { type: 'within'; seconds: number }
  /** Somebody has to do it, and nobody says how long that takes. */
  | { type: 'by-hand' }
  /** RFC 5798; seconds between advertisements. */
  | { type: 'vrrp'; interval: number; version: 2 | 3; preempt: boolean }
  /** Seconds. */
  | { type: 'heartbeat'; every: number; timeout: number };

/** Who spreads requests over whom. Each of several balancers keeps a memory of its own. */
export interface BalancerPlan {
  station: StationIndex;
  target: Id;
  members: StationIndex[];
  algorithm: BalanceAlgorithm;
  /** Whose ways it has where programs differ. */
  program: 'nginx' | 'haproxy' | 'other';
  /** Of each member where it matters, as a configuration names it: `ADDRESS:PORT`. */
  servers?: string[];
  /** Of each member; 0: it gets nothing. */
  weights: number[];
  /** Active checks; seconds. Without `ports` they go the way that the requests go. */
  check?: { every: number; fall: number; rise: number; timeout: number; ports?: readonly PortMatch[] };
  /** What failed requests tell; seconds. */
  passive?: { maxFails: number; failTimeout: number };
  /** Further servers that are asked after one could not be reached. */
  retry: number;
  /** Of `random`: how many are drawn, of whom the least busy is asked. */
  draws: number;
  /** A client stays with its server while that is up. */
  sticky: boolean;
  /** 4: by connection; 7: by request. */
  layer: 4 | 7;
  /** Seconds in which a server that came back grows into its share. */
  slowStart?: number;
  /** Nothing is written of how it spreads: it knows at once who is down. */
  assumed: boolean;
  /** The first member that it takes for up, the others stand by. */
  inOrder: boolean;
  /** The first of the calls that it spreads: the way that its checks go. */
  call: CallIndex;
  /** By the call that a request came to it by: the address that it came from. */
  clients?: Record<CallIndex, ClientAddresses>;
}

export interface EventPlan {
  at: number;
  action: 'fail' | 'kill' | 'stop' | 'recover' | 'slow' | 'cut' | 'partition' | 'job';
  /** Elements and links. */
  targets: Id[];
  /** The other side of a partition. */
  from?: Id[];
  factor?: number;
  job?: number;
}

/**
 * Links on the way there and on the way back. Each direction of a link serves by itself: there it is passed from its first
 * end to its second, back the other way; the complement (`~link`) is passed the other way round.
 */
export interface WayPlan { forward: readonly LinkIndex[]; back: readonly LinkIndex[] }

/** What a run asks of the architecture while parts of it are in trouble. Answers depend on nothing else, so that they may be kept. */
export interface Ways {
  /** Links from station to station and back; undefined where no way remains. */
  between(call: CallPlan, from: StationIndex, to: StationIndex, trouble: Trouble): WayPlan | undefined;
  /** What is not up when these have failed, themselves included. */
  fallen?(failed: readonly Id[]): ReadonlySet<Id>;
  /** The elements, groups and flows that do not work then. */
  broken?(failed: readonly Id[]): ReadonlySet<Id>;
  /** Whether a health check of these ports gets through: a way, and nobody who turns it away. */
  checks?(from: Id, to: Id, ports: readonly PortMatch[], trouble: Trouble): boolean;
  /** Whether what one element sends to another by itself (heartbeats, advertisements) arrives. */
  hears?(from: Id, to: Id, trouble: Trouble): boolean;
  /** The way of a copy from one element to another; undefined where none remains. */
  copies?(from: Id, to: Id, trouble: Trouble): WayPlan | undefined;
  /** Seconds that a short message takes between two elements; undefined where nobody knows of a way. */
  latency?(from: Id, to: Id, trouble: Trouble): number | undefined;
}

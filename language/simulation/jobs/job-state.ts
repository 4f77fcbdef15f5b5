/** How far jobs are, as plain data: a copy of it goes on to the same end. */
import type { Stream } from '../random/stream.js';
import type { TimeAverage } from '../statistics/time-average.js';

/** `opening`: its first steps, before tasks run; `closing`: all tasks are done, it says so. */
export type JobPhase = 'planned' | 'opening' | 'running' | 'closing' | 'done' | 'failed';

export interface JobsState {
  nodes: NodeState[];
  jobs: JobState[];
  /** What is taken by the jobs of each queue, and of those in it. */
  queues?: { memory: number; vcores: number }[];
  /** Jobs in the order in which they were submitted: the first goes first. */
  order: number[];
  attempts: AttemptState[];
  free: number[];
  /** Of each cluster with stored blocks, its data nodes. */
  storage: DataNodeState[][];
  records: TaskRecord[];
  /** Records beyond what is kept. */
  unrecorded: number;
  /** Of each cluster the moment of the next handing out that is in the queue; -1: none. */
  ticks: number[];
  /** Events of jobs that are still to come. */
  pending: number;
}

export interface NodeState {
  /** It runs, as of the last change; and its heartbeats arrive. */
  alive: boolean;
  heard: boolean;
  /** The master counts on it. */
  member: boolean;
  /** When it counts as lost unless it is heard before; -1: it is heard. */
  expires: number;
  /** What is handed out of it. */
  memory: number;
  vcores: number;
  /** Cores at work. */
  busy: TimeAverage;
}

/** `counted`: the NameNode takes it to be there; `expires`: when it will not any more; -1: it lives. */
export interface DataNodeState { alive: boolean; counted: boolean; expires: number }

export interface JobState {
  phase: JobPhase;
  /** Step of the opening that comes next; a message of the one before is on its way; a count that makes older events pointless. */
  step: number;
  waits: boolean;
  serial: number;
  submitted: number;
  ended: number;
  /** Tasks that were begun again. */
  rerun: number;
  /** The application master's container: node, or -1; how many there were; whether it works. */
  master: { node: number; attempt: number; alive: boolean };
  /** Steps of its life that were told: each is told once. */
  told: string[];
  stages: StageState[];
  /** Attempts that have ended while nobody took their report. */
  held: number[];
  /** Why it failed. */
  reason: string;
}

export interface StageState {
  finished: number;
  running: number;
  /** The first task that was never begun; some after it may have been, see `tries`. */
  next: number;
  /** Tasks to be begun again, in order. */
  again: number[];
  /** Of each task begun so far: how often, and the node that has its output; -1: it is not done, -2: it was lost. */
  tries: number[];
  outputs: number[];
  /** Tasks that ran where their block is, and others. */
  local: number;
  remote: number;
  /** Where blocks are now, of those that were copied anew: data nodes by task. */
  moved: Record<number, number[]>;
  stream: Stream;
}

/** A task on a node. */
export interface AttemptState {
  serial: number;
  /** -1: the slot is free. */
  job: number;
  stage: number;
  task: number;
  attempt: number;
  node: number;
  start: number;
  /** When its work was or will be done; the report may come later. */
  end: number;
  /** The node died under it at this time; -1: it did not. */
  diedAt: number;
  /** Its place on the node is free again. */
  freed: boolean;
}

export interface TaskRecord {
  job: number;
  stage: number;
  task: number;
  attempt: number;
  node: number;
  start: number;
  end: number;
  /** `lost`: its node was; `cancelled`: nobody needed it any more. */
  outcome: 'done' | 'lost' | 'cancelled';
}

/** A run keeps no more of single tasks than this; the rest is counted. */
export const KEPT_RECORDS = 10_000;

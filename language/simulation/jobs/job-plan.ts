/**
 * Jobs and what they run on, as plain data: nodes with memory and cores, clusters of them with who hands them out, and
 * jobs of stages of tasks. Made from the model (`planning/jobs.ts`) or by hand in tests of schedules.
 */
import type { Id } from '../../model/model.js';
import type { Distribution } from '../../model/values.js';

/** Indices into the lists of a `JobsPlan`. */
export type NodeIndex = number;
export type ClusterIndex = number;
export type JobIndex = number;
export type StageIndex = number;
export type QueueIndex = number;

export interface JobsPlan {
  nodes: NodePlan[];
  clusters: ClusterPlan[];
  jobs: JobPlan[];
  queues?: QueuePlan[];
}

/** A queue of YARN's capacity scheduler over one cluster. */
export interface QueuePlan {
  id: Id;
  /** What it is in; -1: it is one of the outermost. */
  parent: QueueIndex;
  /** Queues in it. Jobs stand in those that have none. */
  inside: QueueIndex[];
  /** Shares of the whole cluster: what it is sure to get, and the most that it may take. */
  capacity: number;
  maximum: number;
}

/** What runs tasks: a NodeManager, an executor, a server. */
export interface NodePlan {
  id: Id;
  /** Its station; and those of what it runs on, which may slow it down. */
  station: number;
  hosts: number[];
  /** Bytes and cores that it hands out; Infinity where nothing is said. */
  memory: number;
  vcores: number;
  /** Seconds from its death until it counts as lost. */
  timeout: number;
  /** Whose master listens to it. */
  cluster: ClusterIndex;
}

export interface ClusterPlan {
  /** The group, or the only node. */
  id: Id;
  kind: ClusterKind;
  nodes: NodeIndex[];
  /** Hands out containers or executors: a ResourceManager, a Spark master. */
  manager?: Keeper;
  /** Runs a Spark application's main program, or is Hadoop 1's JobTracker: with it the job is lost. */
  driver?: Keeper;
  /** Who submits jobs. */
  client?: Id;
  /** What the application master takes of a node; undefined where nobody says: it then is no container of its own. */
  master?: { memory: number; vcores: number };
  /** Seconds between the heartbeats on which containers are handed out; 0: whenever something is free. */
  allocation: number;
  /** The outermost of its scheduler's queues; undefined where none are stated. */
  queues?: QueueIndex[];
  storage?: StoragePlan;
}

/** How a cluster works: YARN's containers, Spark's executors, or members that just take tasks. */
export type ClusterKind = 'yarn' | 'spark' | 'plain';

/** A master: one element, or a group in which one stands in for another. */
export interface Keeper {
  group?: number;
  /** Its element, or the group's members, in order. */
  stations: number[];
}

/** HDFS, as far as jobs read from it. */
export interface StoragePlan {
  nodes: { id: Id; station: number; /** Nodes of the cluster on the same machine. */ beside: NodeIndex[] }[];
  /** Copies of a block. */
  replicas: number;
  /** Knows where blocks are; without one that works no file can be opened. */
  names?: Keeper;
  /** Seconds from a data node's death until it counts as lost. */
  timeout: number;
}

export interface JobPlan {
  id: Id;
  cluster: ClusterIndex;
  /** In a cluster with queues. */
  queue?: QueueIndex;
  stages: StagePlan[];
}

export interface StagePlan {
  name: string;
  /** At least one. */
  tasks: number;
  /** Bytes and cores of each task. */
  memory: number;
  vcores: number;
  duration: Distribution;
  /** Stages whose outputs it reads. */
  after: StageIndex[];
  /** Each task reads a block of its own. */
  reads: boolean;
}

/** A job of more tasks is not run. */
export const MOST_TASKS = 1_000_000;

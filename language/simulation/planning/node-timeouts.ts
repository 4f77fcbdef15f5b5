/** How soon a dead node is noticed: as its heartbeats say, else as the programs have it. */
import { tree } from '../../facts/network/tree.js';
import type { Facts } from '../../facts/query.js';
import type { Heartbeat, Id, Thing } from '../../model/model.js';
import type { ClusterKind } from '../jobs/job-plan.js';
import type { Assumptions } from './assumptions.js';

interface Times { every: number; timeout: number }

/**
 * YARN: `yarn.resourcemanager.nodemanagers.heartbeat-interval-ms`, `yarn.nm.liveness-monitor.expiry-interval-ms`; Hadoop 1:
 * `mapred.tasktracker.expiry.interval`; Spark: `spark.executor.heartbeatInterval`, `spark.network.timeout`. All in seconds.
 */
const DEFAULTS: Record<Exclude<ClusterKind, 'plain'> | 'hadoop-1', Times> = {
  yarn: { every: 1, timeout: 600 }, 'hadoop-1': { every: 3, timeout: 600 }, spark: { every: 10, timeout: 120 },
};

/** HDFS: twice `dfs.namenode.heartbeat.recheck-interval` (5 min) and ten times `dfs.heartbeat.interval` (3 s). */
const DATA_NODE_TIMEOUT = 630;

/** Heartbeats that are lost before a member counts as dead, where no timeout is stated. */
const MISSED = 3;

export function nodeTimeout(facts: Facts, assumptions: Assumptions, on: Id, members: readonly Id[], kind: ClusterKind | 'hadoop-1'): Times {
  const stated = heartbeatOf(facts, [on, ...members]);
  const usual = kind === 'plain' ? undefined : DEFAULTS[kind];
  const every = stated?.every ?? usual?.every ?? 0;
  if (stated) return { every, timeout: stated.timeout ?? usual?.timeout ?? MISSED * every };
  assumptions.add(usual ? 'simulation.assumption.node-timeout' : 'simulation.assumption.node-at-once', { cluster: on, seconds: usual?.timeout ?? 0 });
  return usual ?? { every: 0, timeout: 0 };
}

export function storageTimeout(facts: Facts, assumptions: Assumptions, dataNodes: readonly Id[]): number {
  const stated = heartbeatOf(facts, dataNodes);
  if (stated) return stated.timeout ?? DATA_NODE_TIMEOUT;
  assumptions.add('simulation.assumption.node-timeout', { cluster: dataNodes[0]!, seconds: DATA_NODE_TIMEOUT });
  return DATA_NODE_TIMEOUT;
}

/** Of these, else of groups that they are in. */
function heartbeatOf(facts: Facts, ids: readonly Id[]): Heartbeat | undefined {
  const thing = (id: Id): Thing | undefined => facts.groups[id] ?? facts.elements[id];
  for (const id of ids) {
    const found = thing(id)?.heartbeat;
    if (found) return found;
  }
  return ids.flatMap((id) => facts.ask(tree).groupsOf.get(id) ?? []).find((group) => group.heartbeat)?.heartbeat;
}

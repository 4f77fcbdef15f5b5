/** Masters: who of them serves now, who hears a node, and how long a word from one to the other takes. */
import type { Core } from '../core.js';
import type { Id } from '../../model/model.js';
import type { ClusterPlan, Keeper, NodeIndex } from './job-plan.js';

/** Station of whoever serves; undefined while nobody does. */
export function servingOf(run: Core, { group, stations }: Keeper): number | undefined {
  const works = (station: number): boolean => run.state.stations[station]!.mode === 'up';
  if (group === undefined) return stations.find(works);
  const plan = run.plan.groups[group]!;
  if (plan.mode !== 'active-standby') return run.works[group] ? stations.find(works) : undefined;
  const { serving, gapSince } = run.state.groups[group]!;
  const station = plan.members[serving]?.station;
  return gapSince < 0 && station !== undefined && works(station) ? station : undefined;
}

export function serves(run: Core, keeper: Keeper | undefined): boolean {
  return keeper === undefined || servingOf(run, keeper) !== undefined;
}

export function nameOf(run: Core, keeper: Keeper | undefined): Id | undefined {
  if (!keeper) return undefined;
  return run.plan.stations[servingOf(run, keeper) ?? keeper.stations[0] ?? -1]?.id;
}

/** To whom nodes send their heartbeats. */
export function listenerOf(cluster: ClusterPlan): Keeper | undefined {
  return cluster.kind === 'yarn' ? cluster.manager : cluster.driver ?? cluster.manager;
}

/** Whether the node's heartbeats arrive; while nobody listens nothing is known against it. */
export function isHeard(run: Core, node: NodeIndex): boolean {
  if (run.trouble.key === '') return true;
  const { id, cluster } = run.plan.jobs!.nodes[node]!;
  const listener = listenerOf(run.plan.jobs!.clusters[cluster]!);
  const station = listener && servingOf(run, listener);
  return station === undefined || run.ways.hears?.(id, run.plan.stations[station]!.id, run.trouble) !== false;
}

/** Seconds of a short message on its way. */
export function delay(run: Core, from: Id | undefined, to: Id | undefined): number {
  return from === undefined || to === undefined || from === to ? 0 : run.ways.latency?.(from, to, run.trouble) ?? 0;
}

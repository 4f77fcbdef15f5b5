/** Data nodes: whether they live, and when the NameNode gives one up. */
import { EVENT, type Core } from '../core.js';
import { note } from '../outcome/log.js';
import { copyAgain } from './blocks.js';
import type { ClusterIndex } from './job-plan.js';
import { nameOf, serves } from './keepers.js';
import { later } from './later.js';

export function settleDataNodes(run: Core): void {
  run.plan.jobs!.clusters.forEach(({ storage }, cluster) => storage?.nodes.forEach(({ station }, index) => {
    const state = run.state.jobs!.storage[cluster]![index]!;
    const { mode } = run.state.stations[station]!;
    const alive = mode === 'up' || mode === 'leaving';
    if (alive && !state.alive) {
      // It comes back with its disks.
      state.counted = true;
      state.expires = -1;
    } else if (!alive && state.alive) {
      state.expires = run.state.now + storage.timeout;
      later(run, state.expires, EVENT.dataNodeExpired, index, cluster);
    }
    state.alive = alive;
    giveUpDataNode(run, cluster, index);
  }));
}

/** Where its time is over, and some NameNode is there to see it. */
export function giveUpDataNode(run: Core, cluster: ClusterIndex, index: number): void {
  const state = run.state.jobs!.storage[cluster]![index]!;
  const storage = run.plan.jobs!.clusters[cluster]!.storage!;
  if (state.expires < 0 || state.expires > run.state.now || !state.counted || !serves(run, storage.names)) return;
  state.counted = false;
  const other = nameOf(run, storage.names);
  note(run.state, 'expired', storage.nodes[index]!.id, other === undefined ? {} : { other });
  copyAgain(run, cluster, index);
}

/** Where a task goes: to the node with most free cores, then most free memory, then the first. */
import type { Core } from '../core.js';
import type { ClusterPlan, NodeIndex } from './job-plan.js';

/** Shares of a core add up with tiny errors. */
const TOLERANCE = 1e-9;

/** @returns -1 where none has room. */
export function bestNode(run: Core, cluster: ClusterPlan, memory: number, vcores: number): NodeIndex {
  let best = -1;
  for (const node of cluster.nodes) {
    if (!hasRoom(run, node, memory, vcores)) continue;
    if (best < 0 || isFreer(run, node, best)) best = node;
  }
  return best;
}

function hasRoom(run: Core, node: NodeIndex, memory: number, vcores: number): boolean {
  const state = run.state.jobs!.nodes[node]!;
  const plan = run.plan.jobs!.nodes[node]!;
  if (!state.member || !state.alive || !state.heard || run.state.stations[plan.station]!.mode !== 'up') return false;
  return plan.vcores - state.vcores >= vcores - TOLERANCE && plan.memory - state.memory >= memory * (1 - TOLERANCE);
}

function isFreer(run: Core, node: NodeIndex, than: NodeIndex): boolean {
  const { nodes: plans } = run.plan.jobs!;
  const { nodes: states } = run.state.jobs!;
  const cores = free(plans[node]!.vcores, states[node]!.vcores, plans[than]!.vcores, states[than]!.vcores);
  return Math.abs(cores) > TOLERANCE ? cores > 0 : free(plans[node]!.memory, states[node]!.memory, plans[than]!.memory, states[than]!.memory) > 0;
}

/** How much more is free here than there; where neither has an end, how much less is taken. */
function free(here: number, taken: number, there: number, takenThere: number): number {
  return here === Infinity && there === Infinity ? takenThere - taken : here - taken - (there - takenThere);
}

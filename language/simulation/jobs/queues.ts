/**
 * Queues of YARN's capacity scheduler: what each is sure to get, the most that it may take, and which comes next: of those
 * side by side the one that has taken the smallest part of what it is sure to get, of equals the larger one, then the first
 * (Hadoop's `PriorityUtilizationQueueOrderingPolicy` without priorities). Memory and cores both count, and of a share the
 * larger one of the two (`DominantResourceCalculator`).
 */
import type { Core } from '../core.js';
import type { ClusterIndex, JobIndex, QueueIndex } from './job-plan.js';

/** Shares of a core add up with tiny errors. */
const TOLERANCE = 1e-9;

export interface Size { memory: number; vcores: number }

/** A job takes so much more, or gives it back. */
export function charge(run: Core, job: JobIndex, memory: number, vcores: number): void {
  const taken = run.state.jobs!.queues;
  const plans = run.plan.jobs!.queues;
  if (!taken || !plans) return;
  for (let at = run.plan.jobs!.jobs[job]!.queue ?? -1; at >= 0; at = plans[at]!.parent) {
    taken[at]!.memory += memory;
    taken[at]!.vcores += vcores;
  }
}

/** What the nodes have that the master counts on. */
export function sizeNow(run: Core, cluster: ClusterIndex): Size {
  return sizeOf(run, cluster, (node) => run.state.jobs!.nodes[node]!.member);
}

/** What all nodes have. */
export function sizeEver(run: Core, cluster: ClusterIndex): Size {
  return sizeOf(run, cluster, () => true);
}

function sizeOf(run: Core, cluster: ClusterIndex, counts: (node: number) => boolean): Size {
  const { clusters, nodes } = run.plan.jobs!;
  const size = { memory: 0, vcores: 0 };
  for (const node of clusters[cluster]!.nodes) {
    if (!counts(node)) continue;
    size.memory += nodes[node]!.memory;
    size.vcores += nodes[node]!.vcores;
  }
  return size;
}

/** Whether the queue and all that it is in may take so much more. */
export function mayTake(run: Core, queue: QueueIndex, { memory, vcores }: Size, of: Size): boolean {
  const plans = run.plan.jobs!.queues!;
  for (let at = queue; at >= 0; at = plans[at]!.parent) {
    const taken = run.state.jobs!.queues![at]!;
    if (!within(taken.memory + memory, plans[at]!.maximum * of.memory) || !within(taken.vcores + vcores, plans[at]!.maximum * of.vcores)) return false;
  }
  return true;
}

/** Whether it ever may, when nothing else is taken of it. */
export function couldTake(run: Core, queue: QueueIndex, { memory, vcores }: Size, of: Size): boolean {
  const { maximum } = run.plan.jobs!.queues![queue]!;
  return within(memory, maximum * of.memory) && within(vcores, maximum * of.vcores);
}

function within(amount: number, limit: number): boolean {
  // A maximum of nothing of what has no end is nothing.
  return amount <= (Number.isNaN(limit) ? 0 : limit) * (1 + TOLERANCE) + TOLERANCE;
}

/** The queue with jobs of its own that comes next, among those that are not `passed`; -1: there is none. */
export function nextQueue(run: Core, cluster: ClusterIndex, passed: ReadonlySet<QueueIndex>, of: Size): QueueIndex {
  const plans = run.plan.jobs!.queues!;
  const inOrder = (queues: readonly QueueIndex[]): QueueIndex[] => queues.map((queue) => ({ queue, part: partTaken(run, queue, of) }))
    .sort((a, b) => a.part - b.part || plans[b.queue]!.capacity - plans[a.queue]!.capacity || a.queue - b.queue).map(({ queue }) => queue);
  const pending = inOrder(run.plan.jobs!.clusters[cluster]!.queues!).reverse();
  for (let queue = pending.pop(); queue !== undefined; queue = pending.pop()) {
    const { inside } = plans[queue]!;
    if (inside.length > 0) pending.push(...inOrder(inside).reverse());
    else if (!passed.has(queue)) return queue;
  }
  return -1;
}

/** Taken by what it is sure to get. One that is sure of nothing comes after all others. */
function partTaken(run: Core, queue: QueueIndex, of: Size): number {
  const { memory, vcores } = run.state.jobs!.queues![queue]!;
  const { capacity } = run.plan.jobs!.queues![queue]!;
  const share = Math.max(shareOf(memory, of.memory), of.memory === Infinity && of.vcores === Infinity ? vcores : shareOf(vcores, of.vcores));
  return capacity > 0 ? share / capacity : Number.MAX_VALUE;
}

function shareOf(taken: number, of: number): number {
  // What is left of shares of a core once all is given back is nothing.
  return taken <= TOLERANCE || of === Infinity ? 0 : taken / of;
}

/** The queues of a scheduler as a run needs them: with shares of the whole cluster, and which a job stands in. */
import { queueLevels } from '../../facts/software/index.js';
import type { Id, Job } from '../../model/model.js';
import type { QueuePlan } from '../jobs/job-plan.js';
import type { Planner } from './plan-of.js';
import { amount } from './stations.js';

/** Where a job that says nothing goes, as in Hadoop (`mapreduce.job.queuename`). */
const DEFAULT_QUEUE = 'default';

export class QueuesOfCluster {
  readonly outermost: number[];
  /** By the way from the manager down: what several managers have of one name is one queue. */
  private readonly at = new Map<string, number>();

  /** @param managers that stand in for each other: the queues of the first count. @param plans is added to. */
  constructor(private readonly planner: Planner, private readonly managers: readonly Id[], private readonly plans: QueuePlan[]) {
    this.outermost = this.add(managers[0]!, -1);
  }

  private add(holder: Id, parent: number): number[] {
    const level = this.planner.facts.ask(queueLevels).find((each) => each.holder === holder);
    if (!level) return [];
    const stated = level.queues.map(({ capacity }) => amount(capacity));
    const open = stated.filter((each) => each === undefined).length;
    const rest = Math.max(0, 1 - stated.reduce<number>((sum, each) => sum + (each ?? 0), 0)) / Math.max(1, open);
    const around = parent < 0 ? { capacity: 1, maximum: 1 } : this.plans[parent]!;
    const found = level.queues.map(({ id, maximum }, index): number => {
      const at = this.plans.length;
      this.at.set(this.wayTo(id), at);
      if (stated[index] === undefined && level.queues.length > 1) this.planner.assumptions.add('simulation.assumption.queue-capacity', { queue: id });
      this.plans.push({
        id, parent, inside: [], capacity: around.capacity * (stated[index] ?? rest), maximum: around.maximum * (amount(maximum) ?? 1),
      });
      return at;
    });
    for (const at of found) this.plans[at]!.inside = this.add(this.plans[at]!.id, at);
    return found;
  }

  private wayTo(id: Id): string {
    const manager = this.managers.find((each) => id.startsWith(`${each}.`));
    return manager === undefined ? id : id.slice(manager.length);
  }

  of(job: Job): number {
    const takesJobs = [...this.at.values()].filter((at) => this.plans[at]!.inside.length === 0);
    const named = (job.queue ?? []).map((id) => this.at.get(this.wayTo(id))).find((at) => at !== undefined && takesJobs.includes(at));
    if (named !== undefined) return named;
    const standard = takesJobs.find((at) => this.plans[at]!.id.split('.').at(-1) === DEFAULT_QUEUE);
    const taken = standard ?? takesJobs[0]!;
    const [queue, instead] = [job.queue?.[0], this.plans[taken]!.id];
    if (queue !== undefined) this.planner.assumptions.add('simulation.assumption.other-queue', { job: job.name, queue, instead });
    else if (standard === undefined && takesJobs.length > 1) this.planner.assumptions.add('simulation.assumption.job-queue', { job: job.name, queue: instead });
    return taken;
  }
}

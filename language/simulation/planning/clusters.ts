/** What jobs run on: the members of a group with their memory and cores, and who hands them out, by kinds, software and flows. */
import { jobMembers, statesRoom, type JobMember } from '../../facts/capacity/index.js';
import { statedAmount } from '../../facts/capacity/stated-amount.js';
import { machineOf, hostChain } from '../../facts/storage/machines.js';
import { tree } from '../../facts/network/tree.js';
import type { Facts } from '../../facts/query.js';
import type { Element, Id, Job } from '../../model/model.js';
import { isA } from '../../model/queries.js';
import type { ClusterPlan, ClusterKind, NodePlan, QueuePlan, StoragePlan } from '../jobs/job-plan.js';
import { Masters } from './masters.js';
import { nodeTimeout, storageTimeout } from './node-timeouts.js';
import type { Planner } from './plan-of.js';
import { QueuesOfCluster } from './queues.js';
import { given } from './stations.js';

/** Copies of a block where nothing is said: `dfs.replication`. */
const REPLICAS = 3;
/** Seconds between a NodeManager's heartbeats where nothing is said: `yarn.resourcemanager.nodemanagers.heartbeat-interval-ms`. */
const YARN_HEARTBEAT = 1;

export class ClustersOfPlan {
  readonly nodes: NodePlan[] = [];
  readonly plans: ClusterPlan[] = [];
  /** Of all clusters. */
  readonly queues: QueuePlan[] = [];
  private readonly queuesOf: (QueuesOfCluster | undefined)[] = [];
  private readonly nodeAt = new Map<Id, number>();
  private readonly at = new Map<Id, number>();

  constructor(private readonly planner: Planner) {}

  private get facts(): Facts { return this.planner.facts; }

  cluster(on: Id): number {
    const known = this.at.get(on);
    if (known !== undefined) return known;
    const at = this.plans.length;
    this.at.set(on, at);
    const nodes = this.facts.ask(jobMembers, on);
    const members = nodes.map(({ id }) => id);
    const masters = new Masters(this.planner, members);
    const kind = kindOf(members.map((id) => this.facts.elements[id]!), masters);
    const manager = kind === 'plain' ? undefined : masters.manager(kind);
    const driver = kind === 'spark' ? masters.driver() : kind === 'plain' ? masters.tracker() : undefined;
    const master = kind === 'yarn' ? this.masterOf(members) : undefined;
    const { every, timeout } = nodeTimeout(this.facts, this.planner.assumptions, on, members, driver && kind === 'plain' ? 'hadoop-1' : kind);
    if (kind === 'yarn' && !master) this.planner.assumptions.add('simulation.assumption.no-master', { cluster: on });
    this.plans.push({
      id: on, kind, nodes: [], allocation: master ? every || YARN_HEARTBEAT : 0,
      ...given('manager', manager), ...given('driver', driver), ...given('master', master),
      ...given('client', masters.client(driver ?? manager)),
    });
    this.plans[at]!.nodes = nodes.map((node) => this.node(node, timeout, at));
    Object.assign(this.plans[at]!, given('storage', this.storageOf(members, masters)));
    if (kind === 'yarn' && manager) this.addQueues(at, manager.stations.map((station) => this.planner.stations[station]!.id));
    return at;
  }

  private addQueues(at: number, managers: readonly Id[]): void {
    const found = new QueuesOfCluster(this.planner, managers, this.queues);
    if (found.outermost.length === 0) return;
    this.queuesOf[at] = found;
    this.plans[at]!.queues = found.outermost;
  }

  /** The queue that a job stands in; undefined where its cluster has none. */
  queueOf(job: Job, cluster: number): number | undefined {
    const queues = this.queuesOf[cluster];
    if (!queues && job.queue) this.planner.assumptions.add('simulation.assumption.no-queues', { job: job.name, queue: job.queue[0]!, cluster: this.plans[cluster]!.id });
    return queues?.of(job);
  }

  private node({ id, memory, vcores }: JobMember, timeout: number, cluster: number): number {
    let at = this.nodeAt.get(id);
    if (at !== undefined) {
      // A node of two clusters: whoever notices first.
      this.nodes[at]!.timeout = Math.min(this.nodes[at]!.timeout, timeout);
      return at;
    }
    at = this.nodes.length;
    this.nodeAt.set(id, at);
    if (memory === undefined) this.planner.assumptions.add('simulation.assumption.no-memory', { cluster: this.plans[cluster]!.id });
    if (vcores === undefined) this.planner.assumptions.add('simulation.assumption.no-vcores', { cluster: this.plans[cluster]!.id });
    const hosts = this.facts.ask(hostChain, id).slice(1);
    this.nodes.push({
      id, station: this.planner.station(id), hosts: hosts.map((host) => this.planner.station(host)), timeout, cluster,
      memory: memory ?? Infinity, vcores: vcores ?? Infinity,
    });
    return at;
  }

  /** What the application masters in the nodes state; undefined where none does. */
  private masterOf(members: readonly Id[]): ClusterPlan['master'] {
    for (const member of members) {
      for (const id of this.facts.ask(tree).descendants(member)) {
        if (!isA(this.facts.elements[id]!, 'application-master') || !statesRoom(this.facts, id)) continue;
        return { memory: statedAmount(this.facts, id, 'memory')?.value ?? 0, vcores: statedAmount(this.facts, id, 'vcores')?.value ?? 1 };
      }
    }
    return undefined;
  }

  private storageOf(members: readonly Id[], masters: Masters): StoragePlan | undefined {
    const dataNodes = masters.askedBy(members.flatMap((id) => this.facts.ask(hostChain, id))).filter((id) => isA(this.facts.elements[id]!, 'data-node'));
    if (dataNodes.length === 0) return undefined;
    const replicas = dataNodes.map((id) => statedAmount(this.facts, id, 'replicas')?.value).find((each) => each !== undefined) ?? REPLICAS;
    return {
      replicas: Math.max(1, Math.floor(replicas)), timeout: storageTimeout(this.facts, this.planner.assumptions, dataNodes), ...given('names', masters.names(dataNodes)),
      nodes: dataNodes.map((id) => ({
        id, station: this.planner.station(id), beside: members.filter((member) => machineOf(this.facts, member) === machineOf(this.facts, id)).map((member) => this.nodeAt.get(member)!),
      })),
    };
  }
}

function kindOf(members: readonly Element[], masters: Masters): ClusterKind {
  const some = (...kinds: string[]): boolean => members.some((element) => kinds.some((kind) => isA(element, kind)));
  if (some('executor', 'spark') || (!some('node-manager', 'task-tracker') && masters.driver() !== undefined)) return 'spark';
  return some('node-manager') || (!some('task-tracker') && masters.manager('yarn') !== undefined) ? 'yarn' : 'plain';
}

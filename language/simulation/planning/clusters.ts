/** What jobs run on: the members of a group with their memory and cores, and who hands them out, by kinds, software and flows. */
import { machineOf, hostChain } from '../../facts/storage/machines.js';
import { tree } from '../../facts/network/tree.js';
import type { Facts } from '../../facts/query.js';
import type { Element, Id } from '../../model/model.js';
import { hasRole, isA, isPlace } from '../../model/queries.js';
import type { ClusterPlan, ClusterKind, NodePlan, StoragePlan } from '../jobs/job-plan.js';
import { Masters } from './masters.js';
import { nodeTimeout, storageTimeout } from './node-timeouts.js';
import type { Planner } from './plan-of.js';
import { amount, given } from './stations.js';

/** Copies of a block where nothing is said: `dfs.replication`. */
const REPLICAS = 3;
/** Seconds between a NodeManager's heartbeats where nothing is said: `yarn.resourcemanager.nodemanagers.heartbeat-interval-ms`. */
const YARN_HEARTBEAT = 1;
/** What runs tasks inside of a machine. */
const WORKERS = ['node-manager', 'executor', 'task-tracker'];

export class ClustersOfPlan {
  readonly nodes: NodePlan[] = [];
  readonly plans: ClusterPlan[] = [];
  private readonly nodeAt = new Map<Id, number>();
  private readonly at = new Map<Id, number>();

  constructor(private readonly planner: Planner) {}

  private get facts(): Facts { return this.planner.facts; }

  cluster(on: Id): number {
    const known = this.at.get(on);
    if (known !== undefined) return known;
    const at = this.plans.length;
    this.at.set(on, at);
    const members = this.membersOf(on);
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
    this.plans[at]!.nodes = members.map((id) => this.node(id, members, timeout, at));
    Object.assign(this.plans[at]!, given('storage', this.storageOf(members, masters)));
    return at;
  }

  /** Of a machine that says nothing itself, what works in it. */
  private membersOf(on: Id): Id[] {
    const index = this.facts.ask(tree);
    const place = isPlace(this.facts.elements[on]);
    const listed = place ? index.descendants(on).filter((id) => this.works(id)) : index.members(on).filter((id) => this.facts.elements[id]);
    return [...new Set(listed.flatMap((id) => {
      if (this.states(id) || WORKERS.some((kind) => isA(this.facts.elements[id]!, kind))) return [id];
      const inside = this.workersIn(id);
      return inside.length > 0 ? inside : [id];
    }))];
  }

  private workersIn(id: Id): Id[] {
    const inside = this.facts.ask(tree).descendants(id).filter((each) => WORKERS.some((kind) => isA(this.facts.elements[each]!, kind)));
    // Executors in a NodeManager's containers are what tasks run on.
    return inside.filter((each) => !inside.some((other) => other !== each && this.facts.ask(hostChain, other).includes(each)));
  }

  private works(id: Id): boolean {
    const element = this.facts.elements[id]!;
    return hasRole(element, 'compute') || WORKERS.some((kind) => isA(element, kind));
  }

  private states(id: Id): boolean {
    const { attributes } = this.facts.elements[id]!;
    return amount(attributes['vcores']) !== undefined || amount(attributes['memory']) !== undefined;
  }

  private node(id: Id, members: readonly Id[], timeout: number, cluster: number): number {
    let at = this.nodeAt.get(id);
    if (at !== undefined) {
      // A node of two clusters: whoever notices first.
      this.nodes[at]!.timeout = Math.min(this.nodes[at]!.timeout, timeout);
      return at;
    }
    at = this.nodes.length;
    this.nodeAt.set(id, at);
    const hosts = this.facts.ask(hostChain, id).slice(1);
    this.nodes.push({
      id, station: this.planner.station(id), hosts: hosts.map((host) => this.planner.station(host)), timeout, cluster,
      memory: this.capacity(id, 'memory', members, cluster), vcores: this.capacity(id, 'vcores', members, cluster),
    });
    return at;
  }

  /** Its own, else its part of what it runs on. */
  private capacity(id: Id, attribute: 'memory' | 'vcores', members: readonly Id[], cluster: number): number {
    for (const each of this.facts.ask(hostChain, id)) {
      const stated = amount(this.facts.elements[each]?.attributes[attribute]);
      if (stated === undefined) continue;
      const sharers = each === id ? 1 : members.filter((member) => this.facts.ask(hostChain, member).includes(each)).length;
      return Math.max(0, stated) / Math.max(1, sharers);
    }
    this.planner.assumptions.add(attribute === 'memory' ? 'simulation.assumption.no-memory' : 'simulation.assumption.no-vcores', { cluster: this.plans[cluster]!.id });
    return Infinity;
  }

  /** What the application masters in the nodes state; undefined where none does. */
  private masterOf(members: readonly Id[]): ClusterPlan['master'] {
    for (const member of members) {
      for (const id of this.facts.ask(tree).descendants(member)) {
        const { attributes } = this.facts.elements[id]!;
        if (!isA(this.facts.elements[id]!, 'application-master') || !this.states(id)) continue;
        return { memory: amount(attributes['memory']) ?? 0, vcores: amount(attributes['vcores']) ?? 1 };
      }
    }
    return undefined;
  }

  private storageOf(members: readonly Id[], masters: Masters): StoragePlan | undefined {
    const dataNodes = masters.askedBy(members.flatMap((id) => this.facts.ask(hostChain, id))).filter((id) => isA(this.facts.elements[id]!, 'data-node'));
    if (dataNodes.length === 0) return undefined;
    const replicas = dataNodes.map((id) => amount(this.facts.elements[id]!.attributes['replicas'])).find((each) => each !== undefined) ?? REPLICAS;
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

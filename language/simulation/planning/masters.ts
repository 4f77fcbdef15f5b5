/** Who stands over the nodes of a cluster: those of their kind that flows join with them, else the only ones that there are. */
import { hostChain } from '../../facts/storage/machines.js';
import { endpointElements } from '../../facts/network/index.js';
import { tree } from '../../facts/network/tree.js';
import { flowsBySource } from '../../facts/redundancy/sources.js';
import type { Facts } from '../../facts/query.js';
import type { Flow, Id } from '../../model/model.js';
import { hasRole, isA } from '../../model/queries.js';
import type { Keeper } from '../jobs/job-plan.js';
import type { Planner } from './plan-of.js';

export class Masters {
  private readonly near: ReadonlySet<Id>;

  constructor(private readonly planner: Planner, private readonly members: readonly Id[]) {
    this.near = new Set(members.flatMap((id) => this.facts.ask(hostChain, id)));
  }

  private get facts(): Facts { return this.planner.facts; }

  manager(kind: 'yarn' | 'spark'): Keeper | undefined {
    const drivers = kind === 'spark' ? this.find(['spark-driver'], this.near) : [];
    const kinds = kind === 'yarn' ? ['resource-manager'] : ['cluster-manager', 'resource-manager'];
    return this.keeper(this.find(kinds, new Set([...this.near, ...drivers])));
  }

  driver(): Keeper | undefined {
    const drivers = this.find(['spark-driver'], this.near, false);
    if (drivers.length > 0) return this.keeper(drivers);
    // It may speak with its cluster manager alone.
    const managers = this.find(['cluster-manager', 'resource-manager'], this.near, false);
    const behind = this.find(['spark-driver'], new Set(managers), false);
    return this.keeper(behind.length > 0 ? behind : this.members.some((id) => isA(this.facts.elements[id]!, 'executor')) ? this.find(['spark-driver'], new Set()) : []);
  }

  /** Hadoop 1's only master. */
  tracker(): Keeper | undefined {
    return this.members.some((id) => isA(this.facts.elements[id]!, 'task-tracker')) ? this.keeper(this.find(['job-tracker'], this.near)) : undefined;
  }

  names(dataNodes: readonly Id[]): Keeper | undefined {
    return this.keeper(this.find(['name-node'], new Set([...this.near, ...dataNodes])));
  }

  /** The first user or client that a flow leads from. */
  client(keeper: Keeper | undefined): Id | undefined {
    const masters = new Set(keeper?.stations.map((station) => this.planner.stations[station]!.id));
    for (const [source, flows] of this.facts.ask(flowsBySource)) {
      const element = this.facts.elements[source];
      if (element && hasRole(element, 'actor') && flows.some((flow) => this.targets(flow).some((id) => masters.has(id)))) return source;
    }
    return undefined;
  }

  /** Elements that flows of these lead to. */
  askedBy(sources: readonly Id[]): Id[] {
    const flows = this.facts.ask(flowsBySource);
    return [...new Set(sources.flatMap((source) => (flows.get(source) ?? []).flatMap((flow) => this.targets(flow))))];
  }

  /** @param alone where no flow joins them: the only ones of the architecture, or the only group of them. */
  private find(kinds: readonly string[], near: ReadonlySet<Id>, alone = true): Id[] {
    const isWorker = (id: Id): boolean => this.members.includes(id) || ['node-manager', 'executor', 'worker-node'].some((kind) => isA(this.facts.elements[id]!, kind));
    const all = Object.values(this.facts.elements).filter((element) => kinds.some((kind) => isA(element, kind)) && !isWorker(element.id)).map(({ id }) => id);
    const joined = all.filter((id) => this.isJoined(id, near));
    if (joined.length > 0 || !alone) return joined;
    const groups = new Set(all.map((id) => this.facts.ask(tree).groupsOf.get(id)?.[0]?.id));
    return all.length === 1 || (groups.size === 1 && !groups.has(undefined)) ? all : [];
  }

  private isJoined(id: Id, near: ReadonlySet<Id>): boolean {
    const flows = this.facts.ask(flowsBySource);
    if ((flows.get(id) ?? []).some((flow) => this.targets(flow).some((each) => near.has(each)))) return true;
    return [...near].some((each) => (flows.get(each) ?? []).some((flow) => this.targets(flow).includes(id)));
  }

  private targets(flow: Flow): Id[] {
    return flow.to.flatMap((endpoint) => endpointElements(this.facts, endpoint)).map((end) => end.element);
  }

  private keeper(ids: readonly Id[]): Keeper | undefined {
    if (ids.length === 0) return undefined;
    const index = this.facts.ask(tree);
    const group = (index.groupsOf.get(ids[0]!) ?? []).find((each) => ids.every((id) => index.members(each.id).includes(id)) && this.planner.groups.indexOf(each.id) !== undefined);
    const members = group ? index.members(group.id).filter((id) => this.facts.elements[id]) : ids;
    const at = group && this.planner.groups.indexOf(group.id);
    return { stations: members.map((id) => this.planner.station(id)), ...(at === undefined ? {} : { group: at }) };
  }
}

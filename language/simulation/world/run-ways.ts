/** What a run asks of the architecture, answered by the facts: the same traced ways and supports that the rules rest on. */
import { carriage, dialKey } from '../../facts/network/index.js';
import type { PathGraph } from '../../facts/network/types.js';
import type { Facts } from '../../facts/query.js';
import { Circuit, type Gate } from '../../facts/redundancy/circuit.js';
import { passing } from '../../facts/redundancy/passing.js';
import { Propagation } from '../../facts/redundancy/propagation.js';
import { Supports } from '../../facts/redundancy/supports.js';
import type { Id, PortMatch } from '../../model/model.js';
import { isInternet, memberElements } from '../../model/queries.js';
import type { CallPlan, LinkIndex, Plan, WayPlan, Ways } from '../plan.js';
import type { Trouble } from '../trouble/trouble.js';
import { NO_TROUBLE } from '../trouble/trouble.js';
import { falloutOf } from './fallout.js';
import { FlowCarriages } from './flow-carriages.js';
import { passedLinks, type Passed } from './link-directions.js';
import { findWay, type Obstacles } from './ways.js';

export class RunWays implements Ways {
  private readonly linkAt: Map<Id, LinkIndex>;
  private readonly carriages: FlowCarriages;
  /** Some link takes time. */
  private slow: boolean | undefined;
  private readonly ups: { propagation: Propagation; up: Map<Id, Gate>; self: Map<Id, Gate> };

  constructor(private readonly facts: Facts, private readonly plan: Plan) {
    this.linkAt = new Map(plan.links.map((link, index) => [link.id, index]));
    this.carriages = new FlowCarriages(facts);
    this.ups = upGates(facts);
  }

  between(call: CallPlan, from: number, to: number, trouble: Trouble): WayPlan | undefined {
    const flow = this.plan.flows[call.flow]!.id;
    const [source, target] = [this.plan.stations[from]!.id, this.plan.stations[to]!.id];
    if (parted(source, target, trouble)) return undefined;
    const carried = this.carriages.of(flow, source, target);
    if (!carried || (carried.trace.reachable && !carried.forward)) return { forward: [], back: [] };
    if (!carried.trace.reachable) return undefined;
    const via = this.facts.model.flows[flow]?.via ?? [];
    const forward = this.past(passing(carried.forward!, via.map(({ id }) => new Set([id, ...memberElements(this.facts.model, id)]))), trouble);
    if (!forward) return undefined;
    const back = carried.back ? this.past(carried.back, trouble) : reversed(forward);
    return back && { forward: this.links(forward, false), back: this.links(back, true) };
  }

  /** The links of a way past what is down. Who stands by carries nothing, unless the healthy network was made to use it. */
  private past(graph: PathGraph, trouble: Trouble): Passed[] | undefined {
    const { down, idle, partitions } = trouble;
    const idleCounts = idle.size > 0 && this.waysWithout(graph, idle);
    const way = findWay(graph, down, { partitions, ...(idleCounts ? { idle } : {}) });
    return way && passedLinks(this.facts, graph.nodes[graph.source]?.element, way);
  }

  /** True where the graph has ways that need none of these at the same time; asked of the healthy network. */
  private waysWithout(graph: PathGraph, idle: ReadonlySet<Id>): boolean {
    const touched = graph.nodes.some(({ element }) => element !== undefined && idle.has(element));
    if (!touched) return false;
    // With the primaries serving, all others standing by, is there a way? Then the group is passed by whoever serves.
    const standing = this.plan.groups.filter((group) => group.forwards).flatMap((group) => group.members.slice(1).map((member) => member.id));
    return findWay(graph, NO_TROUBLE.down, { partitions: [], idle: new Set(standing) }) !== undefined;
  }

  latency(from: Id, to: Id, trouble: Trouble): number | undefined {
    this.slow ??= this.plan.links.some((link) => link.latency > 0);
    if (!this.slow) return 0;
    const carried = this.facts.ask(carriage, dialKey({ from, to }));
    const way = carried.trace.reachable && carried.forward ? findWay(carried.forward, trouble.down, { partitions: trouble.partitions }) : undefined;
    return way && way.flatMap(({ links }) => links).reduce((sum, id) => sum + (this.facts.links[id]?.latency ?? 0), 0);
  }

  /** What the healthy network does not carry is a finding of its own, and taken to be carried otherwise. */
  copies(from: Id, to: Id, trouble: Trouble): WayPlan | undefined {
    if (parted(from, to, trouble)) return undefined;
    const carried = this.facts.ask(carriage, dialKey({ from, to }));
    if (!carried.trace.reachable || !carried.forward) return { forward: [], back: [] };
    const forward = this.past(carried.forward, trouble);
    const back = forward && (carried.back ? this.past(carried.back, trouble) : reversed(forward));
    return forward && back && { forward: this.links(forward, false), back: this.links(back, true) };
  }

  /** Requests go from a link's first end to its second, answers back, unless it is marked otherwise. */
  private links(way: readonly Passed[], back: boolean): LinkIndex[] {
    return way.flatMap(({ link, against }) => {
      const at = this.linkAt.get(link);
      return at === undefined ? [] : [against === back ? at : ~at];
    });
  }

  fallen(failed: readonly Id[]): ReadonlySet<Id> {
    const { propagation, up, self } = this.ups;
    const down = new Set<Id>(failed);
    const mark = propagation.mark;
    propagation.fail(failed.flatMap((id) => self.get(id) ?? []));
    for (const [id, gate] of up) if (!propagation.holds(gate)) down.add(id);
    propagation.undo(mark);
    return down;
  }

  broken(failed: readonly Id[]): ReadonlySet<Id> {
    return falloutOf(this.facts, new Set(failed)).broken;
  }

  /** What a health check asks for has to be let through, and somebody has to listen: also in the healthy network. */
  checks(from: Id, to: Id, ports: readonly PortMatch[], trouble: Trouble): boolean {
    if (parted(from, to, trouble)) return false;
    return ports.some((port) => {
      const carried = this.facts.ask(carriage, dialKey({ from, to, port }));
      if (!carried.trace.reachable) return false;
      return !carried.forward || findWay(carried.forward, trouble.down, { partitions: trouble.partitions }) !== undefined;
    });
  }

  hears(from: Id, to: Id, trouble: Trouble): boolean {
    if (trouble.down.has(from) || trouble.down.has(to) || parted(from, to, trouble)) return false;
    const carried = this.facts.ask(carriage, dialKey({ from, to }));
    // What the healthy network does not carry either is a finding of its own, and taken to be meant otherwise.
    if (!carried.trace.reachable || !carried.forward) return true;
    return findWay(carried.forward, trouble.down, { partitions: trouble.partitions }) !== undefined;
  }
}

function parted(a: Id, b: Id, { partitions }: Trouble): boolean {
  return partitions.some((each) => (each.a.has(a) && each.b.has(b)) || (each.b.has(a) && each.a.has(b)));
}

function reversed(way: readonly Passed[]): Passed[] {
  return way.map(({ link, against }) => ({ link, against: !against })).reverse();
}

export type { Obstacles };

/** Of every element whether it is up, without asking the network. */
function upGates(facts: Facts): { propagation: Propagation; up: Map<Id, Gate>; self: Map<Id, Gate> } {
  const circuit = new Circuit();
  const supports = new Supports(facts, circuit);
  const elements = Object.values(facts.elements).filter((element) => !isInternet(element)).map((element) => element.id);
  const up = new Map(elements.map((id) => [id, supports.up(id)]));
  const self = new Map([...elements, ...Object.keys(facts.links)].map((id) => [id, supports.self(id)]));
  return { propagation: new Propagation(circuit), up, self };
}

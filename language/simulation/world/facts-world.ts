/** The world as the facts know it: services, calls, traced ways, and what falls — the same answers that the rules rest on. */
import { carriage, dialKey, flowDials } from '../../facts/network/index.js';
import type { Carriage, PathGraph } from '../../facts/network/types.js';
import type { Facts } from '../../facts/query.js';
import { passing } from '../../facts/redundancy/passing.js';
import { serviceName, services } from '../../facts/redundancy/services.js';
import { flowsBySource } from '../../facts/redundancy/sources.js';
import type { Flow, Id } from '../../model/model.js';
import { memberElements } from '../../model/queries.js';
import { falloutOf } from './fallout.js';
import { targetsOf } from './targets.js';
import { findWay } from './ways.js';
import type { Call, Fallout, Service, Way, World } from './world.js';

export class FactsWorld implements World {
  readonly services: readonly Service[];
  private readonly known = new Map<Id, readonly Call[]>();
  private readonly bySource: Map<Id, Flow[]>;
  /** The connections of each flow by their ends. */
  private readonly carriages = new Map<Id, Map<string, Carriage>>();

  constructor(private readonly facts: Facts) {
    this.bySource = facts.ask(flowsBySource);
    this.services = facts.ask(services).map((flow) => ({ flow: flow.id, title: serviceName(flow), sources: this.sourcesOf(flow) }));
  }

  private sourcesOf(flow: Flow): Id[] {
    return [...this.bySource].filter(([, flows]) => flows.some(({ id }) => id === flow.id)).map(([source]) => source);
  }

  calls(element: Id): readonly Call[] {
    let calls = this.known.get(element);
    if (!calls) this.known.set(element, calls = (this.bySource.get(element) ?? []).map((flow) => this.callOf(flow)));
    return calls;
  }

  private callOf(flow: Flow): Call {
    return {
      flow: flow.id, targets: targetsOf(this.facts, flow), share: flow.share ?? 1, optional: flow.optional, async: flow.async,
      needs: flow.needs.map((need) => need.id),
    };
  }

  way(flow: Id, from: Id, to: Id, down: ReadonlySet<Id>): Way | undefined {
    const carried = this.carriageOf(flow, from, to);
    if (!carried) return { forward: [{ to, links: [] }], back: [{ to: from, links: [] }] };
    if (!carried.trace.reachable) return undefined;
    if (!carried.forward) return { forward: [{ to, links: [] }], back: [{ to: from, links: [] }] };
    const forward = findWay(this.passingVia(flow, carried.forward), down);
    if (!forward) return undefined;
    const back = carried.back && findWay(carried.back, down);
    if (carried.back && !back) return undefined;
    return { forward, back: back ?? reversed(from, forward) };
  }

  /** `via X`: only ways that pass each of these, or one of its members. */
  private passingVia(flow: Id, graph: PathGraph): PathGraph {
    const { model } = this.facts;
    const via = model.flows[flow]?.via ?? [];
    return passing(graph, via.map(({ id }) => new Set([id, ...memberElements(model, id)])));
  }

  /** Of several ports, the first that is carried. */
  private carriageOf(flow: Id, from: Id, to: Id): Carriage | undefined {
    let known = this.carriages.get(flow);
    if (!known) {
      known = new Map();
      for (const dial of this.facts.ask(flowDials, flow)) {
        const key = `${dial.from}\u0001${dial.to}`;
        if (known.get(key)?.trace.reachable) continue;
        known.set(key, this.facts.ask(carriage, dialKey(dial)));
      }
      this.carriages.set(flow, known);
    }
    return known.get(`${from}\u0001${to}`);
  }

  fallout(failed: ReadonlySet<Id>): Fallout {
    return falloutOf(this.facts, failed);
  }
}

function reversed(from: Id, forward: Way['forward']): Way['back'] {
  const stations = [from, ...forward.map((step) => step.to)];
  return forward.map((step, index) => ({ to: stations[index]!, links: [...step.links].reverse() })).reverse();
}

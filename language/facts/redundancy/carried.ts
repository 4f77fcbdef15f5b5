/**
 * The network under a connection: the ways of the request and those of the reply, each a path over elements and links
 * that must be up. What is assumed to be carried holds; what the healthy network does not carry never does.
 */
import { carriage } from '../network/carriage.js';
import { dialKey } from '../network/dial.js';
import { flowDials } from '../network/flow-dials.js';
import { tree } from '../network/tree.js';
import type { Carriage, Dial, PathGraph } from '../network/types.js';
import type { Id } from '../../model/model.js';
import { isInternet } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { all, any, pathContent, type Circuit, type Gate, type GatedGraph } from './circuit.js';
import { isActor } from './failable.js';
import { merged } from './merged-states.js';
import { contracted } from './path-contraction.js';
import { passing } from './passing.js';
import type { Supports } from './supports.js';

/** Who says which ways a connection has. */
export interface Carrier {
  dials(flow: Id): readonly Dial[];
  carriage(dial: Dial): Carriage;
}

export function carrierOf(facts: Facts): Carrier {
  return {
    dials: (flow) => facts.ask(flowDials, flow),
    carriage: (dial) => facts.ask(carriage, dialKey(dial)),
  };
}

export class Carried {
  private readonly dialsOf = new Map<Id, Map<string, Dial[]>>();
  /** Gates of connections that hold only because nothing is said of their network. */
  readonly assumed = new Set<Gate>();

  constructor(
    private readonly facts: Facts,
    private readonly circuit: Circuit,
    private readonly supports: Supports,
    private readonly carrier: Carrier,
  ) {}

  /** The network carries the flow from this element to that one. */
  between(flow: Id, from: Id, to: Id): Gate {
    const dials = this.dials(flow).get(`${from}\u0001${to}`) ?? [];
    const via = (this.facts.flows[flow]?.via ?? []).map((each) => each.id);
    const how = JSON.stringify([dials.map(dialKey), via]);
    return this.circuit.gate({ type: 'carried', from, to, how }, () => all(dials.map((dial) => this.dial(dial, via))));
  }

  /** One connection, whatever asks for it. */
  dial(dial: Dial, via: readonly Id[] = []): Gate {
    const { trace, forward, back } = this.carrier.carriage(dial);
    const how = JSON.stringify([dialKey(dial), via]);
    const gate = this.circuit.gate({ type: 'carried', from: dial.from, to: dial.to, how }, () => {
      if (!trace.reachable) return any([]);
      const request = forward && passing(forward, via.map((id) => this.whatPasses(id)));
      return all([request && this.path(dial, request, false), back && this.path(dial, back, true)].filter((each) => each !== undefined));
    });
    if (trace.disposition === 'assumed') this.assumed.add(gate);
    return gate;
  }

  path(ends: { from: Id; to: Id }, graph: PathGraph, reply: boolean): Gate {
    const meaning = { type: 'path', from: ends.from, to: ends.to, reply, how: JSON.stringify(graph) } as const;
    return this.circuit.gate(meaning, () => pathContent(merged(contracted(this.gated(graph)))));
  }

  private gated(graph: PathGraph): GatedGraph {
    return {
      nodes: graph.nodes.map(({ element }) => (element === undefined ? undefined : this.node(element))),
      arcs: graph.edges.map(({ from, to, link }) => ({ from, to, gate: link === undefined ? undefined : this.supports.self(link) })),
      source: graph.source,
      sink: graph.sink,
    };
  }

  /** Who uses the system is an end of the path, not a device on it; whether it must be up is said where it is called. */
  private node(id: Id): Gate | undefined {
    const element = this.facts.elements[id];
    return !element || isInternet(element) || isActor(this.facts, element) ? undefined : this.supports.up(id);
  }

  private dials(flow: Id): Map<string, Dial[]> {
    let known = this.dialsOf.get(flow);
    if (!known) {
      known = new Map();
      for (const dial of this.carrier.dials(flow)) {
        const key = `${dial.from}\u0001${dial.to}`;
        known.set(key, [...(known.get(key) ?? []), dial]);
      }
      this.dialsOf.set(flow, known);
    }
    return known;
  }

  /** What a path passes when it passes X: X, a member of it, or something in it. */
  private whatPasses(id: Id): Set<Id> {
    const index = this.facts.ask(tree);
    return new Set([id, ...index.members(id), ...index.descendants(id)]);
  }
}

/**
 * When an element works, when a group does for who asks, and what a flow asks for. The three refer to each other in
 * circles where the model does; the circuit closes them.
 */
import type { Endpoint, Flow, Group, Id } from '../../model/model.js';
import { isInternet, isPlace } from '../../model/queries.js';
import { endpointElements } from '../network/flow-dials.js';
import { tree } from '../network/tree.js';
import type { Facts } from '../query.js';
import type { Carried } from './carried.js';
import { all, any, atLeast, type Circuit, type Gate, type GateContent } from './circuit.js';
import { countedGroup } from './counted.js';
import { isActor } from './failable.js';
import type { Mounts } from './mounts.js';
import { flowsBySource } from './sources.js';
import { needed, supporting, type Supports } from './supports.js';

export class Works {
  constructor(
    private readonly facts: Facts,
    private readonly circuit: Circuit,
    private readonly supports: Supports,
    private readonly carried: Carried,
    private readonly mounts: Mounts,
  ) {}

  /** The element is up and each of its flows works; of a group, enough members are so, whoever asks. */
  works(id: Id): Gate {
    const group = this.facts.groups[id];
    return this.circuit.gate({ type: 'works', id }, () => {
      if (group) return this.byMode(group, false, (member) => this.works(member));
      const flows = (this.facts.ask(flowsBySource).get(id) ?? []).filter((flow) => !flow.optional);
      return all([this.supports.up(id), ...flows.map((flow) => this.asks(flow, id)), ...this.mounts.of(id)]);
    });
  }

  /** A flow as a whole: enough of its sources take part, and each of those gets what it asks for. */
  flow(flow: Flow): Gate {
    return this.circuit.gate({ type: 'flow', flow: flow.id }, () => all(flow.from.map((endpoint) => this.sources(flow, endpoint))));
  }

  /** What the flow asks for, from this source: all its targets, and whatever else it needs. */
  asks(flow: Flow, from: Id): Gate {
    return this.circuit.gate({ type: 'asks', flow: flow.id, from }, () => all([
      ...flow.to.flatMap((endpoint) => this.targets(flow, from, endpoint)),
      ...this.needs(flow),
    ]));
  }

  /** Ids of one written name belong together: parts of a counted element stand in for each other. */
  private needs(flow: Flow): Gate[] {
    const byPlace = new Map<string, Id[]>();
    for (const { id, origin } of flow.needs) {
      const place = JSON.stringify([origin.uri, origin.range]);
      byPlace.set(place, [...(byPlace.get(place) ?? []), id]);
    }
    return [...byPlace.values()].flatMap((ids) => {
      const counted = countedGroup(this.facts, ids);
      if (!counted) return ids.map((id) => this.need(id));
      const parts = counted.parts.map((each) => this.together(each.map((id) => this.need(id))));
      return [this.circuit.gate({ type: 'enough', of: `needs ${ids.join(' ')}` }, () => this.enough(counted, false, parts))];
    });
  }

  private need(id: Id): Gate {
    const flow = this.facts.flows[id];
    return flow ? this.flow(flow) : this.works(id);
  }

  // -------------------------------------------------------------------------------------------------- targets

  private targets(flow: Flow, from: Id, endpoint: Endpoint): Gate[] {
    switch (endpoint.type) {
      case 'any': return [];
      case 'ids': {
        const ids = this.withoutMembers(endpoint.ids);
        const counted = countedGroup(this.facts, ids);
        if (!counted) return ids.map((id) => this.target(flow, from, id));
        const meaning = { type: 'target', flow: flow.id, from, id: counted.id, reads: flow.access === 'reads' } as const;
        return [this.circuit.gate({ ...meaning, parts: ids.join(' ') }, () => {
          const parts = counted.parts.map((each) => each.map((id) => this.target(flow, from, id)));
          return this.enough(counted, flow.access === 'reads', parts.map((gates) => (gates.length === 1 ? gates[0]! : this.together(gates))));
        })];
      }
      case 'tag':
      case 'address': {
        const ends = endpointElements(this.facts, endpoint);
        const ids = [...new Set(ends.map((end) => end.group ?? end.element))];
        const targets = ids.map((id) => this.target(flow, from, id));
        return endpoint.type === 'tag' || targets.length < 2 ? targets : [this.anyOwner(flow, from, endpoint.text, targets)];
      }
    }
  }

  /** What one name at the target end stands for. */
  private target(flow: Flow, from: Id, id: Id): Gate {
    const group = this.facts.groups[id];
    const reads = flow.access === 'reads';
    if (group) {
      return this.circuit.gate({ type: 'target', flow: flow.id, from, id, reads },
        () => this.byMode(group, reads, (member) => this.target(flow, from, member)));
    }
    const element = this.facts.elements[id];
    if (element && (!isPlace(element) || isInternet(element))) return this.member(flow, from, id);
    return this.circuit.gate({ type: 'target', flow: flow.id, from, id, reads }, () => {
      const inside = endpointElements(this.facts, { type: 'ids', ids: [id], text: id, origin: flow.origin });
      return all([...new Set(inside.map((end) => end.element))].map((each) => this.member(flow, from, each)));
    });
  }

  private member(flow: Flow, from: Id, id: Id): Gate {
    return this.circuit.gate({ type: 'member', flow: flow.id, from, id }, () => all([this.works(id), this.carried.between(flow.id, from, id)]));
  }

  /** One address that several elements own: any of them answers. */
  private anyOwner(flow: Flow, from: Id, address: string, owners: Gate[]): Gate {
    return this.circuit.gate({ type: 'target', flow: flow.id, from, id: address, reads: false }, () => any(owners));
  }

  // -------------------------------------------------------------------------------------------------- sources

  private sources(flow: Flow, endpoint: Endpoint): Gate {
    return this.circuit.gate({ type: 'sources', flow: flow.id, id: endpoint.text }, () => {
      if (endpoint.type !== 'ids') return all(endpointElements(this.facts, endpoint).map((end) => this.source(flow, end.element)));
      const ids = this.withoutMembers(endpoint.ids);
      const counted = countedGroup(this.facts, ids);
      if (!counted) return all(ids.map((id) => this.source(flow, id)));
      return this.enough(counted, false, counted.parts.map((each) => this.together(each.map((id) => this.source(flow, id)))));
    });
  }

  private source(flow: Flow, id: Id): Gate {
    const group = this.facts.groups[id];
    return this.circuit.gate({ type: 'source', flow: flow.id, id }, () => {
      if (group) return this.byMode(group, false, (member) => this.source(flow, member));
      const element = this.facts.elements[id];
      if (element && isPlace(element) && !isInternet(element)) {
        const inside = endpointElements(this.facts, { type: 'ids', ids: [id], text: id, origin: flow.origin });
        return all([...new Set(inside.map((end) => end.element))].map((each) => this.source(flow, each)));
      }
      if (element && isActor(this.facts, element)) return all([this.asks(flow, id)]);
      return all([this.supports.up(id), this.asks(flow, id)]);
    });
  }

  // -------------------------------------------------------------------------------------------------- by mode

  private byMode(group: Group, reads: boolean, member: (id: Id) => Gate): GateContent {
    return this.enough(group, reads, (reads ? [...new Set(group.members.map((each) => each.id))] : supporting(group)).map(member));
  }

  /** Enough members by the group's mode; a read is content with any, and does not wait for a hand-over. */
  private enough(group: Group, reads: boolean, members: Gate[]): GateContent {
    if (members.length === 0) return all([]);
    const chosen = atLeast(reads ? 1 : needed(group), members);
    if (reads || group.mode !== 'active-standby' || group.failover?.within === undefined || members.length < 2) return chosen;
    const handover = this.circuit.gate({ type: 'handover', group: group.id }, () => ({ type: 'variable' }));
    return all([handover, this.circuit.gate({ type: 'enough', of: JSON.stringify(chosen) }, () => chosen)]);
  }

  private together(gates: Gate[]): Gate {
    if (gates.length === 1) return gates[0]!;
    return this.circuit.gate({ type: 'enough', of: gates.join(' ') }, () => all(gates));
  }

  /** A counted name in a path comes as its group and its instances: the group speaks for them. */
  private withoutMembers(ids: readonly Id[]): Id[] {
    const index = this.facts.ask(tree);
    const covered = new Set(ids.filter((id) => this.facts.groups[id]).flatMap((id) => index.members(id)));
    return ids.filter((id) => !covered.has(id));
  }
}

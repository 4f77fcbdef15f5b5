/**
 * Storage that an element mounts is drawn on like power: it must be up, and reached over its own cables (SAS, SATA,
 * SCSI, Fibre Channel) where there are some, else over the network. A mount that nothing carries is a finding of its
 * own and brings nothing down.
 */
import type { Id } from '../../model/model.js';
import { hasRole } from '../../model/queries.js';
import type { PathGraph } from '../network/types.js';
import { query, type Facts } from '../query.js';
import type { Carried, Carrier } from './carried.js';
import { all, atLeast, type Circuit, type Gate } from './circuit.js';
import { needed, supporting, type Supports } from './supports.js';

const STORAGE_MEDIA = new Set(['fc', 'sas', 'sata', 'scsi']);

/** Storage cables by the element at their end. */
const storageCables = query('redundancy.storage-cables', (facts): Map<Id, { link: Id; other: Id }[]> => {
  const cables = new Map<Id, { link: Id; other: Id }[]>();
  for (const link of Object.values(facts.links)) {
    if (!STORAGE_MEDIA.has(link.medium)) continue;
    for (const [end, other] of [[link.a.element, link.b.element], [link.b.element, link.a.element]] as const) {
      cables.set(end, [...(cables.get(end) ?? []), { link: link.id, other }]);
    }
  }
  return cables;
});

export class Mounts {
  constructor(
    private readonly facts: Facts,
    private readonly circuit: Circuit,
    private readonly supports: Supports,
    private readonly carried: Carried,
    private readonly carrier: Carrier,
  ) {}

  of(id: Id): Gate[] {
    return [...new Set((this.facts.elements[id]?.mounts ?? []).map((mount) => mount.target))].map((target) => this.mounted(id, target));
  }

  private mounted(id: Id, target: Id): Gate {
    return this.circuit.gate({ type: 'mounted', id, target }, () => {
      const group = this.facts.groups[target];
      if (!group) return all([this.supports.up(target), ...this.reached(id, target)]);
      const members = supporting(group).map((member) => this.mounted(id, member));
      return members.length === 0 ? all([]) : atLeast(needed(group), members);
    });
  }

  private reached(id: Id, target: Id): Gate[] {
    const cables = cablePaths(this.facts, id, target);
    if (cables) return [this.carried.path({ from: id, to: target }, cables, false)];
    if (!this.facts.elements[target]) return [];
    const dial = { from: id, to: target };
    return this.carrier.carriage(dial).trace.reachable ? [this.carried.dial(dial)] : [];
  }
}

/** Every way over storage cables from an element (or what it runs on) to a storage; only switches pass on. */
function cablePaths(facts: Facts, from: Id, to: Id): PathGraph | undefined {
  const cables = facts.ask(storageCables);
  const graph: PathGraph = { nodes: [{ element: from }], edges: [], source: 0, sink: -1 };
  const numbers = new Map<Id, number>([[from, 0]]);
  const visit = (id: Id): number => {
    let number = numbers.get(id);
    if (number === undefined) numbers.set(id, number = graph.nodes.push({ element: id }) - 1);
    return number;
  };
  for (const host of facts.elements[from]?.hosts ?? []) {
    if (cables.has(host)) graph.edges.push({ from: 0, to: visit(host) });
  }
  const starts = numbers.size;
  let done = 0;
  for (const id of numbers.keys()) {
    const mayForward = done++ < starts || hasRole(facts.elements[id]!, 'switch');
    if (id === to || !mayForward) continue;
    for (const cable of cables.get(id) ?? []) {
      if (facts.elements[cable.other]) graph.edges.push({ from: numbers.get(id)!, to: visit(cable.other), link: cable.link });
    }
  }
  graph.sink = numbers.get(to) ?? -1;
  return graph.sink < 0 ? undefined : graph;
}

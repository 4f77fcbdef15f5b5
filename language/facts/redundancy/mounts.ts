/**
 * Storage that an element mounts is drawn on like power: it must be up, and reached over its own cables (SAS, SATA,
 * SCSI, Fibre Channel) where there are some, else over the network at one of its ports. What nothing carries even with
 * all up is never there: whoever mounts it does not work.
 */
import type { Id } from '../../model/model.js';
import { hasRole } from '../../model/queries.js';
import { tree } from '../network/tree.js';
import type { PathGraph } from '../network/types.js';
import { query, type Facts } from '../query.js';
import { hostChain } from '../storage/machines.js';
import { mountWays } from '../storage/unreached-mounts.js';
import type { Carried, Carrier } from './carried.js';
import { all, any, atLeast, type Circuit, type Gate } from './circuit.js';
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
    return [...new Set((this.facts.elements[id]?.mounts ?? []).map((mount) => mount.target))].map((target) => this.mounted(id, target, target));
  }

  /** @param written the name that the element mounts: the storage itself, or a group of it. */
  private mounted(id: Id, target: Id, written: Id): Gate {
    return this.circuit.gate({ type: 'mounted', id, target, written }, () => {
      const group = this.facts.groups[target];
      if (!group) return all([this.supports.up(target), ...this.reached(id, target, written)]);
      const members = supporting(group).map((member) => this.mounted(id, member, written));
      return members.length === 0 ? all([]) : atLeast(needed(group), members);
    });
  }

  private reached(id: Id, target: Id, written: Id): Gate[] {
    const cables = cablePaths(this.facts, id, target);
    if (cables) return [this.carried.path({ from: id, to: target }, cables, false)];
    if (!this.facts.elements[target]) return [];
    const ways = mountWays(this.facts, id, target, written);
    if (ways === 'given') return [];
    const carried = ways === 'no-cable' ? [] : ways.filter((dial) => this.carrier.carriage(dial).trace.reachable).map((dial) => this.carried.dial(dial));
    return [carried.length === 1 ? carried[0]! : this.circuit.gate({ type: 'carried', from: id, to: target, how: `mount ${written}` }, () => any(carried))];
  }
}

/**
 * Every way over storage cables from an element to a storage; only switches pass on. The cables may end at the machine
 * that the element runs on or at a controller in it, and at the array of a volume or at a port of it.
 */
function cablePaths(facts: Facts, from: Id, to: Id): PathGraph | undefined {
  const cables = facts.ask(storageCables);
  const graph: PathGraph = { nodes: [{ element: from }], edges: [], source: 0, sink: -1 };
  const numbers = new Map<Id, number>([[from, 0]]);
  const visit = (id: Id): number => {
    let number = numbers.get(id);
    if (number === undefined) numbers.set(id, number = graph.nodes.push({ element: id }) - 1);
    return number;
  };
  for (const end of cabledEnds(facts, cables, from)) if (end !== from) graph.edges.push({ from: 0, to: visit(end) });
  const starts = numbers.size;
  const goals = new Set(cabledEnds(facts, cables, to));
  let done = 0;
  for (const id of numbers.keys()) {
    const mayForward = done++ < starts || hasRole(facts.elements[id]!, 'switch');
    if (goals.has(id) || !mayForward) continue;
    for (const cable of cables.get(id) ?? []) {
      if (facts.elements[cable.other]) graph.edges.push({ from: numbers.get(id)!, to: visit(cable.other), link: cable.link });
    }
  }
  const reached = [...goals].filter((goal) => numbers.has(goal));
  if (reached.length === 0) return undefined;
  graph.sink = visit(to);
  for (const goal of reached) if (goal !== to) graph.edges.push({ from: numbers.get(goal)!, to: graph.sink });
  return graph;
}

/** The element, what it runs on, and what is in these, as far as storage cables end there. */
function cabledEnds(facts: Facts, cables: ReadonlyMap<Id, unknown>, id: Id): Id[] {
  return [...new Set(facts.ask(hostChain, id).flatMap((each) => [each, ...facts.ask(tree).descendants(each)]))].filter((each) => cables.has(each));
}

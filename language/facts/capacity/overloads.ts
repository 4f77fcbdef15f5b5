/**
 * Elements whose workers cannot keep up with what is offered, and links whose bandwidth cannot: utilisation law, U = X S / m.
 * At 100 % a line of random arrivals already grows without end; users who wait for their answers never bring more than that.
 */
import type { Id } from '../../model/model.js';
import { isA } from '../../model/queries.js';
import { query } from '../query.js';
import { families, familyOf } from './families.js';
import { loadOrder } from './holding.js';
import { offeredLoads } from './offered.js';
import { isMore } from './peaks.js';
import { serving } from './serving.js';
import type { Offered, OfferedLoads, Phase } from './types.js';

/** More than can be served or carried, at the moment at which it is most. */
export interface Excess {
  id: Id;
  offered: Offered;
  /** Workers, or bits a second in each direction. */
  limit: number;
  scenario: OfferedLoads['scenario'];
  phase: Phase;
}

export interface Overload {
  /** A pool lends workers to others and does no work of its own. */
  type: 'element' | 'pool' | 'link';
  /** What is too small as a whole: an element, what is counted, an active-active group, a link. */
  of: Id;
  /** The elements or the link that get too much, worst first. */
  excesses: Excess[];
  /** All that share the load with them: the instances, the members. */
  sharing: Id[];
}

const SLACK = 1e-9;

/** Rates are products of shares: what equals the limit but for rounding does equal it. */
export function exceeds(offered: Pick<Offered, 'busy' | 'bounded'>, limit: number): boolean {
  return offered.bounded ? offered.busy > limit * (1 + SLACK) : offered.busy >= limit * (1 - SLACK);
}

export const overloads = query('capacity.overloads', (facts): Overload[] => {
  const { elements, links } = facts.ask(excesses);
  const found: Overload[] = [];
  const told = new Set<Id>();
  const put = (of: Id, members: Excess[], sharing: Id[]): void => {
    members.sort((a, b) => b.offered.busy / b.limit - a.offered.busy / a.limit);
    members.forEach((each) => told.add(each.id));
    found.push({ type: isA(facts.elements[members[0]!.id]!, 'pool') ? 'pool' : 'element', of, excesses: members, sharing });
  };
  for (const group of Object.values(facts.groups)) {
    const members = group.members.map((member) => member.id);
    if (group.counted || group.mode !== 'active-active' || members.length < 2 || !members.every((id) => elements.has(id) && !told.has(id))) continue;
    put(group.id, members.map((id) => elements.get(id)!), members);
  }
  const byFamily = new Map<string, Excess[]>();
  for (const [id, excess] of elements) if (!told.has(id)) byFamily.set(familyOf(id), [...(byFamily.get(familyOf(id)) ?? []), excess]);
  for (const [family, members] of byFamily) {
    const all = facts.ask(families).get(family)!;
    put(members.length === all.length && facts.groups[family] ? family : members[0]!.id, members, all);
  }
  for (const [id, excess] of links) found.push({ type: 'link', of: id, excesses: [excess], sharing: [id] });
  return found;
});

/** Each at its worst moment of all scenarios. */
export const excesses = query('capacity.excesses', (facts): { elements: Map<Id, Excess>; links: Map<Id, Excess> } => {
  const elements = new Map<Id, Excess>();
  const links = new Map<Id, Excess>();
  const { circular } = facts.ask(loadOrder);
  for (const { scenario, phases } of facts.ask(offeredLoads)) {
    for (const phase of phases) {
      collect(phase.elements, (id) => (circular.has(id) ? undefined : facts.ask(serving, id).workers), elements, { scenario, phase });
      collect(phase.links, (id) => facts.links[id]?.bandwidth, links, { scenario, phase });
    }
  }
  return { elements, links };
});

function collect(offers: ReadonlyMap<Id, Offered>, limitOf: (id: Id) => number | undefined, into: Map<Id, Excess>, when: Pick<Excess, 'scenario' | 'phase'>): void {
  for (const [id, offered] of offers) {
    const limit = limitOf(id);
    const known = into.get(id);
    if (limit !== undefined && exceeds(offered, limit) && (!known || isMore(offered, known.offered))) into.set(id, { id, offered, limit, ...when });
  }
}

/** The fewest workers, or members of so many workers each, that keep up; and those that leave a fifth free. */
export function enough(busy: number, each = 1): { least: number; roomy: number } {
  return { least: Math.floor(busy / each + SLACK) + 1, roomy: Math.max(Math.floor(busy / each + SLACK) + 1, Math.ceil(busy / each / 0.8 - SLACK)) };
}

/** True where a part of this load comes to the element, flow or link. */
export function comesTo(load: Phase['loads'][number], id: Id): boolean {
  return (load.visits.elements.get(id) ?? load.visits.links.get(id) ?? load.visits.flows.get(id) ?? 0) > 0;
}


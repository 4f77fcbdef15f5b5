/**
 * Whether members of a group share none of a sort of thing: a place that they stand in, a machine that they run on, a
 * supply, the only switch that they hang on. A member that is a group itself may have several of them.
 */
import type { Id } from '../../model/model.js';
import { hasRole, isA } from '../../model/queries.js';
import { hostChain } from '../storage/machines.js';
import { tree } from '../network/tree.js';
import type { Facts } from '../query.js';
import { attachments } from './attachments.js';
import { supportsOf } from './shared-causes.js';
import { placesOf } from './standing.js';
import { structure } from './structure.js';
import { needed, supporting } from './supports.js';

/** What is no kind and may yet be shared: machines of any kind, and supplies of any kind. */
export const SPREAD_WORDS = ['host', 'power'] as const;

export type Spread =
  | { type: 'spread' }
  | { type: 'shared'; a: Id; b: Id; home: Id }
  /** Nothing says which of them this member has. */
  | { type: 'nowhere'; member: Id }
  /** One thing by itself. */
  | { type: 'single' };

/** @param over a kind, a software of the catalogue, or one of `SPREAD_WORDS` */
export function spreadOf(facts: Facts, id: Id, over: string): Spread {
  const members = [...new Set(facts.groups[id]?.members.map((member) => member.id) ?? [])];
  if (members.length < 2) return { type: 'single' };
  if (isSupply(facts, over)) return overSupplies(facts, members, over);
  const taken = new Map<Id, Id>();
  for (const member of members) {
    const homes = homesOf(facts, member, over);
    if (!Array.isArray(homes)) return { type: 'nowhere', member: homes.nowhere };
    for (const home of homes) {
      const other = taken.get(home);
      if (other !== undefined && other !== member) return { type: 'shared', a: other, b: member, home };
      taken.set(home, member);
    }
  }
  return { type: 'spread' };
}

function isKind(facts: Facts, over: string): boolean {
  return Object.hasOwn(facts.model.kinds, over) || Object.hasOwn(facts.model.software, over);
}

function roleOf(facts: Facts, over: string): string | undefined {
  return facts.model.kinds[over]?.role;
}

/** All that the elements of one member have of this sort. */
function homesOf(facts: Facts, member: Id, over: string): Id[] | { nowhere: Id } {
  const homes: Id[] = [];
  for (const id of facts.ask(tree).members(member)) {
    const own = homesOfElement(facts, id, over);
    if (own === undefined) return { nowhere: id };
    homes.push(...own);
  }
  return homes.length > 0 || roleOf(facts, over) === 'switch' ? [...new Set(homes)] : { nowhere: member };
}

function homesOfElement(facts: Facts, id: Id, over: string): Id[] | undefined {
  if (!isKind(facts, over)) return facts.ask(hostChain, id);
  if (roleOf(facts, over) === 'switch') return switchesUnder(facts, id, over);
  const is = (each: Id): boolean => facts.elements[each] !== undefined && isA(facts.elements[each], over);
  if (roleOf(facts, over) === 'place') {
    const nearest = nearestPlace(facts, id, is);
    if (nearest !== undefined) return [nearest];
    const wired = placesOf(facts, id).filter(is);
    return wired.length > 0 ? [...new Set(wired)] : undefined;
  }
  // Machines in machines: whichever of them is lost takes what is on it.
  const machines = [...(is(id) ? [id] : []), ...[...supportsOf(facts, id)].filter(([each, kind]) => kind === 'host' && is(each)).map(([each]) => each)];
  return machines.length > 0 ? machines : undefined;
}

/** The innermost place of the kind around the element, or around what it runs on. */
function nearestPlace(facts: Facts, id: Id, is: (id: Id) => boolean): Id | undefined {
  const pending = [id];
  const seen = new Set<Id>();
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const element of facts.ask(tree).ancestry(next)) {
      if (element.id !== id && is(element.id)) return element.id;
      pending.push(...element.hosts);
    }
  }
  return undefined;
}

/** The switch whose loss cuts the element off; none where it hangs on several. */
function switchesUnder(facts: Facts, id: Id, over: string): Id[] | undefined {
  const cabled = [...(facts.ask(attachments).get(id) ?? [])].filter((each) => facts.elements[each] && hasRole(facts.elements[each], 'switch'));
  const fitting = cabled.filter((each) => isA(facts.elements[each]!, over));
  if (fitting.length === 0) return undefined;
  return cabled.length > 1 ? [] : fitting;
}

/** Kinds of supplies are what something is `powered-by`; they are no places and nothing runs on them. */
function isSupply(facts: Facts, over: string): boolean {
  if (!isKind(facts, over)) return over === 'power';
  if (roleOf(facts, over) !== 'device') return false;
  return ['feed', 'ups', 'generator', 'pdu'].some((kind) => over === kind || facts.model.kinds[over]!.ancestors.includes(kind))
    || Object.values(facts.elements).some((element) => isA(element, over) && suppliesSomething(facts, element.id));
}

function suppliesSomething(facts: Facts, id: Id): boolean {
  return Object.values(facts.elements).some((element) => element.poweredBy.some((entry) => entry.anyOf.some((feed) => facts.ask(tree).members(feed).includes(id))));
}

/** No supply whose loss takes two members: one that has another beside it takes none. */
function overSupplies(facts: Facts, members: readonly Id[], over: string): Spread {
  const supplies = new Set<Id>();
  for (const member of members) {
    const own = [...supportsOf(facts, member)].filter(([id, kind]) => kind === 'power' && (over === 'power' || isA(facts.elements[id]!, over))).map(([id]) => id);
    if (own.length === 0) return { type: 'nowhere', member };
    own.forEach((id) => supplies.add(id));
  }
  const { propagation, selves, circuit } = facts.ask(structure);
  const isUp = (id: Id): boolean => {
    const group = facts.groups[id];
    if (group) return supporting(group).filter(isUp).length >= needed(group);
    const gate = circuit.find({ type: 'up', id });
    return gate === undefined || propagation.holds(gate);
  };
  for (const supply of supplies) {
    const mark = propagation.mark;
    propagation.fail([selves.get(supply)!]);
    const lost = members.filter((member) => !isUp(member));
    propagation.undo(mark);
    if (lost.length > 1) return { type: 'shared', a: lost[0]!, b: lost[1]!, home: supply };
  }
  return { type: 'spread' };
}

/** What to do about a single point, by what it is, and the edit that does it where nothing else would have to change. */
import { tree } from '../../facts/network/tree.js';
import { query, type Facts } from '../../facts/query.js';
import { downtimeParams } from '../../facts/redundancy/downtime.js';
import { spokenName } from '../../facts/redundancy/names.js';
import { text } from '../../messages/word.js';
import type { Fix, Text } from '../../model/finding.js';
import type { Element, Group, Id } from '../../model/model.js';
import { hasRole, isPlace } from '../../model/queries.js';

export interface StandIn {
  todo: Text;
  fixes: Fix[];
}

export function standIn(facts: Facts, point: Id): StandIn {
  const element = facts.elements[point];
  if (!element) return { todo: text('redundancy.single-point.todo.link', downtimeParams(facts, point)), fixes: [] };
  if (isPlace(element)) return { todo: text('redundancy.single-point.todo.place'), fixes: [] };
  const groups = facts.ask(tree).groupsOf.get(point) ?? [];
  if (groups.some(waitsForSomebody)) return { todo: text('redundancy.single-point.todo.manual'), fixes: [] };
  if (groups.length > 0 || !mayBeCounted(facts, element)) return { todo: text('redundancy.single-point.todo.group', downtimeParams(facts, point)), fixes: [] };
  const standby = hasRole(element, 'balancer');
  const words = standby ? 'count 2 active-standby' : 'count 2';
  const title = text(standby ? 'redundancy.single-point.fix.standby' : 'redundancy.single-point.fix.count', { name: spokenName(facts, point) });
  return {
    todo: text('redundancy.single-point.todo.count', { words, ...downtimeParams(facts, point) }),
    fixes: [{ title, edits: [{ type: 'count', on: point, count: 2, ...(standby ? { mode: 'active-standby' } : {}) }] }],
  };
}

function waitsForSomebody(group: Group): boolean {
  return group.mode === 'active-standby' && group.failover?.automatic === false && group.failover.within === undefined && group.members.length > 1;
}

/** Elements that hold something else, or whose cable sits in a named jack: there cannot be two of them as they stand. */
const tiedDown = query('redundancy.tied-down', (facts): Set<Id> => {
  const elements = Object.values(facts.elements).flatMap((each) => [...each.hosts, ...(each.parent === undefined ? [] : [each.parent])]);
  const ends = Object.values(facts.links).flatMap((link) => [link.a, link.b]).filter((end) => end.jack !== undefined);
  return new Set([...elements, ...ends.map((end) => end.element)]);
});

/** Stateless, and without anything that two of it could not both have: an address, a jack, a host of its own. */
function mayBeCounted(facts: Facts, element: Element): boolean {
  const { network } = element;
  const serves = ['compute', 'service', 'balancer'].some((role) => element.roles.includes(role as Element['roles'][number]));
  const keepsState = ['database', 'storage', 'processing', 'router', 'filter', 'switch'].some((role) => element.roles.includes(role as Element['roles'][number]));
  const addressed = network.addresses.length + network.interfaces.length + network.routes.length + network.nat.length + element.vips.length > 0;
  return serves && !keepsState && !addressed && !facts.ask(tiedDown).has(element.id) && element.instance === undefined;
}

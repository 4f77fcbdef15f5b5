/** What to do about a single point, by what it is, and the edit that does it where nothing else would have to change. */
import type { Facts } from '../../facts/query.js';
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
  if (!element) return { todo: text('redundancy.single-point.todo.link'), fixes: [] };
  if (isPlace(element)) return { todo: text('redundancy.single-point.todo.place'), fixes: [] };
  const groups = Object.values(facts.groups).filter((group) => group.members.some((member) => member.id === point));
  if (groups.some(waitsForSomebody)) return { todo: text('redundancy.single-point.todo.manual'), fixes: [] };
  if (groups.length > 0 || !mayBeCounted(facts, element)) return { todo: text('redundancy.single-point.todo.group'), fixes: [] };
  const standby = hasRole(element, 'balancer');
  const words = standby ? 'count 2 active-standby' : 'count 2';
  const title = text(standby ? 'redundancy.single-point.fix.standby' : 'redundancy.single-point.fix.count', { name: spokenName(facts, point) });
  return {
    todo: text('redundancy.single-point.todo.count', { words }),
    fixes: [{ title, edits: [{ type: 'count', on: point, count: 2, ...(standby ? { mode: 'active-standby' } : {}) }] }],
  };
}

function waitsForSomebody(group: Group): boolean {
  return group.mode === 'active-standby' && group.failover?.automatic === false && group.failover.within === undefined && group.members.length > 1;
}

/** Stateless, and without anything that two of it could not both have: an address, a jack, a host of its own. */
function mayBeCounted(facts: Facts, element: Element): boolean {
  const { network } = element;
  const serves = ['compute', 'service', 'balancer'].some((role) => element.roles.includes(role as Element['roles'][number]));
  const keepsState = ['database', 'storage', 'processing', 'router', 'filter', 'switch'].some((role) => element.roles.includes(role as Element['roles'][number]));
  const addressed = network.addresses.length + network.interfaces.length + network.routes.length + network.nat.length + element.vips.length > 0;
  const contains = Object.values(facts.elements).some((each) => each.parent === element.id || each.hosts.includes(element.id));
  const jack = Object.values(facts.links).some((link) => [link.a, link.b].some((end) => end.element === element.id && end.jack !== undefined));
  return serves && !keepsState && !addressed && !contains && !jack && element.instance === undefined;
}

/** Tiers of several equal instances that nothing spreads the load over: their callers see several addresses and know no way to choose. */
import type { Element, Flow, Group, Id } from '../../model/model.js';
import { hasRole, isA } from '../../model/queries.js';
import { endpointElements } from '../network/flow-dials.js';
import { tree } from '../network/tree.js';
import { query, type Facts } from '../query.js';
import { balancedBy, balancingSoftware, choosesItself, names } from './pools.js';
import { placesOf, standApart } from './standing.js';

export interface Unspread {
  group: Group;
  members: Id[];
  /** The flows that come to it. */
  flows: Flow[];
  /** A caller whose software could spread the load, were it told to: its element or group. */
  able?: Id;
}

export const unspread = query('redundancy.unspread', (facts): Unspread[] => Object.values(facts.groups).flatMap((group) => {
  const members = facts.ask(tree).members(group.id);
  if (!isTier(facts, group, members) || balancedBy(facts, group.id)) return [];
  const flows = Object.values(facts.flows).filter((flow) => names(flow.to, group.id) && bringsLoad(facts, flow, members));
  if (flows.length === 0 || flows.some((flow) => resolvesAcross(facts, flow, members))) return [];
  const able = ableCaller(facts, flows);
  return [{ group, members, flows, ...(able === undefined ? {} : { able }) }];
}));

/** Kinds of which each user or agent picks one by itself: they are several for other reasons than load. */
const PICKED_BY_HAND = ['bastion', 'remote-access', 'vpn-server', 'monitoring', 'logging', 'function', 'kubernetes-node', 'kubernetes-cluster'];

function isTier(facts: Facts, group: Group, members: readonly Id[]): boolean {
  if (group.mode !== 'active-active' || group.vips.length > 0 || members.length < 2 || group.members.some((member) => facts.groups[member.id])) return false;
  return members.every((id) => {
    const element = facts.elements[id]!;
    const serves = ['compute', 'service', 'database'].some((role) => hasRole(element, role as 'compute'));
    const other = ['balancer', 'processing', 'storage', 'filter', 'router', 'switch', 'actor'].some((role) => hasRole(element, role as 'storage'));
    return serves && !other && element.vips.length === 0 && !choosesItself(facts, id) && !PICKED_BY_HAND.some((kind) => isA(element, kind)) && !isOrchestrated(facts, element) && !spreadsItself(element);
  });
}

/** Said to spread the load by itself; whether its software can is another question. */
function spreadsItself(element: Element): boolean {
  return element.requires.some(({ capability }) => capability === 'scale-out' || capability === 'client-balancing');
}

/** What runs on Kubernetes is reached by its services, which spread the load. */
function isOrchestrated(facts: Facts, element: Element): boolean {
  const seen = new Set<Id>();
  for (let pending = [element]; pending.length > 0;) {
    if (pending.some((each) => ['kubernetes', 'kubernetes-node', 'kubernetes-cluster', 'aws-ecs'].some((name) => isA(each, name)))) return true;
    pending = pending.flatMap((each) => [...each.hosts, ...(each.parent === undefined ? [] : [each.parent])]).filter((id) => !seen.has(id)).flatMap((id) => {
      seen.add(id);
      return facts.elements[id] ?? [];
    });
  }
  return false;
}

/** Not administration, not watching, not the members among themselves, not one that names the member it wants. */
function bringsLoad(facts: Facts, flow: Flow, members: readonly Id[]): boolean {
  const protocols = facts.read('protocols');
  if (flow.prefer !== undefined || flow.ports?.every((port) => port.protocol === 'icmp' || (port.name !== undefined && protocols[port.name]?.administrative))) return false;
  const sources = sourcesOf(facts, flow);
  return sources.length > 0 && sources.some((id) => !members.includes(id) && !['monitoring', 'bastion', 'remote-access', 'logging'].some((kind) => isA(facts.elements[id]!, kind)));
}

function sourcesOf(facts: Facts, flow: Flow): Id[] {
  return flow.from.flatMap((endpoint) => endpointElements(facts, endpoint).map((end) => end.element));
}

/** Members at several sites behind a name that must be resolved first: that answer is what spreads the load. */
function resolvesAcross(facts: Facts, flow: Flow, members: readonly Id[]): boolean {
  const needed = flow.needs.flatMap(({ id }) => facts.flows[id]?.to.flatMap((endpoint) => endpointElements(facts, endpoint).map((end) => end.element)) ?? facts.ask(tree).members(id));
  if (!needed.some((id) => facts.elements[id] && isA(facts.elements[id], 'dns'))) return false;
  return standApart(facts, members) || new Set(members.map((id) => outermost(facts, id))).size > 1;
}

function outermost(facts: Facts, id: Id): Id | undefined {
  return facts.ask(tree).ancestry(id).at(-1)?.id ?? placesOf(facts, id)[0];
}

function ableCaller(facts: Facts, flows: readonly Flow[]): Id | undefined {
  const [flow, ...others] = flows;
  const endpoint = flow?.from.length === 1 ? flow.from[0] : undefined;
  if (others.length > 0 || endpoint?.type !== 'ids') return undefined;
  const id = endpoint.ids[0]!;
  const callers = facts.ask(tree).members(id);
  return callers.length > 0 && callers.every((each) => balancingSoftware(facts, facts.elements[each]!).length > 0) ? id : undefined;
}

/** Balancers and what they spread their load over, as far as it is written. */
import type { Balance, Element, Flow, Id, Software } from '../../model/model.js';
import { hasRole, isA } from '../../model/queries.js';
import type { Origin } from '../../model/origin.js';
import { endpointElements } from '../network/flow-dials.js';
import { tree } from '../network/tree.js';
import { query, type Facts } from '../query.js';

/** One set of members that a balancer picks from: all `balance` statements without `match` together, each with one by itself. */
export interface Pool {
  /** The element or group whose block says so. */
  by: Id;
  /** The elements that do it; none where a group says it of its own members. */
  engines: Id[];
  balances: Balance[];
  /** Elements behind the targets, each once. */
  members: Id[];
}

export const pools = query('redundancy.pools', (facts): Pool[] => {
  const index = facts.ask(tree);
  return [...Object.values(facts.elements), ...Object.values(facts.groups)].filter((thing) => thing.balances.length > 0).flatMap((thing) => {
    const all = thing.balances.filter((balance) => balance.matches.length === 0);
    const sets = [...(all.length > 0 ? [all] : []), ...thing.balances.filter((balance) => balance.matches.length > 0).map((balance) => [balance])];
    return sets.map((balances): Pool => {
      const members = [...new Set(balances.flatMap((balance) => index.members(balance.target)))];
      return { by: thing.id, engines: index.members(thing.id).filter((id) => !members.includes(id)), balances, members };
    });
  });
});

/** Elements and groups that some `balance` statement, or a flow from a balancer, spreads the load over. */
const spread = query('redundancy.spread-over', (facts): Set<Id> => {
  const found = new Set<Id>();
  const put = (id: Id): void => {
    found.add(id);
    for (const member of facts.ask(tree).members(id)) found.add(member);
  };
  for (const pool of facts.ask(pools)) for (const balance of pool.balances) put(balance.target);
  for (const flow of Object.values(facts.flows)) {
    if (comesFromBalancer(facts, flow)) for (const endpoint of flow.to) if (endpoint.type === 'ids') endpoint.ids.forEach(put);
  }
  return found;
});

/** True where a balancer stands before this element or group, or before all of its members. */
export function balancedBy(facts: Facts, id: Id): boolean {
  const found = facts.ask(spread);
  const members = facts.ask(tree).members(id);
  return found.has(id) || (members.length > 0 && members.every((member) => found.has(member)));
}

function comesFromBalancer(facts: Facts, flow: Flow): boolean {
  const sources = flow.from.flatMap((endpoint) => endpointElements(facts, endpoint).map((end) => end.element));
  const passed = flow.via.flatMap(({ id }) => facts.ask(tree).members(id));
  return [...sources, ...passed].some((id) => hasRole(facts.elements[id]!, 'balancer'));
}

/** Kinds whose callers know all of them and turn to another by themselves: resolvers, mail exchangers, time. */
const KNOWN_TO_CALLERS = ['dns', 'ntp', 'dhcp', 'mail', 'directory'];

/** Callers of this element choose among its like without help. */
export function choosesItself(facts: Facts, id: Id): boolean {
  const element = facts.elements[id]!;
  return KNOWN_TO_CALLERS.some((kind) => isA(element, kind)) || softwareOf(facts, element).some((each) => each.provides?.includes('client-balancing'));
}

export function softwareOf(facts: Facts, element: Element): Software[] {
  const catalogue = facts.read('software');
  return element.software.flatMap((each) => catalogue[each.name] ?? []);
}

const CAPABLE: readonly (readonly [string, number])[] = [['layer-7', 7], ['layer-4', 4]];

/** The software that does the balancing: of several on one machine those that look deepest. Keepalived moves the address, HAProxy beside it spreads the requests. */
export function balancingSoftware(facts: Facts, element: Element): Software[] {
  const depth = (each: Software): number => Math.max(each.layer ?? 0, ...CAPABLE.map(([capability, layer]) => (each.provides?.includes(capability) ? layer : 0)));
  const found = softwareOf(facts, element).filter((each) => depth(each) >= 4);
  const deepest = Math.max(0, ...found.map(depth));
  return found.filter((each) => depth(each) === deepest);
}

export interface Unchecked { pool: Pool; balance: Balance; software: string[]; members: Id[]; port?: string }

const OWN_CHECKS = ['health-check', 'passive-check'];

/** `balance` statements of which nothing says how a dead member is noticed. */
export const unchecked = query('redundancy.unchecked-pools', (facts): Unchecked[] => facts.ask(pools).flatMap((pool) => {
  const software = pool.engines.map((id) => balancingSoftware(facts, facts.elements[id]!));
  const silent = software.length > 0 && software.every((each) => each.length > 0 && each.every(({ provides }) => provides !== undefined && !OWN_CHECKS.some((own) => provides.includes(own))));
  if (!silent || pool.members.length < 2) return [];
  return pool.balances.filter((balance) => !balance.check && (balance.passive === undefined || balance.passive.maxFails === 0)).map((balance): Unchecked => {
    const port = dialledPort(facts, pool, balance);
    return { pool, balance, software: [...new Set(software.flat().map((each) => each.label ?? each.name))], members: pool.members, ...(port === undefined ? {} : { port }) };
  });
}));

/** The port at which the balancer's own flow dials the target. */
function dialledPort(facts: Facts, pool: Pool, balance: Balance): string | undefined {
  const flow = Object.values(facts.flows).find((each) => each.ports?.length === 1 && names(each.from, pool.by) && names(each.to, balance.target));
  return flow?.ports?.[0]?.text;
}

export function names(endpoints: Flow['from'], id: Id): boolean {
  return endpoints.some((endpoint) => endpoint.type === 'ids' && endpoint.ids.includes(id));
}

export interface LonePool { by: Id; member: Id; /** The statement that names it. */ origin: Origin }

/** Balancers with one member: by their `balance` statements, or, where none is written, by the flows that lead on from them. */
export const lonePools = query('redundancy.lone-pools', (facts): LonePool[] => {
  const stated = facts.ask(pools);
  const found = stated.filter((pool) => pool.engines.length > 0 && isLone(facts, pool.members)).map((pool): LonePool => ({ by: pool.by, member: pool.members[0]!, origin: pool.balances[0]!.origin }));
  const speaking = new Set(stated.flatMap((pool) => [pool.by, ...pool.engines]));
  for (const [by, flows] of facts.ask(flowsOfBalancers)) {
    if (facts.ask(tree).members(by).some((id) => speaking.has(id))) continue;
    const members = [...new Set(flows.flatMap((flow) => flow.to.flatMap((endpoint) => endpointElements(facts, endpoint).map((end) => end.element))))];
    if (isLone(facts, members)) found.push({ by, member: members[0]!, origin: flows[0]!.origin });
  }
  return found;
});

/** What leads on from elements that are balancers, by the element or, where it is one of several, its group. */
const flowsOfBalancers = query('redundancy.flows-of-balancers', (facts): Map<Id, Flow[]> => {
  const found = new Map<Id, Flow[]>();
  for (const flow of Object.values(facts.flows)) {
    for (const endpoint of flow.from) {
      if (endpoint.type !== 'ids') continue;
      const members = endpoint.ids.flatMap((id) => facts.ask(tree).members(id));
      if (members.length === 0 || !members.every((id) => hasRole(facts.elements[id]!, 'balancer'))) continue;
      found.set(endpoint.ids[0]!, [...(found.get(endpoint.ids[0]!) ?? []), flow]);
    }
  }
  return found;
});

/** One element, and none that spreads the load itself: another balancer, or a service that grows by itself. */
function isLone(facts: Facts, members: readonly Id[]): boolean {
  const element = members.length === 1 ? facts.elements[members[0]!] : undefined;
  if (!element || hasRole(element, 'place') || hasRole(element, 'balancer') || hasRole(element, 'actor')) return false;
  return !softwareOf(facts, element).some((each) => each.provides?.includes('scale-out') || each.is.includes('function')) && !isA(element, 'function') && !isA(element, 'kubernetes-cluster');
}

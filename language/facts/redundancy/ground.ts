/**
 * What a gate rests on, read off the circuit: connections that are only assumed to be carried, groups whose hand-over
 * or balancing nobody described, segments that count as never failing, and groups of any kind that stand on the way.
 */
import type { Group, Id } from '../../model/model.js';
import { hasRole, isInternet, isPlace } from '../../model/queries.js';
import { query, type Facts } from '../query.js';
import type { Gate } from './circuit.js';
import type { Structure } from './structure.js';
import { statesTakeover } from './takeover.js';

export interface Ground {
  /** Connections without a described network. */
  assumedCarried: { from: Id; to: Id }[];
  /** Active-standby groups that say nothing about how the standby takes over. */
  assumedAutomatic: Id[];
  /** Active-active groups over which nothing is written to spread the load. */
  assumedSpread: Id[];
  /** Some way crosses a segment or an internet that counts as never failing. */
  crossesSegments: boolean;
  /** Groups with more than one member on the way, and feeds with an alternative. */
  redundancy: boolean;
}

/** Some segment or internet that a path could cross without a device of its own. */
const hasSegments = query('redundancy.has-segments', (facts): boolean =>
  Object.values(facts.elements).some((element) => isInternet(element) || (isPlace(element) && element.network.subnets.length > 0)));

export function groundOf(facts: Facts, from: Structure, root: Gate): Ground {
  const { circuit } = from;
  const ground: Ground = { assumedCarried: [], assumedAutomatic: [], assumedSpread: [], crossesSegments: false, redundancy: false };
  const note = <T>(list: T[], value: T): void => { if (!list.includes(value)) list.push(value); };
  const seen = new Set<Gate>([root]);
  for (const gate of seen) {
    const definition = circuit.gates[gate]!;
    if (definition.type !== 'variable') for (const input of definition.inputs) seen.add(input);
    const { meaning } = definition;
    if (definition.type === 'path' && definition.graph.nodes.includes(undefined)) ground.crossesSegments ||= facts.ask(hasSegments);
    if (meaning.type === 'powered') ground.redundancy = true;
    if (meaning.type === 'carried' && from.assumed.has(gate)) ground.assumedCarried.push({ from: meaning.from, to: meaning.to });
    const group = 'id' in meaning ? facts.groups[meaning.id] : undefined;
    if (!group || group.members.length < 2) continue;
    ground.redundancy = true;
    if (isSilent(facts, group)) note(ground.assumedAutomatic, group.id);
    if (meaning.type === 'target' && !spreads(facts, meaning.from, group)) note(ground.assumedSpread, group.id);
  }
  return ground;
}

/** No word about how the standby notices or takes over. */
function isSilent(facts: Facts, group: Group): boolean {
  return group.mode === 'active-standby' && !statesTakeover(facts, group);
}

/** Something is written that spreads the load of this asker over the group: a balancer, a shared address, the clients themselves. */
function spreads(facts: Facts, asker: Id, group: Group): boolean {
  if (group.mode !== 'active-active') return true;
  const element = facts.elements[asker];
  if (element && (hasRole(element, 'balancer') || element.balances.length > 0)) return true;
  if (group.vips.length > 0 || group.balances.length > 0) return true;
  const clientsChoose = (id: Id): boolean => facts.elements[id]?.software
    .some((each) => facts.model.software[each.name]?.provides?.includes('client-balancing')) ?? false;
  return group.members.every((member) => clientsChoose(member.id));
}

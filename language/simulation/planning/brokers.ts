/** Brokers and who reads from them: flows into a queue or broker that are marked `reads`, the arrow from who opens the connection. */
import { statedAmount } from '../../facts/capacity/stated-amount.js';
import { tree } from '../../facts/network/tree.js';
import { endpointElements } from '../../facts/network/index.js';
import { query, type Facts } from '../../facts/query.js';
import { flowsBySource } from '../../facts/redundancy/sources.js';
import type { Flow, Id } from '../../model/model.js';
import { isA } from '../../model/queries.js';
import type { BrokerPlan, ConsumerPlan } from '../messages/broker-plan.js';
import type { Planner } from './plan-of.js';
import { given } from './stations.js';

/** By the broker that they read from, in source order. */
const consumingFlows = query('simulation.consuming-flows', (facts): Map<Id, Flow[]> => {
  const found = new Map<Id, Flow[]>();
  for (const flow of Object.values(facts.flows)) {
    if (flow.access !== 'reads') continue;
    const ends = [...new Set(flow.to.flatMap((endpoint) => endpointElements(facts, endpoint)).map((end) => end.element))];
    if (!ends.every((id) => isA(facts.elements[id]!, 'queue'))) continue;
    for (const id of ends) found.set(id, [...(found.get(id) ?? []), flow]);
  }
  return found;
});

const allConsuming = query('simulation.all-consuming', (facts): Set<Flow> => new Set([...facts.ask(consumingFlows).values()].flat()));

/** Its source takes messages by it, and does not call it for each request. */
export function isConsuming(facts: Facts, flow: Flow): boolean {
  return facts.ask(allConsuming).has(flow);
}

function consumers(facts: Facts, flow: Flow): Id[] {
  return [...facts.ask(flowsBySource)].filter(([, flows]) => flows.includes(flow)).map(([source]) => source);
}

/** What is published to a broker comes to these. */
export function addConsumers(planner: Planner, id: Id): void {
  for (const flow of planner.facts.ask(consumingFlows).get(id) ?? []) for (const source of consumers(planner.facts, flow)) planner.call(source, flow);
}

export function brokersOf(planner: Planner): BrokerPlan[] {
  const { facts, stations } = planner;
  const plans: BrokerPlan[] = [];
  stations.forEach(({ id }, station) => {
    const flows = facts.ask(consumingFlows).get(id) ?? [];
    if (flows.length === 0) return;
    const subscriptions = flows.map((flow) => ({ flow: planner.flow(flow), members: consumers(facts, flow).map((source) => memberOf(planner, source, flow)) }));
    subscriptions.forEach(({ members }, subscription) => members.forEach((member, at) => {
      (stations[member.station]!.consumes ??= []).push({ broker: plans.length, subscription, member: at });
    }));
    stations[station]!.broker = plans.length;
    plans.push({ station, subscriptions, ...given('retention', statedAmount(facts, id, 'retention')?.value) });
  });
  return plans;
}

function memberOf(planner: Planner, source: Id, flow: Flow): ConsumerPlan {
  const chain = (planner.facts.ask(tree).groupsOf.get(source) ?? []).flatMap(({ id }) => {
    const group = planner.groups.indexOf(id);
    const member = group === undefined ? -1 : planner.groups.plans[group]!.members.findIndex((each) => each.id === source);
    return member < 0 ? [] : [{ group: group!, member }];
  });
  return { station: planner.station(source), call: planner.call(source, flow), chain };
}

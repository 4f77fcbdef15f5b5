/** Brokers and who reads from them. */
import { consumersOf, consumingFlows } from '../../facts/capacity/consuming.js';
import { statedAmount } from '../../facts/capacity/stated-amount.js';
import { tree } from '../../facts/network/tree.js';
import type { Flow, Id } from '../../model/model.js';
import type { BrokerPlan, ConsumerPlan } from '../messages/broker-plan.js';
import type { Planner } from './plan-of.js';
import { given } from './stations.js';

/** What is published to a broker comes to these. */
export function addConsumers(planner: Planner, id: Id): void {
  for (const flow of planner.facts.ask(consumingFlows).get(id) ?? []) for (const source of consumersOf(planner.facts, flow)) planner.call(source, flow);
}

export function brokersOf(planner: Planner): BrokerPlan[] {
  const { facts, stations } = planner;
  const plans: BrokerPlan[] = [];
  stations.forEach(({ id }, station) => {
    const flows = facts.ask(consumingFlows).get(id) ?? [];
    if (flows.length === 0) return;
    const subscriptions = flows.map((flow) => ({ flow: planner.flow(flow), members: consumersOf(facts, flow).map((source) => memberOf(planner, source, flow)) }));
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

/**
 * What a request does after it arrived: the element's outgoing flows in source order, each for its share and as often as it says.
 * A balancer's pools are alternatives: a request goes to exactly one member of one of them.
 */
import type { Endpoint, Flow, Id } from '../../model/model.js';
import { hasRole } from '../../model/queries.js';
import { endpointElements } from '../network/flow-dials.js';
import { tree } from '../network/tree.js';
import { isActor } from '../redundancy/failable.js';
import { flowsBySource } from '../redundancy/sources.js';
import { query, type Facts } from '../query.js';
import { choiceOf, type Choice, type Leaf } from './choices.js';
import { consumersOf, consumingFlows, isConsuming } from './consuming.js';
import { ownPool, poolsOf, type BalancePool } from './pools.js';

export interface Call {
  flow: Flow;
  /** How often one request makes it, on average, to each of its targets. */
  times: number;
  /** False: nothing says how the requests are divided; `times` is then what is certain, 0. */
  certain: boolean;
  /** Every request makes it. */
  always: boolean;
  /** A broker hands a message to who reads from it: nobody waits for that. The flow is the reader's, and leads the other way. */
  delivers?: true;
  /** One for each end that was written. */
  choices: Choice[];
  /** The whole choice that this is a part of, where several flows lead to the targets of one pool: at the first of them; the others have been told. */
  among?: Choice | 'told';
}

/** Calls of a request that arrived at this element. Actors begin requests of their own; what comes to them ends there. */
export const callsFrom = query('capacity.calls-from', (facts, id: Id): Call[] => {
  const element = facts.elements[id];
  if (!element || isActor(facts, element)) return [];
  const flows = (facts.ask(flowsBySource).get(id) ?? []).filter((flow) => !isConsuming(facts, flow));
  const deliveries = deliveriesOf(facts, id);
  if (deliveries.length > 0) return [...flows.map((flow) => plain(facts, id, flow)), ...deliveries];
  const pools = facts.ask(poolsOf, id);
  if (pools.length === 0 && hasRole(element, 'balancer')) return unwrittenPool(facts, id, flows) ?? flows.map((flow) => plain(facts, id, flow));
  return pools.length === 0 ? flows.map((flow) => plain(facts, id, flow)) : pooled(facts, id, flows, pools);
});

/** True where the caller goes on only when the answer has come. */
export function isAwaited({ flow, delivers }: Call): boolean {
  return !flow.async && delivers !== true;
}

/** Of what is published to a broker, one message for each flow that reads: to one of its members, whoever has a worker free. */
function deliveriesOf(facts: Facts, broker: Id): Call[] {
  return (facts.ask(consumingFlows).get(broker) ?? []).flatMap((flow): Call[] => {
    const reading = new Set(consumersOf(facts, flow));
    const leaves = flow.from.flatMap((endpoint) => idsOf(facts, endpoint)).flatMap((id) => choiceOf(facts, id, {}).leaves)
      .map((leaf): Leaf => ({ ...leaf, members: leaf.members.filter((member) => reading.has(member)) })).filter((leaf) => leaf.members.length > 0);
    if (leaves.length === 0) return [];
    return [{ flow, times: 1, certain: true, always: true, delivers: true, choices: [{ of: groupOf(flow) ?? leaves[0]!.members[0]!, leaves, adaptive: true, need: 1 }] }];
  });
}

/** What the flow names as its only source. */
function groupOf({ from }: Flow): Id | undefined {
  const [only, ...others] = from;
  return others.length === 0 && only?.type === 'ids' && only.ids.length === 1 ? only.ids[0] : undefined;
}

/** The one call that a load makes, from this source: its flow as often as that says, whatever its share. */
export function callOfLoad(facts: Facts, source: Id, flow: Flow): Call {
  const pools = facts.ask(poolsOf, source);
  const choices = targetsOf(facts, source, flow).map((target) => {
    const pool = pools.find((each) => meets(each, target));
    return pool ? inPool(target, pool) : ofGroupItself(facts, target);
  });
  return { flow, times: flow.times ?? 1, certain: true, always: true, choices };
}

function plain(facts: Facts, source: Id, flow: Flow): Call {
  const times = (flow.share ?? 1) * (flow.times ?? 1);
  return { flow, times, certain: true, always: (flow.share ?? 1) >= 1, choices: targetsOf(facts, source, flow).map((target) => ofGroupItself(facts, target)) };
}

/** What a flow asks of each end that was written: places as what stands in them, lists one after the other. */
function targetsOf(facts: Facts, source: Id, flow: Flow): Choice[] {
  return flow.to.flatMap((endpoint) => idsOf(facts, endpoint)).flatMap((id): Choice[] => {
    const choice = choiceOf(facts, id, flow);
    // Nobody asks himself: of a group that the source is a member of the others are meant.
    const leaves = choice.leaves.map((leaf): Leaf => ({ ...leaf, members: leaf.members.filter((member) => member !== source) })).filter((leaf) => leaf.members.length > 0);
    return leaves.length > 0 ? [{ ...choice, leaves }] : [];
  });
}

/** Elements and groups that are asked, each by itself. What is only an address is who has it; `any` is nobody in particular. */
function idsOf(facts: Facts, endpoint: Endpoint): Id[] {
  if (endpoint.type === 'ids') {
    const covered = new Set(endpoint.ids.filter((id) => facts.groups[id]).flatMap((id) => facts.ask(tree).members(id)));
    return endpoint.ids.filter((id) => !covered.has(id)).flatMap((id) => {
      if (facts.groups[id]) return [id];
      const element = facts.elements[id];
      if (!element) return [];
      if (!hasRole(element, 'place')) return [id];
      return [...new Set(endpointElements(facts, { ...endpoint, ids: [id] }).map((end) => end.element))];
    });
  }
  if (endpoint.type !== 'address') return [];
  const ends = endpointElements(facts, endpoint);
  const owners = new Set(ends.map((end) => end.group ?? end.element));
  return owners.size === 1 ? [...owners] : [];
}

function ofGroupItself(facts: Facts, choice: Choice): Choice {
  const pool = facts.groups[choice.of] ? facts.ask(ownPool, choice.of) : undefined;
  return pool ? inPool(choice, pool) : choice;
}

function inPool(choice: Choice, pool: BalancePool): Choice {
  const leaves = choice.leaves.map((leaf) => ({ ...leaf, weight: pool.weightOf(leaf.members[0]!) }));
  return { ...choice, leaves, ...(pool.adaptive ? { adaptive: true as const } : {}) };
}

function meets(pool: BalancePool, choice: Choice): boolean {
  return pool.balances.some((balance) => balance.target === choice.of) || choice.leaves.some((leaf) => leaf.members.some((id) => pool.members.has(id)));
}

// ---------------------------------------------------------------------------------------------------------- pools

interface Pooled { flow: Flow; pool: BalancePool; choices: Choice[] }

/** Flows into a pool share its requests; flows that lead to none of them are ordinary calls. */
function pooled(facts: Facts, source: Id, flows: readonly Flow[], pools: readonly BalancePool[]): Call[] {
  const into: Pooled[] = [];
  const calls = new Map<Flow, Call>();
  for (const flow of flows) {
    const targets = targetsOf(facts, source, flow);
    const pool = pools.find((each) => targets.length > 0 && targets.every((target) => meets(each, target)));
    if (!pool || flow.async) calls.set(flow, plain(facts, source, flow));
    else into.push({ flow, pool, choices: targets.map((target) => inPool(target, pool)) });
  }
  const portions = portionsOf(into);
  const told = new Set<BalancePool>();
  for (const each of into) {
    const portion = portions.get(each.flow);
    const times = (portion ?? 0) * (each.flow.times ?? 1);
    const whole = wholePool(source, each, into);
    calls.set(each.flow, {
      flow: each.flow, times, certain: portion !== undefined, always: portion === 1, choices: each.choices.length > 1 ? [merged(source, each.choices)] : each.choices,
      ...(whole ? { among: told.has(each.pool) ? 'told' : whole } : {}),
    });
    told.add(each.pool);
  }
  return flows.map((flow) => calls.get(flow)!);
}

/**
 * The share of the requests that each flow into a pool gets; undefined where nothing says it. With one pool each flow has its own share. With several a
 * stated share stands, and what is left goes to the only pool that states none.
 */
function portionsOf(into: readonly Pooled[]): Map<Flow, number | undefined> {
  const byPool = new Map<number, Pooled[]>();
  for (const each of into) byPool.set(each.pool.index, [...(byPool.get(each.pool.index) ?? []), each]);
  const withinPool = (members: readonly Pooled[]): Map<Flow, number> => new Map(members.map((each) => [each.flow, partOfPool(each, members) * (each.flow.share ?? 1)]));
  if (byPool.size <= 1) return withinPool(into);
  const stated = (members: readonly Pooled[]): boolean => members.every((each) => each.flow.share !== undefined);
  const silent = [...byPool.values()].filter((members) => !stated(members));
  const sum = [...byPool.values()].filter(stated).flat().reduce((total, each) => total + each.flow.share!, 0);
  const left = Math.max(0, 1 - sum);
  return new Map([...byPool.values()].flatMap((members): [Flow, number | undefined][] => {
    if (stated(members)) return members.map((each) => [each.flow, each.flow.share! / Math.max(1, sum)]);
    return members.map((each) => [each.flow, silent.length > 1 && left > 0 ? undefined : left * partOfPool(each, members) * (each.flow.share ?? 1)]);
  }));
}

/** `balance a` and `balance b` are one pool: a request goes to one of the two, by their weights. Flows to the same targets are calls of their own. */
function partOfPool(each: Pooled, members: readonly Pooled[]): number {
  const { pool } = each;
  if (pool.balances.length < 2) return 1;
  const weight = (choices: readonly Choice[]): number => choices.flatMap((choice) => choice.leaves).reduce((sum, leaf) => sum + leaf.weight, 0);
  const targets = (one: Pooled): string => one.choices.map((choice) => choice.of).join(' ');
  const distinct = new Map(members.map((one) => [targets(one), weight(one.choices)]));
  const total = [...distinct.values()].reduce((sum, part) => sum + part, 0);
  return total > 0 ? weight(each.choices) / total : 0;
}

/** All leaves of a pool over several targets, where each flow leads to a part of them and none says a share of its own. */
function wholePool(source: Id, { pool }: Pooled, into: readonly Pooled[]): Choice | undefined {
  const members = into.filter((each) => each.pool === pool);
  if (pool.balances.length < 2 || members.length < 2 || members.some((each) => each.flow.share !== undefined || each.choices.length > 1)) return undefined;
  const choices = members.flatMap((each) => each.choices);
  return new Set(choices.map((choice) => choice.of)).size === choices.length ? merged(source, choices) : undefined;
}

/** One choice over the leaves of several. */
function merged(source: Id, choices: readonly Choice[]): Choice {
  return { of: source, leaves: choices.flatMap((choice) => choice.leaves), need: 1, ...(choices.every((choice) => choice.adaptive) ? { adaptive: true as const } : {}) };
}

/**
 * A balancer that states no pool and sends its requests to several targets picks one of them: equal ones in equal parts; how
 * it divides them among unequal ones nothing says. Undefined where there is nothing to pick.
 */
function unwrittenPool(facts: Facts, source: Id, flows: readonly Flow[]): Call[] | undefined {
  const options = flows.filter((flow) => !flow.async && !flow.optional && flow.share === undefined && flow.access === undefined);
  const choices = new Map(options.map((flow) => [flow, targetsOf(facts, source, flow)]));
  const all = [...choices.values()].flat();
  if (all.length < 2) return undefined;
  const kinds = new Set(all.flatMap((choice) => choice.leaves.flatMap((leaf) => leaf.members.map((id) => facts.elements[id]!.kind))));
  const total = all.flatMap((choice) => choice.leaves).length;
  const certain = kinds.size === 1;
  return flows.map((flow): Call => {
    const targets = choices.get(flow);
    if (!targets) return plain(facts, source, flow);
    const portion = targets.flatMap((choice) => choice.leaves).length / total;
    return {
      flow, times: certain ? portion * (flow.times ?? 1) : 0, certain, always: certain && portion === 1, choices: targets.length > 1 ? [merged(source, targets)] : targets,
      ...(certain && options.length > 1 ? { among: flow === options[0] ? merged(source, all) : 'told' as const } : {}),
    };
  });
}

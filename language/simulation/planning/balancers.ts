/** Who spreads requests over whom, and how: by what is written, by the program's defaults, and evenly where nothing is said. */
import { layerOfBalancing } from '../../facts/network/index.js';
import { ownAddresses } from '../../facts/network/parties.js';
import { stations as networkStations } from '../../facts/network/stations.js';
import { tree } from '../../facts/network/tree.js';
import type { Facts } from '../../facts/query.js';
import { recoveryOf } from '../../facts/redundancy/takeover.js';
import type { Balance, Flow, Id } from '../../model/model.js';
import { NGINX_PASSIVE } from '../balancing/nginx.js';
import type { BalancerPlan, CallPlan, TargetPlan } from '../plan.js';
import { FlowCarriages } from '../world/flow-carriages.js';
import { checksUnasked, programOf, spreadsUnasked, statementFor, type Statement } from './balance-statements.js';
import { clientAddresses } from './client-addresses.js';
import { makeExclusive } from './matches.js';
import type { Planner } from './plan-of.js';
import { given } from './stations.js';

/** HAProxy's, which stand for those of a check that does not say. */
const CHECK = { every: 2, fall: 3, rise: 2 };
/** HAProxy's `retries`. */
const HAPROXY_RETRIES = 3;
/** HAProxy's `random(2)`. */
const HAPROXY_DRAWS = 2;

/** All calls are known by now: targets that somebody spreads the load over are told so. */
export function balancersOf(planner: Planner): BalancerPlan[] {
  const plans: BalancerPlan[] = [];
  const known = new Map<string, number>();
  const byCall = new Map<CallPlan, Statement>();
  planner.calls.forEach((call, index) => {
    const flow = planner.facts.flows[planner.flows[call.flow]!.id]!;
    for (const target of call.targets) {
      const found = spreadOf(planner, call, target, flow);
      if (!found) continue;
      if (found.statement && !byCall.has(call)) byCall.set(call, found.statement);
      const key = JSON.stringify([call.from, target.id, target.members, found.inOrder]);
      if (!known.has(key)) {
        known.set(key, plans.length);
        plans.push(balancerPlan(planner, { ...found, call: index, flow, target }));
      }
      target.choice = 'balanced';
      target.balancer = known.get(key)!;
    }
  });
  makeExclusive(planner, byCall);
  const carriages = new FlowCarriages(planner.facts);
  for (const plan of plans) if (plan.algorithm === 'ip-hash' || plan.algorithm === 'consistent-hash') plan.clients = clientsOf(planner, carriages, plan);
  return plans;
}

interface Spread { statement?: Statement; inOrder: boolean }

function spreadOf({ facts, stations }: Planner, call: CallPlan, target: TargetPlan, flow: Flow): Spread | undefined {
  if (target.id === undefined) return undefined;
  const source = stations[call.from]!.id;
  const statement = statementFor(facts, source, target.id);
  const spread = { ...given('statement', statement), inOrder: false };
  const group = facts.groups[target.id];
  if (!statement) return target.members.length > 1 && (!group || standsByItself(group.mode, flow)) && spreadsUnasked(facts, facts.elements[source]!) ? spread : undefined;
  if (!group || standsByItself(group.mode, flow)) return spread;
  // Of members that stand in for each other the balancer asks the first that it takes for up, where its checks are what notices.
  return group.mode === 'active-standby' && facts.ask(recoveryOf, group.id)?.by === 'check' ? { ...spread, inOrder: true } : undefined;
}

/** Any member may be asked. */
function standsByItself(mode: string, flow: Flow): boolean {
  return mode === 'active-active' || flow.access === 'reads';
}

interface Found extends Spread { call: number; flow: Flow; target: TargetPlan }

function balancerPlan(planner: Planner, { statement, inOrder, call, flow, target }: Found): BalancerPlan {
  const { facts, stations } = planner;
  const source = stations[planner.calls[call]!.from]!.id;
  const balance = statement?.balance;
  const element = facts.elements[source]!;
  const program = statement?.ofTarget ? 'other' : programOf(facts, source);
  const members = target.members.map((station) => stations[station]!.id);
  if (!balance) planner.assumptions.add('simulation.assumption.spread', { balancer: source, target: target.id! });
  return {
    station: planner.calls[call]!.from, target: target.id!, members: target.members, algorithm: balance?.algorithm ?? 'round-robin', program,
    weights: members.map((id) => (balance ? weightOf(planner, balance, id) : 1)),
    ...given('servers', balance?.algorithm === 'consistent-hash' ? members.map((id) => serverName(facts, id, flow)) : undefined),
    ...given('check', checkOf(balance, balance !== undefined && !statement!.ofTarget && checksUnasked(facts, element))),
    ...given('passive', passiveOf(balance, program, members.length)),
    retry: balance?.retry ?? (program === 'nginx' ? members.length - 1 : program === 'haproxy' ? HAPROXY_RETRIES : 0),
    draws: program === 'haproxy' ? HAPROXY_DRAWS : 1,
    sticky: balance?.sticky ?? false, layer: statement?.ofTarget ? 7 : layerOfBalancing(facts, element, flow.ports?.[0]),
    ...given('slowStart', balance?.slowStart), assumed: !balance, inOrder, call,
  };
}

/** As nginx's configuration would name it: by its address, else by its name, and by the port that is dialled. */
function serverName(facts: Facts, id: Id, flow: Flow): string {
  const [own] = ownAddresses(facts, facts.ask(networkStations).of(id));
  const host = own ? (own.ip.family === 6 ? `[${own.text}]` : own.text) : facts.elements[id]!.name;
  const port = (flow.ports ?? facts.elements[id]!.ports ?? facts.elements[id]!.defaultPorts)?.find((each) => each.protocol !== 'icmp')?.low;
  return port === undefined ? host : `${host}:${port}`;
}

/** The last word on the member, or on a group that it is in. */
function weightOf({ facts }: Planner, { weights }: Balance, member: Id): number {
  return weights.findLast(({ id }) => id === member || facts.ask(tree).members(id).includes(member))?.weight ?? 1;
}

function checkOf(balance: Balance | undefined, unasked: boolean): BalancerPlan['check'] {
  const check = balance?.check;
  if (!check) return unasked ? { ...CHECK, timeout: CHECK.every } : undefined;
  const every = check.every ?? CHECK.every;
  // HAProxy: without a timeout of its own a check may take as long as the interval.
  return { every, fall: check.fall ?? CHECK.fall, rise: check.rise ?? CHECK.rise, timeout: check.timeout ?? every, ...given('ports', check.ports.length > 0 ? check.ports : undefined) };
}

/** nginx counts failures unless it is told not to, but never of a server that is the only one. */
function passiveOf(balance: Balance | undefined, program: BalancerPlan['program'], members: number): BalancerPlan['passive'] {
  const stated = balance?.passive;
  if (!stated && program !== 'nginx') return undefined;
  if (program === 'nginx' && members === 1) return undefined;
  return { maxFails: stated?.maxFails ?? NGINX_PASSIVE.maxFails, failTimeout: stated?.failTimeout ?? NGINX_PASSIVE.failTimeout };
}

function clientsOf(planner: Planner, carriages: FlowCarriages, { station }: BalancerPlan): BalancerPlan['clients'] {
  const found: NonNullable<BalancerPlan['clients']> = {};
  planner.calls.forEach((call, index) => {
    if (!call.targets.some(({ members }) => members.includes(station))) return;
    found[index] = clientAddresses(planner.facts, carriages, planner.flows[call.flow]!.id, planner.stations[call.from]!.id, planner.stations[station]!.id);
  });
  return found;
}

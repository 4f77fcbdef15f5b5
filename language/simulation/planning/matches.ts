/** Balancers that tell requests apart by what is asked for: each request goes to one of the targets, by the shares of the flows there. */
import type { CallIndex, CallPlan, StationPlan } from '../plan.js';
import type { Statement } from './balance-statements.js';
import type { Planner } from './plan-of.js';

/** Where a statement of a station has a `match`, the calls of all its statements exclude each other. */
export function makeExclusive(planner: Planner, statements: ReadonlyMap<CallPlan, Statement>): void {
  for (const station of planner.stations) {
    const mine = station.calls.filter((index) => statements.get(planner.calls[index]!)?.ofTarget === false);
    const matched = mine.some((index) => statements.get(planner.calls[index]!)!.balance.matches.length > 0);
    if (matched && mine.length > 1) exclude(planner, station, mine);
  }
}

function exclude(planner: Planner, station: StationPlan, mine: readonly CallIndex[]): void {
  const { facts, flows, calls } = planner;
  const stated = mine.map((index) => facts.flows[flows[calls[index]!.flow]!.id]!.share);
  const shares = sharesOf(stated);
  const from = station.calls.indexOf(mine[0]!);
  // They stand together, so that who has made one of them passes over the rest.
  station.calls = [...station.calls.slice(0, from), ...mine, ...station.calls.slice(from).filter((index) => !mine.includes(index))];
  station.exclusive = { from, shares };
  for (const index of mine) calls[index]!.share = 1;
  if (stated.filter((share) => share === undefined).length > 1) planner.assumptions.add('simulation.assumption.match', { balancer: station.id });
}

/** What is not stated is shared evenly. */
export function sharesOf(stated: readonly (number | undefined)[]): number[] {
  const given = stated.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  const silent = stated.filter((share) => share === undefined).length;
  const rest = silent > 0 ? Math.max(0, 1 - given) / silent : 0;
  const all = given + rest * silent;
  return stated.map((share) => (all > 0 ? (share ?? rest) / all : 1 / stated.length));
}

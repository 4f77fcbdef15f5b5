/** The loads of a scenario in time: when each is active, and at what rate. */
import type { Load, Scenario } from '../../model/model.js';
import { query, type Facts } from '../query.js';
import { callOfLoad } from './calls.js';
import { holdings, responseOf } from './holding.js';
import { startOf, type Start } from './starts.js';
import { meanOf } from './times.js';

export interface TimedLoad {
  load: Load;
  start: Start;
  /** Seconds from the start of the scenario; `until` may be infinite. */
  from: number;
  until: number;
  /** Requests a second while it is active; of a closed load the most that its users can ask for. */
  rateAt(at: number): number;
}

export function timedLoads(facts: Facts, scenario: Scenario): TimedLoad[] {
  const end = scenario.duration ?? Infinity;
  const written = [
    ...scenario.loads.map((load) => ({ load, from: 0 })),
    ...scenario.events.flatMap((event) => (event.load ? [{ load: event.load, from: event.at }] : [])),
  ];
  return written.filter(({ from }) => from < end).flatMap(({ load, from }): TimedLoad[] => {
    const start = startOf(facts, load);
    if (!start) return [];
    const until = Math.min(end, from + (load.duration ?? Infinity));
    if (load.users === undefined) return [{ load, start, from, until, rateAt: openRate(load, from, until) }];
    const rate = boundOf(facts, load, start);
    return rate === undefined || !Number.isFinite(rate) ? [] : [{ load, start, from, until, rateAt: () => rate }];
  });
}

/** A rate that rises does so evenly until the end, a profile begins anew when it is over, bursts and records count by their mean. */
function openRate({ rate = 0, ramp, steps, burst, recorded }: Load, from: number, until: number): TimedLoad['rateAt'] {
  if (recorded) {
    const shown = Math.min(until - from, recorded.at(-1)!);
    return () => (shown > 0 ? recorded.filter((moment) => moment <= shown).length / shown : 0);
  }
  if (burst) return () => burst.count / burst.every;
  if (ramp !== undefined) return until === Infinity ? () => Math.max(rate, ramp) : (at) => rate + ((ramp - rate) * (at - from)) / (until - from);
  if (steps) return (at) => steps.rates[Math.floor((at - from) / steps.each + 1e-9) % steps.rates.length]!;
  return () => rate;
}

/** N users who each wait D for an answer and think for Z ask at most N / (Z + D) times a second. */
function boundOf(facts: Facts, load: Load, { flow, sources }: Start): number | undefined {
  let response = 0;
  for (const source of sources) {
    const own = facts.ask(ownTimes).get(source) ?? 0;
    const waited = responseOf(facts, facts.ask(holdings, load.size ?? 0), source, callOfLoad(facts, source, flow), load.size ?? 0);
    if (waited === undefined) return undefined;
    response += (own + waited) / sources.length;
  }
  return load.users! / ((load.think ? meanOf(load.think) : 0) + response);
}

/** Seconds of its own work that a request costs where it begins. */
export const ownTimes = query('capacity.own-times', (facts): Map<string, number> => new Map(Object.values(facts.elements).flatMap((element) => (element.serviceTime ? [[element.id, meanOf(element.serviceTime)] as const] : []))));

/** A profile of many short steps is looked at this far. */
const STEPS = 64;

/** Moments at which the rates together may be greatest; `ending`: right before it, with what ends then. */
export function momentsOf(timed: readonly TimedLoad[]): { at: number; ending: boolean }[] {
  const beginnings = new Set<number>();
  const endings = new Set<number>();
  for (const { load, from, until } of timed) {
    beginnings.add(from);
    if (load.ramp !== undefined && until < Infinity) endings.add(until);
    if (load.steps) for (let step = 1; step < STEPS && from + step * load.steps.each < until; step++) beginnings.add(from + step * load.steps.each);
  }
  const ramps = timed.some(({ load }) => load.ramp !== undefined);
  if (ramps) for (const { until } of timed) if (until < Infinity) endings.add(until);
  return [...[...beginnings].map((at) => ({ at, ending: false })), ...[...endings].map((at) => ({ at, ending: true }))].sort((a, b) => a.at - b.at);
}

export function isActive({ from, until }: TimedLoad, { at, ending }: { at: number; ending: boolean }): boolean {
  return ending ? from < at && at <= until : from <= at && at < until;
}

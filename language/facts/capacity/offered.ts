/**
 * The load that each scenario offers to every element, flow and link, by the laws of operational analysis (Denning and
 * Buzen 1978; Lazowska, Zahorjan, Graham, Sevcik: Quantitative System Performance, 1984): rates add up along the flows, and
 * closed loads ask for at most N / (Z + D), the asymptotic bound. Nothing is simulated; failures and slow-downs of the scenario are left out.
 */
import type { Id, Load, Scenario } from '../../model/model.js';
import { query, type Facts } from '../query.js';
import { callOfLoad } from './calls.js';
import { holdings, responseOf } from './holding.js';
import { serving } from './serving.js';
import { startOf } from './starts.js';
import { meanOf } from './times.js';
import type { ActiveLoad, Offered, OfferedLoads, Phase } from './types.js';
import { visitsOf, type Visits } from './visits.js';

/** By scenario, in source order; scenarios without load are left out. */
export const offeredLoads = query('capacity.offered-loads', (facts): OfferedLoads[] => {
  const visits = new Map<string, Visits>();
  return facts.read('scenarios').flatMap((scenario) => {
    const timed = timedLoads(facts, scenario, visits);
    return timed.length > 0 ? [{ scenario, phases: phasesOf(facts, timed) }] : [];
  });
});

/** A load with the time in which it is active, and what one request of it asks for. */
interface Timed extends ActiveLoad {
  from: number;
  until: number;
  key: string;
  bytes: number;
}

function timedLoads(facts: Facts, scenario: Scenario, known: Map<string, Visits>): Timed[] {
  const end = scenario.duration ?? Infinity;
  const written = [
    ...scenario.loads.map((load) => ({ load, from: 0 })),
    ...scenario.events.flatMap((event) => (event.load ? [{ load: event.load, from: event.at }] : [])),
  ];
  return written.filter(({ from }) => from < end).flatMap(({ load, from }): Timed[] => {
    const start = startOf(facts, load);
    if (!start) return [];
    const bytes = load.size ?? 0;
    const rate = openRate(load) ?? boundOf(load, start.sources.map((source) => responseOf(facts, facts.ask(holdings, bytes), source, callOfLoad(facts, source, start.flow), bytes)));
    if (rate === undefined || !(rate > 0) || !Number.isFinite(rate)) return [];
    let visits = known.get(start.key);
    if (!visits) known.set(start.key, visits = visitsOf(facts, start.sources, start.flow));
    return [{ load, start, rate, from, until: from + (load.duration ?? Infinity), visits, bytes, key: `${start.key}\u0001${bytes}\u0001${load.users === undefined ? 'open' : 'closed'}` }];
  });
}

/** N users who each wait D for an answer and think for Z ask at most N / (Z + D) times a second. */
function boundOf({ users, think }: Load, responses: readonly (number | undefined)[]): number | undefined {
  if (users === undefined || responses.some((each) => each === undefined)) return undefined;
  const response = responses.reduce((sum: number, each) => sum + each!, 0) / responses.length;
  return users / ((think ? meanOf(think) : 0) + response);
}

// --------------------------------------------------------------------------------------------------------- phases

function phasesOf(facts: Facts, timed: readonly Timed[]): Phase[] {
  const starts = [...new Set(timed.map((each) => each.from))].sort((a, b) => a - b);
  const moments = starts.map((at) => {
    const active = timed.filter((each) => each.from <= at && at < each.until);
    const rates = new Map<string, number>();
    for (const each of active) rates.set(each.key, (rates.get(each.key) ?? 0) + each.rate);
    return { at, active, rates };
  });
  const greatest = moments.filter((one, index) => !moments.some((other, place) => place !== index && outdoes(other.rates, one.rates) && (place < index || !outdoes(one.rates, other.rates))));
  return greatest.map(({ at, active }) => phase(facts, at, active));
}

function outdoes(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return [...b].every(([key, rate]) => (a.get(key) ?? 0) >= rate);
}

function phase(facts: Facts, at: number, active: readonly Timed[]): Phase {
  const elements = new Map<Id, Offered>();
  const flows = new Map<Id, Offered>();
  const links = new Map<Id, Offered>();
  const narrowestBy = new Map<string, number>();
  for (const load of together(active)) {
    const holding = facts.ask(holdings, load.bytes);
    const onElements: Demand = { each: (id) => holding.get(id)?.total ?? NaN, limit: (id) => facts.ask(serving, id).workers };
    const onLinks: Demand = { each: () => load.bytes * 8, limit: (id) => facts.links[id]?.bandwidth };
    const narrowest = Math.min(narrow(load.visits.elements, onElements), narrow(load.visits.links, onLinks));
    narrowestBy.set(load.key, narrowest);
    addUp(elements, load, narrowest, load.visits.elements, onElements);
    addUp(flows, load, narrowest, load.visits.flows, { each: () => 0, limit: () => undefined });
    addUp(links, load, narrowest, load.visits.links, onLinks);
  }
  return { at, loads: active.map((each) => ({ load: each.load, start: each.start, rate: rateAt(each, narrowestBy.get(each.key)!, Infinity), visits: each.visits })), elements, flows, links };
}

/** Requests of the load a second that a place lets through. */
function passing(id: Id, visits: number, demand: Demand): number {
  const limit = demand.limit(id);
  const each = demand.each(id);
  return limit === undefined || !(visits * each > 0) ? Infinity : limit / (visits * each);
}

function narrow(visits: ReadonlyMap<Id, number>, demand: Demand): number {
  let least = Infinity;
  for (const [id, number] of visits) least = Math.min(least, passing(id, number, demand));
  return least;
}

/** Loads of one start and size are one. */
function together(active: readonly Timed[]): Timed[] {
  const found = new Map<string, Timed>();
  for (const each of active) {
    const known = found.get(each.key);
    found.set(each.key, known ? { ...known, rate: known.rate + each.rate } : each);
  }
  return [...found.values()];
}

/** Requests, and what each of them keeps busy, against what there is of it. */
interface Demand {
  each(id: Id): number;
  limit(id: Id): number | undefined;
}

/** Waiting users bring no more than the narrowest place lets through; only that one is offered all that they ask for. */
function rateAt(load: Timed, narrowest: number, own: number): number {
  return load.load.users === undefined || own <= narrowest * (1 + 1e-9) ? load.rate : Math.min(load.rate, narrowest);
}

function addUp(into: Map<Id, Offered>, load: Timed, narrowest: number, visits: ReadonlyMap<Id, number>, demand: Demand): void {
  for (const [id, number] of visits) {
    const rate = number * rateAt(load, narrowest, passing(id, number, demand));
    const known = into.get(id) ?? { rate: 0, busy: 0, exact: true, bounded: false };
    into.set(id, {
      rate: known.rate + rate,
      busy: known.busy + (rate > 0 ? rate * demand.each(id) : 0),
      exact: known.exact && !load.visits.inexact.has(id),
      bounded: known.bounded || (rate > 0 && load.load.users !== undefined),
    });
  }
}

/** Requests a second of an open load, at its highest where the rate changes; of bursts on average. Undefined of a closed one. */
function openRate({ rate, ramp, steps, burst }: Load): number | undefined {
  if (burst) return burst.count / burst.every;
  return rate === undefined ? undefined : Math.max(rate, ramp ?? 0, ...(steps?.rates ?? []));
}

/** The moments of a scenario at which most is asked for, with what every element, flow and link is offered then. */
import type { Id } from '../../model/model.js';
import type { Facts } from '../query.js';
import { holdings, loadOrder } from './holding.js';
import { serving } from './serving.js';
import { copyTime } from './sync-copies.js';
import { isActive, momentsOf, ownTimes, type TimedLoad } from './timed-loads.js';
import type { ActiveLoad, Offered, Phase } from './types.js';
import { visitsOf, type Visits } from './visits.js';

/** A load at one moment. */
interface Active extends Pick<TimedLoad, 'load' | 'start'> {
  rate: number;
  bytes: number;
  closed: boolean;
  /** Loads of one start, size and sort are one. */
  key: string;
}

export function phasesOf(facts: Facts, timed: readonly TimedLoad[]): Phase[] {
  const moments = momentsOf(timed).map((moment) => {
    const active = timed.filter((each) => isActive(each, moment)).map((each): Active => {
      const [bytes, closed] = [each.load.size ?? 0, each.load.users !== undefined];
      return { load: each.load, start: each.start, rate: each.rateAt(moment.at), bytes, closed, key: `${each.start.key}\u0001${bytes}\u0001${closed}` };
    }).filter((each) => each.rate > 0 && Number.isFinite(each.rate));
    return { at: moment.at, active, rates: new Map([...together(active)].map(([key, each]) => [key, each.rate])) };
  }).filter((each) => each.active.length > 0);
  const greatest = moments.filter((one, index) => !moments.some((other, place) => place !== index && outdoes(other.rates, one.rates) && (place < index || !outdoes(one.rates, other.rates))));
  return greatest.map(({ at, active }) => limited(facts, at, active));
}

function together(active: readonly Active[]): Map<string, Active> {
  const found = new Map<string, Active>();
  for (const each of active) {
    const known = found.get(each.key);
    found.set(each.key, known ? { ...known, rate: known.rate + each.rate } : each);
  }
  return found;
}

function outdoes(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return [...b].every(([key, rate]) => (a.get(key) ?? 0) >= rate);
}

/** With what rate limits keep out: the first on the way decides what comes to the next. */
function limited(facts: Facts, at: number, active: readonly Active[]): Phase {
  const admitted = new Map<Id, number>();
  let found = phase(facts, at, active, admitted);
  const limiters = facts.ask(loadOrder).order.filter((id) => facts.ask(serving, id).rateLimit !== undefined).reverse();
  for (const id of limiters) {
    const [limit, rate] = [facts.ask(serving, id).rateLimit!, found.elements.get(id)?.rate ?? 0];
    if (rate <= limit) continue;
    admitted.set(id, limit / rate);
    found = phase(facts, at, active, admitted);
  }
  return found;
}

function phase(facts: Facts, at: number, active: readonly Active[], admitted: ReadonlyMap<Id, number>): Phase {
  const elements = new Map<Id, Offered>();
  const flows = new Map<Id, Offered>();
  const links = new Map<Id, Offered>();
  const known = new Map<string, { visits: Visits; narrowest: number }>();
  for (const [key, load] of together(active)) {
    const visits = visitsOf(facts, load.start, load.bytes, admitted);
    const holding = facts.ask(holdings, load.bytes);
    const copying = new Map([...visits.copied].map(([id, number]) => [id, (number / visits.elements.get(id)!) * copyTime(facts, id, load.bytes)]));
    const onElements: Demand = { each: (id) => (holding.get(id)?.total ?? NaN) + (copying.get(id) ?? 0), limit: (id) => facts.ask(serving, id).workers };
    const onLinks: Demand = { each: () => load.bytes * 8, limit: (id) => facts.links[id]?.bandwidth };
    const inside = new Map([...visits.elements].map(([id, number]) => [id, number * (admitted.get(id) ?? 1)]));
    const begun = new Map([...visits.sources].filter(([id]) => serves(facts, id)).map(([id, { part }]) => [id, part]));
    const atSources: Demand = { each: (id) => (facts.ask(ownTimes).get(id) ?? 0) + (visits.sources.get(id)!.waited ?? NaN), limit: onElements.limit };
    const narrowest = Math.min(narrow(inside, onElements), narrow(begun, atSources), narrow(visits.links, onLinks));
    known.set(key, { visits, narrowest });
    const adding = { load, visits, narrowest };
    addUp(elements, adding, inside, onElements);
    addUp(elements, adding, begun, atSources);
    addUp(flows, adding, visits.flows, { each: () => 0, limit: () => undefined });
    addUp(links, adding, visits.links, onLinks);
  }
  const loads = active.map((each): ActiveLoad => {
    const { visits, narrowest } = known.get(each.key)!;
    return { load: each.load, start: each.start, rate: rateAt(each, narrowest, Infinity), visits };
  });
  return { at, loads, elements, admitted, flows, links };
}

/** Where a load begins a worker is taken too, if there is something to take or to do. */
function serves(facts: Facts, id: Id): boolean {
  const { workers, service } = facts.ask(serving, id);
  return workers !== undefined || service !== undefined;
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

/** Requests, and what each of them keeps busy, against what there is of it. */
interface Demand {
  each(id: Id): number;
  limit(id: Id): number | undefined;
}

/** Waiting users bring no more than the narrowest place lets through; only that one is offered all that they ask for. */
function rateAt(load: Active, narrowest: number, own: number): number {
  return !load.closed || own <= narrowest * (1 + 1e-9) ? load.rate : Math.min(load.rate, narrowest);
}

function addUp(into: Map<Id, Offered>, { load, visits, narrowest }: { load: Active; visits: Visits; narrowest: number }, numbers: ReadonlyMap<Id, number>, demand: Demand): void {
  for (const [id, number] of numbers) {
    const rate = number * rateAt(load, narrowest, passing(id, number, demand));
    const known = into.get(id) ?? { rate: 0, busy: 0, exact: true, bounded: false };
    into.set(id, {
      rate: known.rate + rate,
      busy: known.busy + (rate > 0 ? rate * demand.each(id) : 0),
      exact: known.exact && !visits.inexact.has(id),
      bounded: known.bounded || (rate > 0 && load.closed),
    });
  }
}

/** Slots for visits: taken, given back, and told apart by their serial when they are used again. */
import type { Core } from './core.js';
import { PHASE, RESULT, type Visit } from './run-state.js';

const NO_LINKS: readonly number[] = [];

export function openVisit(run: Core, station: number, load: number, call: number, client: number, parent: number, parentSerial: number): number {
  const { state } = run;
  let id = state.free.pop();
  if (id === undefined) {
    id = state.visits.length;
    state.visits.push({
      serial: 0, phase: PHASE.free, station, load, call, client, parent, parentSerial, born: 0, next: 0, target: 0, repeats: 0, tries: 0, asked: 0,
      result: RESULT.served, path: NO_LINKS, passed: 0, tried: [], copies: 0, connected: false, server: -1, sent: 0,
    });
  }
  const visit = state.visits[id]!;
  visit.station = station;
  visit.load = load;
  visit.call = call;
  visit.client = client;
  visit.parent = parent;
  visit.parentSerial = parentSerial;
  visit.born = state.now;
  visit.phase = PHASE.there;
  visit.next = visit.target = visit.repeats = visit.tries = visit.passed = 0;
  visit.path = NO_LINKS;
  visit.copies = 0;
  visit.connected = false;
  visit.server = -1;
  if (visit.tried.length > 0) visit.tried = [];
  state.live++;
  return id;
}

export function closeVisit(run: Core, id: number): void {
  const visit = run.state.visits[id]!;
  visit.serial++;
  visit.phase = PHASE.free;
  run.state.free.push(id);
  run.state.live--;
}

/** The visit, if it still is the one that was meant. */
export function visitOf(run: Core, id: number, serial: number): Visit | undefined {
  const visit = run.state.visits[id]!;
  return visit.serial === serial ? visit : undefined;
}

/**
 * Synchronous copies: a write is acknowledged after each copy of it has been made, so its worker waits for the way there
 * and back. A copy that is not reached is not waited for: semi-synchronous replication as MySQL does it once its timeout
 * has run out (`rpl_semi_sync_source_timeout`), so that the loss of the standby does not stop the primary.
 */
import { STEP, type Core } from '../core.js';
import { note } from '../outcome/log.js';
import type { StationIndex, WayPlan } from '../plan.js';
import { PHASE, RESULT } from '../run-state.js';
import { travel } from '../transit.js';
import { closeVisit, openVisit, visitOf } from '../visits.js';

/** All copies of the visit's write have been made. */
const MADE = -1;

/** Ways between those that copy, past what is in trouble now. */
const known = new WeakMap<Core, { key: string; ways: Map<string, WayPlan | undefined> }>();

function wayBetween(run: Core, from: StationIndex, to: StationIndex): WayPlan | undefined {
  let kept = known.get(run);
  if (kept?.key !== run.trouble.key) known.set(run, kept = { key: run.trouble.key, ways: new Map() });
  const ends = `${from} ${to}`;
  if (!kept!.ways.has(ends)) {
    const { stations } = run.plan;
    kept!.ways.set(ends, run.ways.copies ? run.ways.copies(stations[from]!.id, stations[to]!.id, run.trouble) : { forward: [], back: [] });
  }
  return kept!.ways.get(ends);
}

function isReached(run: Core, from: StationIndex, to: StationIndex): boolean {
  return run.state.stations[to]!.mode === 'up' && wayBetween(run, from, to) !== undefined;
}

/** Sends what the visit has written to whoever keeps a copy; true where it has to wait for that. */
export function copyFirst(run: Core, id: number): boolean {
  const visit = run.state.visits[id]!;
  const { copies } = run.plan.stations[visit.station]!;
  const root = visit.parent < 0 && visit.parentSerial < 0;
  if (copies === undefined || visit.copies === MADE || root || visit.result !== RESULT.served || run.plan.calls[visit.call]?.copied !== true) return false;
  const reached = copies.filter((to) => {
    const there = isReached(run, visit.station, to);
    tell(run, visit.station, to, there);
    return there;
  });
  visit.copies = reached.length;
  for (const to of reached) {
    const copy = openVisit(run, to, visit.load, visit.call, visit.client, id, visit.serial);
    travel(run, copy, wayBetween(run, visit.station, to)!.forward, PHASE.copying);
  }
  return reached.length > 0;
}

/** Once each time that a copy is missed, and once when it is there again. */
function tell(run: Core, from: StationIndex, to: StationIndex, there: boolean): void {
  const state = run.state.stations[from]!;
  const alone = state.alone ?? [];
  if (alone.includes(to) !== there) return;
  state.alone = there ? alone.filter((each) => each !== to) : [...alone, to];
  note(run.state, there ? 'copied-again' : 'copy-missing', run.plan.stations[from]!.id, { other: run.plan.stations[to]!.id });
}

/** The copy has come to who keeps it, who says so at once. */
export function copyArrived(run: Core, id: number): void {
  const { parent, parentSerial, station } = run.state.visits[id]!;
  const writer = visitOf(run, parent, parentSerial);
  const way = writer && isReached(run, writer.station, station) ? wayBetween(run, writer.station, station) : undefined;
  if (way) travel(run, id, way.back, PHASE.copied);
  else copyEnded(run, id);
}

/** One copy is made, or not waited for any longer; after the last of them the write is acknowledged. */
export function copyEnded(run: Core, id: number): void {
  const { parent, parentSerial } = run.state.visits[id]!;
  closeVisit(run, id);
  const writer = visitOf(run, parent, parentSerial);
  if (!writer || --writer.copies > 0) return;
  writer.copies = MADE;
  run.soon(STEP.leave, parent);
}

/** Something has failed: copies that are under way to nobody are not waited for. */
export function settleCopies(run: Core): void {
  run.state.visits.forEach((visit, id) => {
    if (visit.phase !== PHASE.copying && visit.phase !== PHASE.copied) return;
    const writer = visitOf(run, visit.parent, visit.parentSerial);
    if (!writer || !isReached(run, writer.station, visit.station)) copyEnded(run, id);
  });
}

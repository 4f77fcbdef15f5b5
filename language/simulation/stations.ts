/** Stations: workers, first in first out; a queue with an end; service times. */
import { EVENT, STEP, type Core } from './core.js';
import { publish } from './messages/delivery.js';
import { coreQueue, giveCoreBack, takeCore } from './cores.js';
import { draw } from './random/draw.js';
import { unit } from './random/stream.js';
import { letIn } from './rate-limit.js';
import { PHASE, RESULT, type StationState } from './run-state.js';
import { setLevel } from './statistics/time-average.js';
import { copyFirst } from './takeover/copies.js';
import { closeVisit, visitOf } from './visits.js';

/** A request has come to its station. */
export function enter(run: Core, id: number): void {
  const visit = run.state.visits[id]!;
  const station = run.state.stations[visit.station]!;
  const plan = run.plan.stations[visit.station]!;
  if (station.mode === 'silent') {
    // Nobody answers: the caller will give up when its time is over.
    closeVisit(run, id);
    return;
  }
  if (station.mode !== 'up') {
    refuse(run, id);
    return;
  }
  if (station.tokens && !letIn(station.tokens, plan.rateLimit!, run.state.now)) {
    station.refused++;
    // It answers that it will not (429): a balancer does not take that for a server that is not there.
    refuse(run, id, RESULT.beyond);
    return;
  }
  if (plan.workers === 0 || station.busy < plan.workers) {
    begin(run, id);
    return;
  }
  if ((station.waiting.length - station.head) / 2 >= plan.queue) {
    station.refused++;
    refuse(run, id);
    return;
  }
  visit.phase = PHASE.waiting;
  station.waiting.push(id, visit.serial);
  noteQueue(run, station);
}

function begin(run: Core, id: number): void {
  const visit = run.state.visits[id]!;
  const station = run.state.stations[visit.station]!;
  const { service } = run.plan.stations[visit.station]!;
  visit.phase = PHASE.serving;
  station.busy++;
  setLevel(station.busyLevel, run.state.now, station.busy);
  const time = service === undefined ? 0 : draw(service, station.stream) * station.slow;
  if (time > 0) {
    if (station.cores === undefined || takeCore(run, station, id, time)) run.queue.push(run.state.now + time, EVENT.serviceDone, id, visit.serial);
    return;
  }
  worked(run, id);
}

/** Its own work is done: a cache that has the answer asks nobody, everybody else goes on to ask. */
function worked(run: Core, id: number): void {
  const visit = run.state.visits[id]!;
  const { hits } = run.state.stations[visit.station]!;
  visit.phase = PHASE.calling;
  if (hits && unit(hits) < run.plan.stations[visit.station]!.hit!) {
    visit.result = RESULT.served;
    run.soon(STEP.leave, id);
  } else run.soon(STEP.proceed, id);
}

/** Turned away before it was begun. */
function refuse(run: Core, id: number, result: number = RESULT.refused): void {
  run.state.visits[id]!.result = result;
  run.soon(STEP.answer, id);
}

export function serviceDone(run: Core, id: number, serial: number): void {
  const visit = visitOf(run, id, serial);
  if (!visit) return;
  const station = run.state.stations[visit.station]!;
  if (station.cores) giveCoreBack(run, station);
  worked(run, id);
}

/** The request leaves with a result; its worker takes the next that waits. */
export function leave(run: Core, id: number): void {
  if (copyFirst(run, id)) return;
  publish(run, id);
  const visit = run.state.visits[id]!;
  const station = run.state.stations[visit.station]!;
  if (visit.result === RESULT.served) station.served++;
  station.busy--;
  setLevel(station.busyLevel, run.state.now, station.busy);
  const { workers } = run.plan.stations[visit.station]!;
  if (workers > 0 && station.busy < workers) nextWaiting(run, station);
  run.soon(STEP.answer, id);
}

/** So many numbers of a line are kept when they are passed: of thousands of lines all are to stay near. */
const PASSED = 64;

function nextWaiting(run: Core, station: StationState): void {
  while (station.head < station.waiting.length) {
    const id = station.waiting[station.head]!;
    const serial = station.waiting[station.head + 1]!;
    station.head += 2;
    if (station.head > PASSED && station.head * 2 > station.waiting.length) {
      station.waiting = station.waiting.slice(station.head);
      station.head = 0;
    }
    const visit = visitOf(run, id, serial);
    noteQueue(run, station);
    if (!visit) continue;
    begin(run, id);
    return;
  }
}

function noteQueue(run: Core, station: StationState): void {
  setLevel(station.queueLevel, run.state.now, (station.waiting.length - station.head) / 2 + (station.held ?? 0) + coreQueue(station));
}

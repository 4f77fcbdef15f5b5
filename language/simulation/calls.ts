/**
 * Calls: what a request does after its own work, one flow after the other in source order, each to one member of each
 * of its targets. A call ends with an answer, or when the caller's patience does; a failed one is tried again as often as
 * the flow says, and what then still fails brings the caller down with it, unless it was optional.
 */
import { endAttempt } from './balancing/attempts.js';
import { EVENT, STEP, type Core } from './core.js';
import { mayAsk, noteResult } from './breaker.js';
import { choose, TOO_FEW } from './choosing.js';
import { connect, disconnect } from './connections.js';
import { openingTime } from './handshake.js';
import { noteCall } from './figures.js';
import type { CallPlan, StationPlan } from './plan.js';
import { unit } from './random/stream.js';
import { PHASE, RESULT, type Visit } from './run-state.js';
import { noteWrite } from './takeover/handovers.js';
import { travel } from './transit.js';
import { closeVisit, openVisit, visitOf } from './visits.js';

/** Goes on with a visit's calls until one of them is under way, or none is left. */
export function proceed(run: Core, id: number): void {
  const visit = run.state.visits[id]!;
  const root = visit.parent < 0 && visit.parentSerial < 0;
  const calls = root ? undefined : run.plan.stations[visit.station]!.calls;
  const one = calls === undefined ? undefined : run.plan.stations[visit.station]!.exclusive;
  for (;;) {
    if (one !== undefined) pickOne(run, visit, one);
    const index = calls === undefined ? (visit.next === 0 ? visit.call : undefined) : calls[visit.next];
    if (index === undefined) {
      visit.result = RESULT.served;
      run.soon(STEP.leave, id);
      return;
    }
    const call = run.plan.calls[index]!;
    if (isFresh(visit) && !root && call.share < 1 && unit(run.state.calls[index]!.stream) >= call.share) {
      visit.next++;
      continue;
    }
    if (visit.repeats >= call.times || call.targets.length === 0) {
      visit.next++;
      visit.target = visit.repeats = visit.tries = 0;
      continue;
    }
    ask(run, id, visit, index, call);
    if (!call.async) return;
    visit.target = 0;
    visit.repeats++;
  }
}

/** Nothing of the call was done yet. */
function isFresh({ target, repeats, tries }: Visit): boolean {
  return target === 0 && repeats === 0 && tries === 0;
}

/** Of calls that are told apart by what is asked for, a request makes one: at the first it is drawn which, behind that one all are passed over. */
function pickOne(run: Core, visit: Visit, { from, shares }: NonNullable<StationPlan['exclusive']>): void {
  if (visit.next < from || visit.next >= from + shares.length || !isFresh(visit)) return;
  if (visit.next > from) {
    visit.next = from + shares.length;
    return;
  }
  let left = unit(run.state.calls[run.plan.stations[visit.station]!.calls[from]!]!.stream);
  for (const share of shares) {
    if ((left -= share) < 0) break;
    visit.next++;
  }
  visit.next = Math.min(visit.next, from + shares.length - 1);
}

function ask(run: Core, id: number, visit: Visit, index: number, call: CallPlan): void {
  const { state } = run;
  if (call.async) {
    for (let target = 0; target < call.targets.length; target++) {
      const chosen = choose(run, visit, index, target);
      if (chosen === TOO_FEW) noteCall(run, call.flow, state.now, RESULT.failed);
      else travelThere(run, openVisit(run, chosen, visit.load, index, visit.client, -1, 0));
    }
    return;
  }
  if (visit.tries === 0) visit.asked = state.now;
  visit.serial++;
  if (!mayAsk(run, index)) {
    // Not asked, and not asked again: that is what the breaker is for.
    over(run, id, visit, index, RESULT.failed);
    return;
  }
  expect(run, index, call, id, visit.serial);
  if (connect(run, index, id)) askNow(run, id);
}

/** The connection is there: the request sets out. */
function askNow(run: Core, id: number): void {
  const { state } = run;
  const visit = state.visits[id]!;
  const index = callOf(run, visit);
  const chosen = lacks(run, run.plan.calls[index]!) ? TOO_FEW : choose(run, visit, index, visit.target);
  if (chosen === TOO_FEW) {
    ended(run, id, visit, RESULT.failed);
    return;
  }
  const child = openVisit(run, chosen, visit.load, index, visit.client, id, visit.serial);
  state.visits[child]!.born = visit.asked;
  travelThere(run, child);
}

/** Something that the call needs beside its target does not work. */
function lacks(run: Core, { needs }: CallPlan): boolean {
  if (needs === undefined || run.state.trouble.epoch === 0) return false;
  return needs.some((id) => run.isBroken(id));
}

function travelThere(run: Core, child: number): void {
  const { call, station } = run.state.visits[child]!;
  const way = run.way(call, station);
  if (!way) {
    // Sent into the void: nobody answers.
    closeVisit(run, child);
    return;
  }
  travel(run, child, way.forward, PHASE.there, openingTime(run, run.state.visits[child]!, way));
}

// -------------------------------------------------------------------------------------------------------- answers

/** A visit's answer sets out on its way back. */
export function answer(run: Core, id: number): void {
  const visit = run.state.visits[id]!;
  visit.serial++;
  if (visit.parent < 0 && visit.parentSerial < 0) {
    run.soon(STEP.returned, id);
    return;
  }
  const way = run.way(visit.call, visit.station);
  if (!way) {
    closeVisit(run, id);
    return;
  }
  travel(run, id, way.back, PHASE.back);
}

/** The answer has come back to who asked. */
export function returned(run: Core, id: number): void {
  const { parent, parentSerial, result, call, born, station } = run.state.visits[id]!;
  if (parent < 0 && parentSerial < 0) {
    run.soon(STEP.done, id);
    return;
  }
  closeVisit(run, id);
  if (result === RESULT.served && run.plan.calls[call]!.writes) written(run, call, station);
  if (parent < 0) {
    // Nobody waits for it, but it is counted.
    noteCall(run, run.plan.calls[call]!.flow, born, result);
    return;
  }
  const caller = visitOf(run, parent, parentSerial);
  if (caller) ended(run, parent, caller, result);
}

/** A write was acknowledged, to the groups that keep it. */
function written(run: Core, call: number, station: number): void {
  for (const { members, chains } of run.plan.calls[call]!.targets) {
    const at = chains === undefined ? -1 : members.indexOf(station);
    if (at >= 0) for (const { group } of chains![at]!) noteWrite(run, group);
  }
}

/** One try of a call has ended. */
function ended(run: Core, id: number, caller: Visit, result: number): void {
  caller.serial++;
  const index = callOf(run, caller);
  const call = run.plan.calls[index]!;
  if (caller.server >= 0 && endAttempt(run, caller, index, result)) {
    expect(run, index, call, id, caller.serial);
    askNow(run, id);
    return;
  }
  if (caller.tried.length > 0) caller.tried = [];
  noteResult(run, index, result);
  const next = disconnect(run, index, id);
  if (next >= 0) askNow(run, next);
  if (result !== RESULT.served && caller.tries < call.retries) {
    const wait = call.backoff === undefined ? 0 : doubled(call.backoff, caller.tries);
    caller.tries++;
    if (wait > 0) run.after(wait, EVENT.tryAgain, id, caller.serial);
    else run.soon(STEP.proceed, id);
    return;
  }
  over(run, id, caller, index, result);
}

/** Twice as long for each try before: by multiplication, since ** may differ in its last bit from machine to machine. */
function doubled(time: number, times: number): number {
  let result = time;
  for (let count = 0; count < times; count++) result *= 2;
  return result;
}

/** Its time to try again has come. */
export function tryAgain(run: Core, id: number, serial: number): void {
  if (visitOf(run, id, serial)) run.soon(STEP.proceed, id);
}

/** A call, all its tries included, has ended. */
function over(run: Core, id: number, caller: Visit, index: number, result: number): void {
  const call = run.plan.calls[index]!;
  noteCall(run, call.flow, caller.asked, result);
  if (result !== RESULT.served && !call.optional) {
    caller.result = passedOn(result);
    run.soon(STEP.leave, id);
    return;
  }
  caller.tries = 0;
  if (++caller.target >= call.targets.length) {
    caller.target = 0;
    caller.repeats++;
  }
  run.soon(STEP.proceed, id);
}

/** To who asked the caller it says less than to the caller: that one did answer. */
function passedOn(result: number): number {
  return result === RESULT.refused || result === RESULT.beyond ? RESULT.beyond : RESULT.failed;
}

function callOf(run: Core, visit: Visit): number {
  return visit.parent < 0 && visit.parentSerial < 0 ? visit.call : run.plan.stations[visit.station]!.calls[visit.next]!;
}

// ------------------------------------------------------------------------------------------------------- patience

/** Callers of one call give up in the order in which they asked, so that a line is enough and the queue of events stays short. */
function expect(run: Core, index: number, call: CallPlan, id: number, serial: number): void {
  if (call.timeout === Infinity) return;
  const line = run.state.calls[index]!.deadlines;
  dropAnswered(run, index);
  line.entries.push(run.state.now + call.timeout, id, serial);
  arm(run, index);
}

/** So many numbers of a line are kept when they are passed: of thousands of lines all are to stay near. */
const PASSED = 96;

/** Callers that have their answer, at the head of the line. */
function dropAnswered(run: Core, index: number): void {
  const line = run.state.calls[index]!.deadlines;
  while (line.head < line.entries.length && !visitOf(run, line.entries[line.head + 1]!, line.entries[line.head + 2]!)) line.head += 3;
  if (line.head < PASSED || line.head * 2 < line.entries.length) return;
  line.entries = line.entries.slice(line.head);
  line.head = 0;
}

function arm(run: Core, index: number): void {
  const line = run.state.calls[index]!.deadlines;
  if (line.armed || line.head >= line.entries.length) return;
  line.armed = true;
  run.queue.push(line.entries[line.head]!, EVENT.deadline, index, 0);
}

export function giveUp(run: Core, index: number): void {
  const line = run.state.calls[index]!.deadlines;
  line.armed = false;
  dropAnswered(run, index);
  while (line.head < line.entries.length && line.entries[line.head]! <= run.state.now) {
    const [, id, serial] = line.entries.slice(line.head, line.head + 3) as [number, number, number];
    line.head += 3;
    const caller = visitOf(run, id, serial);
    if (caller) ended(run, id, caller, RESULT.timeout);
    dropAnswered(run, index);
  }
  arm(run, index);
}

/**
 * Queues and topics: a broker keeps what is published until a consumer is free to take it. Each flow that reads from the
 * broker gets every message once, by one of its members in turn; the others wait, first in, first out. A message is given to
 * another member when the one that had it is lost (at least once, as AMQP 0-9-1 and Kafka's groups do).
 */
import { isServing } from '../choosing.js';
import type { Core } from '../core.js';
import { noteCall } from '../figures.js';
import { note } from '../outcome/log.js';
import type { StationIndex } from '../plan.js';
import { PHASE, RESULT, type Visit } from '../run-state.js';
import { setLevel } from '../statistics/time-average.js';
import { travel } from '../transit.js';
import { closeVisit, openVisit } from '../visits.js';
import { FIELDS, waitingIn, type ConsumerPlan } from './broker-plan.js';

/** In the place of a parent's serial: the visit is a message of this broker and subscription, and nobody waits for it. */
const MESSAGE = 1;

interface Place { broker: number; subscription: number }

function isMessage({ parent, parentSerial }: Visit): boolean {
  return parent < -1 && parentSerial === MESSAGE;
}

/** Of a message where it comes from: both places in one number below -1. */
const SUBSCRIPTIONS = 4096;

function parentOf({ broker, subscription }: Place): number {
  return -2 - (broker * SUBSCRIPTIONS + subscription);
}

function placeOf({ parent }: Visit): Place {
  const number = -2 - parent;
  return { broker: Math.floor(number / SUBSCRIPTIONS), subscription: number % SUBSCRIPTIONS };
}

// ----------------------------------------------------------------------------------------------------- publishing

/** A broker is done with what was published to it: it keeps it for every reader, or refuses it where one of them has too much to do. */
export function publish(run: Core, id: number): void {
  const visit = run.state.visits[id]!;
  const at = run.plan.stations[visit.station]!.broker;
  if (at === undefined || visit.result !== RESULT.served || (visit.parent < 0 && visit.parentSerial < 0)) return;
  const { subscriptions } = run.plan.brokers![at]!;
  // A reader that a load makes ask brings nothing.
  if (subscriptions.some(({ flow }) => flow === run.plan.calls[visit.call]!.flow)) return;
  dropOld(run, at);
  const { queue } = run.plan.stations[visit.station]!;
  const held = run.state.brokers![at]!;
  if (held.some((each, subscription) => waitingIn(each) >= queue && nextFree(run, { broker: at, subscription }) < 0)) {
    run.state.stations[visit.station]!.refused++;
    visit.result = RESULT.refused;
    return;
  }
  subscriptions.forEach((_, subscription) => {
    held[subscription]!.backlog.push(run.state.now, visit.load, visit.client);
    drain(run, { broker: at, subscription });
  });
  noteHeld(run, at);
}

// ------------------------------------------------------------------------------------------------------ delivering

/** As many as there are free members for. */
function drain(run: Core, place: Place): void {
  const state = run.state.brokers![place.broker]![place.subscription]!;
  while (waitingIn(state) > 0) {
    const member = nextFree(run, place);
    if (member < 0) return;
    state.turn = (member + 1) % run.plan.brokers![place.broker]!.subscriptions[place.subscription]!.members.length;
    deliver(run, place, member);
  }
}

/** The member whose turn it is, of those that can take a message now; -1: none can. */
function nextFree(run: Core, { broker, subscription }: Place): number {
  const { station, subscriptions } = run.plan.brokers![broker]!;
  if (run.state.stations[station]!.mode !== 'up') return -1;
  const { members } = subscriptions[subscription]!;
  const { turn } = run.state.brokers![broker]![subscription]!;
  for (let step = 0; step < members.length; step++) {
    const at = (turn + step) % members.length;
    if (isFree(run, members[at]!, station)) return at;
  }
  return -1;
}

function isFree(run: Core, { station, call, chain }: ConsumerPlan, broker: StationIndex): boolean {
  const { workers } = run.plan.stations[station]!;
  const { mode, busy, coming = 0 } = run.state.stations[station]!;
  if (mode !== 'up' || (workers > 0 && busy + coming >= workers)) return false;
  return chain.every(({ group, member }) => isServing(run, group, member)) && run.way(call, broker) !== undefined;
}

function deliver(run: Core, place: Place, at: number): void {
  const { station, subscriptions } = run.plan.brokers![place.broker]!;
  const state = run.state.brokers![place.broker]![place.subscription]!;
  const { station: consumer, call } = subscriptions[place.subscription]!.members[at]!;
  const [taken, load, client] = state.backlog.slice(state.head, state.head + FIELDS) as [number, number, number];
  state.head += FIELDS;
  if (state.head > 1024 && state.head * 2 > state.backlog.length) {
    state.backlog = state.backlog.slice(state.head);
    state.head = 0;
  }
  const message = openVisit(run, consumer, load, call, client, parentOf(place), MESSAGE);
  run.state.visits[message]!.born = taken;
  const member = run.state.stations[consumer]!;
  member.coming = (member.coming ?? 0) + 1;
  travel(run, message, run.way(call, station)!.back.map((link) => ~link), PHASE.there);
}

/** What comes to its station: true where it is a message that nobody is there to take. */
export function arrivesInVain(run: Core, id: number): boolean {
  const visit = run.state.visits[id]!;
  if (!isMessage(visit)) return false;
  const member = run.state.stations[visit.station]!;
  member.coming!--;
  if (member.mode === 'up') return false;
  giveBack(run, id);
  return true;
}

/** A station has left a request: true where that was a message, which ends with it. */
export function consumed(run: Core, id: number): boolean {
  const visit = run.state.visits[id]!;
  if (!isMessage(visit)) return false;
  // It ended, or had no place for it: other requests had come before.
  if (visit.result === RESULT.broken || visit.result === RESULT.refused) {
    giveBack(run, id);
    return true;
  }
  const { broker, subscription } = placeOf(visit);
  noteCall(run, run.plan.brokers![broker]!.subscriptions[subscription]!.flow, visit.born, visit.result);
  closeVisit(run, id);
  return true;
}

/** It was not dealt with: it waits again, before all that came later. Also for what is at a station whose machine has failed. */
export function giveBack(run: Core, id: number): boolean {
  const visit = run.state.visits[id]!;
  if (!isMessage(visit)) return false;
  const place = placeOf(visit);
  const { station, retention, subscriptions } = run.plan.brokers![place.broker]!;
  const state = run.state.brokers![place.broker]![place.subscription]!;
  const message = [visit.born, visit.load, visit.client];
  closeVisit(run, id);
  if (run.state.stations[station]!.mode !== 'up' && retention === undefined) {
    // Nobody has it any more.
    noteCall(run, subscriptions[place.subscription]!.flow, message[0]!, RESULT.failed);
    return true;
  }
  let at = state.head;
  while (at < state.backlog.length && state.backlog[at]! <= message[0]!) at += FIELDS;
  state.backlog.splice(at, 0, ...message);
  drain(run, place);
  noteHeld(run, place.broker);
  return true;
}

/** A member may have a free worker: of all that it reads, what waits longest comes first. */
export function takeNext(run: Core, station: StationIndex): void {
  const { consumes } = run.plan.stations[station]!;
  if (consumes === undefined) return;
  for (;;) {
    let [oldest, found] = [Infinity, -1];
    consumes.forEach(({ broker, subscription, member }, index) => {
      const state = run.state.brokers![broker]![subscription]!;
      if (waitingIn(state) === 0 || state.backlog[state.head]! >= oldest || run.state.stations[run.plan.brokers![broker]!.station]!.mode !== 'up') return;
      const { station: at, subscriptions } = run.plan.brokers![broker]!;
      if (!isFree(run, subscriptions[subscription]!.members[member]!, at)) return;
      [oldest, found] = [state.backlog[state.head]!, index];
    });
    if (found < 0) return;
    const { broker, subscription, member } = consumes[found]!;
    dropOld(run, broker);
    if (waitingIn(run.state.brokers![broker]![subscription]!) > 0) deliver(run, { broker, subscription }, member);
    noteHeld(run, broker);
  }
}

// ---------------------------------------------------------------------------------------------------- what is kept

/** Something has failed, is back, or serves in place of another: whoever can takes what waits. */
export function settleBrokers(run: Core): void {
  run.plan.brokers?.forEach(({ station, subscriptions }, broker) => {
    if (run.state.stations[station]!.mode !== 'up') return;
    dropOld(run, broker);
    subscriptions.forEach((_, subscription) => drain(run, { broker, subscription }));
    noteHeld(run, broker);
  });
}

/** The broker has ended: what it held is lost, unless it keeps messages for a stated time. */
export function loseMessages(run: Core, station: StationIndex): void {
  const broker = run.plan.stations[station]!.broker;
  if (broker === undefined) return;
  const { retention, subscriptions } = run.plan.brokers![broker]!;
  if (retention === undefined) {
    let lost = 0;
    run.state.brokers![broker]!.forEach((state, subscription) => {
      for (; state.head < state.backlog.length; state.head += FIELDS, lost++) noteCall(run, subscriptions[subscription]!.flow, state.backlog[state.head]!, RESULT.failed);
      state.backlog = [];
      state.head = 0;
    });
    if (lost > 0) note(run.state, 'lost-messages', run.plan.stations[station]!.id, { amount: lost });
  }
  noteHeld(run, broker);
}

/** Messages that nobody took in time. */
function dropOld(run: Core, broker: number): void {
  const { retention, subscriptions } = run.plan.brokers![broker]!;
  if (retention === undefined) return;
  run.state.brokers![broker]!.forEach((state, subscription) => {
    for (; state.head < state.backlog.length && state.backlog[state.head]! + retention < run.state.now; state.head += FIELDS) {
      noteCall(run, subscriptions[subscription]!.flow, state.backlog[state.head]!, RESULT.failed);
    }
  });
}

/** The broker's queue: what the reader that is furthest behind has before it, and what is not published yet. */
function noteHeld(run: Core, broker: number): void {
  const station = run.state.stations[run.plan.brokers![broker]!.station]!;
  station.held = Math.max(0, ...run.state.brokers![broker]!.map(waitingIn));
  setLevel(station.queueLevel, run.state.now, (station.waiting.length - station.head) / 2 + station.held);
}

/** One packet and its reply: the request is followed, then the answer on its own way, by what devices remember. */
import type { Id } from '../../model/model.js';
import { isInternet } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { activeWays } from './active-ways.js';
import { circled } from './circle.js';
import { deadEnds } from './dead-ends.js';
import { explore } from './explore.js';
import { halfSeenOn, passedByReply } from './half-seen.js';
import type { Blocked, Exploration, Journey, Memory, Move, State } from './journey.js';
import { neighbours } from './neighbours.js';
import { dialledPortText, packetKey, partyText, reversed, type Packet } from './packet.js';
import { layerOfStop } from './osi.js';
import { remember, unseenBy } from './remembered.js';
import { stations } from './stations.js';
import { actHops, hopsOf, lineHops, roundTrip, shortestMoves, stopText } from './trace.js';
import type { Dial, Disposition, Hop, Stop, StopReason } from './types.js';

export interface Attempt {
  reachable: boolean;
  disposition: Disposition;
  hops: Hop[];
  back: Hop[];
  stop?: Stop;
  /** Where equal ways end that do not arrive, of a connection that comes about by another. */
  failing?: Stop[];
  request: Exploration;
  reply?: Exploration;
}

export interface AttemptSettings {
  dial: Dial;
  packet: Packet;
  /** Any answer will do: an address was dialled, whoever has it. */
  anyone: boolean;
  checkListening: boolean;
  without: ReadonlySet<Id>;
}

const DISPOSITIONS: Record<StopReason, Disposition> = {
  'denied-by-rule': 'denied-by-rule',
  'denied-by-default': 'denied-by-default',
  'no-state': 'no-return-route',
  'half-seen': 'no-return-route',
  'answered-otherwise': 'no-return-route',
  'no-route': 'no-route',
  blackhole: 'no-route',
  'no-gateway': 'no-route',
  'several-gateways': 'no-route',
  'next-hop-missing': 'no-neighbour',
  'no-neighbour': 'no-neighbour',
  'other-vlan': 'vlan-mismatch',
  'not-cabled': 'no-link',
  'not-on-the-internet': 'no-route',
  'no-common-family': 'no-route',
  'not-listening': 'not-listening',
  'routing-loop': 'routing-loop',
  'tunnel-down': 'no-link',
  'does-not-forward': 'no-route',
};

export function attempt(facts: Facts, settings: AttemptSettings): Attempt {
  const { dial, packet, without } = settings;
  const byId = facts.ask(stations);
  const target = byId.of(dial.to);
  const request = explore(facts, {
    sender: dial.from, packet, dialled: dial.port, target: dial.to, pin: target, checkListening: settings.checkListening, without,
    accepts: (station) => settings.anyone || station === target,
  });
  const way = shortestMoves(request, (state) => request.delivered.includes(state));
  if (!way) return failed(facts, settings, request);
  const memory = remember(facts, request);
  // What would arrive by a way that waits for a failure is not answered while all is well.
  const now = new Set(activeWays(request).map((move) => move.to));
  const arrived = distinct(request.delivered.filter((index) => index === 0 || now.has(index)).map((index) => request.states[index]!));
  const outcomes = arrived.map((last) => finished(facts, settings, request, last.index, answerTo(facts, settings, last.packet, last.station, memory), memory));
  const best = outcomes.find((outcome) => outcome.reachable);
  if (!best) return outcomes[0]!;
  const failing = distinctStops([
    ...deadEnds(facts, request).map((blocked) => stopOf(facts, blocked, false)),
    ...outcomes.flatMap((outcome) => outcome.stop ?? deadEnds(facts, outcome.reply!).map((blocked) => stopOf(facts, blocked, true))),
    ...outcomes.flatMap((outcome) => (outcome.stop ? [] : forgotten(facts, outcome.reply!, memory))),
  ]);
  return failing.length > 0 ? { ...best, failing } : best;
}

/** Filters on equal ways of the reply that have not seen the request. */
function forgotten(facts: Facts, reply: Exploration, memory: Memory): Stop[] {
  return activeWays(reply).flatMap((move) => {
    const by = unseenBy(facts, move, memory);
    return by === undefined ? [] : [stopOf(facts, heldUp(facts, reply, move, by).blocked[0]!, true)];
  });
}

function distinctStops(stops: Stop[]): Stop[] {
  const seen = new Set<string>();
  return stops.filter(({ element, reason, reply, about }) => {
    const key = `${element}|${reason}|${reply}|${about ?? ''}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function distinct(states: State[]): State[] {
  const seen = new Set<string>();
  return states.filter((state) => {
    const key = `${state.station}|${packetKey(state.packet)}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function answerTo(facts: Facts, settings: AttemptSettings, received: Packet, station: Id, memory: Memory): Exploration {
  const { dial } = settings;
  const byId = facts.ask(stations);
  const source = byId.of(dial.from);
  const journey: Journey = {
    sender: byId.of(dial.to) === station ? dial.to : station,
    packet: reversed(received), dialled: dial.port, memory, pin: source, target: dial.from, checkListening: false, without: settings.without,
    // The client takes an answer only from where it dialled, at the port that it dialled.
    accepts: (at, packet) => at === source && packetKey(packet) === packetKey(reversed(settings.packet)),
  };
  return explore(facts, journey);
}

/** The answer to what arrived in one state. */
function finished(facts: Facts, settings: AttemptSettings, request: Exploration, last: number, reply: Exploration, memory: Memory): Attempt {
  const way = shortestMoves(request, (state) => state === last)!;
  const told = (moves: Move[]): Hop[] => hopsOf(facts, request, moves, request.states[last]!.acts);
  const arrives = (state: number): boolean => reply.delivered.includes(state);
  const known = reply.moves.filter((move) => unseenBy(facts, move, memory) === undefined);
  const back = shortestMoves({ ...reply, moves: known }, arrives);
  if (!back) {
    const waiting = shortestMoves(reply, arrives)?.find((move) => unseenBy(facts, move, memory) !== undefined);
    const stopped = failed(facts, settings, waiting ? heldUp(facts, reply, waiting, unseenBy(facts, waiting, memory)!) : reply);
    return { ...stopped, hops: told(way), back: stopped.hops, disposition: 'no-return-route', request, reply };
  }
  const backHops = hopsOf(facts, reply, back, reply.states[back.at(-1)?.to ?? 0]!.acts);
  if (settings.packet.protocol !== 'tcp') return { reachable: true, disposition: 'accepted', hops: told(way), back: backHops, request, reply };
  const returned = passedByReply(facts, reply);
  const unseen = way.map((move) => halfSeenOn(facts, move, returned)).find((id) => id !== undefined);
  // Of equal ways one may pass no such filter: connections that are put on it come about.
  const whole = unseen === undefined ? way : shortestMoves({ ...request, moves: request.moves.filter((move) => halfSeenOn(facts, move, returned) === undefined) }, (state) => state === last);
  if (!whole) {
    const blocked: Blocked = { state: 0, rank: 0, reason: 'half-seen', element: unseen!, origin: facts.elements[unseen!]!.origin, packet: settings.packet, about: '', acts: [] };
    return { reachable: false, disposition: 'no-return-route', hops: told(way), back: backHops, request, reply, stop: stopOf(facts, blocked, true) };
  }
  return { reachable: true, disposition: 'accepted', hops: told(whole), back: backHops, request, reply };
}

/** The same exploration, stopped where such a filter drops the reply. */
function heldUp(facts: Facts, reply: Exploration, move: Move, by: Id): Exploration {
  const blocked: Blocked = { state: move.from, rank: 0, reason: 'no-state', element: by, origin: facts.elements[by]!.origin, packet: move.packet, about: '', acts: [] };
  return { ...reply, blocked: [blocked], moves: reply.moves.filter((each) => each !== move) };
}

function stopOf(facts: Facts, blocked: Blocked, reply: boolean): Stop {
  return {
    element: blocked.element,
    origin: blocked.origin,
    text: stopText(facts, blocked, reply),
    reply,
    reason: blocked.reason,
    ...(blocked.verdict ? { judged: { id: blocked.verdict.by, block: blocked.verdict.block } } : {}),
    packet: { from: partyText(blocked.packet.from), to: partyText(blocked.packet.to), port: dialledPortText(blocked.packet, reply) },
    ...(blocked.towards !== undefined ? { towards: blocked.towards } : {}),
    ...(blocked.about ? { about: blocked.about } : {}),
    ...(blocked.others ? { others: blocked.others } : {}),
  };
}

/** Where a packet that did not arrive ended: at a line that judged it, else where it could go no further, else round in circles. */
function failed(facts: Facts, settings: AttemptSettings, found: Exploration): Attempt {
  const blocked = worstBlocked(found) ?? circled(facts, found) ?? lost(facts, settings, found);
  const way = shortestMoves(found, (state) => state === blocked.state) ?? [];
  let hops = hopsOf(facts, found, way, []);
  if (blocked.reason === 'routing-loop') {
    hops = hopsOf(facts, found, roundTrip(found) ?? [], []);
  } else {
    const state = found.states[blocked.state]!;
    const arrivedBy = way.length > 0 ? lineHops(facts, way.at(-1)!, undefined).last : undefined;
    hops.push(...actHops(facts, { ...state, asked: found }, blocked.acts, arrivedBy));
    if (blocked.move) hops.push(...lineHops(facts, blocked.move, blocked.element, found).hops);
    if (hops.at(-1)?.action !== 'denied') {
      hops.push({ element: blocked.element, layer: layerOfStop(blocked.reason), action: 'dropped', detail: stopText(facts, blocked, found.reply), origin: blocked.origin });
    }
  }
  return { reachable: false, disposition: DISPOSITIONS[blocked.reason], hops, back: [], request: found, stop: stopOf(facts, blocked, found.reply) };
}

const JUDGED = new Set<StopReason>(['denied-by-rule', 'denied-by-default', 'no-state', 'answered-otherwise', 'not-listening']);

function worstBlocked(found: Exploration): Blocked | undefined {
  const reached = new Set<number>([0]);
  const pending = [0];
  const from = new Map<number, number[]>();
  for (const move of found.moves) if (move.rank === 0) from.set(move.from, [...(from.get(move.from) ?? []), move.to]);
  while (pending.length > 0) {
    for (const to of from.get(pending.pop()!) ?? []) {
      if (reached.has(to)) continue;
      reached.add(to);
      pending.push(to);
    }
  }
  const candidates = found.blocked.filter((each) => reached.has(each.state) && each.rank === 0);
  return candidates.find((each) => JUDGED.has(each.reason))
    ?? candidates.find((each) => each.reason !== 'no-neighbour' && each.reason !== 'does-not-forward') ?? candidates[0];
}

/** Attachment led nowhere: the target hangs in another VLAN, or on no cable that leads here. */
function lost(facts: Facts, settings: AttemptSettings, found: Exploration): Blocked {
  const near = facts.ask(neighbours);
  const byId = facts.ask(stations);
  const reply = found.request.to.station !== undefined && byId.of(found.request.to.station) === byId.of(settings.dial.from);
  const target = reply ? settings.dial.from : settings.dial.to;
  const visited = [...new Set(found.states.map((state) => state.station))].filter((id) => !isInternet(facts.elements[id]));
  const why = near.whyAbsent(visited.flatMap((id) => near.interfacesOf(id)), [byId.of(target)]);
  const first = found.states[0]!;
  return {
    state: 0, rank: 0, reason: why.reason, element: first.station, origin: facts.elements[first.station]!.origin,
    packet: first.packet, about: partyText(first.packet.to), towards: byId.of(target), acts: [],
  };
}

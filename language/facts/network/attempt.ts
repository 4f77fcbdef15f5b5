/** One packet and its reply: the request is followed, then the answer on its own way, by what devices remember. */
import type { Id } from '../../model/model.js';
import { isInternet } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { activeWays } from './active-ways.js';
import { crossings } from './crossing.js';
import { explore, stateKey } from './explore.js';
import type { Blocked, Exploration, Journey, Memory, Move } from './journey.js';
import { filters } from './filters.js';
import { neighbours } from './neighbours.js';
import { dialledPortText, packetKey, partyText, reversed, type Packet } from './packet.js';
import { layerOfStop } from './osi.js';
import { passedOnWay } from './passed.js';
import { usefulMoves } from './path-graph.js';
import { stations } from './stations.js';
import { actHops, hopsOf, lineHops, roundTrip, shortestMoves, stopText } from './trace.js';
import type { Dial, Disposition, Hop, Stop, StopReason } from './types.js';

export interface Attempt {
  reachable: boolean;
  disposition: Disposition;
  hops: Hop[];
  back: Hop[];
  stop?: Stop;
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
  const hops = hopsOf(facts, request, way, request.states[way.at(-1)?.to ?? 0]!.acts);
  const memory = remember(facts, request);
  // What would arrive by a way that waits for a failure is not answered while all is well.
  const now = new Set(activeWays(request).map((move) => move.to));
  const arrived = distinct(request.delivered.filter((index) => index === 0 || now.has(index)).map((index) => request.states[index]!));
  let worst: Attempt | undefined;
  for (const last of arrived) {
    const answer = answerTo(facts, settings, last.packet, last.station, memory);
    const outcome = finished(facts, settings, request, hops, answer, memory, way);
    if (outcome.reachable) return outcome;
    worst ??= outcome;
  }
  return worst!;
}

function distinct<T extends { station: Id; packet: Packet; acts: { type: string }[] }>(states: T[]): T[] {
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

function finished(facts: Facts, settings: AttemptSettings, request: Exploration, hops: Hop[], reply: Exploration, memory: Memory, way: ReturnType<typeof shortestMoves>): Attempt {
  const arrives = (state: number): boolean => reply.delivered.includes(state);
  const known = reply.moves.filter((move) => unseenBy(facts, move, memory) === undefined);
  const back = shortestMoves({ ...reply, moves: known }, arrives);
  if (!back) {
    const waiting = shortestMoves(reply, arrives)?.find((move) => unseenBy(facts, move, memory) !== undefined);
    const stopped = failed(facts, settings, waiting ? heldUp(facts, reply, waiting, unseenBy(facts, waiting, memory)!) : reply);
    return { ...stopped, hops, back: stopped.hops, disposition: 'no-return-route', request, reply };
  }
  const backHops = hopsOf(facts, reply, back, reply.states[back.at(-1)?.to ?? 0]!.acts);
  if (settings.packet.protocol === 'tcp') {
    const unseen = halfSeen(facts, way ?? [], reply);
    if (unseen !== undefined) {
      const blocked: Blocked = { state: 0, rank: 0, reason: 'half-seen', element: unseen, origin: facts.elements[unseen]!.origin, packet: settings.packet, about: '', acts: [] };
      return { reachable: false, disposition: 'no-return-route', hops, back: backHops, request, reply, stop: stopOf(facts, blocked, true) };
    }
  }
  return { reachable: true, disposition: 'accepted', hops, back: backHops, request, reply };
}

/** What the devices on accepted ways keep: which connections they saw, and how they translated them. */
function remember(facts: Facts, request: Exploration): Memory {
  const policies = facts.ask(filters);
  const memory: Memory = { saw: new Set(), sawNow: new Set(), tracked: new Set(), translated: new Map() };
  const now = new Set(activeWays(request));
  for (const move of usefulMoves(request)) {
    const saw = (id: Id): void => {
      if (policies.ofDevice(id)?.stateless) return;
      memory.saw.add(stateKey(facts, id));
      if (now.has(move)) memory.sawNow.add(stateKey(facts, id));
    };
    const state = request.states[move.from]!;
    for (const act of move.acts) if (act.type === 'judged') saw(act.verdict.by);
    for (const id of judgingOnWay(facts, move)) saw(id);
    if (facts.elements[state.station]!.network.nat.length > 0) memory.tracked.add(stateKey(facts, state.station));
    if (packetKey(state.packet) !== packetKey(move.packet)) {
      const key = stateKey(facts, state.station);
      const rules = move.acts.flatMap((act) => (act.type === 'translated' ? [act.rule] : []));
      memory.translated.set(key, [...(memory.translated.get(key) ?? []), { rules, before: state.packet, after: move.packet }]);
    }
  }
  return memory;
}

/** Filters in the line of a move that lie on some way across it. */
function judgingOnWay(facts: Facts, move: ReturnType<typeof usefulMoves>[number]): Id[] {
  if (move.judged.size === 0 || move.hop.tunnel !== undefined) return [];
  const ways = facts.ask(crossings).all(move.hop.out!, move.hop.into!, move.hop.domain!, move.closed);
  return passedOnWay(facts, ways).filter((id) => move.judged.has(id));
}

/** A filter with state that knows the connection only from a way that waits for a failure: while all is well it does not. */
function unseenBy(facts: Facts, move: Move, memory: Memory): Id | undefined {
  if (move.rank !== 0) return undefined;
  const unseen = [...move.acts, ...move.judged.values()].flatMap((act) => (act.type === 'passed-by-state' && !memory.sawNow.has(stateKey(facts, act.by)) ? [act.by] : []));
  if (unseen.length === 0) return undefined;
  const line = new Set(lineHops(facts, move, undefined).hops.map((hop) => hop.element));
  const policies = facts.ask(filters);
  // Of UDP a filter asks its rules, as for a first packet.
  return unseen.find((id) => (line.has(id) || !move.judged.has(id)) && (move.packet.protocol !== 'udp' || !policies.judge(policies.ofDevice(id)!, move.packet).allowed));
}

/** The same exploration, stopped where such a filter drops the reply. */
function heldUp(facts: Facts, reply: Exploration, move: Move, by: Id): Exploration {
  const blocked: Blocked = { state: move.from, rank: 0, reason: 'no-state', element: by, origin: facts.elements[by]!.origin, packet: move.packet, about: '', acts: [] };
  return { ...reply, blocked: [blocked], moves: reply.moves.filter((each) => each !== move) };
}

/** A stateful filter on the request's way that no reply comes back through: it takes the third packet for invalid. */
function halfSeen(facts: Facts, way: NonNullable<ReturnType<typeof shortestMoves>>, reply: Exploration): Id | undefined {
  const policies = facts.ask(filters);
  const returned = new Set<string>();
  for (const move of activeWays(reply)) {
    returned.add(stateKey(facts, reply.states[move.from]!.station));
    if (move.hop.tunnel !== undefined) continue;
    const ways = facts.ask(crossings).all(move.hop.out!, move.hop.into!, move.hop.domain!, move.closed);
    for (const id of passedOnWay(facts, ways)) returned.add(stateKey(facts, id));
  }
  for (const move of way) {
    const judging = move.acts.flatMap((act) => (act.type === 'judged' && act.verdict.block === 'rules' ? [act.verdict.by] : []));
    const line = lineHops(facts, move, undefined).hops.map((hop) => hop.element).filter((id) => move.judged.has(id));
    for (const id of [...judging, ...line]) {
      const policy = policies.ofDevice(id);
      if (policy && !policy.stateless && !returned.has(stateKey(facts, id))) return id;
    }
  }
  return undefined;
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

function circled(facts: Facts, found: Exploration): Blocked | undefined {
  const round = roundTrip(found);
  if (!round) return undefined;
  const again = round.at(-1)!;
  const start = round.findIndex((move) => move.from === again.to);
  const circle = new Set(round.slice(start).map((move) => found.states[move.from]!.station));
  const names = [...new Set(round.map((move) => found.states[move.from]!.station))].filter((id) => circle.has(id));
  const station = found.states[again.from]!.station;
  const routed = again.acts.find((act) => act.type === 'routed');
  const origin = routed?.type === 'routed' && routed.use.type === 'static' ? routed.use.route.origin : facts.elements[station]!.origin;
  return { state: again.from, rank: 0, reason: 'routing-loop', element: station, origin, packet: again.packet, about: partyText(again.packet.to), others: [...names, names[0]!], acts: [] };
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

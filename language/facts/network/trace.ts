/** An exploration told as hops: one shortest way, what each device did and by which line, and where it ended. */
import type { Id } from '../../model/model.js';
import type { Text } from '../../model/finding.js';
import type { Origin } from '../../model/origin.js';
import { isInternet } from '../../model/queries.js';
import { text } from '../../messages/word.js';
import type { Facts } from '../query.js';
import { crossings } from './crossing.js';
import { endsConnections, layerOf } from './devices.js';
import type { Act, Blocked, Exploration, Move } from './journey.js';
import { frames } from './frames.js';
import type { Verdict } from './filters.js';
import { packetKey, partyText, portText, type Packet } from './packet.js';
import { shortName } from './short-name.js';
import type { Hop, HopAction } from './types.js';

/** Moves of a shortest way to the first state that fits: by what is active in the healthy network, or with `standbys` by any way. */
export function shortestMoves(found: Exploration, goal: (state: number) => boolean, standbys = false): Move[] | undefined {
  const from = new Map<number, Move[]>();
  for (const move of found.moves) {
    if (move.rank !== 0 && !standbys) continue;
    const known = from.get(move.from);
    if (known) known.push(move);
    else from.set(move.from, [move]);
  }
  const came = new Map<number, Move | undefined>([[0, undefined]]);
  const pending = [0];
  while (pending.length > 0) {
    const state = pending.shift()!;
    if (goal(state)) {
      const moves: Move[] = [];
      for (let move = came.get(state); move; move = came.get(move.from)) moves.push(move);
      return moves.reverse();
    }
    for (const move of from.get(state) ?? []) {
      if (came.has(move.to)) continue;
      came.set(move.to, move);
      pending.push(move.to);
    }
  }
  return undefined;
}

/** A cycle of routed moves that the packet cannot leave, as the moves up to its second visit; undefined where it does not go round. */
export function roundTrip(found: Exploration): Move[] | undefined {
  const from = new Map<number, Move[]>();
  for (const move of found.moves) {
    if (move.rank !== 0 || move.floods) continue;
    from.set(move.from, [...(from.get(move.from) ?? []), move]);
  }
  const done = new Set<number>();
  const onPath = new Set<number>([0]);
  const path: Move[] = [];
  const stack: { state: number; next: number }[] = [{ state: 0, next: 0 }];
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    const move = from.get(top.state)?.[top.next++];
    if (!move) {
      stack.pop();
      done.add(top.state);
      onPath.delete(top.state);
      path.pop();
      continue;
    }
    if (onPath.has(move.to)) return [...path, move];
    if (done.has(move.to)) continue;
    path.push(move);
    onPath.add(move.to);
    stack.push({ state: move.to, next: 0 });
  }
  return undefined;
}

/** Hops of a walk; `rest` are the acts at its last state. */
export function hopsOf(facts: Facts, found: Exploration, moves: Move[], rest: Act[]): Hop[] {
  const hops: Hop[] = [];
  let arrivedBy: Id | undefined;
  for (const move of moves) {
    const state = found.states[move.from]!;
    hops.push(...actHops(facts, state.station, move.acts, arrivedBy));
    const line = lineHops(facts, move, undefined);
    hops.push(...line.hops);
    arrivedBy = line.last;
  }
  const last = found.states[moves.at(-1)?.to ?? 0]!;
  hops.push(...actHops(facts, last.station, rest, arrivedBy));
  return hops;
}

/** The switches and filters in the line of a move; up to `until` where it stopped there. */
export function lineHops(facts: Facts, move: Move, until: Id | undefined): { hops: Hop[]; last?: Id } {
  const { hop } = move;
  if (hop.tunnel !== undefined) {
    const link = facts.links[hop.tunnel]!;
    const element = link.a.element === hop.station ? link.b.element : link.a.element;
    return {
      hops: [{ element, layer: 3, action: 'tunnelled', detail: text('network.hop.tunnelled', { tunnel: shortName(facts, link.id) }), origin: link.origin }],
      last: hop.tunnel,
    };
  }
  const graph = facts.ask(frames);
  const steps = facts.ask(crossings).shortest(hop.out!, hop.into!, hop.domain!, until === undefined ? move.closed : new Set()) ?? [];
  const hops: Hop[] = [];
  let last: Id | undefined;
  for (const step of steps) {
    const vertex = graph.vertices[step.vertex]!;
    if (step.link) last = step.link;
    if (vertex.kind !== 'bridge' || vertex.element === hop.station || vertex.element === hop.out!.station) continue;
    const element = facts.elements[vertex.element!]!;
    const origin = step.link ? facts.links[step.link]?.origin : undefined;
    const filters = element.roles.includes('filter');
    hops.push({
      element: element.id,
      layer: filters ? layerOf(element) : Math.min(2, layerOf(element)),
      action: filters ? 'bridged' : 'switched',
      detail: vertex.vlan === undefined ? text(filters ? 'network.hop.bridged' : 'network.hop.switched') : text('network.hop.switched-vlan', { vlan: vertex.vlan }),
      ...(origin ? { origin } : {}),
      ...(step.link ? { link: step.link } : {}),
    });
    const judged = move.judged.get(element.id);
    if (judged) hops.push(...actHops(facts, element.id, [judged], undefined));
    if (element.id === until) return { hops, ...(last ? { last } : {}) };
  }
  return { hops, ...(last ? { last } : {}) };
}

export function actHops(facts: Facts, station: Id, acts: Act[], link: Id | undefined): Hop[] {
  const hops: Hop[] = [];
  for (const act of acts) {
    const hop = actHop(facts, station, act);
    if (hop) hops.push(link !== undefined && hops.length === 0 ? { ...hop, link } : hop);
  }
  return hops;
}

function actHop(facts: Facts, station: Id, act: Act): Hop | undefined {
  const element = facts.elements[station]!;
  const hop = (action: HopAction, detail: Text, origin?: Origin, layer = layerOf(element)): Hop => ({
    element: station, layer, action, detail, ...(origin ? { origin } : {}),
  });
  switch (act.type) {
    case 'sent':
      return hop('sent', text('network.hop.sent'), element.origin, 7);
    case 'translated':
      return hop('translated', text('network.hop.translated', { ...translation(facts, act.before, act.after), rule: act.rule.text }), act.rule.origin, act.before.toPort === act.after.toPort ? 3 : 4);
    case 'restored':
      return hop('translated', text('network.hop.restored', translation(facts, act.before, act.after)), element.origin, 3);
    case 'routed':
      return routedHop(facts, station, act, hop);
    case 'judged':
      return hop(act.verdict.allowed ? 'allowed' : 'denied', verdictText(act.verdict), act.verdict.origin);
    case 'passed-by-state':
      return hop('allowed', text('network.hop.by-state'), act.origin);
    case 'delivered':
      return endsConnections(element)
        ? hop('ended-connection', text('network.hop.ended'), element.origin)
        : hop('delivered', text('network.hop.delivered'), element.origin, 7);
  }
}

function verdictText(verdict: Verdict): Text {
  if (verdict.rule) return text(verdict.allowed ? 'network.hop.allowed' : 'network.hop.denied', { rule: verdict.rule.text });
  return text(verdict.allowed ? 'network.hop.allowed-default' : 'network.hop.denied-default');
}

function translation(facts: Facts, before: Packet, after: Packet): { before: string; after: string } {
  const named = (packet: Packet): string => `${shortName(facts, partyText(packet.from))} → ${shortName(facts, partyText(packet.to))} ${portText(packet)}`;
  return packetKey(before) === packetKey(after) ? { before: named(before), after: named(before) } : { before: named(before), after: named(after) };
}

function routedHop(facts: Facts, station: Id, act: Act & { type: 'routed' }, hop: (action: HopAction, detail: Text, origin?: Origin, layer?: number) => Hop): Hop | undefined {
  const { use } = act;
  const next = act.hop.station;
  const name = shortName(facts, next);
  const sends = isInternet(facts.elements[station]);
  switch (use.type) {
    case 'connected':
      return hop('routed', text('network.hop.connected', { prefix: use.prefix, next: name }), use.origin, 3);
    case 'static':
      return hop('routed', text('network.hop.static', { prefix: use.route.prefix, next: name }), use.route.origin, 3);
    case 'gateway':
      return hop('routed', text('network.hop.gateway', { gateway: shortName(facts, use.gateway), next: name }), use.origin, 3);
    case 'internet-default':
      return hop('routed', text('network.hop.internet-default', { next: name }), use.origin, 3);
    case 'dynamic':
      return hop('routed', text('network.hop.dynamic', { prefix: use.prefix, protocol: use.protocol, next: name }), use.origin, 3);
    case 'internet':
      return hop('routed', text('network.hop.internet', { next: name }), use.origin, 3);
    case 'attachment':
      return hop(sends ? 'routed' : 'sent', text('network.hop.attached', { next: name }), use.origin, 3);
  }
}

/** Why and where, in words. */
export function stopText(facts: Facts, blocked: Blocked, reply: boolean): Text {
  const short = (id: string): string => shortName(facts, id);
  const params = {
    element: short(blocked.element), about: short(blocked.about), towards: short(blocked.towards ?? ''), others: (blocked.others ?? []).map(short),
    from: short(partyText(blocked.packet.from)), to: short(partyText(blocked.packet.to)), port: portText(blocked.packet), reply: reply ? 'yes' : 'no',
  };
  switch (blocked.reason) {
    case 'denied-by-rule': return text('network.stop.denied-by-rule', params);
    case 'denied-by-default': return text('network.stop.denied-by-default', params);
    case 'no-state': return text('network.stop.no-state', params);
    case 'half-seen': return text('network.stop.half-seen', params);
    case 'no-route': return text('network.stop.no-route', params);
    case 'blackhole': return text('network.stop.blackhole', params);
    case 'no-gateway': return text('network.stop.no-gateway', params);
    case 'several-gateways': return text('network.stop.several-gateways', params);
    case 'next-hop-missing': return text('network.stop.next-hop-missing', params);
    case 'no-neighbour': return text('network.stop.no-neighbour', params);
    case 'other-vlan': return text('network.stop.other-vlan', params);
    case 'not-cabled': return text('network.stop.not-cabled', params);
    case 'not-on-the-internet': return text('network.stop.not-on-the-internet', params);
    case 'no-common-family': return text('network.stop.no-common-family', params);
    case 'not-listening': return text('network.stop.not-listening', params);
    case 'routing-loop': return text('network.stop.routing-loop', params);
    case 'tunnel-down': return text('network.stop.tunnel-down', params);
    case 'does-not-forward': return text('network.stop.does-not-forward', params);
  }
}

/** An exploration told as hops: one shortest way, what each device did and by which line, and where it ended. */
import type { Element, Id } from '../../model/model.js';
import type { Text } from '../../model/finding.js';
import type { Origin } from '../../model/origin.js';
import { hasRole, isInternet } from '../../model/queries.js';
import { text } from '../../messages/word.js';
import type { Facts } from '../query.js';
import { crossings } from './crossing.js';
import { endsConnections } from './devices.js';
import type { Act, Blocked, Exploration, Move } from './journey.js';
import { frames } from './frames.js';
import type { Verdict } from './filters.js';
import { layerOf, layerOfEnd, layerOfState, layerOfTermination, layerOfTranslation, layerOfTunnel, layerOfVerdict } from './osi.js';
import { dialledPortText, packetKey, partyText, type Packet } from './packet.js';
import { partName } from './short-name.js';
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
    hops.push(...actHops(facts, { ...state, asked: found }, move.acts, arrivedBy));
    const line = lineHops(facts, move, undefined, found);
    hops.push(...line.hops);
    arrivedBy = line.last;
  }
  const last = found.states[moves.at(-1)?.to ?? 0]!;
  hops.push(...actHops(facts, { ...last, asked: found }, rest, arrivedBy));
  return hops;
}

/** The switches and filters in the line of a move; up to `until` where it stopped there. */
export function lineHops(facts: Facts, move: Move, until: Id | undefined, asked?: Asked): { hops: Hop[]; last?: Id } {
  const { hop } = move;
  if (hop.tunnel !== undefined) {
    const link = facts.links[hop.tunnel]!;
    const element = link.a.element === hop.station ? link.b.element : link.a.element;
    return {
      hops: [{ element, layer: layerOfTunnel(facts, link.tunnel), action: 'tunnelled', detail: text('network.hop.tunnelled', { tunnel: partName(facts, link.id) }), origin: link.origin, tunnel: link.id }],
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
    const judged = move.judged.get(element.id);
    hops.push({ element: element.id, ...bridging(element, vertex.vlan, judged !== undefined), ...(origin ? { origin } : {}), ...(step.link ? { link: step.link } : {}) });
    if (judged) hops.push(...actHops(facts, { station: element.id, packet: move.packet, asked }, [judged], undefined));
    if (element.id === until) return { hops, ...(last ? { last } : {}) };
  }
  return { hops, ...(last ? { last } : {}) };
}

/** A frame that passes a device: repeated bit by bit, forwarded by its address, or let through by a filter in the line. */
function bridging(element: Element, vlan: number | undefined, judged: boolean): Pick<Hop, 'layer' | 'action' | 'detail'> {
  const layer = layerOf(element);
  if (!hasRole(element, 'switch')) {
    // What it thinks of the packet is a hop of its own; without one it only watches, at the layer that it reads.
    return { layer: judged ? 2 : layer, action: 'bridged', detail: text('network.hop.bridged') };
  }
  if (layer === 1) return { layer, action: 'switched', detail: text('network.hop.repeated') };
  const detail = vlan === undefined ? text('network.hop.switched') : text('network.hop.switched-vlan', { vlan });
  return { layer: 2, action: 'switched', detail };
}

/** The port as it was dialled, and which of the two directions is told. */
type Asked = Pick<Exploration, 'dialled' | 'reply'>;

/** Where a device's acts begin: the packet as it came. */
interface Arrival { station: Id; packet: Packet; asked: Asked | undefined }

export function actHops(facts: Facts, arrival: Arrival, acts: Act[], link: Id | undefined): Hop[] {
  const hops: Hop[] = [];
  let { packet } = arrival;
  for (const act of acts) {
    const hop = actHop(facts, { ...arrival, packet }, act);
    if (act.type === 'translated' || act.type === 'restored') packet = act.after;
    if (hop) hops.push(link !== undefined && hops.length === 0 ? { ...hop, link } : hop);
  }
  return hops;
}

function actHop(facts: Facts, { station, packet, asked }: Arrival, act: Act): Hop | undefined {
  const element = facts.elements[station]!;
  const dialled = asked?.dialled;
  const end = endsConnections(element) ? layerOfTermination(facts, element, packet, dialled) : layerOfEnd(facts, packet, dialled);
  const hop = (layer: number, action: HopAction, detail: Text, origin?: Origin): Hop => ({
    element: station, layer, action, detail, ...(origin ? { origin } : {}),
  });
  switch (act.type) {
    case 'sent':
      return hop(end, 'sent', text('network.hop.sent'), element.origin);
    case 'translated':
      return hop(layerOfTranslation([act.rule], act.before, act.after), 'translated', text('network.hop.translated', { ...translation(facts, act, asked), rule: act.rule.text }), act.rule.origin);
    case 'restored':
      return hop(layerOfTranslation(act.rules, act.before, act.after), 'translated', text('network.hop.restored', translation(facts, act, asked)), element.origin);
    case 'routed':
      return routedHop(facts, station, act, (...told) => hop(3, ...told));
    case 'judged':
      return hop(layerOfVerdict(facts, act.verdict, packet, dialled), act.verdict.allowed ? 'allowed' : 'denied', verdictText(act.verdict), act.verdict.origin);
    case 'passed-by-state':
      return hop(layerOfState(facts, act.by, packet, dialled), 'allowed', text('network.hop.by-state'), act.origin);
    case 'delivered':
      return endsConnections(element) && !asked?.reply
        ? hop(end, 'ended-connection', endText(element, end), element.origin)
        : hop(end, 'delivered', text('network.hop.delivered'), element.origin);
  }
}

function endText(element: Element, layer: number): Text {
  if (!hasRole(element, 'balancer')) return text('network.hop.ended');
  return text(layer > 4 ? 'network.hop.ended.by-request' : 'network.hop.ended.by-connection');
}

function verdictText(verdict: Verdict): Text {
  if (verdict.rule) return text(verdict.allowed ? 'network.hop.allowed' : 'network.hop.denied', { rule: verdict.rule.text });
  return text(verdict.allowed ? 'network.hop.allowed-default' : 'network.hop.denied-default');
}

function translation(facts: Facts, { before, after }: { before: Packet; after: Packet }, asked: Asked | undefined): { before: Text; after: Text } {
  const reply = asked?.reply ?? false;
  const named = (packet: Packet): Text => text(reply ? 'network.packet.reply' : 'network.packet.request', {
    from: partName(facts, partyText(packet.from)), to: partName(facts, partyText(packet.to)), port: dialledPortText(packet, reply),
  });
  return { before: named(before), after: named(packetKey(before) === packetKey(after) ? before : after) };
}

function routedHop(facts: Facts, station: Id, act: Act & { type: 'routed' }, hop: (action: HopAction, detail: Text, origin?: Origin) => Hop): Hop | undefined {
  const { use } = act;
  const next = act.hop.station;
  const name = partName(facts, next);
  const sends = isInternet(facts.elements[station]);
  switch (use.type) {
    case 'connected':
      return hop('routed', text('network.hop.connected', { prefix: use.prefix, next: name }), use.origin);
    case 'static':
      return hop('routed', text('network.hop.static', { prefix: use.route.prefix, next: name }), use.route.origin);
    case 'gateway':
      return hop('routed', text('network.hop.gateway', { gateway: partName(facts, use.gateway), next: name }), use.origin);
    case 'internet-default':
      return hop('routed', text('network.hop.internet-default', { next: name }), use.origin);
    case 'dynamic':
      return hop('routed', text('network.hop.dynamic', { prefix: use.prefix, protocol: use.protocol, next: name }), use.origin);
    case 'internet':
      return hop('routed', text('network.hop.internet', { next: name }), use.origin);
    case 'attachment':
      return hop(sends ? 'routed' : 'sent', text('network.hop.attached', { next: name }), use.origin);
  }
}

/** Why and where, in words. */
export function stopText(facts: Facts, blocked: Blocked, reply: boolean): Text {
  const short = (id: string): string => partName(facts, id);
  const params = {
    element: short(blocked.element), about: short(blocked.about), towards: short(blocked.towards ?? ''), others: (blocked.others ?? []).map(short),
    from: short(partyText(blocked.packet.from)), to: short(partyText(blocked.packet.to)), port: dialledPortText(blocked.packet, reply), reply: reply ? 'yes' : 'no',
  };
  switch (blocked.reason) {
    case 'denied-by-rule': return text('network.stop.denied-by-rule', params);
    case 'denied-by-default': return text('network.stop.denied-by-default', params);
    case 'no-state': return text('network.stop.no-state', params);
    case 'answered-otherwise': return text('network.stop.answered-otherwise', params);
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

/**
 * Follows one packet from its sender through every device that may forward it. A state is a station that holds a packet
 * (translated as it then is) that came from one domain; states are remembered, so that loops end and are seen.
 */
import type { Element, Id } from '../../model/model.js';
import { isInternet } from '../../model/queries.js';
import type { Origin } from '../../model/origin.js';
import type { Facts } from '../query.js';
import { crossings } from './crossing.js';
import { deniesByDefault, routes } from './devices.js';
import { filters, type Verdict } from './filters.js';
import { answersItself, atTheEdge, decide } from './forwarding.js';
import { frames } from './frames.js';
import { hidesFromInternet } from './hidden.js';
import type { Act, Blocked, Exploration, Journey, Move, State } from './journey.js';
import { neighbours } from './neighbours.js';
import { packetKey, partyText, portText, reversed, type Packet } from './packet.js';
import type { NextHop } from './routing-types.js';
import { stations } from './stations.js';
import { destinationTranslated, namedTarget, sourceTranslated } from './translation.js';
import { tree } from './tree.js';
import type { StopReason } from './types.js';
import { underlay } from './underlay.js';

/** Members of a group share connection state. */
export function stateKey(facts: Facts, id: Id): string {
  const group = facts.ask(tree).groupsOf.get(id)?.[0];
  return group ? `group\u0001${group.id}` : id;
}

export function explore(facts: Facts, journey: Journey): Exploration {
  return new Walk(facts, journey).run();
}

class Walk {
  private readonly states: State[] = [];
  private readonly known = new Map<string, number>();
  private readonly moves: Move[] = [];
  private readonly delivered: number[] = [];
  private readonly blocked: Blocked[] = [];
  private readonly pending: number[] = [];

  constructor(private readonly facts: Facts, private readonly journey: Journey) {}

  run(): Exploration {
    this.state(this.facts.ask(stations).of(this.journey.sender), this.journey.packet, undefined, true);
    while (this.pending.length > 0) this.process(this.states[this.pending.shift()!]!);
    return { states: this.states, moves: this.moves, delivered: this.delivered, blocked: this.blocked, request: this.journey.packet, dialled: this.journey.dialled, reply: this.journey.memory !== undefined };
  }

  private state(station: Id, packet: Packet, arrived: number | undefined, sender = false): number {
    const key = `${sender ? 'sender' : ''}${station}\u0001${arrived ?? ''}\u0001${packetKey(packet)}`;
    let index = this.known.get(key);
    if (index === undefined) {
      index = this.states.length;
      this.known.set(key, index);
      this.states.push({ index, station, packet, acts: [], ...(arrived === undefined ? {} : { arrived }) });
      this.pending.push(index);
    }
    return index;
  }

  private block(state: State, reason: StopReason, at: { origin: Origin; about: string; packet: Packet; acts: Act[]; others?: string[]; towards?: Id; verdict?: Verdict; element?: Id; move?: Move; rank?: 0 | 1; elsewhere?: true }): void {
    this.blocked.push({
      state: state.index, rank: at.rank ?? 0, reason, element: at.element ?? state.station, origin: at.origin, packet: at.packet, acts: at.acts,
      // Of any public address the one that was tried says nothing to the reader.
      about: at.about === at.packet.to.text ? partyText(at.packet.to) : at.about,
      ...(at.others ? { others: at.others } : {}), ...(at.towards ? { towards: at.towards } : {}),
      ...(at.verdict ? { verdict: at.verdict } : {}), ...(at.move ? { move: at.move } : {}), ...(at.elsewhere ? { elsewhere: at.elsewhere } : {}),
    });
  }

  private process(state: State): void {
    const element = this.facts.elements[state.station]!;
    if (state.index === 0) {
      this.send(state, element);
      return;
    }
    const acts: Act[] = [];
    for (const taken of this.taken(state, element, acts)) this.take(state, element, taken.packet, taken.acts, taken.restore);
  }

  private send(state: State, element: Element): void {
    const { memory, sender, packet } = this.journey;
    if (this.journey.unjudged) {
      for (const { hop, use } of atTheEdge(this.facts, state.station, packet)) this.move(state, hop, packet, [{ type: 'sent' }, { type: 'routed', use, hop }], true);
      return;
    }
    const acts: Act[] = [{ type: 'sent' }];
    const isLocal = this.journey.accepts(state.station, packet) && this.isLocal(state, packet);
    const judged = this.facts.ask(filters).judgeHost(sender, packet, 'out', isLocal ? this.journey.target : undefined);
    if (judged.judged && !(memory && judged.stateful)) {
      for (const verdict of judged.verdicts) acts.push({ type: 'judged', verdict });
      if (judged.denied) {
        this.deny(state, judged.denied, packet, acts);
        return;
      }
    }
    // A station that asks itself needs no wire.
    if (isLocal) {
      this.deliver(state, element, packet, acts, sender);
      return;
    }
    this.forward(state, element, packet, acts, undefined);
  }

  /** The packet after what happens before routing: replies restored, destinations translated. */
  private taken(state: State, element: Element, acts: Act[]): { packet: Packet; acts: Act[]; restore?: Packet['from'] & { port?: number } }[] {
    const { packet } = state;
    if (!routes(element) && !isInternet(element)) return [{ packet, acts }];
    for (const entry of this.journey.memory?.translated.get(stateKey(this.facts, state.station)) ?? []) {
      const expected = reversed(entry.after);
      if (packetKey(expected) !== packetKey(packet)) continue;
      const back = reversed(entry.before);
      const inside: Packet = { ...packet, to: back.to, toPort: back.toPort };
      const restore = { ...back.from, port: back.fromPort };
      return [{ packet: inside, acts: [...acts, { type: 'restored', rules: entry.rules, before: packet, after: back }], restore }];
    }
    const translated = this.isKnown(element, packet) ? undefined : destinationTranslated(this.facts, element, packet);
    if (!translated) return [{ packet, acts }];
    const { rule, packets } = translated;
    const act = (after: Packet): Act => ({ type: 'translated', rule, before: packet, after });
    if (packets.length === 0) {
      const other: Packet = { ...packet, to: namedTarget(this.facts, rule.to) };
      this.block(state, 'no-common-family', { origin: rule.origin, about: partyText(other.to), packet: other, acts: [...acts, act(other)] });
    }
    return packets.map((after) => ({ packet: after, acts: [...acts, act(after)] }));
  }

  /**
   * Only a connection's first packet meets the rules of translation. A reply is one to a device past which the request went:
   * it takes it for a connection of its own (of TCP what follows the SYN-ACK; an echo reply belongs to none).
   */
  private isKnown(element: Element, packet: Packet): boolean {
    const { memory } = this.journey;
    return memory !== undefined && (packet.protocol === 'icmp' || memory.tracked.has(stateKey(this.facts, element.id)));
  }

  /** The request passes this translating device only on ways that wait for a failure. */
  private wasSeenWaiting(element: Element): boolean {
    const { memory } = this.journey;
    const key = stateKey(this.facts, element.id);
    return memory !== undefined && memory.tracked.has(key) && !memory.trackedNow.has(key);
  }

  private isLocal(state: State, packet: Packet): boolean {
    const element = this.facts.elements[state.station]!;
    if (packet.to.ip === undefined || packet.to.anywhere) {
      if (packet.to.station !== undefined) return this.facts.ask(stations).of(packet.to.station) === state.station;
      return isInternet(element) && packet.to.anywhere === true;
    }
    if (isInternet(element)) return answersItself(this.facts, state.station, packet);
    return this.facts.ask(neighbours).holds(state.station, packet.to.text!, this.journey.pin);
  }

  private take(state: State, element: Element, packet: Packet, acts: Act[], restore: (Packet['from'] & { port?: number }) | undefined): void {
    if (this.isLocal(state, packet)) {
      this.deliver(state, element, packet, acts);
      return;
    }
    if (!routes(element) && !isInternet(element)) {
      this.block(state, 'does-not-forward', { origin: element.origin, about: partyText(packet.to), packet, acts });
      return;
    }
    this.forward(state, element, packet, acts, restore);
  }

  /** @param from the sender where it runs on the same machine. */
  private deliver(state: State, element: Element, packet: Packet, acts: Act[], from?: Id): void {
    const { journey, facts } = this;
    if (journey.unjudged && journey.accepts(state.station, packet)) {
      state.acts = [...acts, { type: 'delivered' }];
      this.delivered.push(state.index);
      return;
    }
    if (!journey.accepts(state.station, packet)) {
      // The client takes an answer only from where it dialled.
      const answered = journey.memory !== undefined && journey.target !== undefined && facts.ask(stations).of(journey.target) === state.station;
      this.block(state, answered ? 'answered-otherwise' : journey.memory ? 'no-state' : 'no-neighbour', { origin: element.origin, about: partyText(packet.to), packet, acts, ...(journey.memory ? {} : { elsewhere: true as const }) });
      return;
    }
    const target = journey.target !== undefined && facts.ask(stations).of(journey.target) === state.station ? journey.target : state.station;
    const judged = facts.ask(filters).judgeHost(target, packet, 'in', from);
    if (judged.judged && !(journey.memory && judged.stateful)) {
      for (const verdict of judged.verdicts) acts = [...acts, { type: 'judged', verdict }];
      if (judged.denied) {
        this.deny(state, judged.denied, packet, acts);
        return;
      }
    }
    if (journey.checkListening && !listens(facts, target, packet)) {
      const ports = facts.elements[target]!.ports!;
      this.block(state, 'not-listening', { origin: facts.elements[target]!.origin, about: portText(packet), packet, acts, element: target, others: ports.map((port) => port.text) });
      return;
    }
    state.acts = [...acts, { type: 'delivered' }];
    this.delivered.push(state.index);
  }

  private deny(state: State, verdict: Verdict, packet: Packet, acts: Act[], element?: Id): void {
    this.block(state, verdict.rule ? 'denied-by-rule' : 'denied-by-default', {
      origin: verdict.origin, about: verdict.rule?.text ?? '', packet, acts, verdict, ...(element ? { element } : {}),
    });
  }

  /** The device's filter over what it forwards. True where it may go on. */
  private admits(element: Element, packet: Packet): { act?: Act; refused?: { reason: StopReason; verdict?: Verdict; origin: Origin } } {
    const policy = this.facts.ask(filters).ofDevice(element.id);
    if (!policy) return {};
    const { memory } = this.journey;
    if (memory && !policy.stateless) {
      if (memory.saw.has(stateKey(this.facts, element.id))) return { act: { type: 'passed-by-state', by: element.id, origin: element.origin } };
      // Connection tracking takes a lone SYN-ACK or echo reply for invalid; of UDP it knows no better.
      if (packet.protocol !== 'udp') return { refused: { reason: 'no-state', origin: element.origin } };
    }
    const verdict = this.facts.ask(filters).judge(policy, packet);
    if (verdict.allowed) return { act: { type: 'judged', verdict } };
    return { act: { type: 'judged', verdict }, refused: { reason: verdict.rule ? 'denied-by-rule' : 'denied-by-default', verdict, origin: verdict.origin } };
  }

  private forward(state: State, element: Element, packet: Packet, acts: Act[], restore: (Packet['from'] & { port?: number }) | undefined): void {
    const transit = state.index !== 0;
    if (this.journey.unjudged && (deniesByDefault(element) || (transit && hidesFromInternet(this.facts, element, this.journey.packet.to)))) return;
    const decision = decide(this.facts, state.station, packet, state.arrived, this.journey.pin);
    if ('refused' in decision) {
      const { refused } = decision;
      this.block(state, refused.reason, { origin: refused.origin, about: refused.about, packet, acts, ...(refused.others ? { others: refused.others } : {}), ...(refused.towards ? { towards: refused.towards } : {}) });
      return;
    }
    let judged: Act | undefined;
    if (transit && routes(element)) {
      const said = this.admits(element, packet);
      if (said.refused) {
        this.block(state, said.refused.reason, {
          origin: said.refused.origin, about: said.refused.verdict?.rule?.text ?? '', packet, acts: said.act ? [...acts, said.act] : acts,
          ...(said.refused.verdict ? { verdict: said.refused.verdict } : {}),
        });
        return;
      }
      judged = said.act;
    }
    for (const dead of decision.dead ?? []) {
      this.block(state, dead.reason, { origin: dead.origin, about: dead.about, packet, acts, ...(dead.towards ? { towards: dead.towards } : {}) });
    }
    for (const { hop, use } of decision.hops) {
      if (hop.tunnel !== undefined && this.journey.without.has(hop.tunnel)) continue;
      const after: Act[] = [...acts, { type: 'routed', use, hop }, ...(judged ? [judged] : [])];
      const told = [...after];
      const out = this.leaving(element, packet, hop, after, restore, transit);
      this.move(state, hop, out, after, decision.floods);
      // When what is in use fails, the request comes by this device, which then knows the reply.
      if (out !== packet && restore === undefined && this.wasSeenWaiting(element)) this.move(state, { ...hop, rank: 1 }, packet, told, decision.floods);
    }
  }

  private leaving(element: Element, packet: Packet, hop: NextHop, acts: Act[], restore: (Packet['from'] & { port?: number }) | undefined, transit: boolean): Packet {
    if (restore) {
      const { port, ...party } = restore;
      return { ...packet, from: party, fromPort: port ?? packet.fromPort };
    }
    if (!transit || !routes(element) || (this.isKnown(element, packet) && !(hop.rank === 0 && packet.protocol !== 'icmp' && this.wasSeenWaiting(element)))) return packet;
    const translated = sourceTranslated(this.facts, element, packet, hop);
    if (!translated) return packet;
    acts.push({ type: 'translated', rule: translated.rule, before: packet, after: translated.packet });
    return translated.packet;
  }

  private move(state: State, hop: NextHop, packet: Packet, acts: Act[], floods: boolean): void {
    if (hop.tunnel !== undefined) {
      const under = underlay(this.facts, hop.tunnel, this.journey.without);
      if (!under.up) {
        const link = this.facts.links[hop.tunnel]!;
        this.block(state, 'tunnel-down', { origin: link.origin, about: hop.tunnel, packet, acts, rank: hop.rank });
        return;
      }
      this.moves.push({ from: state.index, to: this.state(hop.station, packet, undefined), hop, rank: hop.rank, floods, packet, closed: new Set(), judged: new Map(), acts });
      return;
    }
    const { closed, judged, refusals } = this.lineOf(hop, packet);
    const lines = this.facts.ask(crossings);
    const made: Omit<Move, 'to'> = { from: state.index, hop, rank: hop.rank, floods, packet, closed, judged, acts };
    if (!lines.shortest(hop.out!, hop.into!, hop.domain!, closed)) {
      const way = lines.shortest(hop.out!, hop.into!, hop.domain!, new Set());
      const stopping = way?.map((step) => this.elementAt(step.vertex)).find((id) => id !== undefined && closed.has(id));
      const refused = stopping === undefined ? undefined : refusals.get(stopping);
      if (refused) {
        this.block(state, refused.reason, {
          origin: refused.origin, about: refused.verdict?.rule?.text ?? '', packet, acts, element: stopping!, rank: hop.rank,
          ...(refused.verdict ? { verdict: refused.verdict } : {}), move: { ...made, to: -1 },
        });
      }
      return;
    }
    this.moves.push({ ...made, to: this.state(hop.station, packet, hop.domain) });
  }

  private elementAt(vertex: number): Id | undefined {
    return this.facts.ask(frames).vertices[vertex]!.element;
  }

  private lineOf(hop: NextHop, packet: Packet): { closed: Set<Id>; judged: Map<Id, Act>; refusals: Map<Id, { reason: StopReason; verdict?: Verdict; origin: Origin }> } {
    const closed = new Set<Id>();
    const judged = new Map<Id, Act>();
    const refusals = new Map<Id, { reason: StopReason; verdict?: Verdict; origin: Origin }>();
    for (const id of this.facts.ask(crossings).judging(hop.domain!)) {
      if (id === hop.station || id === hop.out?.station) continue;
      if (this.journey.unjudged && deniesByDefault(this.facts.elements[id]!)) {
        closed.add(id);
        continue;
      }
      const said = this.admits(this.facts.elements[id]!, packet);
      if (said.act) judged.set(id, said.act);
      if (!said.refused) continue;
      closed.add(id);
      refusals.set(id, said.refused);
    }
    return { closed, judged, refusals };
  }
}

function listens(facts: Facts, target: Id, packet: Packet): boolean {
  const ports = facts.elements[target]?.ports;
  if (ports === undefined || packet.protocol === 'icmp') return true;
  return ports.some((port) => port.protocol === packet.protocol && port.low <= packet.toPort && packet.toPort <= port.high);
}

/** The `allow` that opens exactly what a filter stopped, in the block that stopped it: as a repair, and in words. */
import { endpointElements, partyNamed, type Carriage, type Dial, type Stop } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { EditIntent, Statement } from '../../model/edit.js';
import type { Fix } from '../../model/finding.js';
import type { Endpoint, Id, PortMatch } from '../../model/model.js';
import { spoken } from './stopped-flow.js';

/** A connection that a filter stopped, and its ends as they were written. */
export interface Stopped {
  found: Carriage;
  stop: Stop;
  from: readonly Endpoint[];
  to: readonly Endpoint[];
  /** All connections that stop so; the rule is to let each of them through. */
  dials: readonly Dial[];
}

interface Opening { from: Side[]; to: Side[]; over: string[] }

type Side = Id | { literal: string };

/** The name that was written where the packet still is what it names at this hop, else the address. */
function side(facts: Facts, written: readonly Endpoint[], party: string, end: 'source' | 'destination'): Side {
  for (const endpoint of written) {
    if (endpoint.type === 'ids' && partyNamed(facts, endpoint, end, party)) return endpoint.ids[0]!;
  }
  return facts.elements[party] ? party : { literal: party };
}

const worded = (facts: Facts, sides: readonly Side[]): string => sides.map((each) => (typeof each === 'string' ? spoken(facts, each) : each.literal)).join(', ');

/** Whose packet it was where it stopped, as the flow calls it. */
export function sourceOf(facts: Facts, stopped: Stopped): string {
  return worded(facts, openingOf(facts, stopped).from);
}

/** All ends that stop here, by the names of the flow; what was translated on the way is the one address that it has here. */
function openingOf(facts: Facts, { stop, from, to, dials }: Stopped): Opening {
  const names = (written: readonly Endpoint[], party: string, end: 'source' | 'destination', among: (dial: Dial) => readonly (Id | undefined)[]): Side[] => {
    const first = side(facts, written, party, end);
    if (typeof first !== 'string' || !written.some((each) => each.type === 'ids' && each.ids[0] === first)) return [first];
    const ids = new Set(dials.flatMap(among).filter((id) => id !== undefined));
    return written.flatMap((each): Side[] => (each.type === 'ids' && (each.ids[0] === first || endpointElements(facts, each).some((one) => ids.has(one.element) || (one.group !== undefined && ids.has(one.group)))) ? [each.ids[0]!] : []));
  };
  return { from: names(from, stop.packet.from, 'source', (dial) => [dial.from]), to: names(to, stop.packet.to, 'destination', (dial) => [dial.to, dial.group]), over: portsOf(stop, dials) };
}

/** Of a range all of it; a port that was translated on the way is the one that it is here. */
function portsOf(stop: Stop, dials: readonly Dial[]): string[] {
  const written = (port: PortMatch): string => (port.low === port.high || port.protocol === 'icmp' ? `${port.protocol}/${port.low}` : `${port.protocol}/${port.low}-${port.high}`);
  const [protocol, number] = stop.packet.port.split('/');
  const ports = dials.flatMap((dial) => dial.port ?? []);
  const dialled = ports.some((port) => port.protocol === protocol && number !== undefined && port.low <= Number(number) && Number(number) <= port.high);
  return dialled && ports.every((port) => port.protocol !== 'icmp') ? [...new Set(ports.map(written))] : [stop.packet.port];
}

/** Which ends the rule names: in a block of the member's own it is left out itself. */
function shown({ stop, found }: Stopped): 'both' | 'from' | 'to' {
  if (stop.judged?.block === 'rules') return 'both';
  return found.trace.hops.length <= 2 ? 'to' : 'from';
}

function ownerOf(facts: Facts, stop: Stop): Id {
  const id = stop.judged?.id ?? stop.element;
  return facts.elements[id]?.instance?.group ?? id;
}

/** What texts say of the rule that is missing: its ends, its port and where it belongs. */
export function openingParams(facts: Facts, stopped: Stopped): Record<string, string> {
  const { from, to, over } = openingOf(facts, stopped);
  const { stop } = stopped;
  return {
    sides: shown(stopped), allowFrom: worded(facts, from), allowTo: worded(facts, to),
    over: over.join(', '), in: spoken(facts, ownerOf(facts, stop)), block: stop.judged?.block ?? 'rules',
  };
}

export function openingFixes(facts: Facts, stopped: Stopped): Fix[] {
  const { stop } = stopped;
  // A reply is let back by what remembers its request, not by another rule.
  if (!stop.judged || stop.reply) return [];
  const { from, to, over } = openingOf(facts, stopped);
  const sides = shown(stopped);
  const statement: Statement = { type: 'rule', action: 'allow', over, ...(sides === 'from' ? {} : { to }), ...(sides === 'to' ? {} : { from }) };
  const owner = ownerOf(facts, stop);
  const edit: EditIntent = {
    type: 'add', into: owner, statements: [statement],
    ...(stop.judged.block === 'inbound' ? { block: 'inbound' } : {}),
    // A rule that denies is passed only by one before it.
    ...(stop.reason === 'denied-by-rule' ? { before: stop.origin } : {}),
  };
  return [{
    title: text('network.flow-denied.fix', { from: worded(facts, from), to: worded(facts, to), port: over.join(', '), by: spoken(facts, owner) }),
    edits: [edit],
    preferred: true,
  }];
}

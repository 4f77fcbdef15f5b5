/** Ports and the names for them, first those that the target listens on. */
import type { PortMatch } from '../../../model/model.js';
import { trailOf, type Expected } from '../grammar-walk.js';
import { elementOf, type Place } from '../place.js';
import type { Offer } from '../proposal.js';

const TRANSPORTS = ['tcp', 'udp'];

export function portOffers(expected: Expected, place: Place): Offer[] {
  const { model } = place;
  const target = targetPorts(expected, place);
  const listens = new Set(target.map(numbers));
  const own: Offer[] = target.map((port) => ({ label: port.name ?? port.text, kind: 'protocol', rank: 0.3, ...(port.name ? { detail: numbers(port) } : {}) }));
  // The name of software stands for the ports that it listens on.
  const named = [...Object.values(model.protocols).map((each) => ({ ...each, rank: 1 })), ...Object.values(model.software).map((each) => ({ ...each, rank: 1.5 }))];
  const names = named.flatMap(({ name, ports, rank, description }): Offer[] => (ports && ports.length > 0 ? [{
    label: name, kind: 'protocol', detail: ports.map(numbers).join(', '), rank: ports.some((port) => listens.has(numbers(port))) ? rank - 1 : rank, ...(description ? { documentation: description } : {}),
  }] : []));
  const transports = TRANSPORTS.map((label): Offer => ({ label: `${label}/`, kind: 'protocol', text: `${label}/\${1:443}`, snippet: true, rank: 2 }));
  return [...own, ...names, ...transports, { label: 'icmp', kind: 'protocol', rank: 2 }];
}

/** `tcp/443`, as the port would be written without a name. */
function numbers(port: PortMatch): string {
  if (port.protocol === 'icmp' || (port.low === 0 && port.high === 65_535)) return port.protocol;
  return `${port.protocol}/${port.low}${port.high > port.low ? `-${port.high}` : ''}`;
}

/** Ports of the last endpoint that was written, or of the element that the block is of. */
function targetPorts(expected: Expected, place: Place): PortMatch[] {
  const target = lastEndpoint(expected);
  if (target === undefined) return expected.type === 'PortStatement' ? place.element?.defaultPorts ?? [] : [];
  const id = place.names.resolve(target.normalize('NFC'), place.scope);
  if (id === undefined) return [];
  const group = place.model.groups[id];
  const element = elementOf(place.model, id) ?? (group && place.model.elements[group.members[0]?.id ?? '']);
  return element?.defaultPorts ?? [];
}

function lastEndpoint(expected: Expected): string | undefined {
  const trail = trailOf(expected.walked);
  const end = trail.findLastIndex((each) => each.type === 'Endpoint' && each.property === 'path');
  if (end < 0) return undefined;
  let start = end;
  while (trail[start - 1]?.type === 'Endpoint' && trail[start - 1]?.property === 'path') start--;
  return trail.slice(start, end + 1).map((each) => each.token.image).join('');
}

/** Port numbers of the name before the slash: `http/` is 80. */
export function portNumberOffers({ model, before }: Place): Offer[] {
  const name = /([\p{L}_][\p{L}\p{M}\p{N}_-]*)\s*\/\s*$/u.exec(before)?.[1];
  const protocol = name === undefined || !Object.hasOwn(model.protocols, name) ? undefined : model.protocols[name];
  return (protocol?.ports ?? []).filter((port) => port.low === port.high).map((port): Offer => ({ label: String(port.low), kind: 'value', detail: numbers(port), rank: 0 }));
}

/** Addresses that fit where the cursor is: the next free one of the subnet around, gateways on it, prefixes to route to. */
import { formatAddress, inRange, parseAddress, parsePrefix, type Address, type ParsedPrefix } from '../../../model/ip.js';
import type { Id, Model } from '../../../model/model.js';
import { ancestry, isPlace } from '../../../model/queries.js';
import { trailOf, type Expected } from '../grammar-walk.js';
import type { Place } from '../place.js';
import type { Offer } from '../proposal.js';

export function addressOffers(expected: Expected, place: Place): Offer[] {
  switch (`${expected.type}.${expected.property}`) {
    case 'IpStatement.addresses': case 'IpStatement.start': case 'VipStatement.addresses': return free(place.model, subnetsAround(place));
    case 'InterfaceStatement.addresses': return free(place.model, subnetsNamed(expected, place));
    case 'GatewayStatement.address': return neighbours(place, subnetsAround(place));
    case 'RouteStatement.address': return neighbours(place, ownSubnets(place));
    case 'RouteStatement.prefix': return prefixes(place.model);
    default: return [];
  }
}

interface Used {
  address: Address;
  owner: Id;
}

function usedAddresses(model: Model): Used[] {
  const found: Used[] = [];
  for (const element of Object.values(model.elements)) {
    for (const { address } of element.network.addresses) found.push({ address, owner: element.id });
    for (const { address } of element.network.interfaces) if (address) found.push({ address: address.address, owner: element.id });
    for (const { address } of element.vips) found.push({ address, owner: element.id });
  }
  for (const group of Object.values(model.groups)) for (const { address } of group.vips) found.push({ address, owner: group.id });
  return found;
}

/** Subnets of the innermost place around the cursor that has any. */
function subnetsAround({ model, scope }: Place): ParsedPrefix[] {
  if (scope === undefined) return [];
  const first = model.groups[scope]?.counted ? model.groups[scope]!.members[0]?.id ?? scope : scope;
  for (const element of ancestry(model, first)) if (isPlace(element) && element.network.subnets.length > 0) return subnetsOf(model, element.id);
  return [];
}

function subnetsOf(model: Model, id: Id | undefined): ParsedPrefix[] {
  return (id === undefined ? [] : model.elements[id]?.network.subnets ?? []).flatMap(({ prefix }) => parsePrefix(prefix) ?? []);
}

/** Subnets of the place that an `interface` line names. */
function subnetsNamed(expected: Expected, { model, names, scope }: Place): ParsedPrefix[] {
  const path = trailOf(expected.walked).filter((each) => each.type === 'InterfaceStatement' && each.property === 'on').map((each) => each.token.image).join('');
  return subnetsOf(model, names.resolve(path, scope));
}

/** Subnets that the element itself has addresses in. */
function ownSubnets({ model, element }: Place): ParsedPrefix[] {
  const own = usedAddresses(model).filter(({ owner }) => owner === element?.id);
  return allSubnets(model).filter((subnet) => own.some(({ address }) => holds(subnet, address)));
}

function allSubnets(model: Model): ParsedPrefix[] {
  return Object.keys(model.elements).flatMap((id) => subnetsOf(model, id));
}

function holds(subnet: ParsedPrefix, address: Address): boolean {
  const ip = parseAddress(address);
  return ip !== undefined && inRange(ip, subnet);
}

/** The address behind the highest used one of each subnet, else its first free one; network and broadcast address left out. */
function free(model: Model, subnets: readonly ParsedPrefix[]): Offer[] {
  const used = usedAddresses(model);
  return subnets.flatMap((subnet): Offer[] => {
    const taken = new Set(used.filter(({ address }) => holds(subnet, address)).map(({ address }) => parseAddress(address)!.value));
    const wide = subnet.high - subnet.low > 2n;
    const [first, last] = wide ? [subnet.low + 1n, subnet.high - 1n] : [subnet.low, subnet.high];
    const highest = [...taken].reduce((most, each) => (each > most && each <= last ? each : most), first - 1n);
    let next = highest < last ? highest + 1n : first;
    while (taken.has(next) && next <= last) next++;
    return next > last ? [] : [{ label: formatAddress({ family: subnet.family, value: next }), kind: 'value', detail: text(subnet), rank: 0 }];
  });
}

function neighbours({ model, element }: Place, subnets: readonly ParsedPrefix[]): Offer[] {
  return usedAddresses(model)
    .filter(({ address, owner }) => owner !== element?.id && subnets.some((subnet) => holds(subnet, address)))
    .filter(({ owner }) => model.groups[owner] !== undefined || model.elements[owner]!.roles.some((role) => role === 'router' || role === 'filter'))
    .map(({ address, owner }): Offer => ({ label: address, kind: 'value', detail: owner, rank: 0 }));
}

function prefixes(model: Model): Offer[] {
  return Object.values(model.elements).flatMap((element) => element.network.subnets.map(({ prefix }): Offer => ({ label: prefix, kind: 'value', detail: element.id, rank: 1 })));
}

function text(subnet: ParsedPrefix): string {
  return `${formatAddress({ family: subnet.family, value: subnet.low })}/${subnet.length}`;
}

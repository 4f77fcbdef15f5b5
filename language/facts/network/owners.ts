/**
 * Who owns an address. Interfaces, `ip`s and virtual addresses are owned, and so are the addresses that a device
 * translates to or from. Every other public address belongs to the internet.
 */
import type { Id, NatRule } from '../../model/model.js';
import { formatAddress, inRange, isPublic, parseAddress, parsePrefix, type Ip, type IpRange } from '../../model/ip.js';
import { query } from '../query.js';
import { interfaces, type NetInterface } from './interfaces.js';
import { segments } from './segments.js';
import { stations } from './stations.js';
import type { End } from './flow-dials.js';

export interface Owner {
  station: Id;
  kind: 'ip' | 'interface' | 'vip' | 'dnat' | 'snat';
  group?: Id;
  on?: NetInterface;
}

export interface AddressOwners {
  of(text: string): Owner[];
  /** Owners by address, and actors that have a whole prefix. */
  ofIp(ip: Ip): Owner[];
  isOwned(ip: Ip): boolean;
  /** The ends that an address or prefix stands for, with that address to dial where it is a single one. */
  ofPrefix(prefix: string): End[];
  owned: Map<string, Owner[]>;
  /** Everything owned: single addresses, and the prefixes of actors. */
  ranges: IpRange[];
}

export const addressOwners = query('network.owners', (facts): AddressOwners => {
  const exact = new Map<string, Owner[]>();
  const ranges: { low: bigint; high: bigint; family: 4 | 6; owner: Owner }[] = [];
  const put = (text: string, owner: Owner): void => {
    const known = exact.get(text);
    if (!known) exact.set(text, [owner]);
    else if (!known.some((each) => each.station === owner.station && each.kind === owner.kind)) known.push(owner);
  };
  const layer3 = facts.ask(interfaces);
  for (const made of layer3.all) {
    for (const own of made.addresses) {
      const owner: Owner = { station: made.station, kind: own.kind, on: made, ...(own.group ? { group: own.group } : {}) };
      if (own.range) ranges.push({ ...own.range, owner });
      else put(own.text, owner);
    }
  }
  const byId = facts.ask(stations);
  for (const element of Object.values(facts.elements)) {
    for (const rule of element.network.nat) {
      const address = natAddress(rule);
      if (address !== undefined) put(address, { station: byId.of(element.id), kind: rule.type === 'dnat' ? 'dnat' : 'snat' });
    }
  }
  const ofIp = (ip: Ip): Owner[] => [
    ...(exact.get(formatAddress(ip)) ?? []),
    ...ranges.filter((each) => inRange(ip, each)).map((each) => each.owner),
  ];
  const internets = facts.ask(segments).internets;
  const ends = (text: string, address: string): End[] => {
    const owners = exact.get(text) ?? [];
    const found: End[] = [];
    for (const owner of owners) {
      if (owner.kind === 'snat' && owners.some((each) => each.kind !== 'snat')) continue;
      found.push({ element: owner.station, ...(owner.group ? { group: owner.group } : {}), address });
    }
    return found;
  };
  return {
    of: (text) => exact.get(text) ?? [],
    ofIp,
    isOwned: (ip) => ofIp(ip).length > 0,
    owned: exact,
    ranges: [
      ...[...exact.keys()].flatMap((address) => parseAddress(address) ?? []).map((ip) => ({ family: ip.family, low: ip.value, high: ip.value })),
      ...ranges.map(({ family, low, high }) => ({ family, low, high })),
    ],
    ofPrefix: (text) => {
      const prefix = parsePrefix(text);
      if (!prefix) return [];
      if (prefix.low === prefix.high) {
        const ip: Ip = { family: prefix.family, value: prefix.low };
        const canonical = formatAddress(ip);
        const found = ends(canonical, canonical);
        if (found.length > 0) return found;
        const holders = ranges.filter((each) => inRange(ip, each)).map((each) => ({ element: each.owner.station, address: canonical }));
        if (holders.length > 0) return holders;
        if (isPublic(ip) && internets.size > 0) return [...internets].map((id) => ({ element: id, address: canonical }));
        return [{ element: canonical, address: canonical }];
      }
      const found = [...exact.keys()].filter((address) => inRange(parseAddress(address)!, prefix)).flatMap((address) => ends(address, address));
      for (const each of ranges) {
        if (each.family === prefix.family && each.low <= prefix.high && prefix.low <= each.high) found.push({ element: each.owner.station });
      }
      const low: Ip = { family: prefix.family, value: prefix.low };
      if (isPublic(low)) for (const id of internets) found.push({ element: id });
      return found;
    },
  };
});

function natAddress(rule: NatRule): string | undefined {
  return rule.type === 'masquerade' ? undefined : rule.address;
}

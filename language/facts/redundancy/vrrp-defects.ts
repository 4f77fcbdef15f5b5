/** Why a virtual router would not work: members that do not understand each other, and addresses that stand on no wire of theirs. */
import type { AddressUse, Element, Id, Vrrp } from '../../model/model.js';
import { formatAddress, formatPrefix, inRange, parseAddress, parsePrefix, type Ip, type ParsedPrefix } from '../../model/ip.js';
import { addressOwners } from '../network/owners.js';
import { freeAddress } from '../network/written-addresses.js';
import { query, type Facts } from '../query.js';
import { footings, holding, inCommon, placesOf, prefixesAround, standApart } from './standing.js';
import { virtualRouters, type VirtualMember, type VirtualRouter } from './virtual-routers.js';

export type VrrpDefect = { router: VirtualRouter } & (
  /** A member's own statement says something else than the others'. */
  | { type: 'id' | 'interval' | 'version'; member: VirtualMember; vrrp: Vrrp; other: VirtualMember; otherVrrp: Vrrp }
  | { type: 'priority'; member: VirtualMember; other: VirtualMember; priority: number; /** One statement gives it to all. */ shared: boolean }
  | { type: 'outside'; vip: AddressUse; address: string; subnets: string[]; free?: string }
  | { type: 'apart'; members: Id[] }
  | { type: 'taken'; vrrp: Vrrp; other: VirtualRouter; free?: number }
);

export const vrrpDefects = query('redundancy.vrrp-defects', (facts): VrrpDefect[] => {
  const routers = facts.ask(virtualRouters);
  return [
    ...routers.flatMap((router) => [...disagreements(router), ...samePriorities(router), ...places(facts, router)]),
    ...takenIds(facts, routers),
  ];
});

const ASPECTS = [['id', 'id'], ['interval', 'interval'], ['version', 'version']] as const;

function disagreements(router: VirtualRouter): VrrpDefect[] {
  const reference = router.members.find((member) => member.vrrp === router.vrrp);
  const stated = router.vrrp;
  if (!stated) return [];
  const other = reference ?? router.members[0]!;
  return router.members.flatMap((member) => {
    const { vrrp } = member;
    if (!vrrp || vrrp === stated) return [];
    return ASPECTS.filter(([, word]) => vrrp[word] !== stated[word])
      .map(([type]): VrrpDefect => ({ type, router, member, vrrp, other: other === member ? router.members.find((each) => each !== member) ?? member : other, otherVrrp: stated }));
  });
}

function samePriorities(router: VirtualRouter): VrrpDefect[] {
  if (!router.speaks) return [];
  const found: VrrpDefect[] = [];
  const first = new Map<number, VirtualMember>();
  let told: VirtualMember['priorityOrigin'];
  for (const member of router.members) {
    if (member.priority === undefined || !member.priorityOrigin) continue;
    const other = first.get(member.priority);
    if (!other) {
      first.set(member.priority, member);
      continue;
    }
    const shared = sameStatement(member.priorityOrigin, other.priorityOrigin);
    if (shared && sameStatement(member.priorityOrigin, told)) continue;
    if (shared) told = member.priorityOrigin;
    found.push({ type: 'priority', router, member, other, priority: member.priority, shared });
  }
  return found;
}

function sameStatement(a: VirtualMember['priorityOrigin'], b: VirtualMember['priorityOrigin']): boolean {
  return a !== undefined && b !== undefined && a.uri === b.uri && a.range.start.line === b.range.start.line && a.range.start.character === b.range.start.character;
}

function places(facts: Facts, router: VirtualRouter): VrrpDefect[] {
  const ids = router.members.map((member) => member.id);
  const outside = router.vips.flatMap((vip) => outsideOf(facts, router, ids, vip) ?? []);
  const apart = router.speaks && outside.length === 0 && ids.length > 1 && (router.vips.length === 0 ? standApart(facts, ids) : router.vips.some((vip) => answeredApart(facts, ids, vip)));
  return apart ? [{ type: 'apart', router, members: ids }] : outside;
}

function outsideOf(facts: Facts, router: VirtualRouter, ids: Id[], vip: AddressUse): VrrpDefect | undefined {
  const ip = parseAddress(vip.address);
  if (!ip || !ids.every((id) => isOutside(facts, id, ip)) || ids.length === 0) return undefined;
  const around = prefixesAround(facts, ids, ip);
  if (around.length === 0 || isAnnounced(facts, router, ids) || isRoutedTo(facts, router, ids, ip)) return undefined;
  const free = around.length === 1 ? freeAddress(facts, around[0]!) : undefined;
  return { type: 'outside', router, vip, address: formatAddress(ip), subnets: around.map(formatPrefix), ...(free ? { free } : {}) };
}

function isOutside(facts: Facts, id: Id, ip: Ip): boolean {
  const found = holding(facts, id, ip);
  return found.known && found.domains.length === 0;
}

/** The members tell others of their addresses themselves: by dynamic routing, or as anycast. */
function isAnnounced(facts: Facts, { group }: VirtualRouter, ids: Id[]): boolean {
  const elements = ids.map((id) => facts.elements[id]!);
  const anycast = (each: Pick<Element, 'attributes' | 'metadata'>): boolean => each.attributes['anycast'] !== undefined || each.metadata.tags.includes('anycast');
  return elements.some((each) => each.network.routing.length > 0 || anycast(each)) || (group !== undefined && anycast(group));
}

/** Somebody's route sends what is for the address to one of the members. */
function isRoutedTo(facts: Facts, router: VirtualRouter, ids: Id[], ip: Ip): boolean {
  const owners = facts.ask(addressOwners);
  return Object.values(facts.elements).some((element) => element.network.routes.some((route) => {
    const prefix: ParsedPrefix | undefined = route.prefix === 'default' ? undefined : parsePrefix(route.prefix);
    if (!prefix || !inRange(ip, prefix)) return false;
    if ('element' in route.via) return route.via.element === router.id || ids.includes(route.via.element);
    return 'address' in route.via && owners.of(route.via.address).some((owner) => ids.includes(owner.station));
  }));
}

/** The address lies on segments of the members, but on none that all of them stand on. */
function answeredApart(facts: Facts, ids: Id[], vip: AddressUse): boolean {
  const ip = parseAddress(vip.address);
  if (!ip) return false;
  const found = ids.map((id) => holding(facts, id, ip));
  if (found.some((each) => !each.known) || inCommon(found.map((each) => each.domains)).length > 0) return false;
  return inCommon(ids.map((id, nth) => placesOf(facts, id, found[nth]!.domains))).length === 0;
}

/** Segments on which a virtual router sends its advertisements, with the address family: IPv4 and IPv6 have identifiers of their own. */
function spokenOn(facts: Facts, router: VirtualRouter): string[] {
  const ips = router.vips.flatMap((vip) => parseAddress(vip.address) ?? []);
  const ids = router.members.map((member) => member.id);
  if (ips.length > 0) return ips.flatMap((ip) => ids.flatMap((id) => holding(facts, id, ip).domains.map((domain) => `${domain} ${ip.family}`)));
  const shared = inCommon(ids.map((id) => facts.ask(footings, id).map((each) => each.domain)));
  return shared.flatMap((domain) => [`${domain} 4`, `${domain} 6`]);
}

const HIGHEST_ID = 255;

function takenIds(facts: Facts, routers: VirtualRouter[]): VrrpDefect[] {
  const found: VrrpDefect[] = [];
  const first = new Map<string, VirtualRouter>();
  const spoken = routers.filter((router) => router.vrrp).map((router) => ({ router, on: [...new Set(spokenOn(facts, router))] }));
  for (const { router, on } of spoken) {
    const vrrp = router.vrrp!;
    const other = on.map((segment) => first.get(`${segment} ${vrrp.id}`)).find((each) => each !== undefined);
    for (const segment of on) if (!first.has(`${segment} ${vrrp.id}`)) first.set(`${segment} ${vrrp.id}`, router);
    if (!other) continue;
    const used = new Set(spoken.filter((each) => each.on.some((segment) => on.includes(segment))).map((each) => each.router.vrrp!.id));
    let free: number | undefined = vrrp.id + 1;
    while (free <= HIGHEST_ID && used.has(free)) free++;
    found.push({ type: 'taken', router, vrrp, other, ...(free <= HIGHEST_ID ? { free } : {}) });
  }
  return found;
}

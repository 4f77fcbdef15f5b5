/** Endpoints of rules as sets of addresses: an element is its addresses, a place all addresses in it, an internet all that nobody owns. */
import { parseAddress, parsePrefix, type Family, type IpRange } from '#language/model/ip.js';
import type { Element, Endpoint, Id } from '#language/model/model.js';
import { isInternet, isPlace } from '#language/model/queries.js';
import type { Ground } from './ground.js';
import { merged, publicRanges, without } from './ranges.js';

export type Parties = 'any' | Record<Family, IpRange[]>;

export class PartySets {
  private readonly ownedRanges: IpRange[];

  constructor(private readonly ground: Ground, owned: string[]) {
    this.ownedRanges = [
      ...owned.flatMap(single),
      ...ground.attached.flatMap((attached) => attached.addresses.flatMap((each) => each.range ?? [])),
    ];
  }

  of(endpoints: readonly Endpoint[] | undefined, end: 'source' | 'destination'): Parties {
    if (!endpoints || endpoints.some((each) => each.type === 'any')) return 'any';
    return join(endpoints.flatMap((endpoint) => this.ranges(endpoint, end)));
  }

  private ranges(endpoint: Endpoint, end: 'source' | 'destination'): IpRange[] {
    switch (endpoint.type) {
      case 'any':
        return [];
      case 'address':
        return single(endpoint.prefix);
      case 'tag':
        return Object.values(this.ground.elements).filter((element) => element.metadata.tags.includes(endpoint.tag)).flatMap((element) => this.ofElement(element));
      case 'ids':
        return endpoint.ids.flatMap((id) => this.ofId(id, end));
    }
  }

  ofId(id: Id, end: 'source' | 'destination'): IpRange[] {
    const { model, elements } = this.ground;
    const element = elements[id];
    if (element) return isPlace(element) ? this.ofPlace(element, end) : this.ofElement(element);
    const group = model.groups[id];
    if (group) {
      const vips = end === 'destination' ? group.vips.flatMap((use) => single(use.address)) : [];
      return [...group.members.flatMap((member) => this.ofId(member.id, end)), ...vips];
    }
    return (model.securityGroups[id]?.members ?? []).flatMap((member) => this.ofId(member, end));
  }

  private ofElement(element: Element): IpRange[] {
    const station = this.ground.station(element.id);
    const own = this.ground.addresses(station).filter((each) => each.group === undefined);
    if (own.length === 0 && this.isOutside(element)) return this.unowned();
    return own.flatMap((each) => each.range ?? single(each.text));
  }

  /** An actor without an address in an internet, or cabled to one, has every address that nobody owns. */
  private isOutside(element: Element): boolean {
    if (!element.roles.includes('actor')) return false;
    const wired = this.ground.wiredAs(element.id);
    const place = this.ground.innermostSegment(wired);
    if (place !== undefined && isInternet(this.ground.elements[place])) return true;
    return this.ground.cables.some((link) => (link.a.element === wired && isInternet(this.ground.elements[link.b.element]))
      || (link.b.element === wired && isInternet(this.ground.elements[link.a.element])));
  }

  private ofPlace(place: Element, end: 'source' | 'destination'): IpRange[] {
    const found: IpRange[] = isInternet(place) ? this.unowned() : [];
    const within = [place, ...this.ground.inside(place.id)];
    const ids = new Set(within.map((each) => each.id));
    for (const element of within) {
      if (isPlace(element)) {
        found.push(...element.network.subnets.flatMap((subnet) => single(subnet.prefix)));
        continue;
      }
      for (const attached of this.ground.of.get(this.ground.station(element.id)) ?? []) {
        // An interface in another place has an address of that place.
        if (attached.place !== undefined && !ids.has(attached.place)) continue;
        found.push(...attached.addresses.filter((each) => each.group === undefined).flatMap((each) => each.range ?? single(each.text)));
      }
    }
    if (end === 'destination') {
      for (const group of Object.values(this.ground.model.groups)) {
        if (group.parent !== undefined && ids.has(group.parent)) found.push(...group.vips.flatMap((use) => single(use.address)));
      }
    }
    return found;
  }

  unowned(): IpRange[] {
    return ([4, 6] as const).flatMap((family) => without(publicRanges(family), this.ownedRanges, family));
  }
}

export function single(text: string): IpRange[] {
  const prefix = parsePrefix(text);
  if (prefix) return [{ family: prefix.family, low: prefix.low, high: prefix.high }];
  const ip = parseAddress(text);
  return ip ? [{ family: ip.family, low: ip.value, high: ip.value }] : [];
}

export function join(ranges: readonly IpRange[]): Record<Family, IpRange[]> {
  return { 4: merged(ranges, 4), 6: merged(ranges, 6) };
}

/**
 * Stations: the elements that are present on the network themselves. What is nested in a machine, or runs on one,
 * shares the machine's address and links unless it states its own.
 */
import type { Element, Id, Link } from '../../model/model.js';
import { isInternet, isPlace } from '../../model/queries.js';
import { query } from '../query.js';
import { isNetworkMedium, segments } from './segments.js';

/** Links that carry frames, by the elements and places at their ends. */
export const networkLinks = query('network.links', (facts): Map<Id, Link[]> => {
  const found = new Map<Id, Link[]>();
  const put = (id: Id, link: Link): void => {
    const known = found.get(id);
    if (known) known.push(link);
    else found.set(id, [link]);
  };
  for (const link of Object.values(facts.links)) {
    if (!isNetworkMedium(link.medium) || link.tunnel !== undefined) continue;
    put(link.a.element, link);
    if (link.b.element !== link.a.element) put(link.b.element, link);
  }
  return found;
});

export interface Station {
  id: Id;
  /** The element whose links it uses: itself, or the machine that it runs on. */
  wiredAs: Id;
  /** The segment that it was put in, where that is not the machine's. */
  place?: Id;
}

export interface Stations {
  /** The station that an element is part of. */
  of(id: Id): Id;
  get(id: Id): Station | undefined;
  all: Station[];
}

function hasAddress(element: Element): boolean {
  return element.network.addresses.length > 0 || element.vips.length > 0 || element.network.interfaces.some((each) => each.address);
}

export const stations = query('network.stations', (facts): Stations => {
  const { elements } = facts;
  const links = facts.ask(networkLinks);
  const places = facts.ask(segments);
  const wiredAs = new Map<Id, Id>();
  const ownPlace = new Map<Id, Id>();
  const stationOf = new Map<Id, Id>();

  const hostOf = (element: Element): Element | undefined => {
    const host = element.hosts[0];
    return host === undefined || host === element.id ? undefined : elements[host];
  };
  /** Its own links and interfaces, or a segment of its own, or nothing to share. */
  const standsAlone = (element: Element): boolean => {
    const host = hostOf(element);
    if (!host || isPlace(host)) return true;
    if ((links.get(element.id)?.length ?? 0) > 0 || element.network.interfaces.length > 0) return true;
    const own = places.own(element.id);
    if (own === undefined || own === (places.own(host.id) ?? places.innermost(host.id))) return false;
    ownPlace.set(element.id, own);
    return true;
  };
  const resolve = (id: Id, trail: Set<Id>): { station: Id; wiredAs: Id } => {
    const element = elements[id]!;
    const known = stationOf.get(id);
    if (known !== undefined) return { station: known, wiredAs: wiredAs.get(id)! };
    let answer = { station: id, wiredAs: id };
    if (!trail.has(id)) {
      trail.add(id);
      if (ownPlaceFirst(element)) {
        const host = resolve(hostOf(element)!.id, trail);
        answer = { station: id, wiredAs: host.wiredAs };
      } else if (!standsAlone(element)) {
        const host = resolve(hostOf(element)!.id, trail);
        answer = { station: hasAddress(element) ? id : host.station, wiredAs: host.wiredAs };
      }
    }
    stationOf.set(id, answer.station);
    wiredAs.set(id, answer.wiredAs);
    return answer;
  };
  /** Put in a segment of its own while it runs on a machine elsewhere: reached through the machine's links where they carry that segment. */
  const ownPlaceFirst = (element: Element): boolean => standsAlone(element) && ownPlace.has(element.id);

  const all: Station[] = [];
  for (const element of Object.values(elements)) {
    if (isPlace(element) && !isInternet(element)) continue;
    const answer = resolve(element.id, new Set());
    if (answer.station !== element.id) continue;
    const place = ownPlace.get(element.id);
    all.push({ id: element.id, wiredAs: answer.wiredAs, ...(place ? { place } : {}) });
  }
  const byId = new Map(all.map((station) => [station.id, station]));
  return {
    of: (id) => stationOf.get(id) ?? id,
    get: (id) => byId.get(stationOf.get(id) ?? id),
    all,
  };
});

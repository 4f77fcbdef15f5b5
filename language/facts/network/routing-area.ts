/**
 * Which segments are joined by something that routes, whatever its routes and rules say. Two areas may use the same
 * private addresses; within one they may not. An internet joins areas for public addresses only.
 */
import type { Id } from '../../model/model.js';
import { isInternet } from '../../model/queries.js';
import { query } from '../query.js';
import { routes } from './devices.js';
import { domains } from './domains.js';
import { interfaces } from './interfaces.js';
import { stations } from './stations.js';
import { UnionFind } from './union-find.js';

export interface Areas {
  /** Routing area of a broadcast domain, internets left out. */
  of(domain: number): number;
  /** True where routers, tunnels or an internet lead from one station's segments to another's. */
  joined(a: Id, b: Id): boolean;
  /** Domains of a station. */
  domainsOf(station: Id): number[];
  /** Stations that route on a domain. */
  routersOn(domain: number): Id[];
  touchesInternet(area: number): boolean;
}

export const areas = query('network.areas', (facts): Areas => {
  const layer3 = facts.ask(interfaces);
  const wires = facts.ask(domains);
  const byId = facts.ask(stations);
  const inner = new UnionFind(layer3.domain.length);
  const outer = new UnionFind(layer3.domain.length);
  const domainsOf = (station: Id): number[] => [...new Set((layer3.of.get(station) ?? []).flatMap((made) => wires.of(made)))];
  for (const station of facts.ask(stations).all) {
    const element = facts.elements[station.id]!;
    const internet = isInternet(element);
    if (!internet && !routes(element)) continue;
    const mine = domainsOf(station.id);
    for (const domain of mine) {
      outer.union(mine[0]!, domain);
      if (!internet) inner.union(mine[0]!, domain);
    }
  }
  for (const link of Object.values(facts.links)) {
    if (link.tunnel === undefined) continue;
    const [a, b] = [domainsOf(byId.of(link.a.element))[0], domainsOf(byId.of(link.b.element))[0]];
    if (a === undefined || b === undefined) continue;
    inner.union(a, b);
    outer.union(a, b);
  }
  const outside = new Set<number>();
  for (const made of layer3.all) for (const domain of wires.of(made)) if (wires.internet(domain) !== undefined) outside.add(inner.find(domain));
  return {
    of: (domain) => inner.find(domain),
    domainsOf,
    joined: (a, b) => {
      const there = new Set(domainsOf(byId.of(b)).map((domain) => outer.find(domain)));
      return domainsOf(byId.of(a)).some((domain) => there.has(outer.find(domain)));
    },
    routersOn: (domain) => [...new Set(wires.members(domain).map((made) => made.station)
      .filter((id) => routes(facts.elements[id]!) || isInternet(facts.elements[id])))],
    touchesInternet: (area) => outside.has(area),
  };
});

/** Crossing one wire: from an interface to a neighbour's over switches and filters in the line, all ways at once. */
import type { Id } from '../../model/model.js';
import { query } from '../query.js';
import { bridges } from './devices.js';
import { filters } from './filters.js';
import { frames } from './frames.js';
import { interfaces, type NetInterface } from './interfaces.js';
import { allWays, shortestWay, type Step, type Ways } from './ways.js';

export interface Crossings {
  /** Filters in the line of a domain: bridges that judge what passes. */
  judging(domain: number): Id[];
  shortest(out: NetInterface, into: NetInterface, domain: number, closed: ReadonlySet<Id>): Step[] | undefined;
  all(out: NetInterface, into: NetInterface, domain: number, closed: ReadonlySet<Id>): Ways;
}

const NONE: ReadonlySet<Id> = new Set();

export const crossings = query('network.crossings', (facts): Crossings => {
  const layer3 = facts.ask(interfaces);
  const graph = facts.ask(frames);
  const policies = facts.ask(filters);
  const judging = new Map<number, Id[]>();
  graph.vertices.forEach((vertex, index) => {
    if (vertex.kind !== 'bridge') return;
    const element = facts.elements[vertex.element!]!;
    if (!bridges(element) || !policies.ofDevice(element.id)) return;
    const domain = layer3.domain[index]!;
    const known = judging.get(domain);
    if (!known) judging.set(domain, [element.id]);
    else if (!known.includes(element.id)) known.push(element.id);
  });
  const shortestKnown = new Map<string, Step[] | undefined>();
  const allKnown = new Map<string, Ways>();
  const ends = (made: NetInterface, domain: number): number[] => made.vertices.filter((vertex) => layer3.domain[vertex] === domain);
  const openOf = (closed: ReadonlySet<Id>) => (vertex: number): boolean => {
    const element = graph.vertices[vertex]!.element;
    return element === undefined || !closed.has(element);
  };
  const keyOf = (out: NetInterface, into: NetInterface, domain: number, closed: ReadonlySet<Id>): string =>
    `${out.index}>${into.index}@${domain}|${[...closed].sort().join('\u0001')}`;
  return {
    judging: (domain) => judging.get(domain) ?? [],
    shortest: (out, into, domain, closed = NONE) => {
      const key = keyOf(out, into, domain, closed);
      if (!shortestKnown.has(key)) shortestKnown.set(key, shortestWay(layer3.adjacent, ends(out, domain), ends(into, domain), openOf(closed)));
      return shortestKnown.get(key);
    },
    all: (out, into, domain, closed = NONE) => {
      const key = keyOf(out, into, domain, closed);
      let known = allKnown.get(key);
      if (!known) allKnown.set(key, known = allWays(layer3.adjacent, ends(out, domain), ends(into, domain), openOf(closed)));
      return known;
    },
  };
});

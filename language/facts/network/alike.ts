/**
 * Elements that nothing in the model tells apart: on the same wire, under the same blocks, in the same sets of every
 * rule, route and translation. One of each kind is enough where only the answer counts, not the way: two zones of 500
 * machines are then a handful of questions instead of 250,000.
 */
import type { Endpoint, Id } from '../../model/model.js';
import { inRange } from '../../model/ip.js';
import type { Origin } from '../../model/origin.js';
import { query } from '../query.js';
import { partySets, type PartySet } from './endpoints.js';
import { interfaces } from './interfaces.js';
import { addressOwners } from './owners.js';
import { mentionedPrefixes } from './parties.js';
import { segments } from './segments.js';
import { stations } from './stations.js';
import { tree } from './tree.js';

/** Every set that a rule or a translation speaks of, each once. */
const spokenSets = query('network.spoken-sets', (facts): { sources: PartySet[]; destinations: PartySet[] } => {
  const sets = facts.ask(partySets);
  const sources = new Set<PartySet>();
  const destinations = new Set<PartySet>();
  const put = (from: readonly Endpoint[] | undefined, to: readonly Endpoint[] | undefined): void => {
    for (const endpoint of from ?? []) sources.add(sets.of(endpoint, 'source'));
    for (const endpoint of to ?? []) destinations.add(sets.of(endpoint, 'destination'));
  };
  for (const element of Object.values(facts.elements)) {
    for (const rule of [...element.network.rules, ...(element.network.inbound?.rules ?? [])]) put(rule.from, rule.to);
    for (const rule of element.network.nat) {
      if (rule.type === 'dnat') put(undefined, [rule.to]);
      else put(rule.from, rule.to);
    }
  }
  for (const group of Object.values(facts.securityGroups)) for (const rule of group.rules) put(rule.from, rule.to);
  return { sources: [...sources], destinations: [...destinations] };
});

function place({ uri, range }: Origin): string {
  return `${uri}:${range.start.line}:${range.start.character}`;
}

/** A text that two elements share only if they are alike; the element's own id where it is like no other. */
export const likeness = query('network.likeness', (facts, id: Id): string => {
  const element = facts.elements[id];
  const byId = facts.ask(stations);
  const station = byId.get(id);
  const layer3 = facts.ask(interfaces);
  const mine = station ? layer3.of.get(station.id) ?? [] : [];
  const own = mine[0];
  if (!element || !station || station.id !== id || mine.length !== 1 || !own || own.tunnel !== undefined) return id;
  const { network } = element;
  const special = network.routes.length + network.nat.length + network.gateways.length + network.rules.length + network.interfaces.length + network.routing.length;
  if (special > 0 || element.roles.includes('router') || element.roles.includes('filter') || element.roles.includes('switch')) return id;
  const owners = facts.ask(addressOwners);
  const dual = own.addresses.some((address) => own.addresses.filter((each) => each.ip.family === address.ip.family).length > 1);
  if (dual || own.addresses.some((each) => each.range || each.kind === 'vip' || owners.of(each.text).length !== 1)) return id;
  if ((facts.ask(tree).groupsOf.get(id) ?? []).some((group) => group.vips.length > 0)) return id;
  // The cable itself makes no difference to what is carried, only where it leads.
  const wires = own.vertices.map((vertex) => {
    const edges = layer3.adjacent[vertex]!;
    return edges.length === 1 && edges[0]!.link !== undefined ? `>${edges[0]!.to}` : String(vertex);
  });
  const sets = facts.ask(partySets);
  const spoken = facts.ask(spokenSets);
  const parties = own.addresses.length > 0 ? own.addresses.map((each) => ({ ip: each.ip, text: each.text })) : [{ station: id }];
  const bits = parties.map((party) => [...spoken.sources, ...spoken.destinations].map((set) => (sets.has(set, party) ? 1 : 0)).join('')).join('/');
  const prefixes = facts.ask(mentionedPrefixes).map((prefix) => own.addresses.some((each) => inRange(each.ip, prefix)) ? 1 : 0).join('');
  return [
    wires.join(','), facts.ask(segments).innermost(station.wiredAs) ?? '', element.roles.join(','), own.addresses.map((each) => `${each.ip.family}${each.connected?.length ?? ''}`).join(','),
    network.inbound ? place(network.inbound.origin) : '', network.securityGroups.map((use) => use.id).join(','), (element.ports ?? []).map((port) => port.text).join(','),
    element.ports === undefined ? '' : 'ports', network.transparent ? 'transparent' : '', element.hosts.join(','), bits, prefixes,
  ].join('|');
});

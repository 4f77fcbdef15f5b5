/** The sets of parties that rules and translations speak of: what is in the same ones is treated alike. */
import type { Endpoint, FilterRule } from '../../model/model.js';
import { query } from '../query.js';
import { partySets, type PartySet } from './endpoints.js';
import { relevantPorts, touches } from './relevant-ports.js';

export interface Spoken { sources: PartySet[]; destinations: PartySet[] }

/** Ask with a key of `relevantPorts`. Every set that a rule over one of the ports, or a translation, speaks of, each once. */
export const spokenSets = query('network.spoken-sets', (facts, key: string): Spoken => {
  const sets = facts.ask(partySets);
  const ports = facts.ask(relevantPorts, key);
  const sources = new Set<PartySet>();
  const destinations = new Set<PartySet>();
  const put = (from: readonly Endpoint[] | undefined, to: readonly Endpoint[] | undefined): void => {
    for (const endpoint of from ?? []) sources.add(sets.of(endpoint, 'source'));
    for (const endpoint of to ?? []) destinations.add(sets.of(endpoint, 'destination'));
  };
  const judge = (rules: readonly FilterRule[]): void => {
    for (const rule of rules) if (touches(ports, rule.ports)) put(rule.from, rule.to);
  };
  for (const element of Object.values(facts.elements)) {
    judge(element.network.rules);
    judge(element.network.inbound?.rules ?? []);
    for (const rule of element.network.nat) {
      if (rule.type === 'dnat') put(undefined, [rule.to]);
      else put(rule.from, rule.to);
    }
  }
  for (const group of Object.values(facts.securityGroups)) judge(group.rules);
  return { sources: [...sources], destinations: [...destinations] };
});

/** What texts call a part: its plain name where only one part has it, else the qualified one. */
import type { Id } from '../../model/model.js';
import { query, type Facts } from '../query.js';

const shared = query('network.shared-names', (facts): Set<string> => {
  const seen = new Set<string>();
  const twice = new Set<string>();
  const written = Object.values(facts.elements).filter((element) => element.instance === undefined);
  for (const { name } of [...written, ...Object.values(facts.groups), ...Object.values(facts.securityGroups)]) (seen.has(name) ? twice : seen).add(name);
  return twice;
});

export function shortName(facts: Facts, id: Id): string {
  const link = facts.links[id];
  if (link) return link.name ?? `${shortName(facts, link.a.element)} -- ${shortName(facts, link.b.element)}`;
  const element = facts.elements[id];
  if (element?.instance && facts.groups[element.instance.group]) return `${shortName(facts, element.instance.group)}#${element.instance.index}`;
  const name = (element ?? facts.groups[id] ?? facts.securityGroups[id])?.name;
  return name === undefined || facts.ask(shared).has(name) ? id : name;
}

/** What messages call elements, groups and links: the plain name where only one thing has it, else the qualified one. */
import type { Id } from '../../model/model.js';
import { query, type Facts } from '../query.js';
import { serviceName } from './services.js';

const shared = query('redundancy.shared-names', (facts): Set<string> => {
  const seen = new Set<string>();
  const twice = new Set<string>();
  const counted = Object.values(facts.elements).filter((element) => element.instance === undefined);
  for (const { name } of [...counted, ...Object.values(facts.groups)]) (seen.has(name) ? twice : seen).add(name);
  return twice;
});

export function spokenName(facts: Facts, id: Id): string {
  const flow = facts.flows[id];
  if (flow) return serviceName(flow);
  const link = facts.links[id];
  if (link) return link.name ?? `${spokenName(facts, link.a.element)} -- ${spokenName(facts, link.b.element)}`;
  const element = facts.elements[id];
  if (element?.instance && facts.groups[element.instance.group]) return `${spokenName(facts, element.instance.group)}#${element.instance.index}`;
  const name = (element ?? facts.groups[id])?.name;
  return name === undefined || facts.ask(shared).has(name) ? id : name;
}

/** A kind, software, group, VLAN or security group of the architecture's own that nothing uses. */
import { shortName } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import type { Finding } from '../../model/finding.js';
import type { Id, ReferenceTarget } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { text } from '../../messages/word.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'model/unused', severity: 'hint' } as const;

export const rule: Rule = { ...about, title: text('model.unused.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  const used = usedNames(facts);
  const containers = new Set(Object.values(facts.elements).map((each) => each.parent));
  for (const kind of Object.values(facts.read('kinds'))) if (!kind.library && !used.has(`kind ${kind.name}`)) yield report('kind', kind.name, kind.origin);
  for (const each of Object.values(facts.read('software'))) if (!each.library && !used.has(`software ${each.name}`)) yield report('software', each.name, each.origin);
  for (const group of Object.values(facts.groups)) if (!group.counted && !used.has(`group ${group.id}`)) yield report('group', group.id, group.origin, shortName(facts, group.id));
  for (const group of Object.values(facts.securityGroups)) if (!used.has(`securitygroup ${group.id}`)) yield report('securitygroup', group.id, group.origin, shortName(facts, group.id));
  for (const element of Object.values(facts.elements)) {
    if (element.network.vlan !== undefined && !containers.has(element.id) && !used.has(`element ${element.id}`) && !usedByNumber(facts, element.id)) yield report('vlan', element.id, element.origin, shortName(facts, element.id));
  }
}

function usedNames(facts: Facts): Set<string> {
  const used = new Set<string>();
  const add = (target: ReferenceTarget, id: Id): void => void used.add(`${target} ${id}`);
  for (const reference of facts.read('references')) if (!reference.declares) add(reference.target, reference.id);
  return used;
}

/** A bare number on a link names a VLAN, too. */
function usedByNumber(facts: Facts, place: Id): boolean {
  return Object.values(facts.links).some((link) => [link.a, link.b].some((end) => [end.access, end.native, ...end.trunk ?? []].some((vlan) => vlan?.place === place)));
}

function report(sort: string, id: string, origin: Origin, name = id): Finding {
  return finding(about, {
    origin, what: text('model.unused.what', { sort, name }), why: text('model.unused.why'), todo: text('model.unused.todo'),
    fixes: [{ title: text('model.fix.remove'), edits: [{ type: 'remove', at: origin }] }],
    subjects: [id], key: `${sort} ${id}`,
  });
}

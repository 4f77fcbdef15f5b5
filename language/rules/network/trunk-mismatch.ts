/** A VLAN that one end of a trunk allows and the other leaves out. */
import { portDisagreements } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { EditIntent } from '../../model/edit.js';
import type { Finding } from '../../model/finding.js';
import type { LinkEnd } from '../../model/model.js';
import { finding, type Rule } from '../rule.js';
import { spoken } from './stopped-flow.js';
import { endName, Places, subjectsOf, vlanShort } from './vlan-words.js';

const about = { id: 'network/trunk-mismatch', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('network.trunk-mismatch.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  const places = new Places();
  for (const each of facts.ask(portDisagreements)) {
    if (each.type !== 'allowed-at-one-end' || !places.first(each.uses[0]!.origin)) continue;
    const { link, uses, at, other } = each;
    const words = { link: spoken(facts, link.id), end: endName(facts, at), other: endName(facts, other), vlans: uses.map((use) => vlanShort(facts, use)), count: uses.length };
    yield finding(about, {
      origin: uses[0]!.origin,
      what: text('network.trunk-mismatch.what', words),
      why: text('network.trunk-mismatch.why', words),
      todo: text('network.trunk-mismatch.todo', words),
      related: [{ text: text('network.trunk-mismatch.related', words), origin: other.origin }],
      fixes: [{ title: text('network.trunk-mismatch.fix', words), edits: [allow(other, uses.map((use) => use.text))], preferred: true }],
      subjects: subjectsOf(link.id, uses),
      key: [link.id, at.element, ...words.vlans].join(' '),
    });
  }
}

/** Names as they stand at the other end: both ends are one line, and mean the same there. */
function allow(end: LinkEnd, names: string[]): EditIntent {
  const last = end.trunk?.at(-1);
  return last ? { type: 'replace', at: last.origin, by: [last.text, ...names].join(', ') } : { type: 'insert-after', at: end.origin, text: ` trunk ${names.join(', ')}` };
}

/** A frame without a tag means one VLAN at one end of a cable and another, or none, at the other end. */
import { portDisagreements, type Disagreement } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix } from '../../model/finding.js';
import type { VlanUse } from '../../model/model.js';
import { finding, type Rule } from '../rule.js';
import { spoken } from './stopped-flow.js';
import { endName, Places, subjectsOf, vlanNamed, vlanShort } from './vlan-words.js';

const about = { id: 'network/native-vlan-mismatch', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.native-vlan-mismatch.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  const places = new Places();
  for (const each of facts.ask(portDisagreements)) {
    if (each.type === 'untagged' && places.first(each.b.origin)) yield different(facts, each);
    if (each.type === 'native-at-one-end' && places.first(each.native.origin)) yield oneSided(facts, each);
  }
}

function different(facts: Facts, { link, a, b }: Extract<Disagreement, { type: 'untagged' }>): Finding {
  const words = {
    link: spoken(facts, link.id), first: endName(facts, link.a), second: endName(facts, link.b),
    here: vlanNamed(facts, a), there: vlanNamed(facts, b), word: link.a.access && link.b.access ? 'access' : 'native',
  };
  const make = (at: VlanUse, as: VlanUse): Fix => ({
    title: text('network.native-vlan-mismatch.fix.same', { vlan: vlanNamed(facts, as), end: at === a ? words.first : words.second }),
    edits: [{ type: 'replace', at: at.origin, by: as.text }],
    ...(preferred(as) && !preferred(at) ? { preferred: true } : {}),
  });
  /** The VLAN that both ends know is the likelier of the two. */
  function preferred(use: VlanUse): boolean {
    return [link.a, link.b].every((end) => [end.access, end.native, ...end.trunk ?? []].some((each) => each?.number === use.number));
  }
  return finding(about, {
    origin: b.origin,
    what: text('network.native-vlan-mismatch.what', words),
    why: text('network.native-vlan-mismatch.why', words),
    todo: text('network.native-vlan-mismatch.todo', words),
    related: [{ text: text('network.native-vlan-mismatch.related', { end: words.first, vlan: words.here }), origin: a.origin }],
    fixes: [make(b, a), make(a, b)],
    subjects: subjectsOf(link.id, [a, b]),
    key: [link.id, vlanShort(facts, a), vlanShort(facts, b)].join(' '),
  });
}

function oneSided(facts: Facts, { link, native, at, other }: Extract<Disagreement, { type: 'native-at-one-end' }>): Finding {
  const words = { link: spoken(facts, link.id), end: endName(facts, at), other: endName(facts, other), vlan: vlanNamed(facts, native), name: native.text };
  return finding(about, {
    origin: native.origin,
    what: text('network.native-vlan-mismatch.what.one', words),
    why: text('network.native-vlan-mismatch.why.one', words),
    todo: text('network.native-vlan-mismatch.todo.one', words),
    related: [{ text: text('network.native-vlan-mismatch.related.one', words), origin: other.origin }],
    fixes: [{ title: text('network.native-vlan-mismatch.fix.one', words), edits: [{ type: 'insert-after', at: other.origin, text: ` native ${native.text}` }], preferred: true }],
    subjects: subjectsOf(link.id, [native]),
    key: [link.id, vlanShort(facts, native)].join(' '),
  });
}

/** One end of a cable is an access port, the other a trunk: only one of them tags its frames. */
import { portDisagreements, type Disagreement } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';
import { spoken } from './stopped-flow.js';
import { endName, Places, subjectsOf, vlanNamed, vlanShort } from './vlan-words.js';

const about = { id: 'network/access-meets-trunk', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.access-meets-trunk.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  const places = new Places();
  for (const each of facts.ask(portDisagreements)) {
    if (each.type === 'access-and-trunk' && places.first(each.access.access!.origin)) yield across(facts, each);
    if (each.type === 'both-at-one-end' && places.first(each.at.access!.origin)) yield atOneEnd(facts, each);
  }
}

function across(facts: Facts, { link, access, trunk, passing }: Extract<Disagreement, { type: 'access-and-trunk' }>): Finding {
  const carried = trunk.trunk ?? [];
  const words = {
    link: spoken(facts, link.id), access: endName(facts, access), trunk: endName(facts, trunk), vlan: vlanNamed(facts, access.access!),
    vlans: carried.map((use) => vlanShort(facts, use)), ...(trunk.native ? { native: vlanNamed(facts, trunk.native) } : { native: '' }),
    untagged: passing ? 'same' : trunk.native ? 'other' : 'none',
  };
  return finding(about, {
    origin: access.access!.origin,
    what: text('network.access-meets-trunk.what', words),
    why: text('network.access-meets-trunk.why', words),
    todo: text('network.access-meets-trunk.todo', words),
    related: [{ text: text('network.access-meets-trunk.related', words), origin: carried[0]!.origin }],
    subjects: subjectsOf(link.id, [access.access!, ...carried]),
    key: [link.id, access.element].join(' '),
  });
}

function atOneEnd(facts: Facts, { link, at }: Extract<Disagreement, { type: 'both-at-one-end' }>): Finding {
  const words = { link: spoken(facts, link.id), end: endName(facts, at), vlan: vlanNamed(facts, at.access!), name: at.access!.text };
  return finding(about, {
    origin: at.access!.origin,
    what: text('network.access-meets-trunk.what.both', words),
    why: text('network.access-meets-trunk.why.both', words),
    todo: text('network.access-meets-trunk.todo.both', words),
    subjects: subjectsOf(link.id, [at.access!]),
    key: [link.id, at.element, 'both'].join(' '),
  });
}

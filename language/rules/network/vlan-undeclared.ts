/** A link speaks of a VLAN number that no `vlan` has, where the other VLANs are declared. */
import { undeclaredVlans, type Undeclared } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { compareOrigins } from '../../model/origin.js';
import { finding, type Rule } from '../rule.js';
import { spoken } from './stopped-flow.js';

const about = { id: 'network/vlan-undeclared', severity: 'error' } as const;

/** So many declared VLANs are offered as what may have been meant. */
const OFFERED = 3;

export const rule: Rule = { ...about, title: text('network.vlan-undeclared.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  const names = new Set(Object.values(facts.elements).map((element) => element.name));
  for (const { number, uses, around } of facts.ask(undeclaredVlans)) {
    const [first, ...others] = uses as [Undeclared['uses'][number], ...Undeclared['uses']];
    const words = {
      vlan: String(number), link: spoken(facts, first.link.id), name: nameFor(number, names),
      candidates: around.slice(0, OFFERED).map((place) => `${place.network.vlan!} (${spoken(facts, place.id)})`),
    };
    // Behind the last one that is declared, so that they stand together.
    const last = [...around].sort((a, b) => compareOrigins(a.origin, b.origin)).at(-1)!;
    yield finding(about, {
      origin: first.use.origin,
      what: text('network.vlan-undeclared.what', words),
      why: text('network.vlan-undeclared.why'),
      todo: text('network.vlan-undeclared.todo', words),
      related: others.map(({ link, use }) => ({ text: text('network.vlan-undeclared.related', { ...words, link: spoken(facts, link.id) }), origin: use.origin })),
      fixes: [{ title: text('network.vlan-undeclared.fix', words), edits: [{ type: 'insert-after', at: last.origin, text: `vlan ${words.name} ${number}` }] }],
      subjects: [first.link.id],
      key: [number, first.link.id].join(' '),
    });
  }
}

function nameFor(number: number, taken: ReadonlySet<string>): string {
  let name = `vlan${number}`;
  while (taken.has(name)) name += '-new';
  return name;
}

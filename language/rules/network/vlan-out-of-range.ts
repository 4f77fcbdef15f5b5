/** A number that no VLAN can have. */
import { freeVlanNumber, isVlanNumber, vlanPlaces, writtenUses } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix } from '../../model/finding.js';
import type { Element, VlanUse } from '../../model/model.js';
import { contains } from '../../model/origin.js';
import { finding, type Rule } from '../rule.js';
import { spoken } from './stopped-flow.js';
import { Places } from './vlan-words.js';

const about = { id: 'network/vlan-out-of-range', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.vlan-out-of-range.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  const places = new Places();
  for (const place of facts.ask(vlanPlaces)) {
    const at = place.network.vlanOrigin ?? place.origin;
    if (isVlanNumber(place.network.vlan!) || !places.first(at)) continue;
    const words = { vlan: String(place.network.vlan), name: spoken(facts, place.id) };
    const uses = numbersFor(facts, place);
    yield finding(about, {
      origin: at,
      what: text('network.vlan-out-of-range.what.place', words),
      why: text('network.vlan-out-of-range.why'),
      todo: text('network.vlan-out-of-range.todo'),
      related: uses.map((use) => ({ text: text('network.vlan-out-of-range.related', words), origin: use.origin })),
      fixes: renumber(facts, place, uses),
      subjects: [place.id],
      key: place.id,
    });
  }
  // A number on a link that means a declared VLAN is told where that is declared.
  for (const { link, use } of facts.ask(writtenUses)) {
    if (isVlanNumber(use.number) || use.place !== undefined || !places.first(use.origin)) continue;
    const words = { vlan: use.text, link: spoken(facts, link.id) };
    yield finding(about, {
      origin: use.origin,
      what: text('network.vlan-out-of-range.what', words),
      why: text('network.vlan-out-of-range.why'),
      todo: text('network.vlan-out-of-range.todo'),
      subjects: [link.id],
      key: [link.id, use.text].join(' '),
    });
  }
}

/** Uses of a declared VLAN by its number: a new number has to be written there, too. */
function numbersFor(facts: Facts, place: Element): VlanUse[] {
  return facts.ask(writtenUses).map(({ use }) => use).filter((use) => use.place === place.id && use.text !== place.name && Number(use.text) === place.network.vlan);
}

/** Safe where every place is known that the number is written at: no interface names it by number, no second declaration shares its line. */
function renumber(facts: Facts, place: Element, uses: VlanUse[]): Fix[] {
  const { vlanOrigin, vlan } = place.network;
  const free = freeVlanNumber(facts);
  if (!vlanOrigin || free === undefined || namedByNumber(facts, place)) return [];
  if (facts.ask(vlanPlaces).some((other) => other !== place && other.network.vlan === vlan)) return [];
  return [{
    title: text('network.vlan-out-of-range.fix', { name: spoken(facts, place.id), vlan: String(free) }),
    edits: [vlanOrigin, ...uses.map((use) => use.origin)].map((at) => ({ type: 'replace', at, by: String(free) })),
  }];
}

function namedByNumber(facts: Facts, place: Element): boolean {
  const names = facts.read('references').filter((each) => each.id === place.id && !each.declares);
  return Object.values(facts.elements).some((element) => element.network.interfaces.some(({ on, origin }) => on.place === place.id
    && !names.some(({ uri, range }) => uri === origin.uri && contains(origin.range, range.start))));
}

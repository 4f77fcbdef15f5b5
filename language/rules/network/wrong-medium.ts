/** A cable whose medium one of its ends does not speak. */
import { wrongMedia, type WrongMedium } from '../../facts/storage/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { EditIntent } from '../../model/edit.js';
import type { Finding } from '../../model/finding.js';
import type { Link } from '../../model/model.js';
import { finding, type Rule } from '../rule.js';
import { spoken } from './stopped-flow.js';
import { Places } from './vlan-words.js';

const about = { id: 'network/wrong-medium', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.wrong-medium.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  const places = new Places();
  for (const each of facts.ask(wrongMedia)) {
    const [first] = linksOf(each);
    if (places.first(first!.origin)) yield report(facts, each);
  }
}

function linksOf(each: WrongMedium): Link[] {
  return each.type === 'network-on-fabric' ? each.links : [each.link];
}

function report(facts: Facts, each: WrongMedium): Finding {
  const links = linksOf(each);
  const [first, ...others] = links as [Link, ...Link[]];
  const words = { link: spoken(facts, first.id), medium: first.medium, at: spoken(facts, each.at), other: spoken(facts, each.other), more: others.length };
  const edits = each.type === 'network-on-fabric' ? statements(links).map((link): EditIntent => ({ type: 'set', on: link.id, word: 'medium', value: 'fc' })) : [];
  return finding(about, {
    origin: first.origin,
    what: text(`network.wrong-medium.what.${each.type}`, words),
    why: text(`network.wrong-medium.why.${each.type}`, words),
    todo: text(`network.wrong-medium.todo.${each.type}`, words),
    related: [{ text: text(each.type === 'network-on-fabric' ? 'network.wrong-medium.related.fabric' : 'network.wrong-medium.related', words), origin: facts.elements[each.at]!.origin }],
    fixes: edits.length === 0 ? [] : [{ title: text('network.wrong-medium.fix', words), edits, preferred: true }],
    subjects: [...links.map((link) => link.id), each.at, each.other],
    key: [each.type, first.id].join(' '),
  });
}

/** One link for each statement: a chain and a counted end make several of one. */
function statements(links: readonly Link[]): Link[] {
  const seen = new Set<string>();
  return links.filter(({ origin: { uri, extent } }) => {
    const key = `${uri}|${extent.start.line}|${extent.start.character}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

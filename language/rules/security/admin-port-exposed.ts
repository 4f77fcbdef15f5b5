/** Anybody on the internet can open a port at which machines are administered or databases answer. */
import { adminOpenings, type AdminOpening } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import type { Id } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { spoken } from '../network/stopped-flow.js';
import { finding, type Rule } from '../rule.js';
import { elementsOfHops, hopPlaces, way } from './internet-path.js';
import { narrowingFixes } from './narrowing-fix.js';

const about = { id: 'security/admin-port-exposed', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('security.admin-port-exposed.title'), fixable: true, run };

/** One line that opens several ports of several elements is one defect. */
function* run(facts: Facts): Generator<Finding> {
  const byPlace = new Map<string, AdminOpening[]>();
  for (const each of facts.ask(adminOpenings)) {
    const { uri, range } = placeOf(facts, each);
    const key = `${uri}|${range.start.line}:${range.start.character}`;
    const known = byPlace.get(key);
    if (known) known.push(each);
    else byPlace.set(key, [each]);
  }
  for (const opened of byPlace.values()) yield report(facts, opened);
}

function placeOf(facts: Facts, { line, allowedByDefault, element }: AdminOpening): Origin {
  return line?.rule.origin ?? allowedByDefault?.origin ?? facts.elements[element]!.origin;
}

function report(facts: Facts, opened: [AdminOpening, ...AdminOpening[]] | AdminOpening[]): Finding {
  const first = opened[0]!;
  const { line, allowedByDefault, found, internet } = first;
  const elements = [...new Set(opened.map((each) => each.element))];
  const names = [...new Set(elements.map((id) => spoken(facts, facts.elements[id]!.instance?.group ?? id)))];
  const ports = [...new Set(opened.map(({ port }) => `${port.name} (${port.protocol}/${port.port})`))];
  const by = line?.owner ?? allowedByDefault?.element;
  const params = {
    targets: names, target: names[0]!, ports, port: ports[0]!, internet: spoken(facts, internet), rule: line?.rule.text ?? '', by: spoken(facts, facts.elements[by ?? '']?.instance?.group ?? by),
    path: found ? way(facts, elementsOfHops(found.trace.hops)) : '',
  };
  const kind = line ? 'rule' : allowedByDefault ? 'default' : 'open';
  return finding(about, {
    origin: placeOf(facts, first),
    what: text(`security.admin-port-exposed.what.${kind}`, params),
    why: text(found ? 'security.admin-port-exposed.why' : 'security.admin-port-exposed.why.rule', params),
    todo: text(kind === 'open' ? 'security.admin-port-exposed.todo.open' : 'security.admin-port-exposed.todo', params),
    related: line ? elements.slice(0, MOST_RELATED).map((id) => ({ text: text('security.admin-port-exposed.related', { element: spoken(facts, id) }), origin: facts.elements[id]!.origin })) : [],
    path: found ? hopPlaces(facts, found.trace.hops) : [],
    fixes: line ? narrowingFixes(facts, line, opened) : [],
    subjects: [...elements, ...(by !== undefined && facts.elements[by] ? [by] : [])] as Id[],
    key: [params.rule, params.by, ...names, ...ports].join(' '),
  });
}

/** Places to look at beside the line; more say nothing more. */
const MOST_RELATED = 5;

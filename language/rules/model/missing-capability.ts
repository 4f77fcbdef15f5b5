/** A capability is required of software that does not provide it. */
import { alternatives, missingCapabilities, type MissingCapability } from '../../facts/software/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { spoken } from '../network/stopped-flow.js';
import { Places } from '../network/vlan-words.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'model/missing-capability', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('model.missing-capability.title'), fixable: false, run };

/** So many other products are named. */
const NAMED = 3;

/** What is explained in the text; of others it says what there is instead. */
const SORTS: Readonly<Record<string, string>> = { 'acid': 'acid', 'scale-out': 'scale', 'replication': 'replication', 'relational': 'relational', 'client-balancing': 'balancing' };

function* run(facts: Facts): Generator<Finding> {
  const places = new Places();
  for (const each of facts.ask(missingCapabilities)) if (places.first(each.origin)) yield report(facts, each);
}

function report(facts: Facts, { by, element, capability, origin, software, used }: MissingCapability): Finding {
  const called = software.map((each) => each.label ?? each.name);
  const others = alternatives(facts, software[0]!, capability, NAMED).map((each) => each.label ?? each.name);
  const instance = facts.elements[by]?.instance?.group;
  const words = {
    by: spoken(facts, instance ?? by), element: spoken(facts, facts.elements[element]?.instance?.group ?? element), capability, software: called, count: called.length,
    sort: Object.hasOwn(SORTS, capability) ? SORTS[capability]! : 'other', candidates: others,
    provides: [...new Set(software.flatMap((each) => each.provides ?? []))],
  };
  return finding(about, {
    origin,
    what: text('model.missing-capability.what', words),
    why: text('model.missing-capability.why', words),
    todo: text(others.length > 0 ? 'model.missing-capability.todo' : 'model.missing-capability.todo.none', words),
    related: [{ text: text('model.missing-capability.related', words), origin: used }],
    subjects: [element, ...(by === element ? [] : [by])],
    key: [by, capability, ...software.map((each) => each.name)].join(' '),
  });
}

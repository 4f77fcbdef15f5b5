/** A rule that allows what nothing in the model needs. */
import { ruleUses, shortName } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'security/unused-rule', severity: 'info' } as const;

export const rule: Rule = { ...about, title: text('security.unused-rule.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  // Where flows are not declared, or not all of them can be read, nothing can be called unused.
  if (Object.keys(facts.flows).length === 0 || facts.read('problems').length > 0) return;
  for (const { rule: written, list, listed, from } of facts.ask(ruleUses)) {
    if (from.length > 0 || listed.effective?.length === 0) continue;
    const params = { rule: `"${written.text}"`, owner: shortName(facts, list.owner) };
    yield finding(about, {
      origin: written.origin,
      what: text('security.unused-rule.what', params),
      why: text('security.unused-rule.why', params),
      todo: text('security.unused-rule.todo', params),
      subjects: facts.elements[list.owner] ? [list.owner] : [...list.members],
      key: `${list.owner} ${written.text}`,
    });
  }
}

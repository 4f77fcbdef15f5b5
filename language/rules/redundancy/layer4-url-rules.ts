/** Rules on URLs at a balancer that sees connections only. */
import type { Facts } from '../../facts/query.js';
import { spokenName } from '../../facts/redundancy/names.js';
import { blindUrlRules, type UrlRule } from '../../facts/redundancy/url-rules.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'redundancy/layer4-url-rules', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('redundancy.layer4-url-rules.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const found of facts.ask(blindUrlRules)) {
    const params = { balancer: spokenName(facts, found.by), target: spokenName(facts, found.balance.target), pattern: found.pattern, layer: found.layer };
    yield finding(about, {
      origin: found.origin,
      what: text('redundancy.layer4-url-rules.what', params),
      why: text('redundancy.layer4-url-rules.why', params),
      todo: text('redundancy.layer4-url-rules.todo', params),
      fixes: fixes(facts, found, params),
      subjects: [found.by, found.balance.target],
      key: [found.by, found.balance.target, found.pattern].join(' '),
    });
  }
}

/** Where the software can read requests, it may be told to; the rule can always go. */
function fixes(facts: Facts, { by, engines, able, origin }: UrlRule, params: Record<string, string | number>): Fix[] {
  const on = facts.elements[by] || facts.groups[by]?.counted ? [by] : engines;
  return [
    ...(able ? [{ title: text('redundancy.layer4-url-rules.fix.layer', params), edits: on.map((id) => ({ type: 'set' as const, on: id, word: 'layer', value: '7' })), preferred: true }] : []),
    { title: text('redundancy.layer4-url-rules.fix.remove', params), edits: [{ type: 'remove' as const, at: origin }] },
  ];
}

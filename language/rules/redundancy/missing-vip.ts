/** Members that take turns behind an entry that names one of them: what moves on a failure is not the address that callers have. */
import type { Facts } from '../../facts/query.js';
import { downtimeParams } from '../../facts/redundancy/downtime.js';
import { fixedEntries } from '../../facts/redundancy/entries.js';
import { spokenName } from '../../facts/redundancy/names.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'redundancy/missing-vip', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('redundancy.missing-vip.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const { group, vrrp, by, primary, free } of facts.ask(fixedEntries)) {
    const params = { group: spokenName(facts, group.id), primary: spokenName(facts, primary.id), address: primary.address, free: free ?? '' };
    yield finding(about, {
      origin: group.origin,
      what: text(vrrp ? 'redundancy.missing-vip.what.vrrp' : 'redundancy.missing-vip.what', params),
      why: text('redundancy.missing-vip.why', params),
      todo: text(free === undefined ? 'redundancy.missing-vip.todo' : 'redundancy.missing-vip.todo.free', { ...params, ...downtimeParams(facts, primary.id) }),
      related: [
        ...(group.vrrp ? [{ text: text('redundancy.missing-vip.related.vrrp', params), origin: group.vrrp.origin }] : []),
        ...(by ? [{ text: text('redundancy.missing-vip.related.entry', { ...params, by: by.text }), origin: by.origin }] : []),
      ],
      fixes: free === undefined ? [] : [{ title: text('redundancy.missing-vip.fix', params), edits: [{ type: 'add', into: group.id, statements: [{ type: 'word', word: 'vip', value: free }] }], preferred: true }],
      subjects: [group.id],
      key: group.id,
    });
  }
}

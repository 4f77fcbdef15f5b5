/** A balancer that nobody tells of dead members: it goes on sending them their share. */
import type { Facts } from '../../facts/query.js';
import { spokenName } from '../../facts/redundancy/names.js';
import { unchecked } from '../../facts/redundancy/pools.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'redundancy/balancer-without-check', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('redundancy.balancer-without-check.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const { pool, balance, software, members, port } of facts.ask(unchecked)) {
    const check = [...(port === undefined ? [] : [port]), 'every 2s fall 3 rise 2'].join(' ');
    const params = { balancer: spokenName(facts, pool.by), target: spokenName(facts, balance.target), count: members.length, software, softwareCount: software.length, check: `check ${check}` };
    yield finding(about, {
      origin: balance.origin,
      what: text('redundancy.balancer-without-check.what', params),
      why: text('redundancy.balancer-without-check.why', params),
      todo: text('redundancy.balancer-without-check.todo', params),
      fixes: [{ title: text('redundancy.balancer-without-check.fix', params), edits: [{ type: 'add', inside: balance.origin, statements: [{ type: 'word', word: 'check', value: check }] }], preferred: true }],
      subjects: [pool.by, balance.target],
      key: [pool.by, balance.target, ...balance.matches.map((match) => match.pattern)].join(' '),
    });
  }
}

/** A balancer that tells clients apart by an address that all of them share. */
import { oneAddressClients, type OneAddress } from '../../facts/capacity/index.js';
import { spokenName } from '../../facts/redundancy/names.js';
import type { Facts } from '../../facts/query.js';
import { text, type MessageId } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'capacity/sticky-behind-one-address', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('capacity.sticky.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  for (const found of facts.ask(oneAddressClients)) {
    const { by, balance, members, because, flows } = found;
    const cause = because.type === 'translated' ? because.device : because.id;
    const params = {
      balancer: spokenName(facts, by), target: spokenName(facts, balance.target), count: members.length, as: found.as, seen: found.seen ?? 'unknown',
      name: spokenName(facts, cause), rule: because.type === 'translated' ? because.rule : '', algorithm: balance.algorithm === 'ip-hash' || balance.algorithm === 'consistent-hash' ? 'least-connections' : 'round-robin',
    };
    yield finding(about, {
      origin: balance.origin,
      what: text('capacity.sticky.what', params),
      why: text(reason(found), params),
      todo: text('capacity.sticky.todo', params),
      related: [
        ...flows.map((flow) => ({ text: text('capacity.sticky.related.flow', { flow: `"${spokenName(facts, flow.id)}"` }), origin: flow.origin })),
        ...(because.type === 'translated' ? [{ text: text('capacity.sticky.related.rule'), origin: because.origin }] : []),
      ],
      subjects: [by, balance.target, cause],
      key: [by, balance.target, ...balance.matches.map((match) => match.pattern)].join(' '),
    });
  }
}

function reason({ as, because }: OneAddress): MessageId {
  if (as === 'network') return 'capacity.sticky.why.network';
  return because.type === 'before' ? 'capacity.sticky.why.before' : because.type === 'translated' ? 'capacity.sticky.why.translated' : 'capacity.sticky.why.client';
}

/** The first or last address of a subnet, or one that no host may have. /31, /32 and /127 have no reserved ends (RFC 3021, RFC 6164). */
import type { Facts } from '../../facts/query.js';
import { reservedAddresses } from '../../facts/network/index.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';
import { spoken } from './stopped-flow.js';

const about = { id: 'network/reserved-address', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.reserved-address.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const { address, use, kind, subnet, free } of facts.ask(reservedAddresses)) {
    const params = { address, name: spoken(facts, use.station), subnet: subnet ?? '', kind };
    yield finding(about, {
      origin: use.origin,
      what: text('network.reserved-address.what', params),
      why: text('network.reserved-address.why', params),
      todo: text('network.reserved-address.todo', params),
      fixes: free && use.replaceable
        ? [{ title: text('network.address.fix', { old: address, address: free, name: params.name }), edits: [{ type: 'replace', at: use.origin, by: use.written(free) }] }] : [],
      subjects: [use.station],
      key: [address, use.station].join(' '),
    });
  }
}

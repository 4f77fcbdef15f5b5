/** The same address on two devices that share a routed network. Virtual addresses and anycast are meant to be shared. */
import type { Facts } from '../../facts/query.js';
import { duplicateAddresses } from '../../facts/network/index.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';
import { spoken } from './stopped-flow.js';

const about = { id: 'network/duplicate-address', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.duplicate-address.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const { address, first, second, free } of facts.ask(duplicateAddresses)) {
    const params = { address, first: spoken(facts, first.station), second: spoken(facts, second.station), free: free ?? '' };
    yield finding(about, {
      origin: second.origin,
      what: text('network.duplicate-address.what', params),
      why: text('network.duplicate-address.why', params),
      todo: text('network.duplicate-address.todo', params),
      related: [{ text: text('network.duplicate-address.related', params), origin: first.origin }],
      fixes: free && second.replaceable
        ? [{ title: text('network.address.fix', { old: address, address: free, name: params.second }), edits: [{ type: 'replace', at: second.origin, by: second.written(free) }] }] : [],
      subjects: [second.station, first.station],
      key: [address, first.station, second.station].join(' '),
    });
  }
}

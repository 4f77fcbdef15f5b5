/** An address that lies in none of the subnets of the place where it stands. Virtual addresses are another rule's. */
import type { Facts } from '../../facts/query.js';
import { strayAddresses } from '../../facts/network/index.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';
import { spoken } from './stopped-flow.js';

const about = { id: 'network/address-outside-subnet', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.address-outside-subnet.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const { address, use, place, subnets, free } of facts.ask(strayAddresses)) {
    const params = { address, name: spoken(facts, use.station), place: spoken(facts, place), subnets: subnets.map((subnet) => subnet.text), count: subnets.length };
    yield finding(about, {
      origin: use.origin,
      what: text('network.address-outside-subnet.what', params),
      why: text('network.address-outside-subnet.why', params),
      todo: text('network.address-outside-subnet.todo', params),
      related: subnets.map((subnet) => ({ text: text('network.address-outside-subnet.related', { place: params.place, subnet: subnet.text }), origin: subnet.origin })),
      fixes: free && use.replaceable
        ? [{ title: text('network.address.fix', { old: address, address: free, name: params.name }), edits: [{ type: 'replace', at: use.origin, by: use.written(free) }] }] : [],
      subjects: [use.station, place],
      key: [address, use.station].join(' '),
    });
  }
}

/** A `dnat` that leads nowhere: what is sent to its address is translated and then lost. */
import { deadTranslations, type DeadTranslation } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';
import { spoken } from './stopped-flow.js';

const about = { id: 'network/nat-target-unreachable', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('network.nat-target-unreachable.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  for (const dead of facts.ask(deadTranslations)) yield report(facts, dead);
}

function report(facts: Facts, { device, rule: nat, reason, flows }: DeadTranslation): Finding {
  const owner = facts.elements[device]!.instance?.group ?? device;
  const to = nat.to.type === 'ids' ? spoken(facts, nat.to.ids[0]) : nat.to.text;
  const params = { rule: nat.text, device: spoken(facts, owner), address: nat.address, to };
  return finding(about, {
    origin: nat.origin,
    what: text(`network.nat-target-unreachable.what.${reason}`, params),
    why: text('network.nat-target-unreachable.why', params),
    todo: text(`network.nat-target-unreachable.todo.${reason}`, params),
    related: [...new Set(flows)].map((flow) => ({ text: text('network.nat-target-unreachable.related', { flow: spoken(facts, flow) }), origin: facts.flows[flow]!.origin })),
    subjects: [device, ...new Set(flows)],
    key: `${owner} ${nat.text}`,
  });
}

/** A tier that serves people may administer another zone without a bastion: who takes the one has the other. */
import { lateralOpenings } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { declared, spoken } from '../network/stopped-flow.js';
import { finding, type Rule } from '../rule.js';
import { hopPlaces } from './internet-path.js';

const about = { id: 'security/lateral-administration', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('security.lateral-administration.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  for (const { line, from, to, port, found } of facts.ask(lateralOpenings)) {
    const params = { rule: line.rule.text, by: spoken(facts, declared(facts, line.owner)), from: spoken(facts, declared(facts, from)), to: spoken(facts, declared(facts, to)), port: port.name };
    yield finding(about, {
      origin: line.rule.origin,
      what: text('security.lateral-administration.what', params),
      why: text('security.lateral-administration.why', params),
      todo: text('security.lateral-administration.todo', params),
      path: hopPlaces(facts, found.trace.hops),
      subjects: [from, to],
      key: [params.by, params.rule].join(' '),
    });
  }
}

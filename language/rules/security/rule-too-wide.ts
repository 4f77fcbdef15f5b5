/** A rule that allows far more than its flows need. */
import { shortName, wideRules, type WideRule } from '../../facts/network/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'security/rule-too-wide', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('security.rule-too-wide.title'), fixable: false, run };

/** Ports to name; of a rule that opens all of them a few are telling enough. */
const MOST_PORTS = 4;

function* run(facts: Facts): Generator<Finding> {
  for (const each of facts.ask(wideRules)) yield report(facts, each);
}

function report(facts: Facts, wide: WideRule): Finding {
  const { rule: written, list } = wide.use;
  const base = { rule: `"${written.text}"`, owner: shortName(facts, list.owner) };
  const says = (words: Pick<Finding, 'what' | 'why' | 'todo'>): Finding => finding(about, {
    origin: written.origin, ...words,
    subjects: facts.elements[list.owner] ? [list.owner] : [...list.members],
    key: `${list.owner} ${written.text}`,
  });
  switch (wide.type) {
    case 'everything':
      return says({
        what: text('security.rule-too-wide.what.everything', base), why: text('security.rule-too-wide.why.everything', base),
        todo: text('security.rule-too-wide.todo.everything', base),
      });
    case 'admin': {
      const named = wide.ports.slice(0, MOST_PORTS).map((port) => `${port.name} (${port.protocol}/${port.port})`);
      const params = { ...base, ports: named, more: wide.ports.length - named.length };
      return says({
        what: text('security.rule-too-wide.what.admin', params), why: text('security.rule-too-wide.why.admin', params),
        todo: text(written.ports === undefined ? 'security.rule-too-wide.todo.ports' : 'security.rule-too-wide.todo.admin', params),
      });
    }
    case 'wide': {
      const params = { ...base, side: wide.side, family: String(wide.family), allowed: wide.allowed, used: wide.used };
      return says({
        what: text('security.rule-too-wide.what.wide', params), why: text('security.rule-too-wide.why.wide', params),
        todo: text('security.rule-too-wide.todo.wide', params),
      });
    }
  }
}

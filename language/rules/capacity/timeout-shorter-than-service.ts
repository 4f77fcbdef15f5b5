/** Callers that give up before the answer can come. */
import { shortTimeouts } from '../../facts/capacity/index.js';
import { timeText } from '../../facts/capacity/wording.js';
import { spokenName } from '../../facts/redundancy/names.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'capacity/timeout-shorter-than-service', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('capacity.timeout.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  for (const { flow, target, timeout, answer } of facts.ask(shortTimeouts)) {
    const waits = answer.waits.filter((each) => each.seconds > answer.seconds * 0.005);
    const params = {
      flow: `"${spokenName(facts, flow.id)}"`, target: spokenName(facts, target), timeout: timeText(timeout), seconds: timeText(answer.seconds), own: timeText(answer.own),
      random: answer.random ? 'yes' : 'no', parts: waits.length > 0 ? (answer.own > 0 ? 'some' : 'all') : 'none',
      flows: [...new Set(waits.map((each) => facts.flows[each.flow]?.title ?? each.flow))].map((title) => `"${title}"`),
    };
    yield finding(about, {
      origin: flow.origin,
      what: text('capacity.timeout.what', params),
      why: text('capacity.timeout.why', params),
      todo: text('capacity.timeout.todo', params),
      related: [...new Set([target, ...waits.map((each) => each.target)])].map((id) => ({ text: text('capacity.timeout.related', { target: spokenName(facts, id) }), origin: facts.elements[id]!.origin })),
      subjects: [flow.id, target],
      key: flow.id,
    });
  }
}

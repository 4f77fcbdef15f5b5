/** A step of a sequence that no flow allows. */
import { unsupportedSteps } from '../../facts/intent/index.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'intent/step-without-flow', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('intent.step-without-flow.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const { sequence, step, others, from, to, reverse } of facts.ask(unsupportedSteps)) {
    const params = { from: step.from.text, to: step.to.text, sequence: sequence.title, said: step.text ?? '', reverse: reverse ? `"${reverse.title}"` : '' };
    yield finding(about, {
      origin: step.origin,
      what: text(step.text === undefined ? 'intent.step-without-flow.what' : 'intent.step-without-flow.what.said', params),
      why: text(reverse ? 'intent.step-without-flow.why.reverse' : 'intent.step-without-flow.why', params),
      todo: text(reverse ? 'intent.step-without-flow.todo.reverse' : 'intent.step-without-flow.todo', params),
      related: [
        ...(reverse ? [{ text: text('intent.step-without-flow.related.reverse', params), origin: reverse.origin }] : []),
        ...others.map((other) => ({ text: text('intent.step-without-flow.related.other'), origin: other.origin })),
      ],
      fixes: from === undefined || to === undefined ? [] : [{
        title: text('intent.step-without-flow.fix', params),
        edits: [{ type: 'add', statements: [{ type: 'flow', from, to }] }],
        preferred: reverse === undefined,
      }],
      subjects: [from, to].flatMap((id) => id ?? []),
      key: `${from ?? step.from.text} ${to ?? step.to.text}`,
    });
  }
}

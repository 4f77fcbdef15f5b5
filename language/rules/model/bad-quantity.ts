/** A wrong or missing unit, or a number out of range. */
import type { Text } from '../../model/finding.js';
import type { Problem } from '../../model/problem.js';
import { text, type MessageId } from '../../messages/word.js';
import { problemRule, replaceFixes } from './problem-rule.js';

export const rule = problemRule('model/bad-quantity', true, ['bad-quantity'], (problem) => ({
  what: text('model.bad-quantity.what', { text: problem.text, wanted: problem.wanted }),
  why: text(reason(problem)),
  todo: advice(problem),
  fixes: problem.candidate === undefined ? [] : replaceFixes(problem, [problem.candidate]),
  key: problem.text,
}));

function advice(problem: Extract<Problem, { type: 'bad-quantity' }>): Text {
  if (problem.candidate !== undefined) return text('model.bad-quantity.todo.candidate', { candidate: problem.candidate });
  if (problem.wanted === 'share') return text('model.bad-quantity.todo.share');
  if (problem.units.length > 0) return text('model.bad-quantity.todo.units', { units: problem.units });
  if (problem.wanted === 'number') return text('model.bad-quantity.todo.number');
  if (problem.wanted === 'string') return text('model.bad-quantity.todo.string');
  if (problem.wanted === 'connections') return text('model.bad-quantity.todo.connections');
  if (problem.wanted === 'window' || problem.wanted === 'shorter' || problem.wanted === 'once') return text(`model.bad-quantity.todo.${problem.wanted}`);
  return text('model.bad-quantity.todo.range');
}

function reason(problem: Extract<Problem, { type: 'bad-quantity' }>): MessageId {
  if (problem.wanted === 'connections') return 'model.bad-quantity.why.connections';
  if (problem.wanted === 'window' || problem.wanted === 'shorter') return 'model.bad-quantity.why.window';
  if (problem.wanted === 'once') return 'model.bad-quantity.why.once';
  return counts(problem) ? 'model.bad-quantity.why.range' : 'model.bad-quantity.why';
}

/** A number that counts things, such as `count` or `instance`, has no unit to be wrong. */
function counts(problem: Extract<Problem, { type: 'bad-quantity' }>): boolean {
  return /^(\d|whole)/.test(problem.wanted);
}

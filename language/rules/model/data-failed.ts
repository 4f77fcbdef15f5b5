/** A file of recorded arrivals or times that is missing, outside the workspace, or holds something else. */
import { MOST_RECORDED } from '../../model/problem.js';
import { text } from '../../messages/word.js';
import { problemRule } from './problem-rule.js';

/** As messages select it. */
const ADVICE: Partial<Record<string, string>> = { 'bad-line': 'line', 'too-many': 'many', 'empty': 'empty' };

export const rule = problemRule('model/data-failed', false, ['data-failed'], (problem) => ({
  what: text(`model.data-failed.what.${problem.reason}`, { path: problem.path, line: problem.line ?? 0, text: problem.text ?? '', most: MOST_RECORDED }),
  why: text('model.data-failed.why'),
  todo: text('model.data-failed.todo', { reason: ADVICE[problem.reason] ?? 'path' }),
  key: `${problem.path} ${problem.reason}`,
}));

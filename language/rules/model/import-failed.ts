/** An import that is missing, outside the workspace, or no .arch file. */
import { text } from '../../messages/word.js';
import { problemRule } from './problem-rule.js';

export const rule = problemRule('model/import-failed', false, ['import-failed'], (problem) => ({
  what: text(`model.import-failed.what.${problem.reason}`, { path: problem.path }),
  why: text('model.import-failed.why'),
  todo: text('model.import-failed.todo'),
  key: problem.path,
}));

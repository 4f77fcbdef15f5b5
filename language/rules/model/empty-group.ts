/** A group without members, with the same one twice, or that needs more than it has. */
import { text } from '../../messages/word.js';
import { problemRule } from './problem-rule.js';

export const rule = problemRule('model/empty-group', true, ['empty-group'], (problem) => ({
  what: text(`model.empty-group.what.${problem.reason}`, { name: problem.name, member: problem.member ?? '' }),
  why: text(`model.empty-group.why.${problem.reason}`),
  todo: text(`model.empty-group.todo.${problem.reason}`),
  fixes: problem.reason === 'no-members' ? [{ title: text('model.fix.remove'), edits: [{ type: 'remove', at: problem.origin }] }] : [],
  key: `${problem.name} ${problem.reason} ${problem.member ?? ''}`,
}));

/** A name that is not declared in an enclosing scope and that several things elsewhere carry. */
import { text } from '../../messages/word.js';
import { problemRule, replaceFixes } from './problem-rule.js';

export const rule = problemRule('model/ambiguous-name', true, ['ambiguous-name'], (problem) => {
  const ids = problem.candidates.map((each) => each.id);
  return {
    what: text('model.ambiguous-name.what', { name: problem.name, candidates: ids }),
    why: text('model.ambiguous-name.why'),
    todo: text('model.ambiguous-name.todo'),
    related: problem.candidates.map(({ id, origin }) => ({ text: text('model.related.candidate', { name: id }), origin })),
    fixes: replaceFixes(problem, ids),
    key: problem.name,
  };
});

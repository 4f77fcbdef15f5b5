/** Software that the catalogue does not have: declare it, or say that only the name matters. */
import { text } from '../../messages/word.js';
import { problemRule, replaceFixes } from './problem-rule.js';

export const rule = problemRule('model/unknown-software', true, ['unknown-software'], (problem) => {
  const { name, candidates } = problem;
  return {
    what: text('model.unknown-software.what', { name }),
    why: text('model.unknown-software.why'),
    todo: candidates.length > 0 ? text('model.unknown-software.todo.candidates', { name, candidates }) : text('model.unknown-software.todo', { name }),
    fixes: [
      ...replaceFixes(problem, candidates),
      {
        title: text('model.unknown-software.fix.technology', { name }),
        edits: [{ type: 'replace', at: { ...problem.origin, range: problem.origin.extent }, by: `technology "${name}"` }],
      },
    ],
    key: name,
  };
});

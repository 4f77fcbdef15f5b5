/** A reference to nothing, with the names that come nearest. */
import { text } from '../../messages/word.js';
import { problemRule, replaceFixes } from './problem-rule.js';

const WORDED = ['kind', 'protocol', 'flow', 'link', 'stage'] as const;

export const rule = problemRule('model/unknown-name', true, ['unknown-name', 'dangling-remove'], (problem) => {
  if (problem.type === 'dangling-remove') {
    return {
      what: text('model.unknown-name.what.remove', { name: problem.name }), why: text('model.unknown-name.why.remove'), todo: text('model.unknown-name.todo.remove'),
      key: problem.name,
    };
  }
  const target = WORDED.find((each) => each === problem.target);
  return {
    what: text(target ? `model.unknown-name.what.${target}` : 'model.unknown-name.what', { name: problem.name }),
    why: text('model.unknown-name.why'),
    todo: problem.candidates.length > 0
      ? text('model.unknown-name.todo.candidates', { candidates: problem.candidates })
      : text(target === 'protocol' ? 'model.unknown-name.todo.protocol' : 'model.unknown-name.todo'),
    fixes: replaceFixes(problem, problem.candidates),
    key: problem.name,
  };
});

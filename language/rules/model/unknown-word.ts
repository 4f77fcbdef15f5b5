/** A word that is neither an attribute nor a kind, with the nearest words. */
import { text } from '../../messages/word.js';
import { problemRule, replaceFixes } from './problem-rule.js';

export const rule = problemRule('model/unknown-word', true, ['unknown-word', 'misplaced'], (problem) => {
  if (problem.type === 'misplaced') {
    return {
      what: text('model.unknown-word.what.misplaced', { word: problem.word, where: problem.where }), why: text('model.unknown-word.why.misplaced', { word: problem.word }),
      todo: text('model.unknown-word.todo.misplaced', { word: problem.word, where: problem.where }), key: `${problem.where} ${problem.word}`,
    };
  }
  const { word, on, candidates, choices, value, product } = problem;
  if (product !== undefined) {
    return {
      what: text('model.unknown-word.what.product', { word }), why: text('model.unknown-word.why.product', { word }),
      todo: text('model.unknown-word.todo.product', { word, value: value ?? '', product }), key: `${on} ${word}`,
    };
  }
  if (value !== undefined) {
    return {
      what: text('model.unknown-word.what.value', { word, value }), why: text('model.unknown-word.why'),
      todo: text('model.unknown-word.todo.value', { word, value }), key: `${on} ${word}`,
    };
  }
  if (choices) {
    return {
      what: text('model.unknown-word.what.choice', { word, on }), why: text('model.unknown-word.why.choice'),
      todo: candidates.length > 0 ? text('model.unknown-word.todo.candidates', { candidates }) : text('model.unknown-word.todo.choice', { allowed: choices }),
      fixes: replaceFixes(problem, candidates),
      key: `${on} ${word}`,
    };
  }
  return {
    what: text('model.unknown-word.what', { word, on }),
    why: text('model.unknown-word.why'),
    todo: candidates.length > 0 ? text('model.unknown-word.todo.candidates', { candidates }) : text('model.unknown-word.todo', { word }),
    fixes: replaceFixes(problem, candidates),
    key: `${on} ${word}`,
  };
});

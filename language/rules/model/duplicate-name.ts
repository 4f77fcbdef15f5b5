/** The same name twice in one scope, and one value refined twice. */
import { text } from '../../messages/word.js';
import { problemRule } from './problem-rule.js';

export const rule = problemRule('model/duplicate-name', false, ['duplicate-name', 'refined-twice'], (problem) => {
  const related = [{ text: text('model.related.first', { name: problem.name }), origin: problem.first }];
  if (problem.type === 'refined-twice') {
    return {
      what: text('model.duplicate-name.what.refined', { name: problem.name, what: problem.what }),
      why: text('model.duplicate-name.why.refined'), todo: text('model.duplicate-name.todo.refined'), related, key: `${problem.name} ${problem.what}`,
    };
  }
  return {
    what: text('model.duplicate-name.what', { name: problem.name }), why: text('model.duplicate-name.why'), todo: text('model.duplicate-name.todo'),
    related, key: problem.name,
  };
});

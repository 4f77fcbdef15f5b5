/** A reference to something of a role that makes no sense there. */
import { text } from '../../messages/word.js';
import { problemRule } from './problem-rule.js';

export const rule = problemRule('model/wrong-kind', false, ['wrong-kind'], (problem) => {
  const { name, found, wanted } = problem;
  return {
    what: wanted === 'vlan' ? text('model.wrong-kind.what.vlan', { name })
      : wanted === 'segment' ? text('model.wrong-kind.what.allocation', { name })
        : text('model.wrong-kind.what', { name, found, wanted }),
    why: text('model.wrong-kind.why'),
    todo: wanted === 'segment' ? text('model.wrong-kind.todo.allocation') : text('model.wrong-kind.todo', { found, wanted, name }),
    key: `${name} ${problem.context}`,
  };
});

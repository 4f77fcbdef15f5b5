/** Not an address, prefix, port or VLAN number. */
import { text } from '../../messages/word.js';
import { problemRule } from './problem-rule.js';

export const rule = problemRule('model/bad-address', false, ['bad-address'], (problem) => ({
  what: text('model.bad-address.what', { text: problem.text, wanted: problem.wanted }),
  why: text('model.bad-address.why'),
  todo: text(`model.bad-address.todo.${problem.wanted}`),
  key: problem.text,
}));

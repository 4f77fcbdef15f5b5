/** Text that the grammar does not take. One finding a line; the line is left out and the rest of the file checked. */
import { text, type MessageId } from '../../messages/word.js';
import { problemRule } from './problem-rule.js';

export const rule = problemRule('model/syntax', false, ['syntax'], (problem) => {
  const { reason } = problem;
  const found = problem.found.replace(/^"(.*)"$/u, '$1');
  // That the file could end there helps nobody who has more to say.
  const expected = problem.expected.filter((each) => each !== 'EOF');
  return {
    what: text(`model.syntax.what.${reason}`, { found }),
    why: text(reason === 'unclosed-string' ? 'model.syntax.why.string' : 'model.syntax.why'),
    todo: problem.habit ? text(`model.syntax.todo.habit.${problem.habit}` as MessageId, { instead: problem.instead ?? '' }) : expected.length > 0 && reason === 'unexpected'
      ? text('model.syntax.todo.expected', { expected: expected.map(spoken) })
      : text(`model.syntax.todo.${reason}` as MessageId),
    key: found,
  };
});

/** Token names of the grammar as users would say them. */
function spoken(token: string): string {
  return SPOKEN[token] ?? `"${token}"`;
}

const SPOKEN: Record<string, string> = {
  ID: 'a name', NAME: 'a name', WORD: 'a kind or attribute', NUMBER: 'a number', QUANTITY: 'a number with its unit', ADDRESS: 'an address', STRING: 'a text in quotes', EOF: 'the end of the file',
};

/** The file of boxes set by hand cannot be understood: the picture is drawn without it, and nothing is written over it. */
import { text } from '../../messages/word.js';
import { problemRule } from './problem-rule.js';

export const rule = problemRule('model/unreadable-layout', false, ['layout-file'], ({ reason, found }) => ({
  what: text(`model.unreadable-layout.what.${reason}`, { found }),
  why: text('model.unreadable-layout.why'),
  todo: text(reason === 'version' ? 'model.unreadable-layout.todo.version' : 'model.unreadable-layout.todo'),
  key: `${reason} ${found}`,
}));

/** Containment, imports, kinds, software, hosts, groups or stages of a job that go in a circle. */
import type { Problem } from '../../model/problem.js';
import { text } from '../../messages/word.js';
import { problemRule } from './problem-rule.js';

export const rule = problemRule('model/cycle', false, ['cycle'], (problem) => ({
  what: text('model.cycle.what', { what: problem.what, path: namesOf(problem), steps: namesOf(problem).length }),
  why: text('model.cycle.why', { what: problem.what }),
  todo: text('model.cycle.todo'),
  related: problem.path.map(({ name, origin }) => ({ text: text('model.related.cycle', { name }), origin })),
  key: problem.path.map((each) => each.name).join(' '),
}));

function namesOf(problem: Extract<Problem, { type: 'cycle' }>): string[] {
  return [...new Set(problem.path.map((each) => each.name))];
}

/** Rules whose defects lowering has already found: each words the problems of its types. */
import type { Fix, RelatedPlace, Text } from '../../model/finding.js';
import type { Problem } from '../../model/problem.js';
import { text, type MessageId } from '../../messages/word.js';
import { finding, type Rule } from '../rule.js';

export interface Wording {
  what: Text;
  why: Text;
  todo: Text;
  related?: RelatedPlace[];
  fixes?: Fix[];
  /** What tells this defect from another of the rule; the written name as a rule. */
  key: string;
}

type OfType<T extends Problem['type']> = Extract<Problem, { type: T }>;

export function problemRule<T extends Problem['type']>(id: string, fixable: boolean, types: readonly T[], word: (problem: OfType<T>) => Wording): Rule {
  const about = { id, severity: 'error' as const };
  return {
    ...about,
    title: text(`${id.replace('/', '.')}.title` as MessageId),
    fixable,
    *run(facts) {
      for (const problem of facts.read('problems')) {
        if (!(types as readonly string[]).includes(problem.type)) continue;
        yield finding(about, { ...word(problem as OfType<T>), origin: problem.origin, subjects: [] });
      }
    },
  };
}

/** One fix per candidate, the nearest preferred where it is the only one. */
export function replaceFixes(problem: Problem, candidates: readonly string[]): Fix[] {
  return candidates.map((by) => ({
    title: text('model.fix.replace', { by }), edits: [{ type: 'replace', at: problem.origin, by }], ...(candidates.length === 1 ? { preferred: true } : {}),
  }));
}

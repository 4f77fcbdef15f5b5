/**
 * What lowering could not make sense of, as data. Each kind of problem belongs to one `model/*` (or `network/*`) rule
 * that words it; lowering itself never writes a sentence.
 */
import type { Origin } from './origin.js';
import type { Id, ReferenceTarget } from './model.js';

/** Numbers in a file of recorded data: more would tell little that these do not, and everything that shows a model carries them along. */
export const MOST_RECORDED = 100_000;

export type Problem = { origin: Origin } & (
  | { type: 'syntax'; /** the words that would have fitted */ expected: string[]; found: string; /** how it went wrong */ reason: SyntaxReason; /** what another tool's habit it looks like, and the line as it is written here */ habit?: SyntaxHabit; instead?: string }
  | { type: 'unknown-name'; name: string; target: ReferenceTarget | 'any'; candidates: string[] }
  | { type: 'ambiguous-name'; name: string; candidates: { id: Id; origin: Origin }[] }
  | { type: 'duplicate-name'; name: string; first: Origin }
  | { type: 'wrong-kind'; name: string; found: string; wanted: string; context: string }
  | { type: 'unknown-word'; word: string; candidates: string[]; on: string; /** all there are, where only the language names them */ choices?: readonly string[]; /** the name after it, where the word is an attribute or a product */ value?: string; /** the kind that the product is */ product?: string }
  | { type: 'bad-quantity'; text: string; wanted: string; units: string[]; candidate?: string }
  | { type: 'bad-address'; text: string; wanted: 'address' | 'prefix' | 'port' | 'vlan' }
  | { type: 'cycle'; what: 'containment' | 'import' | 'kind' | 'on' | 'software' | 'group' | 'stage'; path: { name: string; origin: Origin }[] }
  | { type: 'empty-group'; name: string; reason: 'no-members' | 'same-member-twice' | 'too-many-needed'; member?: string }
  | { type: 'import-failed'; path: string; reason: 'missing' | 'outside-workspace' | 'unreadable' | 'not-arch' }
  | { type: 'data-failed'; path: string; reason: 'missing' | 'outside-workspace' | 'not-data' | 'empty' | 'too-many' | 'bad-line'; /** from 1, and what stands there */ line?: number; text?: string }
  | { type: 'unknown-software'; name: string; candidates: string[] }
  | { type: 'misplaced'; word: string; where: string }
  | { type: 'refined-twice'; name: string; what: string; first: Origin }
  | { type: 'dangling-remove'; name: string }
  | { type: 'unknown-variant'; name: string; candidates: string[] }
  | { type: 'layout-file'; /** no JSON; not views of boxes; no point; written by a later version */ reason: 'json' | 'shape' | 'point' | 'version'; found: string }
);

export type SyntaxReason = 'unfinished' | 'no-statement' | 'unexpected' | 'unclosed-string' | 'unclosed-brace' | 'stray-brace' | 'bad-character';

/** Ways of writing that people know from other tools. */
export type SyntaxHabit =
  | 'anonymous-block' | 'assignment' | 'bare-flow' | 'bare-link' | 'brackets' | 'colon' | 'expectation' | 'flow-ends' | 'hash-comment' | 'link-ends' | 'quotes' | 'semicolon'
  | 'several' | 'spaced-unit' | 'step' | 'title';

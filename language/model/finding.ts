/**
 * What a rule says. Findings carry texts as message ids with parameters; wording happens at the surfaces. Places are
 * model origins, repairs are intents over model ids that `syntax/edits` turns into text.
 */
import type { Origin } from './origin.js';
import type { Id } from './model.js';
import type { EditIntent } from './edit.js';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** A message of the catalogue with its parameters; one may be a message itself. Lists are joined by the language's rules when it is worded. */
export interface Text {
  id: string;
  params?: Record<string, string | number | readonly string[] | Text>;
}

export interface RelatedPlace {
  text: Text;
  origin: Origin;
}

export interface Fix {
  title: Text;
  edits: EditIntent[];
  /** The one that an editor may apply without asking. At most one per finding. */
  preferred?: boolean;
}

export interface Finding {
  rule: string;
  severity: Severity;
  origin: Origin;
  /** What is wrong, why it matters, what to do. */
  what: Text;
  why: Text;
  todo: Text;
  related: RelatedPlace[];
  fixes: Fix[];
  /** Elements, links, flows that the finding is about: where the picture puts its badge. The first is the culprit. */
  subjects: Id[];
  /** The traced path or the shortest explanation, in order. */
  path?: RelatedPlace[];
  /** The variant in which it holds, where not in all. */
  variant?: string;
  /** Stable words that tell this finding from others of the rule, without line numbers: fingerprints rest on it. */
  key: string;
}

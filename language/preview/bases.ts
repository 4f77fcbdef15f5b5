/** What a picture's architecture can be held against: its other variants, and what the repository has of it. */
import { text, word } from '../messages/word.js';
import type { Named } from '../protocol/picture.js';

/** No variant can be called so: names have no `@`. */
export const LAST_COMMIT = '@last-commit';

export function basesOf(variants: readonly Named[], variant: string | undefined, history: boolean): Named[] {
  return [...variants.filter(({ name }) => name !== variant), ...(history ? [{ name: LAST_COMMIT, label: word(text('preview.last-commit')) }] : [])];
}

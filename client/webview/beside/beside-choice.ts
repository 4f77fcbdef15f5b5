/** What can be played beside a scenario: the others of the architecture, and the same one in its other variants. */
import { nameOfScenario } from '#language/model/scenario-names.js';
import { text, word } from '#language/messages/word.js';
import type { Named, Picture } from '#language/protocol/picture.js';

export interface BesideChoice { scenario: string; variant?: string }

export interface BesideEntry { choice: BesideChoice; label: string }

export function besideEntries({ model: { scenarios }, variants, choice }: Pick<Picture, 'model' | 'variants' | 'choice'>, playing: string): BesideEntry[] {
  const names = scenarios.map((_, index) => nameOfScenario(scenarios, index));
  const here = choice.variant ?? variants[0]?.name;
  const own = (name: string): BesideEntry => ({ choice: { scenario: name, ...(here === undefined ? {} : { variant: here }) }, label: name });
  return [
    ...variants.filter(({ name }) => name !== here).map((variant): BesideEntry => ({ choice: { scenario: playing, variant: variant.name }, label: word(text('playback.beside-in', { scenario: playing, variant: nameOf(variant) })) })),
    ...names.filter((name) => name !== playing).map(own),
  ];
}

export function nameOf({ name, label }: Named): string {
  return label ?? name;
}

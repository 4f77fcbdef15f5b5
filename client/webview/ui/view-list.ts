/** The list of views: the overview, those that were written, and the automatic ones, places indented as they are nested. */
import { text, word } from '#language/messages/word.js';
import type { Offered, Picture } from '#language/protocol/picture.js';
import { automaticOf, titleOfAutomatic, NETWORK } from '#language/scene/views/automatic.js';
import { make } from './dom.js';

interface Entry { name: string; label: string }
interface Section { title?: 'preview.views-written' | 'preview.views-places' | 'preview.views-around'; entries: Entry[] }

/** No-break spaces: a list collapses others. */
const INDENT = '\u00a0\u00a0';

export function sectionsOf({ views, automatic, choice, model }: Pick<Picture, 'views' | 'automatic' | 'choice' | 'model'>): Section[] {
  const listed = new Set([...views, ...automatic].map(({ name }) => name));
  const network = automatic.filter(({ name }) => name === NETWORK);
  const places = automatic.filter(({ name }) => name !== NETWORK).map(indented);
  // Where one came by drilling down: a list must say what is shown.
  const here = choice.view === undefined || listed.has(choice.view) ? undefined : automaticOf(choice.view);
  const sections: Section[] = [
    { entries: [{ name: '', label: word(text('preview.overview')) }, ...network] },
    { title: 'preview.views-written', entries: views.map(({ name, label }) => ({ name, label: label ?? name })) },
    { title: 'preview.views-places', entries: places },
    { title: 'preview.views-around', entries: here ? [{ name: choice.view!, label: titleOfAutomatic(model, here) }] : [] },
  ];
  return sections.filter((section) => section.entries.length > 0);
}

function indented({ name, label, depth }: Offered): Entry {
  return { name, label: `${INDENT.repeat(depth)}${label}` };
}

/** Fills the list, unless it offers the same already: a list that is open must not close. */
export function offerViews(select: HTMLSelectElement, picture: Picture): void {
  const sections = sectionsOf(picture);
  const key = JSON.stringify(sections);
  if (select.dataset['offer'] !== key) {
    select.dataset['offer'] = key;
    select.replaceChildren(...sections.flatMap(({ title, entries }): HTMLElement[] => {
      const options = entries.map(({ name, label }) => new Option(label, name));
      return title === undefined ? options : [make('optgroup', { label: word(text(title)) }, ...options)];
    }));
  }
  select.value = picture.choice.view ?? '';
}

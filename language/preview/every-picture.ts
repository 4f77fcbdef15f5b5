/**
 * All pictures of an architecture that a page without a host can show: the overview, with flows, with cables, with both;
 * every view, and the automatic ones; in every variant.
 */
import type { Embedded } from '../protocol/embedded.js';
import type { Choice, Picture } from '../protocol/picture.js';
import { iconsIn } from '../scene/index.js';
import { answerScene, type Drawable } from './answer.js';

const SHOWS = ['flows', 'links', 'all'] as const;
/** A page is passed on by mail: of the insides of many places the first ones have to do. */
const MOST_AUTOMATIC = 24;

/** @param drawables one for each variant, or the only one. @param first what is shown first; of several variants the first one unless given. */
export async function everyPicture(uri: string, drawables: readonly { variant?: string; drawable: Drawable }[], first: Pick<Choice, 'view' | 'variant'> = {}): Promise<Embedded> {
  const embedded: Embedded = { version: 1, uri, variants: [...drawables[0]?.drawable.variants ?? []], states: [], icons: {}, pictures: [] };
  for (const [state, { variant, drawable }] of drawables.entries()) {
    const draw = async (choice: Partial<Choice>): Promise<Picture> => {
      const whole: Choice = { collapsed: [], expanded: [], ...choice, ...(variant === undefined ? {} : { variant }) };
      return (await answerScene({ revision: 0, uri, theme: 'vscode', choice: whole }, drawable)).picture!;
    };
    const add = ({ choice, scene }: Picture): void => { embedded.pictures.push({ choice, state, scene }); };
    const overview = await draw({});
    const { model, origins, findings, views, automatic } = overview;
    const offered = automatic.slice(0, MOST_AUTOMATIC);
    embedded.states.push({ model, origins, findings, views, automatic: offered });
    const names = [...views, ...offered].map(({ name }) => name);
    if (first.view !== undefined && !names.includes(first.view) && (first.variant === undefined ? state === 0 : variant === first.variant)) names.unshift(first.view);
    add(overview);
    for (const show of SHOWS) add(await draw({ show }));
    for (const view of names) add(await draw({ view }));
  }
  const shown = embedded.pictures.findIndex(({ choice }) => choice.view === first.view && choice.show === undefined && (first.variant === undefined || choice.variant === first.variant));
  if (shown > 0) embedded.pictures.unshift(...embedded.pictures.splice(shown, 1));
  embedded.icons = iconsIn(...embedded.pictures.map(({ scene }) => scene));
  return embedded;
}

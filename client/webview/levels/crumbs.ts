/** Where a view stands: the architecture, the places around what is seen, and what is seen. Pure, from a picture to words and keys. */
import { ancestry } from '#language/model/queries.js';
import type { Id, Model } from '#language/model/model.js';
import type { Picture } from '#language/protocol/picture.js';
import { architectureTitle, nameOf } from '#language/scene/names.js';
import { automaticOf, keyOf, titleOfAutomatic } from '#language/scene/views/automatic.js';

export interface Crumb {
  name: string;
  /** The view that it leads to; undefined for the overview. */
  view: string | undefined;
}

/** From the architecture down; the last one is what is seen. */
export function crumbsOf({ model, choice }: Pick<Picture, 'model' | 'choice'>): Crumb[] {
  const whole: Crumb = { name: architectureTitle(model), view: undefined };
  if (choice.view === undefined) return [whole];
  const automatic = automaticOf(choice.view);
  if (!automatic) {
    const view = model.views.find(({ name }) => name === choice.view);
    return [whole, { name: view?.label ?? choice.view, view: choice.view }];
  }
  if (automatic.type === 'network') return [whole, { name: titleOfAutomatic(model, automatic), view: choice.view }];
  const around = placesAround(model, automatic.of).map((id): Crumb => ({ name: nameOf(model, id), view: keyOf({ type: 'inside', of: id }) }));
  const seen = automatic.type === 'inside' ? nameOf(model, automatic.of) : titleOfAutomatic(model, automatic);
  return [whole, ...around, { name: seen, view: choice.view }];
}

/** Outermost first. */
function placesAround(model: Model, id: Id): Id[] {
  return [...ancestry(model, id)].map((element) => element.id).filter((each) => each !== id).reverse();
}

/** The view that leads one level deeper: into what holds something, around what does not. */
export function deeper(model: Model, id: Id): string {
  return keyOf(holdsSomething(model, id) ? { type: 'inside', of: id } : { type: 'around', of: id, depth: 1 });
}

export function holdsSomething(model: Model, id: Id): boolean {
  return (model.groups[id]?.members.length ?? 0) > 0 || Object.values(model.elements).some((element) => element.parent === id);
}

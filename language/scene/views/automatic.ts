/**
 * The views that every architecture has without writing one: the wiring, the inside of each place, and the
 * neighbourhood of an element. They are named by keys that no written view can have, since names have no `@`:
 * `@network`, `@inside ID`, `@around DEPTH ID`. The empty key is the overview.
 */
import { ancestry, isInternet, isPlace } from '../../model/queries.js';
import type { Id, Model } from '../../model/model.js';
import { nameOf, say } from '../names.js';
import { showOf } from '../selection.js';

export type Automatic =
  | { type: 'network' }
  /** What stands in a place, a container or a group, and what it talks to outside. */
  | { type: 'inside'; of: Id }
  /** What is so many steps away, along flows and cables. */
  | { type: 'around'; of: Id; depth: number };

/** Steps of a neighbourhood: beyond them it is the overview again. */
export const DEEPEST = 3;

const INSIDE = '@inside ';
const AROUND = /^@around ([1-9]) (.+)$/su;
export const NETWORK = '@network';

export function keyOf(view: Automatic): string {
  if (view.type === 'network') return NETWORK;
  return view.type === 'inside' ? `${INSIDE}${view.of}` : `@around ${view.depth} ${view.of}`;
}

/** What a key means; undefined where it is no key of an automatic view. Whether the element exists is not asked. */
export function automaticOf(key: string | undefined): Automatic | undefined {
  if (key === undefined || !key.startsWith('@')) return undefined;
  if (key === NETWORK) return { type: 'network' };
  if (key.startsWith(INSIDE)) return { type: 'inside', of: key.slice(INSIDE.length) };
  const around = AROUND.exec(key);
  return around ? { type: 'around', of: around[2]!, depth: Math.min(DEEPEST, Number(around[1])) } : undefined;
}

/** The automatic view of a key, if this architecture has it. */
export function automaticIn(model: Model, key: string | undefined): Automatic | undefined {
  const view = automaticOf(key);
  if (!view || view.type === 'network') return view;
  const known = Object.hasOwn(model.elements, view.of) || Object.hasOwn(model.groups, view.of);
  return known ? view : undefined;
}

/** True where a name is the overview, a written view or an automatic one of this architecture. */
export function isViewOf(model: Model, name: string | undefined): boolean {
  return name === undefined || model.views.some((view) => view.name === name) || automaticIn(model, name) !== undefined;
}

export function titleOfAutomatic(model: Model, view: Automatic): string {
  if (view.type === 'network') return say('scene.view.network');
  return say(view.type === 'inside' ? 'scene.view.inside' : 'scene.view.around', { name: nameOf(model, view.of) });
}

export interface Offer {
  name: string;
  label: string;
  /** How deep a place stands in others. */
  depth: number;
}

/** A list longer than this is no choice any more: inner places are then reached through outer ones. */
const MOST_PLACES = 40;

/** What a chooser offers beside the overview and the written views: the wiring where there is any, and each place with something in it. */
export function automaticViews(model: Model): Offer[] {
  const offers: Offer[] = [];
  if (Object.keys(model.links).length > 0 && showOf(model, undefined) !== 'links') offers.push({ name: NETWORK, label: say('scene.view.network'), depth: 0 });
  const filled = new Set(Object.values(model.elements).map((element) => element.parent));
  const places = Object.values(model.elements).filter((element) => isPlace(element) && !isInternet(element) && filled.has(element.id))
    .map((element) => ({ id: element.id, depth: [...ancestry(model, element.id)].length - 1 }));
  let deepest = Math.max(0, ...places.map((place) => place.depth));
  while (deepest > 0 && places.filter((place) => place.depth <= deepest).length > MOST_PLACES) deepest -= 1;
  for (const { id, depth } of places.filter((place) => place.depth <= deepest).slice(0, MOST_PLACES)) offers.push({ name: keyOf({ type: 'inside', of: id }), label: nameOf(model, id), depth });
  return offers;
}

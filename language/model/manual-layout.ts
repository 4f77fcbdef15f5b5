/** Where somebody set boxes by hand: the file beside the model, as data. */
import type { Id } from './model.js';
import type { Origin } from './origin.js';

export interface ManualLayout {
  uri: string;
  views: SetView[];
}

export interface SetView {
  /** A written view, `@overview`, or the key of another automatic one; then a slash and what is drawn, where the reader chose other lines than the view has. */
  key: string;
  /** Its name; the extent is the whole entry. */
  origin: Origin;
  removal: Origin;
  boxes: SetBox[];
}

export interface SetBox {
  id: Id;
  /** Top left corner in pixels, from that of the container that it is drawn in, else from the layout's origin. */
  x: number;
  y: number;
  /** Its name; the extent is the whole entry. */
  origin: Origin;
  /** What must go for the entry to be gone, a comma included. */
  removal: Origin;
}

export const OVERVIEW_KEY = '@overview';

/** Beside `shop.arch` stands `shop.arch.layout.json`. */
export function layoutFileOf(root: string): string {
  return `${root}.layout.json`;
}

export function isLayoutFile(uri: string): boolean {
  return uri.endsWith('.arch.layout.json');
}

/** The architecture that a layout file stands beside. */
export function rootOfLayoutFile(uri: string): string {
  return uri.slice(0, -'.layout.json'.length);
}

/** @param show what the reader wants drawn instead of what the view draws. */
export function setViewKey(view: string | undefined, show: 'flows' | 'links' | 'all' | undefined): string {
  return `${view ?? OVERVIEW_KEY}${show === undefined ? '' : `/${show}`}`;
}

/** The view of a key, undefined for the overview. No name of a view has a slash; ids have none either. */
export function viewOfKey(key: string): string | undefined {
  const view = key.replace(/\/(flows|links|all)$/u, '');
  return view === OVERVIEW_KEY ? undefined : view;
}

/**
 * What a name at a place means, and where else it is meant. A symbol is told by the place of its declaration, not by
 * its id: a part of a pattern has one declaration and an id in every element of its kind.
 */
import type { Id, Model, Reference, ReferenceTarget } from '../model/model.js';
import { comparePositions, contains, type Position, type Range } from '../model/origin.js';
import { part } from '../model/queries.js';
import type { View } from './view.js';

export interface Place {
  uri: string;
  range: Range;
}

export interface Sighting {
  view: View;
  reference: Reference;
}

interface Index {
  byFile: Map<string, Reference[]>;
  declared: Map<string, Place[]>;
}

const indexes = new WeakMap<Model, Index>();

function indexOf(model: Model): Index {
  const known = indexes.get(model);
  if (known) return known;
  const index: Index = { byFile: new Map(), declared: new Map() };
  for (const reference of model.references) {
    add(index.byFile, reference.uri, reference);
    if (reference.declares) add(index.declared, `${reference.target} ${reference.id}`, placeOf(reference));
  }
  indexes.set(model, index);
  return index;
}

function add<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function placeOf({ uri, range }: Place): Place {
  return { uri, range };
}

/** The name that a position touches, at either end of it. */
export function referenceAt({ model }: View, uri: string, position: Position): Reference | undefined {
  const touched = (indexOf(model).byFile.get(uri) ?? []).filter((each) => contains(each.range, position));
  // Where two names meet, the one that starts there is meant.
  return touched.sort((a, b) => comparePositions(b.range.start, a.range.start))[0];
}

export function sightingAt(views: readonly View[], uri: string, position: Position): Sighting | undefined {
  for (const view of views) {
    const reference = referenceAt(view, uri, position);
    if (reference) return { view, reference };
  }
  return undefined;
}

/** Where it is declared; in several places only where nothing tells them apart, as attributes of one name. */
export function declarationsOf({ view: { model }, reference }: Sighting): Place[] {
  const declared = indexOf(model).declared.get(`${reference.target} ${reference.id}`);
  if (declared) return declared;
  const origin = originOf(model, reference.target, reference.id);
  return origin ? [placeOf(origin)] : [];
}

function originOf(model: Model, target: ReferenceTarget, id: Id): Place | undefined {
  const own = <T>(table: Record<string, T>): T | undefined => (Object.hasOwn(table, id) ? table[id] : undefined);
  switch (target) {
    case 'kind': return own(model.kinds)?.origin;
    case 'software': return own(model.software)?.origin;
    case 'protocol': return own(model.protocols)?.origin;
    case 'element': case 'group': case 'securitygroup': case 'link': case 'flow': return part(model, id)?.origin;
    default: return undefined;
  }
}

const keyOf = ({ uri, range }: Place): string => `${uri} ${range.start.line} ${range.start.character}`;

export interface Use extends Place {
  declares: boolean;
}

/** Every place that names what is declared at these places, itself included, sorted; each once. */
export function usesOf(views: readonly View[], declarations: readonly Place[]): Use[] {
  const wanted = new Set(declarations.map(keyOf));
  const uses = new Map<string, Use>();
  // A name outside the variants may mean another declaration in each: whoever renames one renames all.
  for (let before = -1; before !== wanted.size + uses.size;) {
    before = wanted.size + uses.size;
    for (const view of views) {
      for (const reference of view.model.references) {
        const homes = declarationsOf({ view, reference }).map(keyOf);
        const key = keyOf(reference);
        if (!homes.some((home) => wanted.has(home)) && !uses.has(key)) continue;
        homes.forEach((home) => wanted.add(home));
        uses.set(key, { ...placeOf(reference), declares: reference.declares || uses.get(key)?.declares === true });
      }
    }
  }
  return [...uses.values()].sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0) || comparePositions(a.range.start, b.range.start));
}

/**
 * What the model states about failing and repair, and what the library assumes where nothing is stated. A value on an
 * element comes before one on its groups, before that of its own kinds and software, before the library's defaults.
 */
import type { Element, Group, Id, Kind, Link, Software } from '../../model/model.js';
import type { Facts } from '../query.js';
import { tree } from '../network/tree.js';

export type FailureAttribute = 'availability' | 'mtbf' | 'mttr';
type Attribute = FailureAttribute | 'maintenance';

export interface StatedValue {
  /** Share for availability and maintenance, seconds for mtbf and mttr. */
  value: number;
  text: string;
  /** The kind or software of the library whose default this is; undefined where the model states it. */
  defaultOf?: string;
}

const LIBRARY = 'lintel-library:';

export function failureAttribute(facts: Facts, id: Id, name: FailureAttribute): StatedValue | undefined {
  return attributeOf(facts, id, name);
}

export function attributeOf(facts: Facts, id: Id, name: Attribute): StatedValue | undefined {
  const element = facts.elements[id];
  if (!element) return own(facts.links[id], name);
  return own(element, name) ?? ofGroups(facts, id, name) ?? ofCatalogue(facts, element, name);
}

/** True where the model itself says that this may fail, by a figure for it. */
export function statesFailure(facts: Facts, id: Id): boolean {
  return (['availability', 'mtbf'] as const).some((name) => {
    const value = failureAttribute(facts, id, name);
    return value !== undefined && value.defaultOf === undefined;
  });
}

function own(thing: Element | Group | Link | undefined, name: Attribute): StatedValue | undefined {
  return numeric(thing?.attributes[name]?.value);
}

function ofGroups(facts: Facts, id: Id, name: Attribute): StatedValue | undefined {
  for (const group of facts.ask(tree).groupsOf.get(id) ?? []) {
    const value = own(group, name);
    if (value) return value;
  }
  return undefined;
}

function ofCatalogue(facts: Facts, element: Element, name: Attribute): StatedValue | undefined {
  const { kinds, software } = facts.model;
  const entries: (Kind | Software | undefined)[] = [...element.software.map((each) => software[each.name]), kinds[element.kind]];
  const found = entries.flatMap((entry) => {
    const attribute = entry?.defaults[name];
    const value = numeric(attribute?.value);
    return entry && attribute && value ? [{ value, library: attribute.origin.uri.startsWith(LIBRARY), of: entry.label ?? entry.name }] : [];
  });
  const first = found.find((each) => !each.library) ?? found[0];
  return first && { ...first.value, ...(first.library ? { defaultOf: first.of } : {}) };
}

function numeric(value: { value: unknown; text: string } | undefined): StatedValue | undefined {
  return value && typeof value.value === 'number' ? { value: value.value, text: value.text } : undefined;
}

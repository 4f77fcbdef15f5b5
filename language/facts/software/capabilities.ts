/** What is required of software, held against what it provides. */
import type { Element, Id, Software } from '../../model/model.js';
import { hasRole } from '../../model/queries.js';
import type { Origin } from '../../model/origin.js';
import { tree } from '../network/tree.js';
import { query, type Facts } from '../query.js';

export interface MissingCapability {
  /** The element or group that requires it, and the element whose software lacks it. */
  by: Id;
  element: Id;
  capability: string;
  origin: Origin;
  /** All software there that tells what it provides; none of it provides this. */
  software: Software[];
  used: Origin;
}

export const missingCapabilities = query('software.missing-capabilities', (facts): MissingCapability[] => [...Object.values(facts.groups), ...Object.values(facts.elements)]
  .flatMap((thing) => thing.requires.flatMap(({ capability, origin }) => facts.ask(tree).members(thing.id).flatMap((id): MissingCapability[] => {
    const found = lacking(facts, id, capability);
    return found === undefined ? [] : [{ by: thing.id, capability, origin, ...found }];
  }))));

/** Software without a list may provide anything; of another role it is not what the requirement is about. */
function lacking(facts: Facts, id: Id, capability: string): Pick<MissingCapability, 'element' | 'software' | 'used'> | undefined {
  const element = facts.elements[id];
  if (!element) return undefined;
  const own = softwareOn(facts, element);
  const listed = own.filter(({ software }) => software.provides !== undefined);
  const [first] = listed;
  if (!first || listed.some(({ software }) => software.provides!.includes(capability))) return undefined;
  const roles = new Set(listed.flatMap(({ software }) => software.roles));
  if (own.some(({ software }) => software.provides === undefined && (software.roles.length === 0 || software.roles.some((role) => roles.has(role))))) return undefined;
  return { element: first.element, software: listed.map(({ software }) => software), used: first.origin };
}

interface Used { software: Software; element: Id; origin: Origin }

/** Its own software; of a machine or group of parts that names none, what stands in it. Operating systems promise nothing of this sort. */
function softwareOn(facts: Facts, element: Element): Used[] {
  const catalogue = facts.read('software');
  const of = (each: Element): Used[] => each.software.flatMap(({ name, origin }) => {
    const software = catalogue[name];
    return software === undefined || software.is.includes('operating-system') ? [] : [{ software, element: each.id, origin }];
  });
  const own = of(element);
  if (own.length > 0 || hasRole(element, 'place')) return own;
  return facts.ask(tree).descendants(element.id).flatMap((id) => of(facts.elements[id]!));
}

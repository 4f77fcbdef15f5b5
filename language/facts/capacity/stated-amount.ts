/** A quantity that is stated of an element: by itself, else by its software, else by its kind. Rules and runs read the same. */
import type { AttributeValue, Id } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import type { Facts } from '../query.js';

/** In the base unit of its type. */
export interface StatedAmount {
  value: number;
  origin: Origin;
}

export function statedAmount(facts: Facts, id: Id, name: string): StatedAmount | undefined {
  const element = facts.elements[id];
  if (!element) return undefined;
  const own = numeric(element.attributes[name]);
  if (own) return own;
  const software = facts.read('software');
  const kinds = facts.read('kinds');
  for (const entry of [...element.software.map((each) => software[each.name]), kinds[element.kind]]) {
    const found = numeric(entry?.defaults[name]);
    if (found) return found;
  }
  return undefined;
}

function numeric(attribute: AttributeValue | undefined): StatedAmount | undefined {
  return attribute && typeof attribute.value.value === 'number' ? { value: attribute.value.value, origin: attribute.origin } : undefined;
}

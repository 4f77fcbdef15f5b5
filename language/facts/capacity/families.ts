/** Elements of one declaration: the instances of what is counted, and what stands in each of them. A defect of one is that of all. */
import type { Id } from '../../model/model.js';
import { query } from '../query.js';

/** The same for all of one declaration. */
export function familyOf(id: Id): string {
  return id.includes('#') ? id.replaceAll(/#\d+/g, '') : id;
}

export const families = query('capacity.families', (facts): Map<string, Id[]> => {
  const found = new Map<string, Id[]>();
  for (const id of Object.keys(facts.elements)) {
    const family = familyOf(id);
    const known = found.get(family);
    if (known) known.push(id);
    else found.set(family, [id]);
  }
  return found;
});

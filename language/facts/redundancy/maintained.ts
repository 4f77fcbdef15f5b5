/** Which elements and links are taken out of service by plan, and for what share of time. */
import type { Id } from '../../model/model.js';
import { isInternet } from '../../model/queries.js';
import { query } from '../query.js';
import { isActor } from './failable.js';
import { attributeOf } from './stated.js';

/** The share of time in which an element or link is maintained, by its id; those that are not are left out. */
export const maintained = query('redundancy.maintained', (facts): Map<Id, { share: number; text: string }> => {
  const ids = [...Object.values(facts.elements).filter((element) => !isInternet(element) && !isActor(facts, element)), ...Object.values(facts.links)].map((each) => each.id);
  return new Map(ids.flatMap((id) => {
    const stated = attributeOf(facts, id, 'maintenance');
    return stated && stated.value > 0 ? [[id, { share: stated.value, text: stated.text }] as const] : [];
  }));
});

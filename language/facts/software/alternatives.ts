/** Products of the catalogue that provide what another one of their sort lacks. */
import type { Software } from '../../model/model.js';
import type { Facts } from '../query.js';

/** Those nearest in sort first: a graph database for a graph database, then any other database. */
export function alternatives(facts: Facts, to: Software, capability: string, most: number): Software[] {
  const kinds = facts.read('kinds');
  const sorts = to.is.filter((each) => Object.hasOwn(kinds, each));
  const nearness = (software: Software): number => {
    const at = sorts.findIndex((sort) => software.is.includes(sort));
    return at < 0 ? Infinity : at;
  };
  // For what runs on a machine of one's own, first what does so, too; for a cloud's service another service.
  const place = (software: Software): number => Number((software.os === undefined) !== (to.os === undefined));
  // The last of the chain of kinds is the base of the role, which says no more than that both have it.
  return Object.values(facts.read('software'))
    .filter((software) => software.provides?.includes(capability) && software.name !== to.name && software.roles.some((role) => to.roles.includes(role)) && nearness(software) < Infinity)
    .sort((a, b) => nearness(a) - nearness(b) || place(a) - place(b))
    .slice(0, most);
}

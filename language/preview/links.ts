/** Where the parts of a picture lead: to the page that their `doc` names, else to their line, where somebody says how lines are addressed. */
import { isWebAddress } from '../protocol/check-messages.js';
import type { Id, Model } from '../model/model.js';
import type { Origin } from '../model/origin.js';

/** The address of a place in a file; undefined where it has none. */
export type AddressOf = (origin: Origin) => string | undefined;

export function linksOf(model: Model, addressOf: AddressOf = () => undefined): Record<Id, string> {
  const parts = [model.elements, model.groups, model.links, model.flows].flatMap((table) => Object.values(table));
  return Object.fromEntries(parts.flatMap(({ id, metadata, origin }): [Id, string][] => {
    const address = isWebAddress(metadata.doc) ? metadata.doc : addressOf(origin);
    return address === undefined ? [] : [[id, address]];
  }));
}

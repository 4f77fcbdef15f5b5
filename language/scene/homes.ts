/**
 * In what each element is drawn: its container, or the machine that it runs on where that machine stands in the same
 * place. Members of a group that run on different machines stay in their place, side by side.
 */
import { groupsOf, isPlace, isWithin, memberElements } from '../model/queries.js';
import type { Element, Id, Model } from '../model/model.js';

export function homesOf(model: Model, visible: ReadonlySet<Id>): Map<Id, Id | undefined> {
  const homes = new Map<Id, Id | undefined>();
  for (const element of Object.values(model.elements)) homes.set(element.id, hostOf(model, element, visible) ?? element.parent);
  for (const id of homes.keys()) if (isCyclic(homes, id)) homes.set(id, model.elements[id]!.parent);
  return homes;
}

function hostOf(model: Model, element: Element, visible: ReadonlySet<Id>): Id | undefined {
  const [host, ...others] = element.hosts;
  if (host === undefined || others.length > 0 || host === element.parent || !visible.has(host)) return undefined;
  if (element.parent !== undefined && !(isPlace(model.elements[element.parent]) && isWithin(model, host, element.parent))) return undefined;
  const fellows = groupsOf(model, element.id).flatMap((group) => memberElements(model, group.id));
  return fellows.every((id) => model.elements[id]?.hosts[0] === host) ? host : undefined;
}

function isCyclic(homes: ReadonlyMap<Id, Id | undefined>, start: Id): boolean {
  const seen = new Set<Id>();
  for (let at: Id | undefined = start; at !== undefined; at = homes.get(at)) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}

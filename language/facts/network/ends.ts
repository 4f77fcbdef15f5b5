/** What questions ask about: the elements behind a name, an address or "every …", an internet with all that it is. */
import type { Endpoint, Id, Subject } from '../../model/model.js';
import { formatAddress } from '../../model/ip.js';
import { isA, isInternet, isPlace } from '../../model/queries.js';
import type { Facts } from '../query.js';
import { dialledEnds, endpointElements, type End } from './flow-dials.js';
import { ownAddresses, publicClasses } from './parties.js';
import { stations } from './stations.js';
import { isDevice, tree } from './tree.js';

function isEvery(from: Subject | Endpoint): from is Subject & { type: 'every' } {
  return from.type === 'every';
}

/** Elements that "every KIND [tag T] [in PLACE]" means. */
export function everyElement(facts: Facts, subject: Subject & { type: 'every' }): Id[] {
  const inside = subject.place === undefined ? undefined : new Set(facts.ask(tree).descendants(subject.place));
  return Object.values(facts.elements).filter((element) => (isA(element, subject.kind) || element.roles.includes(subject.kind as never))
    && (subject.tag === undefined || element.metadata.tags.includes(subject.tag))
    && (inside === undefined || inside.has(element.id))).map((element) => element.id);
}

/** Ends to ask from. An internet is every address that nobody owns, and what it contains. */
export function sourceEnds(facts: Facts, from: Subject | Endpoint): End[] {
  if (isEvery(from)) return everyElement(facts, from).map((element) => ({ element }));
  const endpoint: Endpoint = from.type === 'named' ? { type: 'ids', ids: from.ids, text: from.text, origin: from.origin } : from;
  return withContents(facts, endpointElements(facts, endpoint));
}

/** Ends to ask for; of an internet one address of each kind that something in the model tells apart. */
export function targetEnds(facts: Facts, to: Endpoint): End[] {
  return withContents(facts, dialledEnds(facts, to)).flatMap((end): End[] => {
    if (end.address !== undefined || !isInternet(facts.elements[end.element])) return [end];
    return ([4, 6] as const).flatMap((family) => publicClasses(facts, family).map((ip) => ({ element: end.element, address: formatAddress(ip) })));
  });
}

function withContents(facts: Facts, ends: End[]): End[] {
  const found = [...ends];
  for (const end of ends) {
    if (end.address !== undefined || !isInternet(facts.elements[end.element])) continue;
    for (const inner of facts.ask(tree).descendants(end.element)) {
      const element = facts.elements[inner]!;
      // An actor without an address there is any of the internet's addresses: asked already.
      if (isDevice(element) || isPlace(element) || found.some((each) => each.element === inner)) continue;
      if (element.roles.includes('actor') && ownAddresses(facts, facts.ask(stations).of(inner)).length === 0) continue;
      found.push({ element: inner });
    }
  }
  return found;
}

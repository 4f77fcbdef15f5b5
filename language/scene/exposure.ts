/**
 * Public places: the first segment that a request from the internet enters. What lies behind a translation or another
 * segment on the way is private, whoever its requests come from.
 */
import { ancestry, isA, isInternet, isPlace } from '../model/queries.js';
import type { Id, Model } from '../model/model.js';
import { endpointElements } from './selection.js';
import { passedAnywhere, type WaysOf } from './ways.js';

export function publicPlaces(model: Model, ways: WaysOf): Set<Id> {
  const allocations = new Set(Object.values(model.elements).filter(isPlace).map((place) => place.parent));
  const segmentOf = (id: Id): Id | undefined => {
    const place = [...ancestry(model, id)].find((each) => each.id !== id && isPlace(each));
    return place && !isInternet(place) && !allocations.has(place.id) ? place.id : undefined;
  };
  const places = new Set<Id>();
  for (const flow of Object.values(model.flows)) {
    const outside = flow.from.flatMap((end) => endpointElements(model, end)).some((id) => [...ancestry(model, id)].some(isInternet));
    if (!outside) continue;
    const entered = passedAnywhere(ways(flow)).map((id) => segmentOf(model.groups[id]?.members[0]?.id ?? id)).find((place) => place !== undefined);
    const targets = flow.to.flatMap((end) => endpointElements(model, end)).map(segmentOf);
    for (const place of entered !== undefined ? [entered] : targets) if (place !== undefined) places.add(place);
  }
  for (const element of Object.values(model.elements)) {
    if (isA(element, 'public-subnet') || (isPlace(element) && element.metadata.tags.includes('public'))) places.add(element.id);
    if (isA(element, 'private-subnet')) places.delete(element.id);
  }
  return places;
}

/** Who is so many steps away from an element, along flows and cables, whichever way they point. */
import { isPlace, memberElements } from '../../model/queries.js';
import type { Flow, Id, Model } from '../../model/model.js';
import type { Show } from '../scene.js';
import { descendants, endpointElements, linkEnds } from '../selection.js';

export interface Neighbourhood {
  /** Whatever stands in the centre, included. */
  ids: Set<Id>;
  /** True where a flow, or a cable, joins two of them. */
  flows: boolean;
  links: boolean;
}

/** @param show only along these lines; along both where it is undefined. */
export function around(model: Model, centre: ReadonlySet<Id>, depth: number, show: Show | undefined): Neighbourhood {
  const flows = show === 'links' ? [] : flowsOf(model);
  const links = show === 'flows' ? [] : linksOf(model);
  const ids = new Set(centre);
  const found = { flows: false, links: false };
  let frontier: ReadonlySet<Id> = centre;
  for (let step = 0; step < depth && frontier.size > 0; step += 1) {
    const next = new Set<Id>();
    const reach = (from: readonly Id[], to: readonly Id[]): boolean => {
      if (!from.some((id) => frontier.has(id))) return false;
      for (const id of to) if (!ids.has(id)) next.add(id);
      return true;
    };
    for (const [a, b] of flows) if ([reach(a, b), reach(b, a)].includes(true)) found.flows = true;
    for (const [a, b] of links) if ([reach(a, b), reach(b, a)].includes(true)) found.links = true;
    // What hangs on a place need not be near each other: a place is reached, and not gone through.
    frontier = new Set([...next].filter((id) => !isPlace(model.elements[id])));
    next.forEach((id) => ids.add(id));
  }
  for (const id of hostsOf(model, centre)) ids.add(id);
  for (const id of descendants(model, new Set([...ids].filter((each) => !isPlace(model.elements[each]))))) ids.add(id);
  return { ids, ...found };
}

type Ends = readonly [readonly Id[], readonly Id[]];

function flowsOf(model: Model): Ends[] {
  const ends = (endpoints: Flow['from']): Id[] => endpoints.flatMap((endpoint) => endpointElements(model, endpoint));
  return Object.values(model.flows).map((flow): Ends => [ends(flow.from), ends(flow.to)]);
}

function linksOf(model: Model): Ends[] {
  const cables = Object.values(model.links).map((link): Ends => { const [a, b] = linkEnds(link); return [memberElements(model, a), memberElements(model, b)]; });
  const faces = Object.values(model.elements).flatMap((element) => element.network.interfaces.flatMap((face): Ends[] => (face.on.place === undefined ? [] : [[[element.id], [face.on.place]]])));
  return [...cables, ...faces];
}

/** What the centre runs on. */
function hostsOf(model: Model, centre: ReadonlySet<Id>): Id[] {
  return [...centre].flatMap((id) => model.elements[id]?.hosts ?? []);
}

/** What a view takes in and what it leaves out, before anything is drawn: the ends of flows and cables, what stands in what. */
import { memberElements } from './queries.js';
import type { Endpoint, Flow, Id, Link, Model, View } from './model.js';

/** The elements that an endpoint names, groups resolved to their members. */
export function endpointElements(model: Model, endpoint: Endpoint): Id[] {
  if (endpoint.type === 'tag') return Object.values(model.elements).filter((each) => each.metadata.tags.includes(endpoint.tag)).map((each) => each.id);
  if (endpoint.type !== 'ids') return [];
  return endpoint.ids.flatMap((id) => (model.groups[id] ? memberElements(model, id) : model.securityGroups[id]?.members ?? [id]));
}

/** The two elements, groups or places that a cable joins. */
export function linkEnds(link: Link): [Id, Id] {
  return [link.a.element, link.b.element];
}

export function flowEnds(model: Model, flow: Flow): Id[] {
  return [...flow.from, ...flow.to].flatMap((endpoint) => endpointElements(model, endpoint));
}

export function descendants(model: Model, roots: ReadonlySet<Id>): Set<Id> {
  const found = new Set<Id>();
  for (const element of Object.values(model.elements)) {
    // Containers come before what they contain, so one pass is enough.
    if (roots.has(element.id) || (element.parent !== undefined && found.has(element.parent)) || element.hosts.some((host) => found.has(host))) found.add(element.id);
  }
  return found;
}

function elementsOf(model: Model, ids: readonly Id[]): Set<Id> {
  return new Set(ids.flatMap((id) => (model.groups[id] ? memberElements(model, id) : [id])));
}

export function hiddenBy(model: Model, view: View | undefined): Set<Id> {
  const roots = elementsOf(model, view?.hide.ids ?? []);
  for (const tag of view?.hide.tags ?? []) for (const element of Object.values(model.elements)) if (element.metadata.tags.includes(tag)) roots.add(element.id);
  return roots.size === 0 ? roots : descendants(model, roots);
}

/** `of X`: what is in X, and what is directly connected with it, so that the reader sees where it leads. */
export function scopeOf(model: Model, view: View | undefined, show: 'flows' | 'links' | 'all'): Set<Id> | undefined {
  if (!view || view.show.length === 0 || view.show.some((each) => each.of.length === 0)) return undefined;
  const scope = descendants(model, elementsOf(model, view.show.flatMap((each) => each.of)));
  const inside = new Set(scope);
  const connect = (ends: readonly Id[]): void => {
    if (ends.some((id) => inside.has(id))) ends.forEach((id) => scope.add(id));
  };
  if (show !== 'links') for (const flow of Object.values(model.flows)) connect(flowEnds(model, flow));
  if (show !== 'flows') {
    for (const link of Object.values(model.links)) connect(linkEnds(link));
    for (const element of Object.values(model.elements)) for (const face of element.network.interfaces) if (face.on.place !== undefined) connect([element.id, face.on.place]);
  }
  return scope;
}

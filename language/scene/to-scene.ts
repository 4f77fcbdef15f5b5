/** From the model and a view to the scene: choose, nest, connect, describe. */
import { setViewKey } from '../model/manual-layout.js';
import { memberElements } from '../model/queries.js';
import type { Endpoint, Id, Model, View } from '../model/model.js';
import { badgesBy } from './badges.js';
import { changeLegend, markChanges } from './changes.js';
import { flowEdges } from './flow-edges.js';
import { groupsOfPicture } from './grouping.js';
import { homesOf } from './homes.js';
import { InLine } from './in-line.js';
import { legendOf } from './legend.js';
import { linkEdges } from './link-edges.js';
import { architectureTitle } from './names.js';
import { passedAnywhere, type WaysOf } from './ways.js';
import { nest, type Nesting } from './nesting.js';
import { nodesOf } from './nodes.js';
import { publicPlaces } from './exposure.js';
import type { SceneOptions } from './options.js';
import type { Scene, SceneEdge, SceneNode } from './scene.js';
import { endpointElements, select } from './selection.js';
import { supportEdges } from './support-edges.js';
import { perspectiveOf, type Perspective } from './views/perspective.js';
import { clean } from './wrap.js';

export function toScene(model: Model, options: SceneOptions = {}): Scene {
  const perspective = perspectiveOf(model, options.view, options.show);
  const { view, show } = perspective;
  const ways = waysOf(model, options);
  const inLine = new Set(show === 'links' ? [] : Object.values(model.flows).flatMap((flow) => passedAnywhere(ways(flow))).flatMap((id) => memberElements(model, id)));
  const { visible } = select(model, show === 'links' ? perspective : withPassed(model, perspective, ways), inLine);
  const homes = homesOf(model, visible);
  const grouping = groupsOfPicture(model, visible, homes);
  const nesting = nest(model, homes, visible, grouping, view, options);
  const { edges, routes } = edgesOf(model, nesting, show, ways);
  const stands = standsOf(model, nesting);
  const arrivals = new Set(edges.filter((edge) => edge.arrow || edge.form === 'link').map((edge) => edge.id));
  const arrivalOf = (route: readonly string[]): string | undefined => route.find((id) => arrivals.has(id)) ?? route.at(-1);
  const badges = badgesBy(options.findings ?? [], (subject) => (Object.hasOwn(stands, subject) ? stands[subject] : Object.hasOwn(routes, subject) ? arrivalOf(routes[subject]!) : undefined));
  for (const edge of edges) edge.findings = badges.get(edge.id) ?? [];
  const emphasis = emphasisOf(model, perspective, nesting);
  if (view) emphasise(edges, emphasis);
  const nodes = nodesOf({ model, show, atEnds: addressesAtEnds(edges), grouping, nesting, badges, emphasis, publicPlaces: publicPlaces(model, ways) }, undefined);
  if (options.changes) markChanges({ model, nodes, edges, nesting, changes: options.changes });
  return {
    version: 1, title: perspective.title ?? titleOf(model, view), ...(perspective.key === undefined ? {} : { view: perspective.key }), ...(model.variant !== undefined ? { variant: model.variant } : {}), show,
    direction: options.direction ?? view?.direction ?? 'down', nodes, edges, routes, stands, legend: [...legendOf(model, edges), ...changeLegend(nodes, edges)], near: nearOf(view, nesting), ranks: ranksOf(view, nesting), hold: options.hold ?? {}, set: options.set ?? setByHand(model, perspective, options.show),
  };
}

/** Boxes of this very picture: the same view with other lines is another one. */
function setByHand(model: Model, { key }: Perspective, show: SceneOptions['show']): Scene['set'] {
  const wanted = setViewKey(key, show);
  const view = model.layout?.views.find((each) => each.key === wanted);
  return view ? Object.fromEntries(view.boxes.map(({ id, x, y }) => [id, { x, y }])) : {};
}

/** `element address` for every address that a line shows at its end. */
function addressesAtEnds(edges: readonly SceneEdge[]): Set<string> {
  const shown = new Set<string>();
  for (const edge of edges) for (const [id, text] of [[edge.from, edge.ends.from], [edge.to, edge.ends.to]] as const) for (const word of text?.split(' ') ?? []) shown.add(`${id} ${word}`);
  return shown;
}

function titleOf(model: Model, view: View | undefined): string {
  return clean(view?.label ?? '') || architectureTitle(model);
}

function waysOf(model: Model, options: SceneOptions): WaysOf {
  const { passes } = options;
  if (!passes) {
    const inLine = new InLine(model);
    return (flow) => inLine.of(flow);
  }
  return (flow) => (Object.hasOwn(passes, flow.id) ? passes[flow.id]! : []);
}

/** A filter or gateway on the way of what an automatic view shows belongs to it: without it the way would look open. */
function withPassed(model: Model, perspective: Perspective, ways: WaysOf): Perspective {
  const { scope, automatic } = perspective;
  if (!scope || !automatic) return perspective;
  const seen = (ends: readonly Endpoint[]): boolean => ends.some((end) => endpointElements(model, end).some((id) => scope.has(id)));
  const passed = Object.values(model.flows).filter((flow) => seen(flow.from) && seen(flow.to)).flatMap((flow) => passedAnywhere(ways(flow)));
  return { ...perspective, scope: new Set([...scope, ...passed.flatMap((id) => memberElements(model, id))]) };
}

function edgesOf(model: Model, nesting: Nesting, show: Scene['show'], ways: WaysOf): { edges: SceneEdge[]; routes: Record<Id, string[]> } {
  const flows = show === 'links' ? { edges: [], routes: {} } : flowEdges(model, nesting, ways);
  const links = show === 'flows' ? { edges: [], routes: {} } : linkEdges(model, nesting);
  const supports = supportEdges(model, nesting).filter((edge) => show !== 'links' || edge.form === 'replication');
  return { edges: [...flows.edges, ...links.edges, ...supports], routes: { ...links.routes, ...flows.routes } };
}

function standsOf(model: Model, nesting: Nesting): Record<Id, Id> {
  return Object.fromEntries([...Object.keys(model.elements), ...Object.keys(model.groups)].flatMap((id): [Id, Id][] => {
    const node = nesting.stands(id);
    return node === undefined ? [] : [[id, node]];
  }));
}

function nearOf(view: View | undefined, nesting: Nesting): Scene['near'] {
  const pairs = [...(view?.near ?? []), ...(view?.rank ?? []).flatMap(({ ids }) => ids.slice(1).map((b) => ({ a: ids[0]!, b })))];
  return pairs.flatMap(({ a, b }) => {
    const [nodeA, nodeB] = [nesting.stands(a), nesting.stands(b)];
    return nodeA !== undefined && nodeB !== undefined && nodeA !== nodeB ? [{ a: nodeA, b: nodeB }] : [];
  });
}

function ranksOf(view: View | undefined, nesting: Nesting): Scene['ranks'] {
  const wanted = [...(view?.rank ?? []).map(({ ids }) => ({ ids, adjacent: false })), ...(view?.near ?? []).map(({ a, b }) => ({ ids: [a, b], adjacent: true }))];
  return wanted.map(({ ids, adjacent }) => ({ ids: [...new Set(ids.flatMap((id) => nesting.stands(id) ?? []))], adjacent })).filter(({ ids }) => ids.length > 1);
}

function emphasisOf(model: Model, { view, centre }: Perspective, nesting: Nesting): (id: Id) => SceneNode['emphasis'] {
  const middle = centre === undefined ? undefined : nesting.stands(centre);
  if (middle !== undefined) return (id) => (id === middle ? 'highlighted' : 'normal');
  const { ids, tags } = view?.highlight ?? { ids: [], tags: [] };
  if (ids.length === 0 && tags.length === 0) return () => 'normal';
  const chosen = new Set(ids.flatMap((id) => [id, ...(model.groups[id] ? memberElements(model, id) : []), ...nesting.within(id)]));
  for (const element of Object.values(model.elements)) if (element.metadata.tags.some((tag) => tags.includes(tag))) chosen.add(element.id);
  return (id) => (chosen.has(id) || nesting.within(id).some((inner) => chosen.has(inner)) ? 'highlighted' : 'muted');
}

function emphasise(edges: readonly SceneEdge[], emphasis: (id: Id) => SceneNode['emphasis']): void {
  for (const edge of edges) {
    const ends = [emphasis(edge.from), emphasis(edge.to)];
    edge.emphasis = ends.includes('muted') ? 'muted' : ends.includes('highlighted') ? 'highlighted' : 'normal';
  }
}

/**
 * Flows as arrows. A flow that passes filters is drawn in pieces through them; flows between the same two nodes become
 * one arrow with a count, so that two tiers are never joined by a bundle of parallel lines.
 */
import { ancestry, isInternet, isPlace, memberElements } from '../model/queries.js';
import type { Endpoint, Flow, Id, Model } from '../model/model.js';
import { nested, nodesAt, standsIn, unique } from './ends.js';
import type { Nesting } from './nesting.js';
import { nameOf, say, tooltip } from './names.js';
import type { SceneEdge } from './scene.js';
import { endpointElements } from './selection.js';
import { passedAnywhere, passedBetween, type WaysOf } from './ways.js';

export interface FlowEdges {
  edges: SceneEdge[];
  routes: Record<Id, string[]>;
}

/** Flows that a screen reader hears by name; of more, the number. */
const MOST_SPOKEN = 8;

interface Bundle {
  id: string;
  from: Id;
  to: Id;
  dashed: boolean;
  pale: boolean;
  /** True for the piece that reaches the target: it has the arrowhead and the text. */
  last: boolean;
  flows: Flow[];
  /** Filters at the border that these flows pass once more: a mark on the arrow, not a way back up to the wall. */
  guards: Set<Id>;
}

export function flowEdges(model: Model, nesting: Nesting, ways: WaysOf): FlowEdges {
  const bundles = new Map<string, Bundle>();
  const atBorder = borderStops(model, nesting, ways);
  const routes: Record<Id, string[]> = {};
  for (const flow of Object.values(model.flows)) {
    const route: string[] = [];
    for (const [from, to] of pairs(model, nesting, flow)) {
      const passed = passedBetween(ways(flow), (id) => standsIn(nesting, id, from), (id) => standsIn(nesting, id, to));
      const between = stopsBetween(model, nesting, from, to, passed);
      const inner = !flow.from.concat(flow.to).some((end) => isOutside(model, end));
      const guards = inner ? between.filter((stop) => atBorder.has(stop)) : [];
      const stops = [from, ...between.filter((stop) => !guards.includes(stop)), to];
      for (let index = 1; index < stops.length; index += 1) route.push(bundle(bundles, flow, stops[index - 1]!, stops[index]!, index === stops.length - 1, guards));
    }
    if (route.length > 0) routes[flow.id] = unique(route);
  }
  return { edges: [...bundles.values()].map((each) => edgeOf(model, each)), routes };
}

function isOutside(model: Model, end: Endpoint): boolean {
  return end.type === 'any' || endpointElements(model, end).some((id) => [...ancestry(model, id)].some(isInternet));
}

/** What flows from or to an internet pass. */
function borderStops(model: Model, nesting: Nesting, ways: WaysOf): Set<Id> {
  const stops = new Set<Id>();
  for (const flow of Object.values(model.flows)) {
    if (!flow.from.concat(flow.to).some((end) => isOutside(model, end))) continue;
    for (const id of passedAnywhere(ways(flow))) for (const each of [id, ...memberElements(model, id)]) stops.add(nesting.stands(each) ?? each);
  }
  return stops;
}

function pairs(model: Model, nesting: Nesting, flow: Flow): [Id, Id][] {
  return flow.from.flatMap((one) => flow.to.flatMap((other) => {
    const from = nodesAt(model, nesting, one, flow, false);
    const to = nodesAt(model, nesting, other, flow, true);
    return from.flatMap((a) => nearest(nesting, a, from, to).filter((b) => !nested(nesting, a, b) || innerFlow(model, nesting, a, b)).map((b): [Id, Id] => [a, b]));
  }));
}

/**
 * Between two groups that are spread over like places (availability zones, say), an arrow is drawn from each member to
 * those in its own place; that every member may call every other is what the groups' badges say.
 */
function nearest(nesting: Nesting, a: Id, from: readonly Id[], to: readonly Id[]): readonly Id[] {
  if (from.length < 2 || to.length < 2) return to;
  const shared = (x: Id, y: Id): number => {
    const path = containersOf(nesting, x);
    return containersOf(nesting, y).filter((id) => path.includes(id)).length;
  };
  const best = Math.max(...to.map((b) => shared(a, b)));
  const close = to.filter((b) => shared(a, b) === best);
  const everyTargetReached = to.every((b) => from.some((x) => shared(x, b) === Math.max(...to.map((y) => shared(x, y)))));
  return everyTargetReached ? close : to;
}

function containersOf(nesting: Nesting, id: Id): Id[] {
  const path: Id[] = [];
  for (let at = nesting.parentOf.get(id); at !== undefined; at = nesting.parentOf.get(at)) path.push(at);
  return path;
}

/** From an element to one of its own parts, or back: drawn from its border inwards. */
function innerFlow(model: Model, nesting: Nesting, a: Id, b: Id): boolean {
  return a !== b && !nesting.collapsed.has(a) && !nesting.collapsed.has(b) && [a, b].every((id) => model.elements[id] !== undefined && !isPlace(model.elements[id]));
}

/** A standby filter lets traffic through its primary; what carries the load together is passed as a group. */
function stopsBetween(model: Model, nesting: Nesting, from: Id, to: Id, passed: readonly Id[]): Id[] {
  const primary = (id: Id): Id => (model.groups[id]?.mode === 'active-standby' ? model.groups[id].members[0]?.id ?? id : id);
  const stops = unique(passed.flatMap((id) => nesting.stands(primary(id)) ?? nesting.stands(id) ?? []));
  return stops.filter((stop) => !nested(nesting, stop, from) && !nested(nesting, stop, to));
}

function bundle(bundles: Map<string, Bundle>, flow: Flow, from: Id, to: Id, last: boolean, guards: readonly Id[]): string {
  const pale = flow.optional;
  const id = `flow ${from} > ${to}${last ? '' : ' through'}${flow.async ? ' async' : ''}${pale ? ' optional' : ''}`;
  const known = bundles.get(id);
  if (!known) bundles.set(id, { id, from, to, dashed: flow.async, pale, last, flows: [flow], guards: new Set(last ? guards : []) });
  else {
    if (!known.flows.includes(flow)) known.flows.push(flow);
    if (last) guards.forEach((guard) => known.guards.add(guard));
  }
  return id;
}

function edgeOf(model: Model, { id, from, to, dashed, pale, last, flows, guards }: Bundle): SceneEdge {
  const spoken = flows.length <= MOST_SPOKEN ? unique(flows.flatMap((flow) => spokenOf(flow) ?? [])) : [say('scene.flow.many', { count: flows.length })];
  return {
    id, form: 'flow', from, to, arrow: last, parts: flows.map((flow) => ({ id: flow.id, origin: flow.origin, title: flow.title })),
    ...(last ? { text: textOf(flows) } : {}), ...(guards.size > 0 ? { guarded: say('scene.flow.guarded', { filters: [...guards].map((guard) => nameOf(model, guard)) }) } : {}),
    title: tooltip([...flows.map(titleOf), ...(guards.size > 0 ? [say('scene.flow.guarded', { filters: [...guards].map((guard) => nameOf(model, guard)) })] : [])]), label: say('scene.flow.label', { from: nameOf(model, from), to: nameOf(model, to), count: spoken.length, parts: spoken }),
    dashed, pale, ends: {}, findings: [], emphasis: 'normal',
  };
}

function portText(flow: Flow): string {
  return unique((flow.ports ?? []).map((port) => port.text)).join(', ');
}

function titleOf(flow: Flow): string {
  const port = portText(flow);
  return port ? `${flow.title} · ${port}` : flow.title;
}

/** A label in quotes is what the author wants to read; else name and port. */
function single(flow: Flow): string | undefined {
  const port = portText(flow);
  if (flow.label) return flow.label;
  const what = flow.access ? say('scene.flow.access', { port, access: flow.access }).trim() : port;
  if (flow.name) return what ? say('scene.flow.named', { name: flow.name, port: what }) : flow.name;
  return what || undefined;
}

/** As it is read out: its label or name, and the port that its reader may look for. */
function spokenOf(flow: Flow): string | undefined {
  const port = portText(flow);
  const what = flow.access ? say('scene.flow.access', { port, access: flow.access }).trim() : port;
  const name = flow.label ?? flow.name;
  return name !== undefined && what ? say('scene.flow.spoken', { name, port: what }) : name ?? (what || undefined);
}

function textOf(flows: readonly Flow[]): string | undefined {
  if (flows.length === 1) return single(flows[0]!);
  const ports = unique(flows.map(portText).filter((port) => port !== ''));
  const access = unique(flows.map((flow) => flow.access));
  if (ports.length === 1 && flows.length === 2 && access.length === 2 && access.every((each) => each !== undefined)) return say('scene.flow.both', { port: ports[0]! });
  const singles = unique(flows.map(single).filter((each) => each !== undefined));
  if (singles.length === 1) return say('scene.flow.bundle', { ports: singles[0]!, count: flows.length });
  if (ports.length === 1) return say('scene.flow.bundle', { ports: ports[0]!, count: flows.length });
  if (ports.length === flows.length && ports.length <= 2) return ports.join(', ');
  return say('scene.flow.many', { count: flows.length });
}

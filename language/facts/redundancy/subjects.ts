/** What the subject of an expectation stands for: flows, elements, groups and links by id, in source order. */
import type { Endpoint, Expectation, Flow, Group, Id, Element, Link, Subject } from '../../model/model.js';
import { isPlace, isWithin } from '../../model/queries.js';
import { endpointElements } from '../network/flow-dials.js';
import { shortName } from '../network/short-name.js';
import { tree } from '../network/tree.js';
import { query, type Facts } from '../query.js';
import { countsAs } from './counted-kind.js';
import { services } from './services.js';
import { statesFailure } from './stated.js';

export function subjectIds(facts: Facts, subject: Subject): Id[] {
  if (subject.type === 'named') return withoutInstances(facts, subject.ids);
  return everyOf(facts, subject).filter((each) => subject.tag === undefined || each.metadata.tags.includes(subject.tag))
    .filter((each) => subject.place === undefined || standsIn(facts, each, subject.place))
    .map((each) => each.id);
}

/**
 * What is judged of staying available. A place by itself is up whatever becomes of what stands in it: it speaks for the
 * services that lead into it, else for what flows from outside ask for in it, and for itself only where nothing does and
 * it says how it fails.
 */
export function judgedIds(facts: Facts, subject: Subject): Id[] {
  const ids = subjectIds(facts, subject);
  return subject.type === 'every' && subject.kind === 'element' ? ids : [...new Set(ids.flatMap((id) => (facts.elements[id] && isPlace(facts.elements[id]) ? ofPlace(facts, id) : [id])))];
}

function ofPlace(facts: Facts, place: Id): Id[] {
  const within = (flow: Flow): boolean => standsIn(facts, flow, place);
  const led = facts.ask(services).filter(within).map((flow) => flow.id);
  if (led.length > 0) return led;
  const entering = Object.values(facts.flows).filter((flow) => within(flow) && comesFromOutside(facts, flow, place));
  const asked = withoutInstances(facts, [...new Set(entering.flatMap((flow) => flow.to.flatMap((endpoint) => (endpoint.type === 'ids' ? endpoint.ids.flatMap((id) => insteadOfPlace(facts, endpoint, id)) : []))))]);
  return asked.length > 0 ? asked : statesFailure(facts, place) ? [place] : [];
}

/** Where a flow leads to a place, what stands in it. */
function insteadOfPlace(facts: Facts, endpoint: Endpoint & { type: 'ids' }, id: Id): Id[] {
  const element = facts.elements[id];
  return element && isPlace(element) ? endpointElements(facts, { ...endpoint, ids: [id] }).map((end) => end.element) : [id];
}

function comesFromOutside(facts: Facts, flow: Flow, place: Id): boolean {
  return flow.from.some((endpoint) => endpoint.type !== 'ids' || endpoint.ids.some((id) => !isWithin(facts.model, id, place)));
}

function everyOf(facts: Facts, subject: Subject & { type: 'every' }): (Flow | Element | Group | Link)[] {
  switch (subject.kind) {
    case 'service': return facts.ask(services);
    case 'flow': return Object.values(facts.flows);
    case 'group': return Object.values(facts.groups);
    case 'link': return Object.values(facts.links);
    default: return Object.values(facts.elements).filter((element) => countsAs(facts.model, element, subject.kind));
  }
}

/** An element stands in what contains it; a flow where all it leads to does, a link where both its ends do. */
function standsIn(facts: Facts, each: Flow | Element | Group | Link, place: Id): boolean {
  if ('medium' in each) return [each.a, each.b].every((end) => isWithin(facts.model, end.element, place));
  if (!('from' in each)) return isWithin(facts.model, each.id, place) && each.id !== place;
  const ends = each.to.flatMap((endpoint) => (endpoint.type === 'ids' ? endpoint.ids : []));
  return ends.length > 0 && ends.every((id) => isWithin(facts.model, id, place));
}

/** A counted name comes as its group and its instances: the group speaks for them. */
function withoutInstances(facts: Facts, ids: readonly Id[]): Id[] {
  const covered = new Set(ids.filter((id) => facts.groups[id]).flatMap((id) => facts.ask(tree).members(id)));
  return ids.filter((id) => !covered.has(id));
}

/** What a sentence calls a flow, an element, a group or a link. */
export function subjectName(facts: Facts, id: Id): string {
  return shortName(facts, id);
}

/** Expectations outside scenarios that ask a flow, element or group to stay available in some way, by its id. */
export const availabilityExpectations = query('redundancy.availability-expectations', (facts): Map<Id, Expectation[]> => {
  const asked = new Map<Id, Expectation[]>();
  for (const expectation of facts.read('expectations')) {
    const { body, scenario } = expectation;
    const about = body.type === 'no-single-point' || body.type === 'survives' || (body.type === 'figure' && body.figure === 'availability' && scenario === undefined);
    if (!about) continue;
    for (const id of judgedIds(facts, body.subject)) asked.set(id, [...(asked.get(id) ?? []), expectation]);
  }
  return asked;
});

/** The highest availability that is asked for, as a share; undefined where none is. */
export function targetOf(facts: Facts, id: Id): number | undefined {
  const targets = (facts.ask(availabilityExpectations).get(id) ?? []).flatMap(({ body }) => {
    const asksAtLeast = body.type === 'figure' && ['>=', '>', '='].includes(body.comparator);
    return asksAtLeast && typeof body.value.value === 'number' ? [body.value.value] : [];
  });
  return targets.length > 0 ? Math.max(...targets) : undefined;
}

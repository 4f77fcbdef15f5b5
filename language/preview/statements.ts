/**
 * Statements that are no part of the picture but speak of parts: views, expectations, steps of scenarios and sequences,
 * jobs, and security groups with their members. The cursor on one of them shows what it speaks of.
 */
import type { Endpoint, Expectation, Id, Load, Model, Subject, View } from '../model/model.js';
import type { Origin } from '../model/origin.js';

export interface Speaking {
  origin: Origin;
  /** In the order of the statement, each once. */
  ids: Id[];
}

const known = new WeakMap<Model, Speaking[]>();

export function speakingStatements(model: Model): readonly Speaking[] {
  let found = known.get(model);
  if (!found) known.set(model, found = collect(model).map(({ origin, ids }) => ({ origin, ids: [...new Set(ids)] })));
  return found;
}

function collect(model: Model): Speaking[] {
  const scenarios = model.scenarios.flatMap((scenario): Speaking[] => [
    { origin: scenario.origin, ids: [] },
    ...scenario.loads.map((load) => ({ origin: load.origin, ids: ofLoad(load) })),
    ...scenario.events.map(({ origin, targets, from, load }) => ({ origin, ids: [...targets, ...from ?? [], ...load ? ofLoad(load) : []] })),
  ]);
  const sequences = model.sequences.flatMap((sequence): Speaking[] => [
    { origin: sequence.origin, ids: [] }, ...sequence.steps.map(({ origin, from, to }) => ({ origin, ids: [...ofEnd(from), ...ofEnd(to)] })),
  ]);
  return [
    ...model.views.map((view) => ({ origin: view.origin, ids: ofView(view) })),
    ...model.expectations.map((expectation) => ({ origin: expectation.origin, ids: ofExpectation(expectation) })),
    ...scenarios, ...sequences,
    ...model.jobs.map(({ origin, on }) => ({ origin, ids: [on] })),
    ...Object.values(model.securityGroups).map(({ origin, members }) => ({ origin, ids: members })),
  ];
}

function ofEnd(end: Endpoint | Subject): Id[] {
  if (end.type === 'ids' || end.type === 'named') return end.ids;
  return end.type === 'every' && end.place !== undefined ? [end.place] : [];
}

function ofLoad({ flow, from, to }: Load): Id[] {
  return [...flow === undefined ? [] : [flow], ...from ? ofEnd(from) : [], ...to ? ofEnd(to) : []];
}

function ofView({ show, collapse, highlight, near, rank }: View): Id[] {
  return [...show.flatMap((each) => each.of), ...collapse, ...highlight.ids, ...near.flatMap(({ a, b }) => [a, b]), ...rank.flatMap((each) => each.ids)];
}

function ofExpectation({ body }: Expectation): Id[] {
  switch (body.type) {
    case 'reach': return [...ofEnd(body.from), ...body.to.flatMap(ofEnd)];
    case 'passes': return [...ofEnd(body.from), ...body.through, ...body.to.flatMap(ofEnd)];
    case 'no-flow': return [...ofEnd(body.from), ...ofEnd(body.to)];
    default: return ofEnd(body.subject);
  }
}

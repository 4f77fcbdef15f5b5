/**
 * What alone takes a service down: one finding an element or link, with all services that it takes. Where nobody asked
 * anything of the service it is told as information only; where somebody did, or put a stand-in on the way, as a
 * warning.
 */
import type { Facts } from '../../facts/query.js';
import { downtimeParams } from '../../facts/redundancy/downtime.js';
import { explainSinglePoint, type Explanation } from '../../facts/redundancy/explain.js';
import { groundOf } from '../../facts/redundancy/ground.js';
import { spokenName } from '../../facts/redundancy/names.js';
import { services } from '../../facts/redundancy/services.js';
import { singlePoints, singlePointsByService } from '../../facts/redundancy/single-points.js';
import { originOf } from '../../facts/redundancy/story.js';
import { structure } from '../../facts/redundancy/structure.js';
import { availabilityExpectations } from '../../facts/redundancy/subjects.js';
import { text } from '../../messages/word.js';
import type { Finding, RelatedPlace } from '../../model/finding.js';
import type { Expectation, Flow, Id } from '../../model/model.js';
import { finding, type Rule } from '../rule.js';
import { standIn } from './stand-in.js';

const about = { id: 'redundancy/single-point-of-failure', severity: 'warning' } as const;

export const rule: Rule = {
  ...about,
  title: text('redundancy.single-point.title'),
  fixable: true,
  run: findings,
};

function* findings(facts: Facts): Generator<Finding> {
  const out = servicesByPoint(facts);
  const asked = facts.ask(availabilityExpectations);
  const partsAsked = askedOfParts(facts, asked);
  const redundant = new Set(facts.ask(services).filter((flow) => hasRedundancy(facts, flow)).map((flow) => flow.id));
  for (const [point, flows] of out) {
    const expectations = new Set([...flows.flatMap((flow) => asked.get(flow.id) ?? []), ...(partsAsked.get(point) ?? [])]);
    const why = expectations.size > 0 ? 'expected' : flows.some((flow) => redundant.has(flow.id)) ? 'redundant' : 'plain';
    yield report(facts, point, flows, why, [...expectations]);
  }
}

function servicesByPoint(facts: Facts): Map<Id, Flow[]> {
  const out = new Map<Id, Flow[]>();
  for (const flow of facts.ask(services)) {
    for (const point of facts.ask(singlePointsByService).get(flow.id)?.points ?? []) out.set(point, [...(out.get(point) ?? []), flow]);
  }
  return out;
}

/** Expectations about elements and groups rather than services, by the single points of those. */
function askedOfParts(facts: Facts, asked: Map<Id, Expectation[]>): Map<Id, Expectation[]> {
  const found = new Map<Id, Expectation[]>();
  for (const [id, expectations] of asked) {
    if (facts.flows[id]) continue;
    for (const point of singlePoints(facts, id)?.points ?? []) found.set(point, [...(found.get(point) ?? []), ...expectations]);
  }
  return found;
}

/** Somebody put a stand-in on the way: a group, a second feed, a second path. */
function hasRedundancy(facts: Facts, flow: Flow): boolean {
  const from = facts.ask(structure);
  return facts.ask(singlePointsByService).get(flow.id)!.redundant || groundOf(facts, from, from.flows.get(flow.id)!).redundancy;
}

function report(facts: Facts, point: Id, out: Flow[], why: 'expected' | 'redundant' | 'plain', expectations: Expectation[]): Finding {
  const name = spokenName(facts, point);
  // Flows without a name between the same ends are called the same.
  const names = [...new Set(out.map((flow) => spokenName(facts, flow.id)))];
  const explanation = explainSinglePoint(facts, out[0]!.id, point)!;
  const { todo, fixes } = standIn(facts, point);
  return finding(about, {
    severity: why === 'plain' ? 'info' : 'warning',
    origin: originOf(facts, point)!,
    what: text(`redundancy.single-point.what.${explanation.reason.kind}`, { ...explanation.reason.params, name, services: names }),
    why: text(`redundancy.single-point.why.${why}`, { services: names, count: names.length, ...downtimeParams(facts, point) }),
    todo,
    related: relatedPlaces(facts, out, expectations),
    fixes,
    subjects: [point, ...out.map((flow) => flow.id)],
    path: pathOf(facts, explanation),
    key: point,
  });
}

function relatedPlaces(facts: Facts, out: Flow[], expectations: Expectation[]): RelatedPlace[] {
  return [
    ...out.map((flow) => ({ text: text('redundancy.single-point.related.service', { service: spokenName(facts, flow.id) }), origin: flow.origin })),
    ...expectations.map((each) => ({ text: text('redundancy.single-point.related.expectation', { expectation: each.text }), origin: each.origin })),
  ];
}

/** The way that is cut, hop by hop; where it is none, the story from the failure to the service. */
function pathOf(facts: Facts, explanation: Explanation): RelatedPlace[] {
  const hops = explanation.way.flatMap((id) => {
    const origin = originOf(facts, id);
    return origin ? [{ text: text('redundancy.step.hop', { name: spokenName(facts, id) }), origin }] : [];
  });
  return hops.length > 0 ? hops : explanation.story;
}

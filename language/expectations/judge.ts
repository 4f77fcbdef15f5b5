/**
 * One static expectation, judged: whether it holds, what is in fact, and what to blame. Expectations inside scenarios
 * about what happens in time are left to the simulation (`undefined`).
 */
import { endpointElements, flowDials, passes, reach, shortName, type Carriage, type Dial } from '../facts/network/index.js';
import { judgeRedundancy } from '../facts/redundancy/judge.js';
import { recoveryPointOf } from '../facts/redundancy/recovery-point.js';
import { spreadOf } from '../facts/redundancy/spread.js';
import { subjectIds } from '../facts/redundancy/subjects.js';
import { recoveryOf } from '../facts/redundancy/takeover.js';
import type { Facts } from '../facts/query.js';
import { text } from '../messages/word.js';
import type { RelatedPlace, Text } from '../model/finding.js';
import type { Endpoint, Expectation, ExpectationBody, Figure, Id } from '../model/model.js';
import type { Origin } from '../model/origin.js';
import { isWithin, part } from '../model/queries.js';
import { compares } from './compares.js';
import { hasProperty } from './properties.js';

export interface Judgement {
  /** Undefined: undecided, the model does not say enough. */
  holds: boolean | undefined;
  /** What is, in words. */
  actual: Text;
  /** Why it is so, as a sentence of its own. */
  because?: Text;
  /** Elements, links and flows to blame, each at its place. */
  culprits: { id: Id; origin: Origin }[];
  path?: RelatedPlace[];
  /** How many parts a standard judged; 0 means that it matches nothing. */
  judged: number;
}

type Body<T extends ExpectationBody['type']> = Extract<ExpectationBody, { type: T }>;

export function judge(facts: Facts, expectation: Expectation): Judgement | undefined {
  const { body } = expectation;
  if (expectation.scenario !== undefined && body.type === 'figure') return undefined;
  switch (body.type) {
    case 'reach': return judgeReach(facts, body);
    case 'passes': return judgePasses(facts, body);
    case 'has': return judgeHas(facts, body);
    case 'no-flow': return judgeNoFlow(facts, body);
    case 'spread': return judgeSpread(facts, body);
    default: {
      if (body.type === 'figure' && body.figure !== 'availability') return judgeStaticFigure(facts, body);
      const verdict = judgeRedundancy(facts, expectation);
      return verdict && { holds: verdict.holds, actual: verdict.actual, culprits: verdict.culprits, judged: verdict.subjects.length };
    }
  }
}

function hops(facts: Facts, found: Carriage | undefined): RelatedPlace[] {
  if (!found) return [];
  return [...found.trace.hops, ...found.trace.back].flatMap((hop) => hop.origin ? [{ text: text('network.flow.hop', { element: shortName(facts, hop.element), layer: hop.layer, detail: hop.detail }), origin: hop.origin }] : []);
}

function blame(facts: Facts, ids: readonly Id[]): Judgement['culprits'] {
  return ids.flatMap((id) => {
    const found = part(facts.model, id);
    return found ? [{ id, origin: found.origin }] : [];
  });
}

// --------------------------------------------------------------------------------------------------- reachability

function judgeReach(facts: Facts, body: Body<'reach'>): Judgement {
  const answers = body.to.map((to) => reach(facts, { from: body.from, to, ...(body.ports ? { ports: body.ports } : {}), negated: body.negated, transitively: body.transitively }));
  const worst = answers.find((each) => each.verdict === 'fails') ?? answers.find((each) => each.verdict === 'undecided') ?? answers[0]!;
  const judged = answers.reduce((sum, each) => sum + each.pairs, 0) || answers.length;
  if (worst.verdict === 'undecided') {
    const name = worst.unwired ?? '';
    return { holds: undefined, actual: text('intent.actual.no-wire', { name: shortName(facts, name) }), culprits: blame(facts, worst.unwired ? [worst.unwired] : []), judged };
  }
  if (worst.verdict === 'holds') {
    return { holds: true, actual: text(body.negated ? 'intent.actual.unreachable' : 'intent.actual.reachable'), culprits: [], path: hops(facts, worst.witness), judged };
  }
  if (worst.flows) return { holds: false, actual: text('intent.actual.reached-by-flows', { flows: worst.flows.map((id) => shortName(facts, id)) }), culprits: blame(facts, worst.flows), judged };
  const stop = worst.witness?.trace.stop;
  if (!body.negated && stop) {
    return { holds: false, actual: text('intent.actual.stopped', { element: shortName(facts, stop.element) }), because: stop.text, culprits: [{ id: stop.element, origin: stop.origin }], path: hops(facts, worst.witness), judged };
  }
  const [failing] = worst.witness?.trace.failing ?? [];
  if (!body.negated && failing) {
    return { holds: false, actual: text('intent.actual.stopped-partly', { element: shortName(facts, failing.element) }), because: failing.text, culprits: [{ id: failing.element, origin: failing.origin }], path: hops(facts, worst.witness), judged };
  }
  const dial = worst.witness?.dial;
  const actual = dial?.port ? text('intent.actual.reached', { from: shortName(facts, dial.from), to: shortName(facts, dial.to), port: dial.port.text })
    : dial ? text('intent.actual.reached-somehow', { from: shortName(facts, dial.from), to: shortName(facts, dial.to) })
       : text(body.negated ? 'intent.actual.reachable' : 'intent.actual.unreachable');
  const openers = (worst.witness?.trace.hops ?? []).filter((hop) => hop.action === 'allowed' && hop.origin).map((hop) => ({ id: hop.element, origin: hop.origin! }));
  const way = [...new Set((worst.witness?.trace.hops ?? []).map((hop) => hop.element))];
  const unjudged = body.negated && openers.length === 0 && way.length > 0;
  return { holds: false, actual, ...(unjudged ? { because: text('intent.actual.unjudged', { way: way.map((id) => shortName(facts, id)).join(' → ') }) } : {}), culprits: openers, path: hops(facts, worst.witness), judged };
}

function judgePasses(facts: Facts, body: Body<'passes'>): Judgement {
  const answers = body.to.map((to) => passes(facts, { from: body.from, to, through: body.through, transitively: body.transitively }));
  const worst = answers.find((each) => each.verdict === 'fails') ?? answers.find((each) => each.verdict === 'undecided') ?? answers[0]!;
  const through = body.through.map((id) => shortName(facts, id));
  if (worst.verdict === 'undecided') return { holds: undefined, actual: text('intent.actual.no-wire', { name: shortName(facts, worst.unwired ?? '') }), culprits: blame(facts, worst.unwired ? [worst.unwired] : []), judged: 1 };
  if (worst.verdict === 'holds') return { holds: true, actual: text('intent.actual.passes', { through }), culprits: [], judged: 1 };
  if (worst.noWay) {
    const { dial, trace: { stop } = { stop: undefined } } = worst.stopped ?? {};
    if (!dial || !stop) return { holds: false, actual: text('intent.actual.no-way', { through }), culprits: [], judged: 1 };
    const actual = text('intent.actual.no-connection', { from: shortName(facts, dial.from), to: shortName(facts, dial.to), through });
    return { holds: false, actual, because: stop.text, culprits: [{ id: stop.element, origin: stop.origin }], path: hops(facts, worst.stopped), judged: 1 };
  }
  const around = worst.way ? worst.way.map((id) => shortName(facts, id)).join(' → ') : (worst.flows ?? []).map((id) => shortName(facts, id)).join(', ');
  // Of several ways a trace tells one, and that may be another.
  const follows = worst.around?.trace.hops.every((hop) => worst.way?.includes(hop.element)) ?? false;
  return { holds: false, actual: text('intent.actual.way-around', { through, around }), culprits: blame(facts, worst.flows ?? []), ...(follows ? { path: hops(facts, worst.around) } : {}), judged: 1 };
}

// ------------------------------------------------------------------------------------------------------ standards

function judgeHas(facts: Facts, body: Body<'has'>): Judgement {
  const ids = subjectIds(facts, body.subject);
  const lacking = ids.filter((id) => !hasProperty(facts, id, body.property));
  const { property } = body;
  if (ids.length === 0) return { holds: true, actual: text('intent.actual.nothing-judged'), culprits: [], judged: 0 };
  if (lacking.length === 0) return { holds: true, actual: text('intent.actual.has', { property, count: ids.length }), culprits: [], judged: ids.length };
  return { holds: false, actual: text('intent.actual.lacks', { names: lacking.map((id) => shortName(facts, id)), property, count: lacking.length }), culprits: blame(facts, lacking), judged: ids.length };
}

function judgeNoFlow(facts: Facts, body: Body<'no-flow'>): Judgement {
  const from = new Set(covered(facts, body.from));
  const to = new Set(covered(facts, body.to));
  const offenders = Object.values(facts.flows).filter((flow) => {
    const dials = facts.ask(flowDials, flow.id);
    // Without `over`, the port that is dialled is the target's own.
    const excepted = ({ port }: Dial): boolean => port !== undefined && (body.except ?? []).some((each) => each.protocol === port.protocol && each.low <= port.low && port.high <= each.high);
    return dials.some((dial) => from.has(dial.from) && to.has(dial.to) && !excepted(dial));
  });
  const judged = from.size > 0 && to.size > 0 ? Object.keys(facts.flows).length : 0;
  if (offenders.length === 0) return { holds: true, actual: text('intent.actual.no-such-flow'), culprits: [], judged };
  return { holds: false, actual: text('intent.actual.flows', { flows: offenders.map((flow) => shortName(facts, flow.id)), count: offenders.length }), culprits: blame(facts, offenders.map((flow) => flow.id)), judged };
}

/** The elements of an endpoint, and those inside them. */
function covered(facts: Facts, endpoint: Endpoint): Id[] {
  const ends = endpointElements(facts, endpoint).map((end) => end.element);
  const containers = [...ends, ...(endpoint.type === 'ids' ? endpoint.ids : [])];
  if (endpoint.type === 'tag') for (const element of Object.values(facts.elements)) if (element.metadata.tags.includes(endpoint.tag)) containers.push(element.id);
  const inside = Object.keys(facts.elements).filter((id) => containers.some((outer) => isWithin(facts.model, id, outer)));
  return [...new Set([...ends, ...inside])];
}

/** Anti-affinity: no two members share one of that sort. */
function judgeSpread(facts: Facts, body: Body<'spread'>): Judgement {
  const ids = subjectIds(facts, body.subject);
  const { over } = body;
  const answers = ids.map((id) => ({ id, found: spreadOf(facts, id, over) }));
  const worst = answers.find(({ found }) => found.type === 'shared') ?? answers.find(({ found }) => found.type !== 'spread');
  const judged = ids.length;
  const kind = spoken(facts, over);
  switch (worst?.found.type) {
    case 'shared': {
      const { a, b, home } = worst.found;
      return { holds: false, actual: text('intent.actual.shares', { a: shortName(facts, a), b: shortName(facts, b), home: shortName(facts, home) }), culprits: blame(facts, [a, b, home]), judged };
    }
    case 'nowhere': {
      const { member } = worst.found;
      return { holds: undefined, actual: text(`intent.actual.nowhere.${kind}`, { name: shortName(facts, member), over }), culprits: blame(facts, [member]), judged };
    }
    case 'single': return { holds: undefined, actual: text('intent.actual.single', { name: shortName(facts, worst.id) }), culprits: blame(facts, [worst.id]), judged };
    default: return { holds: true, actual: text('intent.actual.spread', { over }), culprits: [], judged };
  }
}

/** How one says of a member that it has none: it stands in no rack, hangs on no switch, draws on no supply. */
function spoken(facts: Facts, over: string): 'place' | 'switch' | 'power' | 'host' {
  const role = facts.model.kinds[over]?.role;
  if (role === 'place') return 'place';
  if (role === 'switch') return 'switch';
  return role === 'device' || (role === undefined && over === 'power') ? 'power' : 'host';
}

// --------------------------------------------------------------------------------------------------------- figures

/** Failover and data loss follow from what is stated, outside scenarios too; other figures need a scenario. */
function judgeStaticFigure(facts: Facts, body: Body<'figure'>): Judgement {
  const ids = subjectIds(facts, body.subject);
  const answers = ids.flatMap((id) => {
    const found = timeOf(facts, id, body.figure);
    return found ? [{ id, ...found }] : [];
  });
  const figure = body.percentile === undefined ? body.figure : `p${String(body.percentile).slice(2).padEnd(2, '0')}`;
  const unknown = answers.find((each) => each.seconds === undefined);
  const known = answers.filter((each) => each.seconds !== undefined).sort((a, b) => b.seconds! - a.seconds!);
  const limit = Number(body.value.value);
  const worst = known[0];
  if (worst && (!unknown || !compares(worst.seconds!, body.comparator, limit))) {
    const holds = compares(worst.seconds!, body.comparator, limit);
    const actual = text(`intent.actual.time.${worst.by}`, { value: worst.seconds!, margin: Math.abs(limit - worst.seconds!), side: worst.seconds! > limit ? 'over' : 'under', limit, name: shortName(facts, worst.id) });
    const missed = known.filter((each) => !compares(each.seconds!, body.comparator, limit));
    return { holds, actual, culprits: holds ? [] : blame(facts, missed.map((each) => each.id)), judged: ids.length };
  }
  if (unknown) return { holds: undefined, actual: text(`intent.actual.no-time.${unknown.by}`, { name: shortName(facts, unknown.id) }), culprits: [{ id: unknown.id, origin: unknown.origin }], judged: ids.length };
  return { holds: undefined, actual: text('intent.actual.needs-scenario', { figure }), culprits: [], judged: ids.length };
}

/** Seconds that a group takes to recover, or that it may lose; undefined where the id is no group's or the figure another. */
function timeOf(facts: Facts, id: Id, figure: Figure) {
  if (figure === 'failover') {
    const found = facts.ask(recoveryOf, id);
    return found && { ...found, by: found.waits ? 'waits' as const : found.by === 'nothing' ? 'nobody' as const : found.by };
  }
  return figure === 'data-loss' ? facts.ask(recoveryPointOf, id) : undefined;
}

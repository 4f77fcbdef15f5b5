/** What findings on load have in common: how long a request holds a worker, which loads bring how much, where the workers are stated. */
import { holdings } from '../../facts/capacity/index.js';
import { comesTo } from '../../facts/capacity/overloads.js';
import type { Phase } from '../../facts/capacity/types.js';
import { serving } from '../../facts/capacity/serving.js';
import { copiesOf } from '../../facts/capacity/sync-copies.js';
import { rounded, timeText } from '../../facts/capacity/wording.js';
import { spokenName } from '../../facts/redundancy/names.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { RelatedPlace, Text } from '../../model/finding.js';
import type { Id } from '../../model/model.js';

/** How long a request holds a worker of the element, and what for. `total`: seconds, of the load in question. */
export function holdingText(facts: Facts, id: Id, total: number): Text {
  const held = facts.ask(holdings, 0).get(id);
  const waits = (held?.waits ?? []).filter((each) => each.seconds > total * 0.005);
  const copies = held && total > 1.005 * (held.total ?? Infinity) ? copiesOf(facts, id).map((each) => spokenName(facts, each)) : [];
  if (waits.length === 0 && copies.length > 0) return text('capacity.holding.copies', { total: timeText(total), own: timeText(held!.own), copies });
  if (waits.length === 0) return text('capacity.holding.own', { total: timeText(total) });
  const flows = [...new Set(waits.map((each) => facts.flows[each.flow]?.title ?? each.flow))].map((title) => `"${title}"`);
  const params = { total: timeText(total), own: timeText(held!.own), flows, copies };
  if (copies.length > 0) return text('capacity.holding.waits-and-copies', params);
  return held!.own > 0 ? text('capacity.holding.waits', params) : text('capacity.holding.waits-only', params);
}

/** The loads that come to it, each with its part; then where its workers are stated. */
export function loadPlaces(facts: Facts, id: Id, phase: Phase, members: readonly Id[] = [id]): RelatedPlace[] {
  const loads = phase.loads.filter((load) => members.some((each) => comesTo(load, each))).map((load): RelatedPlace => {
    const visits = members.reduce((sum, each) => sum + (load.visits.elements.get(each) ?? 0), 0);
    return { text: text('capacity.related.load', { rate: rounded(load.rate * visits) }), origin: load.load.origin };
  });
  const { workers, workersOrigin } = facts.ask(serving, id);
  const stated = workersOrigin && workers !== undefined ? [{ text: text('capacity.related.workers', { workers }), origin: workersOrigin }] : [];
  return [...loads, ...stated];
}

/** Of an element, or of several that are one declaration. */
export function nameOf(facts: Facts, id: Id): string {
  return spokenName(facts, id);
}

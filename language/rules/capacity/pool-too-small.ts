/** A pool with fewer places than requests are in it at once, by Little's law (Little 1961): L = λ W. */
import { fewConnections, overloads } from '../../facts/capacity/index.js';
import { enough, type Excess } from '../../facts/capacity/overloads.js';
import { serving } from '../../facts/capacity/serving.js';
import { rounded, timeText } from '../../facts/capacity/wording.js';
import { spokenName } from '../../facts/redundancy/names.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';
import { holdingText, loadPlaces } from './on-load.js';

const about = { id: 'capacity/pool-too-small', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('capacity.pool-too-small.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  yield* ofPools(facts);
  yield* ofConnections(facts);
}

function* ofPools(facts: Facts): Generator<Finding> {
  for (const { type, of, excesses } of facts.ask(overloads)) {
    if (type !== 'pool') continue;
    const [{ id, offered, limit, scenario, phase }] = excesses as [Excess];
    const params = {
      name: spokenName(facts, id), workers: limit, queue: facts.ask(serving, id).queue ?? -1, needed: rounded(offered.busy), rate: rounded(offered.rate),
      holding: holdingText(facts, id, offered.busy / offered.rate), scenario: scenario.title, bounded: offered.bounded ? 'yes' : 'no', ...enough(offered.busy),
    };
    yield finding(about, {
      origin: facts.elements[id]!.origin,
      what: text('capacity.pool-too-small.what', params),
      why: text('capacity.pool-too-small.why', params),
      todo: text('capacity.pool-too-small.todo', params),
      related: loadPlaces(facts, id, phase),
      subjects: excesses.map((each) => each.id),
      key: of,
    });
  }
}

/** `connections N` of a flow is a pool at each of its callers. */
function* ofConnections(facts: Facts): Generator<Finding> {
  for (const { flow, source, connections, rate, busy, bounded, scenario, phase } of facts.ask(fewConnections)) {
    const params = {
      flow: `"${spokenName(facts, flow.id)}"`, source: spokenName(facts, source), connections, needed: rounded(busy), rate: rounded(rate), holding: timeText(busy / rate), scenario: scenario.title,
      bounded: bounded ? 'yes' : 'no', ...enough(busy),
    };
    yield finding(about, {
      origin: flow.origin,
      what: text('capacity.pool-too-small.what.connections', params),
      why: text('capacity.pool-too-small.why.connections', params),
      todo: text('capacity.pool-too-small.todo.connections', params),
      related: loadPlaces(facts, source, phase),
      subjects: [flow.id, source],
      key: flow.id,
    });
  }
}

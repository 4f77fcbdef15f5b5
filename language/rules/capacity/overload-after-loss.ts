/** A group that carries its load only while all its members work. */
import { overloadsAfterLoss } from '../../facts/capacity/index.js';
import { enough } from '../../facts/capacity/overloads.js';
import { percent, rounded } from '../../facts/capacity/wording.js';
import { spokenName } from '../../facts/redundancy/names.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding } from '../../model/finding.js';
import { finding, type Rule } from '../rule.js';
import { loadPlaces } from './on-load.js';

const about = { id: 'capacity/overload-after-loss', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('capacity.after-loss.title'), fixable: false, run };

function* run(facts: Facts): Generator<Finding> {
  for (const { of, lost, heir, workers, before, after, sharing, scenario, phase } of facts.ask(overloadsAfterLoss)) {
    const place = facts.groups[of] ?? facts.elements[of]!;
    const names = { group: spokenName(facts, of), lost: spokenName(facts, lost), heir: spokenName(facts, heir) };
    // Where equals share, the rest must be enough for all of it.
    const equals = sharing > 1 && facts.groups[of]?.mode === 'active-active' && Math.abs(after.busy * (sharing - 1) - before.busy * sharing) <= 1e-6 * after.busy;
    const params = {
      ...names, bounded: after.bounded ? 'yes' : 'no', rate: rounded(after.rate), capacity: rounded((after.rate * workers) / after.busy), percent: percent(after.busy, workers),
      before: percent(before.busy, workers), scenario: scenario.title, least: enough(after.busy).least, count: sharing, instances: enough(before.busy * sharing, workers).least + 1,
    };
    yield finding(about, {
      origin: place.origin,
      what: text('capacity.after-loss.what', params),
      why: text('capacity.after-loss.why', params),
      todo: text(equals ? 'capacity.after-loss.todo.count' : 'capacity.after-loss.todo', params),
      related: [
        ...(facts.elements[lost]!.instance ? [] : [{ text: text('capacity.after-loss.related.lost', params), origin: facts.elements[lost]!.origin }]),
        ...loadPlaces(facts, heir, phase, [heir, lost]),
      ],
      subjects: [...new Set([of, heir, lost])],
      key: of,
    });
  }
}

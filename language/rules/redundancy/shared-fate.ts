/** Members of a redundant group that are lost together: what they share takes away what each of them was there to save. */
import type { Facts } from '../../facts/query.js';
import { figures } from '../../facts/redundancy/figures.js';
import { spokenName } from '../../facts/redundancy/names.js';
import { gainsOf } from '../../facts/redundancy/judge.js';
import { sharedFates, type SharedFate } from '../../facts/redundancy/shared-fate.js';
import { originOf } from '../../facts/redundancy/story.js';
import { minutesRounded } from '../../facts/redundancy/wording.js';
import { text } from '../../messages/word.js';
import type { Finding, RelatedPlace, Text } from '../../model/finding.js';
import type { Id } from '../../model/model.js';
import { finding, type Rule } from '../rule.js';
import { otherSupport } from './other-support.js';

const about = { id: 'redundancy/shared-fate', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('redundancy.shared-fate.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const fate of facts.ask(sharedFates)) {
    const { group, causes, services } = fate;
    const [nearest] = causes;
    if (!nearest) continue;
    const other = otherSupport(facts, nearest, causes.map((each) => each.cause));
    const params = {
      group: spokenName(facts, group.id), cause: spokenName(facts, nearest.cause), members: nearest.lost.map((id) => spokenName(facts, id)), lost: nearest.lost.length,
      name: spokenName(facts, nearest.lost.at(-1)!), services: services.map((id) => spokenName(facts, id)), count: services.length,
      kind: facts.elements[nearest.cause]?.kind ?? '', ...(other ? { other: spokenName(facts, other.id) } : {}),
    };
    yield finding(about, {
      origin: group.origin,
      what: text(`redundancy.shared-fate.what.${nearest.kind}`, params),
      why: why(facts, fate, params),
      todo: text(other ? `redundancy.shared-fate.todo.${nearest.kind as 'host' | 'power'}.known` : `redundancy.shared-fate.todo.${nearest.kind}`, params),
      related: related(facts, fate),
      fixes: other ? [other.fix] : [],
      subjects: [group.id, ...causes.map((each) => each.cause)],
      key: group.id,
    });
  }
}

/** What all the causes together cost the service that they cost most. */
function why(facts: Facts, { causes, services }: SharedFate, params: NonNullable<Text['params']>): Text {
  if (services.length === 0) return text('redundancy.shared-fate.why.plain', params);
  const shared = new Set<Id>(causes.map((each) => each.cause));
  const costs = services.map((id) => {
    const found = figures(facts, id);
    return found ? gainsOf(facts, found).filter((gain) => shared.has(gain.id)).reduce((sum, gain) => sum + gain.minutes - gain.planned, 0) : 0;
  });
  const minutes = Math.max(...costs);
  return minutes > 0 ? text('redundancy.shared-fate.why.minutes', { ...params, minutes: minutesRounded(minutes) }) : text('redundancy.shared-fate.why.services', params);
}

function related(facts: Facts, { causes, services }: SharedFate): RelatedPlace[] {
  const place = (id: Id, said: Text): RelatedPlace[] => {
    const origin = originOf(facts, id);
    return origin ? [{ text: said, origin }] : [];
  };
  return [
    ...causes.flatMap(({ cause, lost }) => place(cause, text('redundancy.shared-fate.related.cause', { cause: spokenName(facts, cause), members: lost.map((id) => spokenName(facts, id)) }))),
    ...services.flatMap((id) => place(id, text('redundancy.single-point.related.service', { service: spokenName(facts, id) }))),
  ];
}

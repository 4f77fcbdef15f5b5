/** An availability that is asked for and not reached: how much is missing, what costs most, and what each cure would gain. */
import type { Facts } from '../../facts/query.js';
import { figures, type Figures } from '../../facts/redundancy/figures.js';
import { gainsOf, judgeRedundancy, type Gain } from '../../facts/redundancy/judge.js';
import { spokenName } from '../../facts/redundancy/names.js';
import { brokenReason, originOf } from '../../facts/redundancy/story.js';
import { gateOf, structure } from '../../facts/redundancy/structure.js';
import { subjectName } from '../../facts/redundancy/subjects.js';
import { minutesRounded, percentOf, targetPercent } from '../../facts/redundancy/wording.js';
import { text } from '../../messages/word.js';
import type { Finding, RelatedPlace, Text } from '../../model/finding.js';
import type { Expectation, Id } from '../../model/model.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'redundancy/target-missed', severity: 'error' } as const;
const MINUTES_PER_YEAR = 525_600;
const CAUSES = 3;
const NEXT_TO_NOTHING = 10_000;

export const rule: Rule = {
  ...about,
  title: text('redundancy.target-missed.title'),
  fixable: false,
  run: findings,
};

function* findings(facts: Facts): Generator<Finding> {
  for (const expectation of facts.read('expectations')) {
    if (expectation.body.type !== 'figure') continue;
    const verdict = judgeRedundancy(facts, expectation);
    const missed = verdict?.subjects.filter((subject) => subject.holds === false).map((subject) => subject.id) ?? [];
    if (verdict?.holds === false && missed.length > 0) yield report(facts, expectation, worstFirst(facts, missed));
  }
}

interface Missed { id: Id; name: string; figures: Figures; gains: Gain[] }

function worstFirst(facts: Facts, ids: Id[]): Missed[] {
  const missed = ids.map((id) => {
    const found = figures(facts, id)!;
    return { id, name: subjectName(facts, id), figures: found, gains: heavy(gainsOf(facts, found)).slice(0, CAUSES) };
  });
  return missed.sort((a, b) => unavailability(b.figures) - unavailability(a.figures));
}

/** What costs next to nothing beside the heaviest is no cause to speak of. */
function heavy(gains: readonly Gain[]): Gain[] {
  return gains.filter((gain) => gain.minutes * NEXT_TO_NOTHING >= gains[0]!.minutes);
}

function unavailability({ unavailability: exact, bounds }: Figures): number {
  return exact ?? 1 - bounds!.high;
}

function report(facts: Facts, expectation: Expectation, missed: [Missed, ...Missed[]] | Missed[]): Finding {
  const worst = missed[0]!;
  const others = missed.slice(1);
  return finding(about, {
    origin: expectation.origin,
    what: what(expectation, worst),
    why: why(facts, expectation, worst),
    todo: todo(facts, expectation, worst),
    related: [...causes(facts, worst), ...others.map((each) => other(facts, each))],
    subjects: [...new Set([worst.id, ...worst.gains.map((gain) => gain.id), ...others.map((each) => each.id)])],
    key: expectation.text,
  });
}

/** True where more is asked for than there is, rather than less. */
function asksForMore({ body }: Expectation): boolean {
  return body.type === 'figure' && (body.comparator === '>=' || body.comparator === '>' || body.comparator === '=');
}

function what(expectation: Expectation, { name, figures: found }: Missed): Text {
  const { body } = expectation;
  const target = targetOf(expectation);
  const params = { subject: name, comparator: body.type === 'figure' ? body.comparator : '>=', target: targetPercent(target) };
  if (!found.works) return text('redundancy.target-missed.what.broken', params);
  if (found.unavailability === undefined) return text('redundancy.target-missed.what.bounds', { ...params, actual: percentOf(1 - found.bounds!.high) });
  const actual = percentOf(found.unavailability);
  if (1 - found.unavailability > target) return text('redundancy.target-missed.what.above', { ...params, actual });
  return text('redundancy.target-missed.what', {
    ...params, actual,
    minutes: minutesRounded(found.unavailability * MINUTES_PER_YEAR), allowed: minutesRounded((1 - target) * MINUTES_PER_YEAR),
  });
}

function why(facts: Facts, expectation: Expectation, { id, figures: found, gains }: Missed): Text {
  if (!found.works) return brokenWhy(facts, id);
  if (!asksForMore(expectation)) return text('redundancy.target-missed.why.above');
  if (gains.length > 0) return text('redundancy.target-missed.why.causes', { causes: gains.map((gain) => spokenName(facts, gain.id)), count: gains.length });
  const minutes = found.handovers.reduce((sum, each) => sum + each.share, 0) * MINUTES_PER_YEAR;
  return text('redundancy.target-missed.why.handover', { minutes: minutesRounded(minutes), groups: found.handovers.map((each) => spokenName(facts, each.group)) });
}

function brokenWhy(facts: Facts, id: Id): Text {
  const from = facts.ask(structure);
  return text('redundancy.target-missed.why.broken', { reason: brokenReason(facts, from, gateOf(from, id)!) });
}

/** What gains most: a second one of the heaviest cause, or a quicker hand-over. */
function todo(facts: Facts, expectation: Expectation, { figures: found, gains }: Missed): Text {
  if (!found.works) return text('redundancy.target-missed.todo.broken');
  if (!asksForMore(expectation)) return text('redundancy.target-missed.todo.above');
  const excess = (unavailability(found) - (1 - targetOf(expectation))) * MINUTES_PER_YEAR;
  const missing = minutesRounded(excess);
  const [heaviest] = gains;
  const doubled = heaviest?.doubled ?? 0;
  const [slowest] = found.handovers;
  if (slowest && slowest.share * MINUTES_PER_YEAR > doubled) {
    return text('redundancy.target-missed.todo.handover', { group: spokenName(facts, slowest.group), minutes: minutesRounded(slowest.share * MINUTES_PER_YEAR), missing });
  }
  if (!heaviest) return text('redundancy.target-missed.todo.other');
  const params = { name: spokenName(facts, heaviest.id), minutes: minutesRounded(doubled), missing };
  if (heaviest.planned > heaviest.minutes / 2) return text('redundancy.target-missed.todo.planned', { ...params, planned: minutesRounded(heaviest.planned) });
  return text(doubled >= excess ? 'redundancy.target-missed.todo.enough' : 'redundancy.target-missed.todo.causes', params);
}

function targetOf({ body }: Expectation): number {
  return body.type === 'figure' && typeof body.value.value === 'number' ? body.value.value : 1;
}

function causes(facts: Facts, { name, gains }: Missed): RelatedPlace[] {
  return gains.map((gain) => ({
    text: text(gain.planned > 0 ? 'redundancy.target-missed.related.planned' : 'redundancy.target-missed.related', {
      name: spokenName(facts, gain.id), minutes: minutesRounded(gain.minutes), planned: minutesRounded(gain.planned), subject: name, gained: percentOf(gain.left),
    }),
    origin: originOf(facts, gain.id)!,
  }));
}

function other(facts: Facts, { id, name, figures: found }: Missed): RelatedPlace {
  return { text: text('redundancy.target-missed.other', { subject: name, actual: percentOf(unavailability(found)) }), origin: originOf(facts, id)! };
}

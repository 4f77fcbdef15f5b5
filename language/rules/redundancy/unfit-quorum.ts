/**
 * A quorum that does not do what quorums are for: half of the members or less decide (two halves may both decide), all
 * of them must agree (the first loss stops it), or there is one member more than helps.
 */
import type { Facts } from '../../facts/query.js';
import { spokenName } from '../../facts/redundancy/names.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix } from '../../model/finding.js';
import type { Group } from '../../model/model.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'redundancy/unfit-quorum', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('redundancy.unfit-quorum.title'), fixable: true, run };

type Defect = 'minority' | 'all' | 'even';

function* run(facts: Facts): Generator<Finding> {
  for (const group of Object.values(facts.groups)) {
    if (group.mode !== 'quorum') continue;
    const count = new Set(group.members.map((member) => member.id)).size;
    const defect = defectOf(group.need, count);
    if (!defect) continue;
    const majority = Math.floor(count / 2) + 1;
    const params = { group: spokenName(facts, group.id), need: group.need, count, majority, more: count + 1, spare: count - group.need, half: count / 2 };
    yield finding(about, {
      origin: group.modeOrigin ?? group.origin,
      what: text(`redundancy.unfit-quorum.what.${defect}`, params),
      why: text(`redundancy.unfit-quorum.why.${defect}`, params),
      todo: text(count === 2 ? 'redundancy.unfit-quorum.todo.two' : `redundancy.unfit-quorum.todo.${defect}`, params),
      fixes: fixes(group, defect, count),
      subjects: [group.id, ...group.members.map((member) => member.id)],
      key: group.id,
    });
  }
}

/** A quorum over one is no redundancy, and one that asks for more than there are can never work: others speak of those. */
function defectOf(need: number, count: number): Defect | undefined {
  if (count < 2 || need > count) return undefined;
  if (need * 2 <= count) return 'minority';
  if (need === count) return 'all';
  return count % 2 === 0 ? 'even' : undefined;
}

/** Another number, where the members that there are can bear it; of two, and of an even number, a counted element can have one more. */
function fixes(group: Group, defect: Defect, count: number): Fix[] {
  const majority = Math.floor(count / 2) + 1;
  if (count > 2 && defect !== 'even' && group.modeOrigin) {
    return [{ title: text('redundancy.unfit-quorum.fix.majority', { majority, count }), edits: [{ type: 'replace', at: group.modeOrigin, by: `quorum ${majority}` }], preferred: true }];
  }
  if (!group.counted || count % 2 !== 0) return [];
  const mode = `quorum ${Math.floor((count + 1) / 2) + 1}`;
  return [{ title: text('redundancy.unfit-quorum.fix.count', { more: count + 1 }), edits: [{ type: 'count', on: group.id, count: count + 1, mode }] }];
}

/** Databases that stand in for each other without having the same data, or with data older than may be lost. */
import { shortName } from '../../facts/network/index.js';
import { tree } from '../../facts/network/tree.js';
import { replicationsWithin, sharesStorage } from '../../facts/redundancy/recovery-point.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix } from '../../model/finding.js';
import type { Element, Group, Id } from '../../model/model.js';
import { hasRole } from '../../model/queries.js';
import { finding, type Rule } from '../rule.js';
import { limits } from './failover-too-slow.js';

const about = { id: 'redundancy/stateful-without-replication', severity: 'error' } as const;

export const rule: Rule = { ...about, title: text('redundancy.stateful-without-replication.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  const points = limits(facts, 'data-loss');
  for (const group of Object.values(facts.groups)) {
    const copies = facts.ask(replicationsWithin, group.id);
    const late = points.get(group.id);
    const slow = late && copies.length > 0 && copies.every((each) => each.mode === 'async' && each.lag !== undefined && each.lag > late.limit)
      ? [...copies].sort((a, b) => a.lag! - b.lag!)[0] : undefined;
    if (late && slow) {
      const params = { group: shortName(facts, group.id), from: shortName(facts, slow.from), to: shortName(facts, slow.to), lag: slow.lag!, limit: late.limit };
      yield finding(about, {
        origin: slow.origin,
        what: text('redundancy.stateful-without-replication.what.lag', params),
        why: text('redundancy.stateful-without-replication.why.lag', params),
        todo: text('redundancy.stateful-without-replication.todo.lag', params),
        related: [{ text: text('redundancy.stateful-without-replication.related', params), origin: late.expectation.origin }],
        fixes: [{ title: text('redundancy.stateful-without-replication.fix.sync', params), edits: [{ type: 'replace', at: slow.origin, by: `replicate ${params.from} -> ${params.to} sync` }] }],
        subjects: [group.id, slow.from, slow.to],
        key: `${group.id} lag`,
      });
    }
    const alone = membersAlone(facts, group);
    if (alone.length > 0) yield withoutCopies(facts, group, alone);
  }
}

/** Members to which nothing is copied, and from which nothing is; none where data are the same in some other way. */
function membersAlone(facts: Facts, group: Group): Id[] {
  const members = [...new Set(group.members.map((member) => member.id))];
  const elements = facts.ask(tree).members(group.id).map((id) => facts.elements[id]!);
  // Data that are to be spread over the members are not the same on each.
  if ([group, ...elements].some((each) => each.requires.some(({ capability }) => capability === 'scale-out'))) return [];
  if (group.mode === 'quorum' || members.length < 2 || elements.length < 2) return [];
  if (!elements.every((each) => hasRole(each, 'database')) || elements.every((each) => copiesByItself(facts, each)) || sharesStorage(facts, group)) return [];
  const copied = new Set(facts.ask(replicationsWithin, group.id).flatMap((each) => [each.from, each.to]));
  const has = (id: Id): boolean => copied.has(id) || facts.ask(tree).members(id).some((each) => copied.has(each) || facts.ask(tree).descendants(each).some((inner) => copied.has(inner)));
  return members.filter((id) => !has(id));
}

/** Software that spreads its data over machines, or keeps its standby in step, with nothing else to set up. */
function copiesByItself(facts: Facts, element: Element): boolean {
  return element.software.some(({ name }) => ['scale-out', 'failover'].some((capability) => facts.model.software[name]?.provides?.includes(capability)));
}

function withoutCopies(facts: Facts, group: Group, alone: Id[]): Finding {
  const primary = group.members[0]!.id;
  const everybody = alone.length === new Set(group.members.map((member) => member.id)).size;
  const lacking = everybody ? alone.filter((id) => id !== primary) : alone;
  const params = { group: shortName(facts, group.id), primary: shortName(facts, primary), members: lacking.map((id) => shortName(facts, id)), count: lacking.length };
  const standby = group.mode === 'active-standby' ? 'standby' : 'active';
  return finding(about, {
    origin: group.origin,
    what: text('redundancy.stateful-without-replication.what', params),
    why: text(`redundancy.stateful-without-replication.why.${standby}`, params),
    todo: text('redundancy.stateful-without-replication.todo', params),
    fixes: group.mode === 'active-standby' && lacking.every((id) => id !== primary) ? fixes(facts, group, primary, lacking) : [],
    subjects: [group.id, ...lacking],
    key: group.id,
  });
}

function fixes(facts: Facts, group: Group, primary: Id, lacking: Id[]): Fix[] {
  return (['sync', 'async'] as const).map((mode) => ({
    title: text(`redundancy.stateful-without-replication.fix.${mode}`, { from: shortName(facts, primary), to: lacking.map((id) => shortName(facts, id)).join(', ') }),
    edits: [{ type: 'add', into: group.id, statements: lacking.map((id) => ({ type: 'word' as const, word: 'replicate', value: `${shortName(facts, primary)} -> ${shortName(facts, id)} ${mode}` })) }],
  }));
}

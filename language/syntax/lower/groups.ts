/** Groups: who belongs to them, how many are needed, who is first. */
import type * as ast from '../generated/ast.js';
import type { Group, GroupMode, Id } from '../../model/model.js';
import { origin, propertyRange } from '../written.js';
import { optional } from './catalogue.js';
import type { Lowering } from './context.js';
import { statementsOf, type Draft } from './draft.js';
import { thing } from './elements.js';
import { named } from './endpoints.js';
import { integer } from './values.js';

/** RFC 5798, section 5.2.4: the priority of a router that states none. */
const DEFAULT_PRIORITY = 100;

export function group(lowering: Lowering, draft: Draft): Group {
  const members = draft.counted ? instanceMembers(lowering, draft) : writtenMembers(lowering, draft);
  const mode: GroupMode = draft.mode?.mode ?? 'active-active';
  const stated = draft.mode?.need === undefined ? undefined : integer(lowering, draft.document, draft.mode, 'need', draft.mode.need, 1);
  const need = stated ?? (mode === 'quorum' ? Math.floor(members.length / 2) + 1 : 1);
  const at = origin(draft.document, draft.node, propertyRange(draft.node, 'name'));
  if (members.length === 0) lowering.report({ type: 'empty-group', name: draft.name, reason: 'no-members', origin: at });
  else if (need > members.length && draft.mode) lowering.problemAt(draft.document, draft.mode, 'need', { type: 'empty-group', name: draft.name, reason: 'too-many-needed' });
  const base = thing(lowering, draft, lowering.elementAttributes, 'group');
  return {
    ...base, mode, ...optional('modeOrigin', draft.mode && origin(draft.document, draft.mode)), need, members: primaryFirst(members), counted: draft.counted,
  };
}

function instanceMembers(lowering: Lowering, draft: Draft): Group['members'] {
  return draft.instances.map((instance) => {
    return { id: instance.id, ...ownPriority(lowering, instance.id), origin: origin(draft.document, draft.node, propertyRange(draft.node, 'name')) };
  });
}

/** The priority that the element states itself. */
function ownPriority(lowering: Lowering, id: Id): Pick<Group['members'][number], 'priority' | 'priorityOrigin'> {
  const stated = lowering.model.elements[id]?.attributes['priority'];
  return typeof stated?.value.value === 'number' ? { priority: stated.value.value, priorityOrigin: stated.origin } : {};
}

function writtenMembers(lowering: Lowering, draft: Draft): Group['members'] {
  const members: Group['members'] = [];
  for (const { node, document, scope } of statementsOf<ast.MembersStatement>(draft, 'MembersStatement')) {
    for (const member of node.members) {
      if (member.path === undefined) continue;
      const own = integer(lowering, document, member, 'priority', member.priority);
      for (const { draft: found } of named(lowering, document, member, 'path', [member.path], scope.parent ?? scope)) {
        if (found === draft) {
          lowering.problemAt(document, member, 'path', { type: 'cycle', what: 'group', path: [{ name: draft.name, origin: origin(document, member) }] });
          continue;
        }
        if (members.some((each) => each.id === found.id)) {
          lowering.problemAt(document, member, 'path', { type: 'empty-group', name: draft.name, reason: 'same-member-twice', member: member.path });
          continue;
        }
        const here = own === undefined ? undefined : { priority: own, priorityOrigin: origin(document, member, propertyRange(member, 'priority')) };
        members.push({ id: found.id, ...(here ?? ownPriority(lowering, found.id)), origin: origin(document, member) });
      }
    }
  }
  return members;
}

/** The primary has the highest priority, else stands first. */
function primaryFirst(members: Group['members']): Group['members'] {
  return members.map((member, index) => ({ member, index }))
    .sort((a, b) => (b.member.priority ?? DEFAULT_PRIORITY) - (a.member.priority ?? DEFAULT_PRIORITY) || a.index - b.index)
    .map((each) => each.member);
}

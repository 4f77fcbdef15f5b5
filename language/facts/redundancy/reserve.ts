/** How many members a group can lose, and how long it takes until another serves. */
import type { Id } from '../../model/model.js';
import { query } from '../query.js';
import { needed, supporting } from './supports.js';
import { recoveryOf } from './takeover.js';

export interface Reserve {
  members: number;
  /** Any so many may be down at once, and the group still serves. */
  spare: number;
  /** The standby waits for somebody to switch over, for no stated time: it is no reserve. */
  waits: boolean;
  /** Seconds until a standby serves, at the longest; undefined where nothing says, or nobody has to take over. */
  handover?: number;
}

export const reserveOf = query('redundancy.reserve', (facts, id: Id): Reserve | undefined => {
  const group = facts.groups[id];
  if (!group) return undefined;
  const members = new Set(group.members.map((member) => member.id)).size;
  const serving = supporting(group).length;
  const seconds = group.mode === 'active-standby' && members > 1 ? facts.ask(recoveryOf, id)?.seconds : undefined;
  return {
    members,
    spare: Math.max(0, serving - needed(group)),
    waits: serving < members,
    ...(seconds === undefined ? {} : { handover: seconds }),
  };
});

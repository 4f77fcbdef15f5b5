/** How many members a group can lose, and how long it takes until another serves. */
import type { Group } from '../../model/model.js';
import { needed, supporting } from './supports.js';

export interface Reserve {
  members: number;
  /** Any so many may be down at once, and the group still serves. */
  spare: number;
  /** The standby waits for somebody to switch over, for no stated time: it is no reserve. */
  waits: boolean;
  /** Seconds; undefined where they are not stated, or nobody hands over. */
  handover?: number;
}

export function reserveOf(group: Group): Reserve {
  const members = new Set(group.members.map((member) => member.id)).size;
  const serving = supporting(group).length;
  const within = group.mode === 'active-standby' ? group.failover?.within : undefined;
  return {
    members,
    spare: Math.max(0, serving - needed(group)),
    waits: serving < members,
    ...(within === undefined ? {} : { handover: within }),
  };
}

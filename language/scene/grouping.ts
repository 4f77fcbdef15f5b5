/**
 * Which groups are drawn as frames and where: a group whose visible members stand side by side in one container (or
 * are themselves such groups) becomes a frame around them. A group spread over several places cannot; its members
 * carry its badge instead.
 */
import type { Group, Id, Model } from '../model/model.js';

export interface Grouping {
  /** Group → the nodes in its frame: element ids, or ids of framed groups. */
  frames: ReadonlyMap<Id, readonly Id[]>;
  /** Element or group → the frame around it. */
  frameOf: ReadonlyMap<Id, Id>;
  /** Frame → the element that contains it. */
  homeOf: ReadonlyMap<Id, Id | undefined>;
  /** Element → groups that it belongs to without a frame of theirs around it. */
  spread: ReadonlyMap<Id, readonly Id[]>;
}

export function groupsOfPicture(model: Model, visible: ReadonlySet<Id>, homes: ReadonlyMap<Id, Id | undefined>): Grouping {
  const frames = new Map<Id, Id[]>();
  const frameOf = new Map<Id, Id>();
  const homeOf = new Map<Id, Id | undefined>();
  const spread = new Map<Id, Id[]>();
  const visiting = new Set<Id>();

  const frame = (group: Group): boolean => {
    if (frames.has(group.id)) return true;
    if (visiting.has(group.id)) return false;
    visiting.add(group.id);
    const members = [...new Set(group.members.map((member) => member.id))].filter((id) => visible.has(id) || (model.groups[id] !== undefined && frame(model.groups[id])));
    const home = (id: Id): Id | undefined => (model.groups[id] ? homeOf.get(id) : homes.get(id));
    const around = new Set(members.map(home));
    const possible = members.length > 0 && around.size === 1 && members.every((id) => !frameOf.has(id));
    if (possible) {
      frames.set(group.id, members);
      members.forEach((id) => frameOf.set(id, group.id));
      homeOf.set(group.id, home(members[0]!));
    } else {
      for (const id of members) spread.set(id, [...(spread.get(id) ?? []), group.id]);
    }
    return possible;
  };

  for (const group of Object.values(model.groups)) frame(group);
  return { frames, frameOf, homeOf, spread };
}

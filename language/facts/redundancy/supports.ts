/**
 * What keeps an element up: itself, what it runs on, what feeds it, and the places around it. Feeds and hosts may be
 * groups; their mode says how many of them are needed.
 */
import type { Group, Id } from '../../model/model.js';
import { isInternet, isPlace } from '../../model/queries.js';
import { tree } from '../network/tree.js';
import type { Facts } from '../query.js';
import { all, any, atLeast, type Circuit, type Gate } from './circuit.js';

export class Supports {
  constructor(private readonly facts: Facts, private readonly circuit: Circuit) {}

  /** The element or link itself. */
  self(id: Id): Gate {
    return this.circuit.gate({ type: 'self', id }, () => ({ type: 'variable' }));
  }

  /** The element, or enough members of the group, with supports. */
  up(id: Id): Gate {
    const group = this.facts.groups[id];
    if (group) return this.groupUp(group);
    const element = this.facts.elements[id];
    return this.circuit.gate({ type: 'up', id }, () => {
      if (!element) return all([]);
      if (isInternet(element)) return all([]);
      const supports = [...new Set([...element.hosts, ...this.placeOf(id)])].map((each) => this.up(each));
      const powered = element.poweredBy.map((entry, index) => this.powered(`${id}`, index, entry.anyOf));
      return all([this.self(id), ...supports, ...powered]);
    });
  }

  private powered(id: Id, index: number, feeds: readonly Id[]): Gate {
    if (feeds.length === 1) return this.up(feeds[0]!);
    return this.circuit.gate({ type: 'powered', id, index }, () => (feeds.length === 0 ? all([]) : any(feeds.map((feed) => this.up(feed)))));
  }

  private groupUp(group: Group): Gate {
    return this.circuit.gate({ type: 'group-up', id: group.id }, () => {
      const members = supporting(group).map((member) => this.up(member));
      return members.length === 0 ? all([]) : atLeast(needed(group), members);
    });
  }

  /** The innermost place around an element: it holds the places around itself. */
  private placeOf(id: Id): Id[] {
    const place = this.facts.ask(tree).ancestry(id).find((each) => each.id !== id && isPlace(each));
    return place ? [place.id] : [];
  }
}

/** Members that may serve: all, but of a group whose standby waits for a human without a stated time only the primary. */
export function supporting(group: Group): Id[] {
  const members = [...new Set(group.members.map((member) => member.id))];
  return handsOverByHand(group) ? members.slice(0, 1) : members;
}

/** How many of them. */
export function needed(group: Group): number {
  return group.mode === 'active-standby' ? 1 : group.need;
}

function handsOverByHand(group: Group): boolean {
  return group.mode === 'active-standby' && group.failover?.automatic === false && group.failover.within === undefined;
}

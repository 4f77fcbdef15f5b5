/**
 * Who notices that the serving member of a group is gone, and after how long somebody else serves: a stated hand-over,
 * VRRP's timers, a heartbeat, or the health check of what spreads the load over the group.
 */
import type { Balance, Element, Group, Heartbeat, Id, Thing, Vrrp } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { tree } from '../network/tree.js';
import { query, type Facts } from '../query.js';

/** What notices a failure, and the longest that it takes to. */
export interface Detection {
  by: 'vrrp' | 'heartbeat' | 'check';
  /** Seconds at the longest; undefined where an interval is not stated. */
  seconds?: number;
  /** Who states it: the group, a member, a balancer. */
  on: Id;
  origin: Origin;
}

/** RFC 5798, section 5.2.4: the priority of a router that states none. */
const DEFAULT_PRIORITY = 100;
/** HAProxy's defaults, which stand for those of a check that states none: three failed checks in a row. */
const DEFAULT_FALL = 3;
const HAPROXY_INTERVAL = 2;

/** What may be said of the group is as good said of its members. */
function speakers(facts: Facts, group: Group): Thing[] {
  return [group, ...group.members.flatMap(({ id }): Thing[] => facts.groups[id] ? [facts.groups[id]] : facts.elements[id] ? [facts.elements[id]] : [])];
}

/** The balancers whose members these are, with what each says of spreading the load over them. */
export const balancesOver = query('redundancy.balances-over', (facts): Map<Id, { by: Thing; balance: Balance }[]> => {
  const found = new Map<Id, { by: Thing; balance: Balance }[]>();
  for (const by of [...Object.values(facts.groups), ...Object.values(facts.elements)]) {
    if ('instance' in by && by.instance !== undefined) continue;
    for (const balance of by.balances) found.set(balance.target, [...(found.get(balance.target) ?? []), { by, balance }]);
  }
  return found;
});

/** True where something is written that makes a standby take over, be it a person. */
export function statesTakeover(facts: Facts, group: Group): boolean {
  if (speakers(facts, group).some((each) => each.failover ?? each.vrrp ?? each.heartbeat)) return true;
  if (facts.ask(balancesOver).has(group.id)) return true;
  return facts.ask(tree).members(group.id).every((id) => takesOverByItself(facts, facts.elements[id]!));
}

/** Software that hands over by itself, or whose clients find whichever server works. */
function takesOverByItself(facts: Facts, element: Element): boolean {
  return element.software.some(({ name }) => ['failover', 'client-balancing'].some((capability) => facts.model.software[name]?.provides?.includes(capability)));
}

/** What is written to notice the loss of the serving member; undefined where nothing is. */
export function detectionOf(facts: Facts, group: Group): Detection | undefined {
  const all = speakers(facts, group);
  for (const { id, vrrp } of all) if (vrrp) return { by: 'vrrp', seconds: masterDown(vrrp, backupPriority(group)), on: id, origin: vrrp.origin };
  for (const { id, heartbeat } of all) if (heartbeat) return { by: 'heartbeat', ...silence(heartbeat), on: id, origin: heartbeat.origin };
  const checked = (facts.ask(balancesOver).get(group.id) ?? []).flatMap(({ by, balance }) => (balance.check ? [{ check: balance.check, on: by.id, seconds: fallTime(facts, by, balance.check) }] : []));
  // Callers by several ways are served when the last of them has noticed.
  const slowest = checked.sort((a, b) => (b.seconds ?? Infinity) - (a.seconds ?? Infinity))[0];
  return slowest && { by: 'check', ...(slowest.seconds === undefined ? {} : { seconds: slowest.seconds }), on: slowest.on, origin: slowest.check.origin };
}

/** The backup that takes over is the one of highest priority. */
function backupPriority(group: Group): number {
  return group.members[1]?.priority ?? DEFAULT_PRIORITY;
}

/** RFC 5798, section 6.1 and RFC 3768: three advertisements and the skew; in version 2 the skew counts in seconds, in version 3 in advertisements. */
export function masterDown(vrrp: Vrrp, priority: number): number {
  return 3 * vrrp.interval + (256 - priority) / 256 * (vrrp.version === 2 ? 1 : vrrp.interval);
}

function silence({ timeout }: Heartbeat): { seconds?: number } {
  return timeout === undefined ? {} : { seconds: timeout };
}

/** A check notices after at most `fall` rounds and the time that the last one waits for its answer. */
function fallTime(facts: Facts, by: Thing, check: NonNullable<Balance['check']>): number | undefined {
  const haproxy = facts.ask(tree).members(by.id).some((id) => facts.elements[id]!.is.includes('haproxy'));
  const every = check.every ?? (haproxy ? HAPROXY_INTERVAL : undefined);
  // HAProxy: without a timeout of its own a check may take as long as the interval.
  return every === undefined ? undefined : (check.fall ?? DEFAULT_FALL) * every + (check.timeout ?? every);
}

export interface Recovery {
  /** Seconds from the failure until somebody serves again, at the longest; undefined where that is not stated. */
  seconds?: number;
  /** What the time rests on. */
  by: 'stated' | Detection['by'] | 'nothing';
  /** Who states it. */
  on: Id;
  /** The line that says so; the group where none does. */
  origin: Origin;
  /** True where a person has to switch over, and nobody says how long that takes. */
  waits: boolean;
}

/** `failover within T` takes exactly T; else it is the time until the loss is noticed. */
export const recoveryOf = query('redundancy.recovery', (facts, id: Id): Recovery | undefined => {
  const group = facts.groups[id];
  if (!group) return undefined;
  const { failover } = group;
  if (failover?.within !== undefined) return { seconds: failover.within, by: 'stated', on: id, origin: failover.origin, waits: false };
  if (failover && !failover.automatic) return { by: 'nothing', on: id, origin: failover.origin, waits: true };
  const found = detectionOf(facts, group);
  if (!found) return { by: 'nothing', on: id, origin: failover?.origin ?? group.origin, waits: false };
  return { ...(found.seconds === undefined ? {} : { seconds: found.seconds }), by: found.by, on: found.on, origin: found.origin, waits: false };
});

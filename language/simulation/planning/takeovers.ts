/** What makes another member of a group serve, and what is assumed where nothing is said. */
import { recoveryOf } from '../../facts/redundancy/takeover.js';
import type { Facts } from '../../facts/query.js';
import type { Group, Thing } from '../../model/model.js';
import type { TakeoverPlan } from '../plan.js';
import type { Assumptions } from './assumptions.js';

/** Heartbeats that are lost before a member counts as dead, where no timeout is stated: Pacemaker's and Keepalived's three. */
const MISSED = 3;

export function takeoverOf(facts: Facts, group: Group, assumptions: Assumptions): TakeoverPlan {
  if (group.mode === 'active-active') return { type: 'at-once' };
  const { failover } = group;
  if (failover?.within !== undefined) return { type: 'within', seconds: failover.within };
  if (failover && !failover.automatic) return { type: 'by-hand' };
  const said: Thing[] = [group, ...group.members.flatMap(({ id }): Thing[] => facts.groups[id] ? [facts.groups[id]] : facts.elements[id] ? [facts.elements[id]] : [])];
  const vrrp = said.find((each) => each.vrrp)?.vrrp;
  if (vrrp) return { type: 'vrrp', interval: vrrp.interval, version: vrrp.version, preempt: vrrp.preempt };
  const heartbeat = said.find((each) => each.heartbeat)?.heartbeat;
  if (heartbeat) return { type: 'heartbeat', every: heartbeat.every, timeout: heartbeat.timeout ?? MISSED * heartbeat.every };
  // A balancer's own checks notice for its requests; everybody else is taken to notice at once.
  if (facts.ask(recoveryOf, group.id)?.by === 'check') return { type: 'at-once' };
  assumptions.add('simulation.assumption.at-once', { group: group.id });
  return { type: 'at-once' };
}

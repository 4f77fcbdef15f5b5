/** What a balancer learns of an attempt at one of its servers, and whether it asks another. */
import type { Core } from '../core.js';
import { note } from '../outcome/log.js';
import type { BalancerPlan, CallIndex } from '../plan.js';
import { RESULT, type Visit } from '../run-state.js';
import type { BalancerState } from './balancer-state.js';
import { breakConnection, count, keepsConnections } from './clients.js';
import { noteOutcome } from './nginx.js';
import type { Peer } from './peer.js';
import { noteResponse } from './response-time.js';
import { startSlowly } from './slow-start.js';

/** True where the request goes on to another server: this one could not be reached, and it may ask one more. What an application answers is passed on, be it a failure. */
export function endAttempt(run: Core, visit: Visit, call: CallIndex, result: number): boolean {
  const index = run.plan.calls[call]!.targets[visit.target]!.balancer!;
  const plan = run.plan.balancers[index]!;
  const state = run.state.balancers[index]!;
  const at = visit.server;
  visit.server = -1;
  const lost = result === RESULT.refused || result === RESULT.timeout || result === RESULT.broken;
  const stays = keepsConnections(run, plan, visit.load);
  if (!stays) count(plan, state, at, -1);
  else if (lost) breakConnection(plan, state, visit);
  if (plan.passive) learn(run, plan, state, at, lost);
  if (!lost) {
    noteResponse(state.peers[at]!, run.state.now - visit.sent, run.state.now);
    return false;
  }
  visit.tried.push(plan.members[at]!);
  return visit.tried.length <= plan.retry && isTriedAgain(run, plan, call, at, result);
}

/** nginx asks the next server whatever the attempt failed of; others only where no connection came about. */
function isTriedAgain(run: Core, plan: BalancerPlan, call: CallIndex, at: number, result: number): boolean {
  if (plan.program === 'nginx' && plan.layer === 7) return true;
  if (result === RESULT.timeout) return !isConnected(run, plan, call, at);
  return result === RESULT.refused;
}

/** The server is there and reached, so that it was too slow. */
function isConnected(run: Core, plan: BalancerPlan, call: CallIndex, at: number): boolean {
  const station = plan.members[at]!;
  return run.state.stations[station]!.mode !== 'silent' && run.way(call, station) !== undefined;
}

function learn(run: Core, plan: BalancerPlan, state: BalancerState, at: number, lost: boolean): void {
  const passive = plan.passive!;
  const peer = state.peers[at]!;
  const before = isOut(peer, passive.maxFails);
  noteOutcome(peer, passive, run.state.now, lost);
  const after = isOut(peer, passive.maxFails);
  if (before === after) return;
  note(run.state, after ? 'marked-down' : 'marked-up', run.plan.stations[plan.members[at]!]!.id, { other: run.plan.stations[plan.station]!.id, detail: 'passive' });
  if (!after) startSlowly(run, plan, state, at);
}

function isOut(peer: Peer, maxFails: number): boolean {
  return maxFails > 0 && peer.fails >= maxFails;
}

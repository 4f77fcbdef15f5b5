/** A balancer chooses a server for a request: the one that its client has, else by its algorithm, as its program does it. */
import type { Core } from '../core.js';
import type { BalancerPlan, CallIndex, TargetPlan } from '../plan.js';
import type { Visit } from '../run-state.js';
import { addressOf, asNumber } from './addresses.js';
import type { BalancerState } from './balancer-state.js';
import { count, heldFor, hold } from './clients.js';
import { haproxyConsistent, nginxConsistent, ringOf } from './consistent-hash.js';
import * as haproxy from './haproxy.js';
import * as nginx from './nginx.js';
import type { Usable } from './peer.js';
import { randomDraws } from './random-draws.js';
import { leastResponseTime } from './response-time.js';
import { grow } from './slow-start.js';

/** No server may be asked. */
export const NOBODY = -1;

/** Not counted: failures are told by nobody. */
const UNCOUNTED: nginx.PassiveChecks = { maxFails: 0, failTimeout: 0 };

export function chooseServer(run: Core, visit: Visit, call: CallIndex, target: TargetPlan): number {
  const plan = run.plan.balancers[target.balancer!]!;
  const state = run.state.balancers[target.balancer!]!;
  if (state.warming > 0) grow(run, plan, state);
  const there: Usable = (at) => mayServe(run, plan, state, call, at) && stands(run, plan, target, at);
  const last = visit.tried.at(-1);
  // HAProxy turns away from the server that failed last, everybody else from all that did.
  const usable: Usable = plan.program === 'haproxy' ? (at) => plan.members[at] !== last && there(at) : (at) => !visit.tried.includes(plan.members[at]!) && there(at);
  const held = heldFor(run, plan, state, visit);
  const kept = held !== undefined && (held.open ? isThere(run, plan, held.at) && !visit.tried.includes(plan.members[held.at]!) : usable(held.at));
  let at = kept ? held!.at : preferred(plan, target, usable) ?? byAlgorithm(run, plan, state, visit, usable);
  // Nobody else is left.
  if (at < 0 && plan.program === 'haproxy' && last !== undefined) at = byAlgorithm(run, plan, state, visit, there);
  if (at < 0) return NOBODY;
  if (run.plan.calls[call]!.async) return plan.members[at]!;
  visit.server = at;
  visit.sent = run.state.now;
  if (!kept || !held!.open) {
    count(plan, state, at, 1);
    hold(run, plan, state, visit, at);
  }
  return plan.members[at]!;
}

/** As far as the balancer knows. Whoever is being stopped has said so. */
function mayServe(run: Core, plan: BalancerPlan, state: BalancerState, call: CallIndex, at: number): boolean {
  const peer = state.peers[at]!;
  if (peer.weight === 0 || !peer.up || !isThere(run, plan, at)) return false;
  if (plan.assumed && !(run.state.stations[plan.members[at]!]!.mode === 'up' && (run.trouble.key === '' || run.way(call, plan.members[at]!) !== undefined))) return false;
  return plan.passive === undefined || nginx.isTrusted(peer, plan.passive, run.state.now);
}

function isThere(run: Core, plan: BalancerPlan, at: number): boolean {
  return run.state.stations[plan.members[at]!]!.mode !== 'leaving';
}

/** Of groups whose members stand in for each other only who serves is asked, and nobody where too few of those needed are left. */
function stands(run: Core, plan: BalancerPlan, { chains, reads }: TargetPlan, at: number): boolean {
  if (chains === undefined || reads === true) return true;
  return chains[at]!.every(({ group, member }, depth) => {
    const { mode, need } = run.plan.groups[group]!;
    if (mode === 'active-active') return need <= 1 || run.works[group]!;
    // The balancer's own checks say who stands in for whom.
    return (plan.inOrder && depth === 0) || run.state.groups[group]!.serving === member;
  });
}

function preferred(plan: BalancerPlan, { prefer }: TargetPlan, usable: Usable): number | undefined {
  const at = prefer === undefined ? -1 : plan.members.indexOf(prefer);
  return at >= 0 && usable(at) ? at : undefined;
}

function byAlgorithm(run: Core, plan: BalancerPlan, state: BalancerState, visit: Visit, usable: Usable): number {
  const { peers, turn } = state;
  const { now } = run.state;
  if (plan.inOrder) return peers.findIndex((_, at) => usable(at));
  const passive = plan.passive ?? UNCOUNTED;
  switch (plan.algorithm) {
    case 'round-robin': return plan.program === 'haproxy' ? haproxy.roundRobin(peers, turn, usable) : nginx.smooth(peers, usable, passive, now);
    case 'static-round-robin': return plan.program === 'nginx' ? nginx.smooth(peers, usable, passive, now) : haproxy.staticRoundRobin(peers, turn, usable);
    case 'least-connections': return plan.program === 'haproxy' ? haproxy.leastConnections(peers, usable) : nginx.leastConnections(peers, usable, passive, now);
    case 'least-response-time': return leastResponseTime(peers, usable, now);
    case 'random': return randomDraws(peers, usable, state.stream, plan.draws);
    case 'ip-hash': {
      const address = addressOf(run, plan, visit);
      if (plan.program === 'nginx') return nginx.ipHash(peers, usable, passive, now, address.length === 4 ? address.slice(0, 3) : address);
      return haproxy.source(peers, usable, asNumber(address));
    }
    case 'consistent-hash': {
      const address = addressOf(run, plan, visit);
      if (plan.program === 'haproxy') return haproxyConsistent(ringOf(plan), peers, usable, asNumber(address));
      return nginx.probed(peers, usable, passive, now, nginxConsistent(ringOf(plan), usable, address));
    }
  }
}

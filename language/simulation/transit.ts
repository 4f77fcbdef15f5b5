/** On the way: latencies add up; a link with a bandwidth serves each direction first in, first out; what is lost is sent again. */
import { returned } from './calls.js';
import { unit } from './random/stream.js';
import { EVENT, type Run } from './run.js';
import { PHASE } from './run-state.js';
import { enter } from './stations.js';
import { visitOf } from './visits.js';

/** Seconds until a lost packet is sent again, while nothing is known of the way: RFC 6298, section 2. */
export const RETRANSMISSION = 1;

export function travel(run: Run, id: number, path: readonly number[], phase: number): void {
  const visit = run.state.visits[id]!;
  visit.phase = phase;
  visit.path = path;
  visit.passed = 0;
  go(run, id);
}

/** Over the links ahead, up to one that takes a time of its own. */
function go(run: Run, id: number): void {
  const visit = run.state.visits[id]!;
  let delay = 0;
  while (visit.passed < visit.path.length) {
    const link = run.plan.links[visit.path[visit.passed]!]!;
    if (link.bandwidth !== undefined || link.loss > 0) {
      if (delay > 0) break;
      cross(run, id, visit.path[visit.passed]!);
      return;
    }
    delay += link.latency;
    visit.passed++;
  }
  if (delay > 0) run.queue.push(run.state.now + delay, EVENT.linkPassed, id, visit.serial);
  else there(run, id);
}

function cross(run: Run, id: number, index: number): void {
  const visit = run.state.visits[id]!;
  const link = run.plan.links[index]!;
  const state = run.state.links[index]!;
  const { now } = run.state;
  // Lost again and again: each time it waits twice as long.
  let start = now;
  for (let wait = RETRANSMISSION; link.loss > 0 && unit(state.stream) < link.loss; wait *= 2) start += wait;
  if (link.bandwidth !== undefined) {
    const direction = visit.phase === PHASE.there ? 'forward' : 'back';
    start = Math.max(start, state[direction]);
    start += run.plan.loads[visit.load]!.size * 8 / link.bandwidth;
    state[direction] = start;
  }
  visit.passed++;
  run.queue.push(start + link.latency, EVENT.linkPassed, id, visit.serial);
}

export function linkPassed(run: Run, id: number, serial: number): void {
  if (visitOf(run, id, serial)) go(run, id);
}

function there(run: Run, id: number): void {
  if (run.state.visits[id]!.phase === PHASE.there) enter(run, id);
  else returned(run, id);
}

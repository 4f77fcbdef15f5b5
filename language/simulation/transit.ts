/** On the way: latencies add up; a link with a bandwidth serves each direction first in, first out; what is lost is sent again. */
import { EVENT, STEP, type Core } from './core.js';
import { unit } from './random/stream.js';
import { PHASE } from './run-state.js';
import { visitOf } from './visits.js';

/** Seconds until a lost packet is sent again, while nothing is known of the way: RFC 6298, section 2. */
export const RETRANSMISSION = 1;

/** What happens at the end of a way. */
const ARRIVED: Record<number, number> = { [PHASE.there]: STEP.enter, [PHASE.back]: STEP.returned, [PHASE.copying]: STEP.copyArrived, [PHASE.copied]: STEP.copyEnded };

/** @param wait seconds before it sets out */
export function travel(run: Core, id: number, path: readonly number[], phase: number, wait = 0): void {
  const visit = run.state.visits[id]!;
  visit.phase = phase;
  visit.path = path;
  visit.passed = 0;
  if (wait > 0) run.queue.push(run.state.now + wait, EVENT.linkPassed, id, visit.serial);
  else go(run, id);
}

/** Over the links ahead, up to one that takes a time of its own. */
function go(run: Core, id: number): void {
  const visit = run.state.visits[id]!;
  let delay = 0;
  while (visit.passed < visit.path.length) {
    const link = run.plan.links[linkOf(visit.path[visit.passed]!)]!;
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

export function linkOf(passed: number): number {
  return passed < 0 ? ~passed : passed;
}

function cross(run: Core, id: number, passed: number): void {
  const index = linkOf(passed);
  const visit = run.state.visits[id]!;
  const link = run.plan.links[index]!;
  const state = run.state.links[index]!;
  const { now } = run.state;
  // Lost again and again: each time it waits twice as long.
  let start = now;
  for (let wait = RETRANSMISSION; link.loss > 0 && unit(state.stream) < link.loss; wait *= 2) start += wait;
  if (link.bandwidth !== undefined) {
    const leaving = visit.phase === PHASE.there || visit.phase === PHASE.copying;
    const direction = leaving === passed >= 0 ? 'forward' : 'back';
    const time = run.plan.loads[visit.load]!.size * 8 / link.bandwidth;
    start = Math.max(start, state[direction]) + time;
    state[direction] = start;
    state[direction === 'forward' ? 'forwardBusy' : 'backBusy'] += time;
  }
  visit.passed++;
  run.queue.push(start + link.latency, EVENT.linkPassed, id, visit.serial);
}

export function linkPassed(run: Core, id: number, serial: number): void {
  if (visitOf(run, id, serial)) go(run, id);
}

function there(run: Core, id: number): void {
  run.soon(ARRIVED[run.state.visits[id]!.phase]!, id);
}

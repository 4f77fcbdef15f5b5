/** Loads: requests from outside. Open ones come at a rate, whatever happens; closed ones are users who wait, think, and ask again. */
import { nextArrival, type OpenArrivals } from './arrivals.js';
import { draw } from './random/draw.js';
import { EVENT, STEP, type Core } from './core.js';
import { noteCall } from './figures.js';
import { PHASE, RESULT } from './run-state.js';
import { closeVisit, openVisit } from './visits.js';

export function startLoads(run: Core): void {
  run.plan.loads.forEach((load, index) => {
    const { stream } = run.state.loads[index]!;
    const { arrivals } = load;
    if (arrivals.type === 'closed') {
      for (let user = 0; user < arrivals.users; user++) run.queue.push(load.from + draw(arrivals.think, stream), EVENT.arrival, index, user);
    } else {
      schedule(run, index, load.from);
    }
  });
}

function schedule(run: Core, index: number, now: number): void {
  const load = run.plan.loads[index]!;
  const next = nextArrival(load, load.arrivals as OpenArrivals, run.state.loads[index]!, now);
  // A burst that would come at the very end belongs to the time after it.
  if (next < load.until || (next === load.until && load.arrivals.type !== 'burst')) run.queue.push(next, EVENT.arrival, index, 0);
}

export function arrive(run: Core, index: number, user: number): void {
  const load = run.plan.loads[index]!;
  const state = run.state.loads[index]!;
  const { now } = run.state;
  if (now > load.until) return;
  const { arrivals } = load;
  state.offered++;
  if (arrivals.type !== 'closed') schedule(run, index, now);
  const client = arrivals.type === 'closed' ? user : state.offered - 1;
  const made = load.calls[client % load.calls.length]!;
  const call = run.plan.calls[made]!;
  const id = openVisit(run, call.from, index, made, client, -1, -1);
  const { workers, service } = run.plan.stations[call.from]!;
  if (run.state.stations[call.from]!.mode === 'silent') {
    // A source that is down asks nothing; what it should have asked has failed.
    noteCall(run, call.flow, now, RESULT.failed);
    run.state.visits[id]!.result = RESULT.failed;
    run.soon(STEP.done, id);
  } else if (workers > 0 || service !== undefined) {
    run.soon(STEP.enter, id);
  } else {
    run.state.visits[id]!.phase = PHASE.calling;
    run.state.stations[call.from]!.busy++;
    run.soon(STEP.proceed, id);
  }
}

/** A request from outside has its answer. */
export function done(run: Core, id: number): void {
  const { load: index, result, client } = run.state.visits[id]!;
  closeVisit(run, id);
  const load = run.plan.loads[index]!;
  const state = run.state.loads[index]!;
  if (result === RESULT.served) state.served++;
  else state.failed++;
  if (load.arrivals.type === 'closed') run.queue.push(run.state.now + draw(load.arrivals.think, state.stream), EVENT.arrival, index, client);
}


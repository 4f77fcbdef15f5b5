/** Parts that fail by chance and are repaired: up for an exponential time, down for another, each by a stream of its own. */
import { EVENT, type Core } from '../core.js';
import { exponential } from '../random/draw.js';
import { inflict } from './happenings.js';

export function startWear(run: Core): void {
  (run.plan.wear ?? []).forEach(({ from, mtbf }, index) => run.queue.push(from + exponential(mtbf, run.state.wear[index]!), EVENT.wear, index, 1));
}

/** @param failing 1: it fails now; 0: it is repaired. */
export function wear(run: Core, index: number, failing: number): void {
  const { id, mtbf, mttr } = run.plan.wear![index]!;
  const { now } = run.state;
  inflict(run, { at: now, action: failing === 1 ? 'fail' : 'recover', targets: [id] });
  const next = now + exponential(failing === 1 ? mttr : mtbf, run.state.wear[index]!);
  run.queue.push(next, EVENT.wear, index, 1 - failing);
}

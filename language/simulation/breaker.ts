/**
 * A circuit breaker of a caller: after so many failures in a row it asks no more for a while, then lets one request try
 * (Nygard, Release It!; the states are those of Resilience4j).
 */
import type { Core } from './core.js';
import { note } from './outcome/log.js';
import { RESULT } from './run-state.js';

/** True where the call may be made now. Whoever asks after the pause is the one that tries. */
export function mayAsk(run: Core, index: number): boolean {
  const state = run.state.calls[index]!.breaker;
  if (!state || state.until < 0) return true;
  if (run.state.now < state.until || state.probing) return false;
  state.probing = true;
  return true;
}

export function noteResult(run: Core, index: number, result: number): void {
  const state = run.state.calls[index]!.breaker;
  if (!state) return;
  const plan = run.plan.calls[index]!;
  const names = (): [string, { other: string }] => [run.plan.stations[plan.from]!.id, { other: run.plan.stations[plan.targets[0]?.members[0] ?? plan.from]!.id }];
  if (result === RESULT.served) {
    if (state.until >= 0 && !state.probing) return;
    if (state.probing) note(run.state, 'breaker-closed', ...names());
    state.failures = 0;
    state.until = -1;
    state.probing = false;
    return;
  }
  state.failures++;
  const opens = state.until < 0 ? state.failures >= plan.breaker!.failures : state.probing;
  if (!opens) return;
  if (state.until < 0) note(run.state, 'breaker-opened', ...names());
  state.until = run.state.now + plan.breaker!.open;
  state.probing = false;
}

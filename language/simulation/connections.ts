/** Connections that a caller may have open at once: who finds them all taken waits, first come, first served. */
import type { Core } from './core.js';
import { visitOf } from './visits.js';

/** Takes a connection for the visit, or lines it up; false where it has to wait. */
export function connect(run: Core, index: number, id: number): boolean {
  const { pool } = run.plan.calls[index]!;
  const state = run.state.calls[index]!.connections;
  if (pool === undefined || !state) return true;
  const visit = run.state.visits[id]!;
  if (state.open < pool) {
    state.open++;
    visit.connected = true;
    return true;
  }
  state.waiting.push(id, visit.serial);
  return false;
}

/** Gives the visit's connection back. @returns the visit that has it now, or -1. */
export function disconnect(run: Core, index: number, id: number): number {
  const state = run.state.calls[index]!.connections;
  const visit = run.state.visits[id]!;
  if (!state || !visit.connected) return -1;
  visit.connected = false;
  while (state.head < state.waiting.length) {
    const [next, serial] = [state.waiting[state.head]!, state.waiting[state.head + 1]!];
    state.head += 2;
    if (state.head > 1024 && state.head * 2 > state.waiting.length) {
      state.waiting = state.waiting.slice(state.head);
      state.head = 0;
    }
    const waiting = visitOf(run, next, serial);
    if (!waiting) continue;
    waiting.connected = true;
    return next;
  }
  state.open--;
  return -1;
}

/** The caller has lost all that it had. */
export function forgetConnections(run: Core, station: number): void {
  run.plan.calls.forEach(({ from }, index) => {
    const state = run.state.calls[index]!.connections;
    if (from !== station || !state) return;
    state.open = 0;
    state.waiting = [];
    state.head = 0;
  });
}

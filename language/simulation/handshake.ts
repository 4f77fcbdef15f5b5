/**
 * Opening a TLS connection: one more round trip before the request sets out (TLS 1.3: RFC 8446, section 2). Each request
 * of an open load is somebody else's and opens one; a user of a closed load keeps the one that he has, and so do callers
 * with `connections N`, who open as many as they may have.
 */
import type { Core } from './core.js';
import type { CallIndex, StationIndex, WayPlan } from './plan.js';
import type { Visit } from './run-state.js';
import { linkOf } from './transit.js';

/** Seconds before the request sets out. */
export function openingTime(run: Core, visit: Visit, { forward, back }: WayPlan): number {
  if (run.plan.calls[visit.call]!.tls !== true || isOpen(run, visit, visit.call)) return 0;
  let time = 0;
  for (const link of forward) time += run.plan.links[linkOf(link)]!.latency;
  for (const link of back) time += run.plan.links[linkOf(link)]!.latency;
  return time;
}

/** True where it has a connection already; else it has one from now on, where it keeps any. */
function isOpen(run: Core, { load, client }: Visit, call: CallIndex): boolean {
  const { pool } = run.plan.calls[call]!;
  const state = run.state.calls[call]!;
  const opened = state.opened ??= {};
  if (pool !== undefined) {
    const count = opened['pool'] ?? 0;
    if (count >= pool) return true;
    opened['pool'] = count + 1;
    return false;
  }
  if (run.plan.loads[load]?.arrivals.type !== 'closed') return false;
  const who = `${load} ${client}`;
  if (opened[who] !== undefined) return true;
  opened[who] = 1;
  return false;
}

/** One end of them has lost all that it had. */
export function closeOpened(run: Core, station: StationIndex): void {
  run.plan.calls.forEach(({ from, targets }, index) => {
    const state = run.state.calls[index]!;
    if (state.opened && (from === station || targets.some(({ members }) => members.includes(station)))) delete state.opened;
  });
}

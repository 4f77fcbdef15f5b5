/**
 * Where a scenario that is played at a speed of its own goes slower: around what happens in it. A takeover of thirty
 * seconds is over in the blink of an eye where an hour passes in a minute; the reader is to see it happen.
 */
import type { GroupPlan, Plan } from '#language/simulation/plan.js';

/** Within it the speed is at most so many seconds of the run in one of the reader's. */
export interface SlowSpan { from: number; until: number; speed: number }

/** Seconds of the reader's that a takeover takes, what comes before it, and most of all that all slow spans add. */
const WATCHED = 12;
const BEFORE = 1.5;
const MOST_ADDED = 90;
/** Seconds, where nobody takes over from anybody: long enough to see requests fail, or turn elsewhere. */
const PLAIN = 10;

/** @param moments when something happens, by the scenario or by hand. */
export function slowSpans(plan: Plan, moments: readonly number[], usual: number): SlowSpan[] {
  const longest = Math.max(PLAIN, ...plan.groups.map(takeoverTime));
  const speed = Math.max(0.25, longest * 1.3 / WATCHED);
  if (speed >= usual) return [];
  const spans: SlowSpan[] = [];
  for (const at of [...new Set(moments)].sort((a, b) => a - b)) {
    const span = { from: at - BEFORE * speed, until: at + longest * 1.3, speed };
    const last = spans.at(-1);
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until);
    else spans.push(span);
  }
  const added = spans.reduce((sum, { from, until }) => sum + (until - from) / speed, 0);
  return added <= MOST_ADDED ? spans : [];
}

/** The speed at a moment, and the moment up to which it holds. */
export function speedAt(spans: readonly SlowSpan[], time: number, usual: number): { speed: number; until: number } {
  const inside = spans.find(({ from, until }) => from <= time && time < until);
  if (inside) return { speed: Math.min(usual, inside.speed), until: inside.until };
  return { speed: usual, until: Math.min(Infinity, ...spans.filter(({ from }) => from > time).map(({ from }) => from)) };
}

/** Seconds until another member serves, as far as that is known beforehand. */
function takeoverTime({ takeover, mode }: GroupPlan): number {
  if (mode === 'active-active') return 0;
  switch (takeover.type) {
    case 'within': return takeover.seconds;
    case 'heartbeat': return takeover.every + takeover.timeout;
    case 'vrrp': return 4 * takeover.interval;
    default: return 0;
  }
}

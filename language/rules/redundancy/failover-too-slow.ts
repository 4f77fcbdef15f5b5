/** A hand-over that takes longer than the recovery time that somebody asks for. */
import { shortName } from '../../facts/network/index.js';
import { subjectIds } from '../../facts/redundancy/subjects.js';
import { recoveryOf, type Recovery } from '../../facts/redundancy/takeover.js';
import type { Facts } from '../../facts/query.js';
import { text } from '../../messages/word.js';
import type { Finding, Fix } from '../../model/finding.js';
import type { Expectation, Id } from '../../model/model.js';
import { finding, type Rule } from '../rule.js';

const about = { id: 'redundancy/failover-too-slow', severity: 'warning' } as const;

export const rule: Rule = { ...about, title: text('redundancy.failover-too-slow.title'), fixable: true, run };

function* run(facts: Facts): Generator<Finding> {
  for (const [id, { limit, expectation }] of limits(facts, 'failover')) {
    const recovery = facts.ask(recoveryOf, id);
    if (recovery?.seconds === undefined || recovery.seconds <= limit || recovery.by === 'nothing') continue;
    const params = { group: shortName(facts, id), seconds: recovery.seconds, limit, over: recovery.seconds - limit, on: shortName(facts, recovery.on) };
    yield finding(about, {
      origin: recovery.origin,
      what: text(`redundancy.failover-too-slow.what.${recovery.by}`, params),
      why: text('redundancy.failover-too-slow.why', params),
      todo: text(`redundancy.failover-too-slow.todo.${recovery.by}`, params),
      related: [{ text: text('redundancy.failover-too-slow.related', params), origin: expectation.origin }],
      fixes: fixes(facts, id, recovery, limit),
      subjects: [id],
      key: id,
    });
  }
}

/** The shortest time that an expectation outside scenarios asks of each group. */
export function limits(facts: Facts, figure: 'failover' | 'data-loss'): Map<Id, { limit: number; expectation: Expectation }> {
  const found = new Map<Id, { limit: number; expectation: Expectation }>();
  for (const expectation of facts.read('expectations')) {
    const { body, scenario } = expectation;
    if (scenario !== undefined || body.type !== 'figure' || body.figure !== figure || (body.comparator !== '<=' && body.comparator !== '<')) continue;
    const limit = Number(body.value.value);
    for (const id of subjectIds(facts, body.subject)) {
      const known = found.get(id);
      if (Number.isFinite(limit) && (!known || limit < known.limit)) found.set(id, { limit, expectation });
    }
  }
  return found;
}

/** Timers can be written shorter; how long a stated hand-over takes is not ours to say. */
function fixes(facts: Facts, id: Id, { by, on }: Recovery, limit: number): Fix[] {
  const { vrrp, heartbeat } = facts.groups[id]!;
  if (on !== id) return [];
  const value = by === 'vrrp' && vrrp ? vrrpWithin(vrrp, limit) : by === 'heartbeat' && heartbeat ? beatWithin(heartbeat.every, limit) : undefined;
  return value === undefined ? [] : [{ title: text('redundancy.failover-too-slow.fix', { words: `${by} ${value}` }), edits: [{ type: 'set', on: id, word: by, value }] }];
}

/** Version 2 counts whole seconds (RFC 3768); version 3 hundredths (RFC 5798), and is what is left where a second is too long. The skew is at most one interval. */
function vrrpWithin(vrrp: { id: number; version: 2 | 3; preempt: boolean }, limit: number): string | undefined {
  const whole = Math.floor((limit - 1) / 3);
  const version = vrrp.version === 2 && whole > 0 ? 2 : 3;
  const every = version === 2 ? whole : Math.floor(limit / 4 * 100) / 100;
  if (every <= 0) return undefined;
  return `${vrrp.id} every ${duration(every)}${version === 3 ? ' version 3' : ''}${vrrp.preempt ? '' : ' no-preempt'}`;
}

function beatWithin(every: number, limit: number): string | undefined {
  if (limit <= 0) return undefined;
  const beat = Math.min(every, Math.floor(limit / 3 * 1000) / 1000);
  return beat > 0 ? `every ${duration(beat)} timeout ${duration(limit)}` : undefined;
}

function duration(seconds: number): string {
  return Number.isInteger(seconds) ? `${seconds}s` : `${Math.floor(seconds * 1000 + 1e-6)}ms`;
}

/** Whose address a balancer sees: what `ip-hash` and `consistent-hash` go by. */
import type { Core } from '../core.js';
import type { BalancerPlan } from '../plan.js';
import type { Visit } from '../run-state.js';

export type ClientAddresses =
  /** One address that all requests come from: a server, another balancer, a translation on the way. Bytes. */
  | { type: 'one'; bytes: number[] }
  /** Each client has one of a prefix, all of which are used. */
  | { type: 'prefix'; bytes: number[]; length: number }
  /** Anywhere on the internet. */
  | { type: 'public' }
  /** As whoever passed the request on saw it. */
  | { type: 'passed' };

/** Four bytes, or sixteen. Each user, and each request of an open load, has an address of its own, the same in every run. */
export function addressOf(run: Core, plan: BalancerPlan, visit: Visit): readonly number[] {
  const from = plan.clients?.[visit.call];
  const number = visit.client + visit.load * 0x10000;
  switch (from?.type) {
    case 'one': return from.bytes;
    case 'prefix': return inPrefix(from.bytes, from.length, number);
    case 'passed': {
      const parent = visit.parent < 0 ? undefined : run.state.visits[visit.parent]!;
      return parent && parent.serial === visit.parentSerial ? addressOf(run, plan, parent) : publicAddress(number);
    }
    default: return publicAddress(number);
  }
}

/** An odd factor goes through all numbers of so many bits before it comes to one again: no two clients share an address until all are taken. */
const SPREAD = 0x9e3779b1;

function inPrefix(prefix: readonly number[], length: number, client: number): number[] {
  const free = Math.min(32, prefix.length * 8 - length);
  const spread = Math.imul(client + 1, SPREAD);
  const host = (free >= 32 ? spread : spread & ((1 << free) - 1)) >>> 0;
  const bytes = [...prefix];
  for (let at = bytes.length - 1, rest = host; rest > 0; at--, rest = Math.floor(rest / 256)) bytes[at]! |= rest % 256;
  return bytes;
}

/** None of a private network, none that is never routed. */
function publicAddress(client: number): number[] {
  for (let tries = client + 1; ; tries += 0x01000193) {
    const value = Math.imul(tries, SPREAD) >>> 0;
    const bytes = [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
    if (isPublic(bytes as [number, number, number, number])) return bytes;
  }
}

function isPublic([a, b]: [number, number, number, number]): boolean {
  return a > 0 && a < 224 && a !== 10 && a !== 127 && !(a === 172 && b >= 16 && b < 32) && !(a === 192 && b === 168) && !(a === 169 && b === 254) && !(a === 100 && b >= 64 && b < 128);
}

/** As an unsigned number; the four parts of a longer one are folded, as HAProxy does. */
export function asNumber(bytes: readonly number[]): number {
  let folded = 0;
  for (let at = 0; at < bytes.length; at += 4) folded ^= (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  return folded >>> 0;
}

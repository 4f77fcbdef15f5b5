/**
 * Consistent hashing of the client's address: servers have many points on a ring, and who leaves it takes only its own clients along
 * (Karger and others, Consistent Hashing and Random Trees, 1997). nginx (1.22, `hash $remote_addr consistent`, which is ketama's
 * way as Cache::Memcached::Fast has it) and HAProxy (2.6, `balance source` with `hash-type consistent`) differ in points and in whom they take.
 */
import { formatAddress, type Ip } from '../../model/ip.js';
import type { BalancerPlan } from '../plan.js';
import { weightOf, type Peer, type Usable } from './peer.js';

/** Points in the order of the ring. */
interface Ring {
  hashes: Float64Array;
  /** Whose each point is, and the how many-th of its own. */
  members: Int32Array;
  numbers: Int32Array;
}

/** nginx: points for each unit of weight. */
const POINTS = 160;
/** HAProxy: points for each unit of weight, and the most that a server may have. */
const NODES = 16;
const NODE_RANGE = 256 * NODES;
/** nginx goes on along the ring so often before it takes turns. */
const TRIES = 20;
/** Rings are no larger than this: weights so heavy are lightened, all by the same factor. */
const LARGEST = 400_000;

const rings = new WeakMap<BalancerPlan, Ring>();

/** A ring follows from the plan alone: it is no part of the state, and made once. */
export function ringOf(plan: BalancerPlan): Ring {
  let ring = rings.get(plan);
  if (!ring) rings.set(plan, (ring = plan.program === 'haproxy' ? haproxyRing(plan.weights) : nginxRing(plan.weights, plan.servers ?? plan.weights.map((_, at) => String(at)))));
  return ring;
}

/** @param servers as the configuration names them: `ADDRESS:PORT`. */
export function nginxRing(weights: readonly number[], servers: readonly string[]): Ring {
  const points: Point[] = [];
  const each = pointsFor(weights, POINTS);
  servers.forEach((server, member) => {
    const [, host, port] = /^(.*?)(?::(\d*))?$/s.exec(server) as unknown as [string, string, string | undefined];
    const base = crc(crc(crc(0xffffffff, bytesOf(host)), [0]), bytesOf(port ?? ''));
    let previous = 0;
    for (let number = 0; number < each[member]!; number++) {
      previous = (crc(base, [previous & 255, (previous >>> 8) & 255, (previous >>> 16) & 255, previous >>> 24]) ^ 0xffffffff) >>> 0;
      points.push({ hash: previous, member, number });
    }
  });
  return inOrder(points, true);
}

export function haproxyRing(weights: readonly number[]): Ring {
  const each = pointsFor(weights, NODES);
  // A server's own number counts from one.
  return inOrder(weights.flatMap((_, member) => Array.from({ length: each[member]! }, (__, number) => ({ hash: avalanche((member + 1) * NODE_RANGE + number), member, number }))), false);
}

interface Point { hash: number; member: number; number: number }

function pointsFor(weights: readonly number[], unit: number): number[] {
  const all = weights.reduce((sum, weight) => sum + weight * unit, 0);
  const factor = all > LARGEST ? LARGEST / all : 1;
  return weights.map((weight) => (weight === 0 ? 0 : Math.max(1, Math.floor(weight * unit * factor))));
}

function inOrder(points: Point[], once: boolean): Ring {
  points.sort((a, b) => a.hash - b.hash);
  const kept = once ? points.filter((point, at) => at === 0 || point.hash !== points[at - 1]!.hash) : points;
  return { hashes: Float64Array.from(kept, ({ hash }) => hash), members: Int32Array.from(kept, ({ member }) => member), numbers: Int32Array.from(kept, ({ number }) => number) };
}

/** The first point at or behind the hash; their number where there is none. */
function find({ hashes }: Ring, hash: number): number {
  let [low, high] = [0, hashes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hashes[middle]! < hash) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The owner of the first point at or behind the client's that may be asked; -1 where there is none within twenty more: turns are taken then. */
export function nginxConsistent(ring: Ring, usable: Usable, address: readonly number[]): number {
  const count = ring.hashes.length;
  if (count === 0) return -1;
  const from = find(ring, (crc(0xffffffff, bytesOf(textOf(address))) ^ 0xffffffff) >>> 0);
  for (let tries = 0; tries <= TRIES; tries++) {
    const member = ring.members[(from + tries) % count]!;
    if (usable(member)) return member;
  }
  return -1;
}

/**
 * The nearer of the points before and behind the client's, of servers that are up; then onwards, past who may not be asked.
 * @param key the address as a number
 */
export function haproxyConsistent(ring: Ring, peers: readonly Peer[], usable: Usable, key: number): number {
  const count = ring.hashes.length;
  const inRing = (at: number): boolean => {
    const peer = peers[ring.members[at]!]!;
    return peer.up && ring.numbers[at]! < Math.ceil(weightOf(peer) * NODES);
  };
  const step = (from: number, by: 1 | -1): number => {
    for (let tries = 0, at = from; tries < count; tries++, at = (at + by + count) % count) if (inRing(at)) return at;
    return -1;
  };
  if (count === 0) return -1;
  const hash = avalanche(key);
  const behind = step(find(ring, hash) % count, 1);
  if (behind < 0) return -1;
  const before = step((behind - 1 + count) % count, -1);
  const toBefore = (hash - ring.hashes[before]!) >>> 0;
  const toBehind = (ring.hashes[behind]! - hash) >>> 0;
  let at = toBefore <= toBehind ? before : behind;
  for (let tries = 0; tries < count; tries++) {
    if (inRing(at) && usable(ring.members[at]!)) return ring.members[at]!;
    at = (at + 1) % count;
  }
  return -1;
}

function textOf(bytes: readonly number[]): string {
  const value = bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return formatAddress({ family: bytes.length === 4 ? 4 : 6, value } satisfies Ip);
}

/** UTF-8. */
function bytesOf(text: string): number[] {
  return [...text].flatMap((letter) => {
    const code = letter.codePointAt(0)!;
    if (code < 0x80) return [code];
    const tail = (shift: number): number => 0x80 | ((code >>> shift) & 63);
    if (code < 0x800) return [0xc0 | (code >>> 6), tail(0)];
    return code < 0x10000 ? [0xe0 | (code >>> 12), tail(6), tail(0)] : [0xf0 | (code >>> 18), tail(12), tail(6), tail(0)];
  });
}

/** HAProxy's `full_hash`, Bob Jenkins' integer hash times a large prime. */
function avalanche(key: number): number {
  let a = key | 0;
  a = (a + 0x7ed55d16 + (a << 12)) | 0;
  a = a ^ 0xc761c23c ^ (a >>> 19);
  a = (a + 0x165667b1 + (a << 5)) | 0;
  a = (a + 0xd3a2646c) ^ (a << 9);
  a = (a + 0xfd7046c5 + (a << 3)) | 0;
  a = a ^ 0xb55a4f09 ^ (a >>> 16);
  return Math.imul(a, 0xc0000001) >>> 0;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, at) => {
  let value = at;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 (ISO 3309) so far, begun with all ones and not yet complemented. */
function crc(from: number, bytes: Iterable<number>): number {
  let value = from;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 255]! ^ (value >>> 8);
  return value >>> 0;
}

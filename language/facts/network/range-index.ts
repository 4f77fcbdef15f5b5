/** Which of many address ranges an address lies in, without looking at each of them. */
import type { Ip, IpRange } from '../../model/ip.js';

export interface RangeIndex {
  /** The ranges around an address, as places in the list that the index was made of, in their order. */
  around(ip: Ip): readonly number[];
}

interface Stretches {
  /** First addresses of stretches within which no range begins or ends. */
  firsts: bigint[];
  around: (readonly number[])[];
}

/** Prefixes lie within each other or apart, so that few are around one address: building grows with their number, not with its square. */
export function rangeIndex(ranges: readonly IpRange[]): RangeIndex {
  const byFamily = { 4: stretches(ranges, 4), 6: stretches(ranges, 6) };
  return {
    around: ({ family, value }) => {
      const { firsts, around } = byFamily[family];
      let [low, high] = [0, firsts.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (firsts[middle]! <= value) low = middle + 1;
        else high = middle;
      }
      return low === 0 ? [] : around[low - 1]!;
    },
  };
}

function stretches(ranges: readonly IpRange[], family: 4 | 6): Stretches {
  const changes = new Map<bigint, { begins: number[]; ends: number[] }>();
  const at = (value: bigint): { begins: number[]; ends: number[] } => {
    let known = changes.get(value);
    if (!known) changes.set(value, known = { begins: [], ends: [] });
    return known;
  };
  ranges.forEach((range, nth) => {
    if (range.family !== family) return;
    at(range.low).begins.push(nth);
    at(range.high + 1n).ends.push(nth);
  });
  const firsts = [...changes.keys()].sort((a, b) => (a < b ? -1 : 1));
  const open = new Set<number>();
  const around = firsts.map((first) => {
    const { begins, ends } = changes.get(first)!;
    for (const nth of ends) open.delete(nth);
    for (const nth of begins) open.add(nth);
    return [...open].sort((a, b) => a - b);
  });
  return { firsts, around };
}

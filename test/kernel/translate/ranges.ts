/** Sets of addresses as sorted ranges that do not touch, and as nftables writes them. */
import { bitsOf, formatAddress, isPublic, parsePrefix, type Family, type IpRange } from '#language/model/ip.js';

/** @returns the ranges of one family, joined where they overlap or touch. */
export function merged(ranges: readonly IpRange[], family: Family): IpRange[] {
  const sorted = ranges.filter((each) => each.family === family).sort((a, b) => (a.low < b.low ? -1 : a.low > b.low ? 1 : 0));
  const found: IpRange[] = [];
  for (const each of sorted) {
    const last = found.at(-1);
    if (last && each.low <= last.high + 1n) {
      if (each.high > last.high) last.high = each.high;
    } else {
      found.push({ family, low: each.low, high: each.high });
    }
  }
  return found;
}

export function without(ranges: readonly IpRange[], taken: readonly IpRange[], family: Family): IpRange[] {
  let left = merged(ranges, family);
  for (const hole of merged(taken, family)) {
    left = left.flatMap((each) => {
      if (hole.high < each.low || each.high < hole.low) return [each];
      return [
        ...(each.low < hole.low ? [{ family, low: each.low, high: hole.low - 1n }] : []),
        ...(hole.high < each.high ? [{ family, low: hole.high + 1n, high: each.high }] : []),
      ];
    });
  }
  return left;
}

/** Addresses that the internet carries. The boundaries are those of RFC 6890 as the model's arithmetic knows them. */
export function publicRanges(family: Family): IpRange[] {
  const all: IpRange = { family, low: 0n, high: (1n << BigInt(bitsOf(family))) - 1n };
  return without([all], notPublic(family).map((text) => parsePrefix(text)!), family);
}

/** Prefixes that the internet does not carry. */
export function notPublic(family: Family): string[] {
  const special = family === 4
    ? ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '0.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4']
    : ['fc00::/7', '::/128', '::1/128', 'fe80::/10', 'ff00::/8'];
  return special.filter((text) => {
    const prefix = parsePrefix(text)!;
    return !isPublic({ family, value: prefix.low });
  });
}

/** `{ 10.0.0.0-10.0.0.255, 10.0.2.1 }` */
export function nftSet(ranges: readonly IpRange[]): string {
  return `{ ${ranges.map((each) => {
    const [low, high] = [each.low, each.high].map((value) => formatAddress({ family: each.family, value }));
    return low === high ? low : `${low}-${high}`;
  }).join(', ')} }`;
}

/**
 * IP addresses and prefixes (IPv4 RFC 791, IPv6 RFC 4291, CIDR RFC 4632) as canonical text in the model, as
 * integers where they are compared. Parsing and formatting are left to ipaddr.js; what is here is the arithmetic on
 * integers that the analyses need.
 */
import ipaddr from 'ipaddr.js';

export type Family = 4 | 6;

/** Canonical text of one address: `10.0.0.1`, `2001:db8::1` (RFC 5952). */
export type Address = string;
/** Canonical text of a prefix with the host bits cleared: `10.0.0.0/24`. */
export type Prefix = string;

export interface Ip {
  family: Family;
  value: bigint;
}

/** All addresses from `low` to `high`, both inclusive. */
export interface IpRange {
  family: Family;
  low: bigint;
  high: bigint;
}

export interface ParsedPrefix extends IpRange {
  /** Prefix length in bits, 0 to 32 or 128. */
  length: number;
  /** The address as written, host bits kept: of `10.0.0.7/24` it is 10.0.0.7. */
  host: bigint;
}

const addressCache = new Map<string, Ip | undefined>();
const prefixCache = new Map<string, ParsedPrefix | undefined>();
const CACHE_LIMIT = 50_000;

function bytesToInteger(bytes: readonly number[]): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}

/** Strict: four decimal octets without leading zeros, or an IPv6 address without zone. Undefined when it is neither. */
export function parseAddress(text: string): Ip | undefined {
  if (addressCache.has(text)) return addressCache.get(text);
  const parsed = readAddress(text);
  if (addressCache.size > CACHE_LIMIT) addressCache.clear();
  addressCache.set(text, parsed);
  return parsed;
}

function readAddress(text: string): Ip | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    if (/(^|\.)0\d/.test(text)) return undefined;
    return { family: 4, value: bytesToInteger(ipaddr.IPv4.parse(text).toByteArray()) };
  }
  if (text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text)) {
    return { family: 6, value: bytesToInteger(ipaddr.IPv6.parse(text).toByteArray()) };
  }
  return undefined;
}

export function formatAddress(ip: Ip): Address {
  const size = ip.family === 4 ? 4 : 16;
  const bytes: number[] = [];
  for (let shift = (size - 1) * 8; shift >= 0; shift -= 8) bytes.push(Number((ip.value >> BigInt(shift)) & 0xffn));
  const address = ipaddr.fromByteArray(bytes);
  return address.kind() === 'ipv6' ? (address as ipaddr.IPv6).toRFC5952String() : address.toString();
}

export function bitsOf(family: Family): number {
  return family === 4 ? 32 : 128;
}

/** `ADDRESS/LEN`, or a bare address as a prefix of full length. Undefined when it is neither. */
export function parsePrefix(text: string): ParsedPrefix | undefined {
  if (prefixCache.has(text)) return prefixCache.get(text);
  const parsed = readPrefix(text);
  if (prefixCache.size > CACHE_LIMIT) prefixCache.clear();
  prefixCache.set(text, parsed);
  return parsed;
}

function readPrefix(text: string): ParsedPrefix | undefined {
  const slash = text.indexOf('/');
  const ip = parseAddress(slash < 0 ? text : text.slice(0, slash));
  if (!ip) return undefined;
  const bits = bitsOf(ip.family);
  const lengthText = slash < 0 ? String(bits) : text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(lengthText)) return undefined;
  const length = Number(lengthText);
  if (length > bits) return undefined;
  const hostMask = (1n << BigInt(bits - length)) - 1n;
  const low = ip.value & ~hostMask;
  return { family: ip.family, low, high: low | hostMask, length, host: ip.value };
}

/** The network of a prefix, host bits cleared. */
export function formatPrefix(prefix: ParsedPrefix): Prefix {
  return `${formatAddress({ family: prefix.family, value: prefix.low })}/${prefix.length}`;
}

export function inRange(ip: Ip, range: IpRange): boolean {
  return ip.family === range.family && range.low <= ip.value && ip.value <= range.high;
}

export function rangesOverlap(a: IpRange, b: IpRange): boolean {
  return a.family === b.family && a.low <= b.high && b.low <= a.high;
}

export function rangeContains(outer: IpRange, inner: IpRange): boolean {
  return outer.family === inner.family && outer.low <= inner.low && inner.high <= outer.high;
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];
const NEVER_ROUTED = [
  '0.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4',
  '::/128', '::1/128', 'fe80::/10', 'ff00::/8',
];
const privateRanges = PRIVATE.map((text) => parsePrefix(text)!);
const neverRoutedRanges = NEVER_ROUTED.map((text) => parsePrefix(text)!);

/** All that `isPublic` leaves out. */
export const notPublic: readonly IpRange[] = [...privateRanges, ...neverRoutedRanges];

/** RFC 1918 or unique local (RFC 4193): addresses that the internet never carries. */
export function isPrivate(ip: Ip): boolean {
  return privateRanges.some((range) => inRange(ip, range));
}

const linkLocalRanges = ['fe80::/10', '169.254.0.0/16'].map((text) => parsePrefix(text)!);

/** fe80::/10 (RFC 4291) and 169.254.0.0/16 (RFC 3927): on every link, whatever its subnets are, and the same ones on each. */
export function isLinkLocal(ip: Ip): boolean {
  return linkLocalRanges.some((range) => inRange(ip, range));
}

/** Globally routable for the analyses. Documentation prefixes (RFC 5737, RFC 3849) count as public, so that examples can use them. */
export function isPublic(ip: Ip): boolean {
  return !isPrivate(ip) && !neverRoutedRanges.some((range) => inRange(ip, range));
}

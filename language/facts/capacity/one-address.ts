/**
 * Balancers that tell clients apart by their address, where all that they see have the same one: behind source
 * translation, behind another balancer or proxy, or because there is one client. nginx's `ip_hash` reads the first three octets of an
 * IPv4 address only (https://nginx.org/en/docs/http/ngx_http_upstream_module.html#ip_hash), so that one /24 is one client to it.
 */
import { bitsOf, formatAddress, formatPrefix, parseAddress, parsePrefix, type Ip } from '../../model/ip.js';
import type { Balance, Flow, Id, NatRule } from '../../model/model.js';
import type { Origin } from '../../model/origin.js';
import { isA, isInternet, isPlace } from '../../model/queries.js';
import { carriage, dialKey, flowDials } from '../network/index.js';
import { layerOf } from '../network/osi.js';
import { ownAddresses } from '../network/parties.js';
import { stations } from '../network/stations.js';
import { tree } from '../network/tree.js';
import type { Dial, Trace } from '../network/types.js';
import { isActor } from '../redundancy/failable.js';
import { balancingSoftware, pools, softwareOf } from '../redundancy/pools.js';
import { query, type Facts } from '../query.js';

export interface OneAddress {
  /** The element or group that balances, and its statement. */
  by: Id;
  balance: Balance;
  members: Id[];
  /** `network`: several addresses of one /24, which nginx takes for one. */
  as: 'address' | 'network';
  /** The address or network where it is known. */
  seen?: string;
  /** What makes them one. */
  because: Cause;
  flows: Flow[];
}

export type Cause =
  /** They come by this element or group, which opens connections of its own. */
  | { type: 'before'; id: Id }
  | { type: 'translated'; device: Id; rule: string; origin: Origin }
  /** It is the only client. */
  | { type: 'client'; id: Id };

/** One address as the balancer sees it. */
interface Source {
  key: string;
  /** Addresses behind the key, as far as they are known; a client may have a whole prefix. */
  ranges: { ip: Ip; length: number }[];
  because: Cause;
}

export const oneAddressClients = query('capacity.one-address-clients', (facts): OneAddress[] => facts.ask(pools).flatMap((pool): OneAddress[] => {
  const picking = pool.balances.filter((balance) => picksByAddress(facts, balance, pool.engines));
  if (picking.length === 0 || pool.members.length < 2 || pool.engines.length === 0) return [];
  const coming = comingTo(facts, pool.engines);
  const sources = coming.sources && distinct(coming.sources);
  if (!sources || sources.length === 0) return [];
  const octets = pool.engines.every((id) => balancingSoftware(facts, facts.elements[id]!).some((each) => each.name === 'nginx' || each.is.includes('nginx')));
  const network = octets ? commonNetwork(sources) : undefined;
  const [first] = sources;
  const single = sources.length === 1 && (first!.because.type !== 'client' || isSingle(first!));
  if (!single && network === undefined) return [];
  const seen = single ? addressOf(first!) : network;
  // A consistent hash is one of the whole address.
  const fooled = single ? picking : picking.filter((balance) => balance.algorithm !== 'consistent-hash');
  return fooled.map((balance) => ({ by: pool.by, balance, members: pool.members, as: single ? 'address' : 'network', ...(seen === undefined ? {} : { seen }), because: first!.because, flows: coming.flows }));
}));

/** Hashes of the address, and stickiness where nothing but the address can be looked at: at layer 4. */
function picksByAddress(facts: Facts, balance: Balance, engines: readonly Id[]): boolean {
  if (balance.algorithm === 'ip-hash' || balance.algorithm === 'consistent-hash') return true;
  return balance.sticky && engines.every((id) => layerOf(facts.elements[id]!) <= 4);
}

/** Where the clients of these come from; `sources` is undefined where somebody among them has addresses that nobody knows. */
function comingTo(facts: Facts, engines: readonly Id[]): { sources: Source[] | undefined; flows: Flow[] } {
  const sources: Source[] = [];
  const flows: Flow[] = [];
  for (const flow of Object.values(facts.flows)) {
    if (isAdministration(facts, flow)) continue;
    const dials = facts.ask(flowDials, flow.id).filter((dial) => engines.includes(dial.to) && !engines.includes(dial.from));
    if (dials.length > 0) flows.push(flow);
    for (const dial of dials) {
      const { trace } = facts.ask(carriage, dialKey(dial));
      if (!trace.reachable) continue;
      const source = translatedSource(facts, trace) ?? sourceOf(facts, dial);
      if (!source) return { sources: undefined, flows };
      sources.push(source);
    }
  }
  return { sources, flows };
}

function isAdministration(facts: Facts, flow: Flow): boolean {
  const protocols = facts.read('protocols');
  return flow.ports !== undefined && flow.ports.every((port) => port.name !== undefined && protocols[port.name]?.administrative);
}

/** The last translation of the source on the way. */
function translatedSource(facts: Facts, trace: Trace): Source | undefined {
  const hop = [...trace.hops].reverse().find((each) => each.action === 'translated' && ruleAt(facts, each.element, each.origin)?.type !== 'dnat' && ruleAt(facts, each.element, each.origin) !== undefined);
  const rule = hop && ruleAt(facts, hop.element, hop.origin);
  if (!hop || !rule) return undefined;
  const ip = rule.type === 'snat' ? parseAddress(rule.address) : undefined;
  return { key: ip ? formatAddress(ip) : `masquerade ${hop.element}`, ranges: ip ? [whole(ip)] : [], because: { type: 'translated', device: hop.element, rule: rule.text, origin: rule.origin } };
}

function ruleAt(facts: Facts, device: Id, origin: Origin | undefined): NatRule | undefined {
  return facts.elements[device]?.network.nat.find((rule) => rule.origin === origin);
}

/** Undefined for many addresses, or ones that nobody states. */
function sourceOf(facts: Facts, dial: Dial): Source | undefined {
  const element = facts.elements[dial.from];
  if (!element || isPlace(element) || isInternet(element)) return undefined;
  if (isActor(facts, element)) {
    const ranges = element.network.addresses.flatMap((use) => {
      const ip = parseAddress(use.address);
      return ip ? [{ ip, length: use.length ?? bitsOf(ip.family) }] : [];
    });
    return ranges.length === 0 ? undefined : { key: element.id, ranges, because: { type: 'client', id: element.id } };
  }
  if (isSpreadOut(facts, element.id)) return undefined;
  // Of those that stand by for each other one speaks at a time.
  const pair = (facts.ask(tree).groupsOf.get(element.id) ?? []).find((group) => group.mode === 'active-standby');
  const station = facts.ask(stations).of(element.id);
  return { key: pair?.id ?? station, ranges: ownAddresses(facts, station).map((own) => whole(own.ip)), because: { type: 'before', id: pair?.id ?? element.id } };
}

function whole(ip: Ip): { ip: Ip; length: number } {
  return { ip, length: bitsOf(ip.family) };
}

/** What somebody else runs on many machines of many addresses: networks of caches, functions, a cloud's balancers. */
function isSpreadOut(facts: Facts, id: Id): boolean {
  const element = facts.elements[id]!;
  return ['cdn', 'function', 'global-loadbalancer', 'kubernetes-cluster'].some((kind) => isA(element, kind))
    || softwareOf(facts, element).some((each) => each.vendor === 'Amazon Web Services' || each.provides?.includes('scale-out'));
}

function distinct(sources: readonly Source[]): Source[] {
  return [...new Map(sources.map((source) => [source.key, source])).values()];
}

function isSingle({ ranges }: Source): boolean {
  return ranges.length > 0 && ranges.every(({ ip, length }) => length === bitsOf(ip.family)) && new Set(ranges.map(({ ip }) => ip.family)).size === ranges.length;
}

function addressOf({ ranges }: Source): string | undefined {
  return ranges.length === 1 && ranges[0]!.length === bitsOf(ranges[0]!.ip.family) ? formatAddress(ranges[0]!.ip) : undefined;
}

/** The /24 that all addresses lie in. */
function commonNetwork(sources: readonly Source[]): string | undefined {
  const networks = new Set(sources.flatMap(({ ranges }) => (ranges.length === 0 ? ['unknown'] : ranges.map(({ ip, length }) => (ip.family === 4 && length >= 24 ? networkOf(ip) : 'unknown')))));
  const [only] = networks;
  return networks.size === 1 && only !== 'unknown' ? only : undefined;
}

function networkOf(ip: Ip): string {
  const prefix = parsePrefix(`${formatAddress(ip)}/24`);
  return prefix ? formatPrefix(prefix) : 'unknown';
}

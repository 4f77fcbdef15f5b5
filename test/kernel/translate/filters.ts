/** Rules as nftables: what a device forwards, what a host lets in and out, what its security groups allow. */
import type { Element, FilterBlock, FilterRule, Id, PortMatch } from '#language/model/model.js';
import type { Family, IpRange } from '#language/model/ip.js';
import { rangesOverlap } from '#language/model/ip.js';
import { deniesByDefault, type Ground } from './ground.js';
import type { Parties, PartySets } from './parties.js';
import { nftSet } from './ranges.js';
import { refuse } from './refusal.js';

/** Clients of the oracle dial from these: a rule that tells them apart cannot be judged. */
export const CLIENT_PORTS = { low: 50_000, high: 59_999 };

/** Neighbour discovery is no traffic of anybody's: ARP passes no filter of layer 3 either. */
const DISCOVERY = 'icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept';
const STATE = ['ct state established,related accept', 'ct state invalid drop'];

/** `tcp dport 80`, one text for each transport; an empty one for any packet. */
export function portTexts(ports: readonly PortMatch[] | undefined, sourcePorts?: readonly PortMatch[]): string[] {
  for (const port of [...(ports ?? []), ...(sourcePorts ?? [])]) {
    if (port.protocol === 'icmp') continue;
    for (const edge of [port.low, port.high + 1]) if (CLIENT_PORTS.low < edge && edge <= CLIENT_PORTS.high) refuse(`a rule tells ports of clients apart: ${port.text}`);
  }
  const protocols = (['tcp', 'udp', 'icmp'] as const).filter((protocol) => [ports, sourcePorts].every((list) => !list || list.some((port) => port.protocol === protocol)));
  if (!ports && !sourcePorts) return [''];
  return protocols.map((protocol) => {
    if (protocol === 'icmp') return 'meta l4proto { icmp, ipv6-icmp } ';
    const set = (list: readonly PortMatch[] | undefined, word: string): string => {
      if (!list) return '';
      const spans = list.filter((port) => port.protocol === protocol);
      if (spans.some((port) => port.low <= 1 && port.high === 65_535)) return '';
      return `${protocol} ${word} ${nftPorts(spans)} `;
    };
    const text = set(ports, 'dport') + set(sourcePorts, 'sport');
    return text || `meta l4proto ${protocol} `;
  });
}

function nftPorts(spans: readonly PortMatch[]): string {
  const sorted = [...spans].sort((a, b) => a.low - b.low);
  const joined: { low: number; high: number }[] = [];
  for (const each of sorted) {
    const last = joined.at(-1);
    if (last && each.low <= last.high + 1) last.high = Math.max(last.high, each.high);
    else joined.push({ low: each.low, high: each.high });
  }
  return `{ ${joined.map((each) => (each.low === each.high ? `${each.low}` : `${each.low}-${each.high}`)).join(', ')} }`;
}

/** `ip saddr {…} ip daddr {…}`, one text for each family; none where nobody is meant. */
export function partyTexts(from: Parties, to: Parties): string[] {
  if (from === 'any' && to === 'any') return [''];
  return ([4, 6] as const).flatMap((family: Family) => {
    const side = (parties: Parties, word: string): string | undefined => {
      if (parties === 'any') return '';
      return parties[family].length === 0 ? undefined : `${family === 4 ? 'ip' : 'ip6'} ${word} ${nftSet(parties[family])} `;
    };
    const texts = [side(from, 'saddr'), side(to, 'daddr')];
    return texts.includes(undefined) ? [] : [texts.join('')];
  });
}

function ruleLines(sets: PartySets, rule: FilterRule, verdict: string): string[] {
  const parties = partyTexts(sets.of(rule.from, 'source'), sets.of(rule.to, 'destination'));
  return portTexts(rule.ports, rule.sourcePorts).flatMap((ports) => parties.map((each) => `${each}${ports}${verdict}`));
}

/** The table over what a device forwards, routed or bridged; empty where it forwards all. */
export function forwardTable(sets: PartySets, element: Element): string {
  const { rules, defaultAction, stateless } = element.network;
  if (!deniesByDefault(element) && rules.length === 0 && !defaultAction) return '';
  const body = [
    DISCOVERY,
    ...(stateless ? [] : STATE),
    ...rules.flatMap((rule) => ruleLines(sets, rule, rule.action === 'allow' ? 'accept' : 'drop')),
    defaultAction?.action === 'allow' ? 'accept' : 'drop',
  ];
  return chain('inet forwarded', 'judge', 'type filter hook forward priority 0; policy accept;', body);
}

/** The nearest of an element and the machines that it runs on that says something. */
function nearest<T>(ground: Ground, id: Id, pick: (element: Element) => T | undefined): T | undefined {
  const seen = new Set<Id>();
  for (let current = ground.elements[id]; current && !seen.has(current.id); current = current.hosts[0] === undefined ? undefined : ground.elements[current.hosts[0]]) {
    seen.add(current.id);
    const found = pick(current);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The host's own firewall and its security groups, at its doors. */
export function hostTables(ground: Ground, sets: PartySets, station: Id, owned: readonly IpRange[]): string {
  const inbound = nearest(ground, station, (element) => element.network.inbound);
  const uses = nearest(ground, station, (element) => (element.network.securityGroups.length > 0 ? element.network.securityGroups : undefined)) ?? [];
  const groups = uses.flatMap((use) => ground.model.securityGroups[use.id] ?? []);
  if (!inbound && groups.length === 0) return '';
  for (const element of Object.values(ground.elements)) {
    if (element.id === station || ground.station(element.id) !== station) continue;
    if (element.network.inbound || element.network.securityGroups.length > 0) refuse(`${element.id} has a firewall of its own beside that of ${station}, whose address it shares`);
  }
  const stateful = [...(inbound ? [inbound] : []), ...groups].every((each) => !each.stateless);
  const head = [DISCOVERY, ...(stateful ? STATE : [])];
  const tables: string[] = [];
  const hook = (direction: 'in' | 'out', priority: number): string => `type filter hook ${direction === 'in' ? 'input' : 'output'} priority ${priority}; policy accept;`;
  for (const direction of ['in', 'out'] as const) {
    if (inbound && (direction === 'in' || judgesOutbound(sets, inbound, owned))) {
      tables.push(chain(`inet own_${direction}`, 'judge', hook(direction, 0), ['meta iif lo accept', ...head, ...blockLines(sets, inbound, direction, 'accept', 'drop'), defaultOf(inbound, 'accept', 'drop')].filter((line) => direction === 'in' || !line.startsWith('meta iif'))));
    }
    const judging = groups.filter((group) => direction === 'in' || judgesOutbound(sets, group, owned));
    if (judging.length === 0) continue;
    // Security groups add up: the first that allows ends it, one that denies leaves it to the next.
    const inner = judging.map((group, nth) => `chain group${nth} {\n${[...blockLines(sets, group, direction, 'accept', 'return'), defaultOf(group, 'accept', 'return')].join('\n')}\n}\n`).join('');
    const outer = [...head, ...judging.map((_, nth) => `jump group${nth}`), 'drop'];
    tables.push(`table inet groups_${direction} {\n${inner}chain judge { ${hook(direction, 1)}\n${outer.join('\n')}\n}\n}\n`);
  }
  return tables.join('');
}

function defaultOf(block: FilterBlock, allowed: string, denied: string): string {
  return block.defaultAction?.action === 'allow' ? allowed : denied;
}

/** A rule that leaves out whereto speaks of what enters, one that leaves out wherefrom alone of what leaves, one with both of either. */
function blockLines(sets: PartySets, block: FilterBlock, direction: 'in' | 'out', allowed: string, denied: string): string[] {
  return block.rules.filter((rule) => (direction === 'in' ? !(rule.from === undefined && rule.to !== undefined) : rule.to !== undefined))
    .flatMap((rule) => ruleLines(sets, rule, rule.action === 'allow' ? allowed : denied));
}

/** Outbound is open until a rule speaks of what the member sends. */
function judgesOutbound(sets: PartySets, block: FilterBlock, owned: readonly IpRange[]): boolean {
  return block.rules.some((rule) => {
    if (rule.to === undefined) return false;
    if (rule.from === undefined) return true;
    const from = sets.of(rule.from, 'source');
    return from !== 'any' && ([4, 6] as const).some((family) => from[family].some((range) => owned.some((mine) => rangesOverlap(range, mine))));
  });
}

export function chain(table: string, name: string, head: string, body: readonly string[]): string {
  return `table ${table} {\nchain ${name} { ${head}\n${body.join('\n')}\n}\n}\n`;
}

/** Networks as the recordings of namespaces describe them, turned into models: switches, hosts, routers, filters, translations. */
import { build, type ModelBuilder } from './model-builder.js';

export interface Interface { name?: string; switch: string; vlan: number; ip: string; extra_ips?: string[] }
export interface Rule { action: string; in?: string; out?: string; from?: string | string[]; to?: string | string[]; proto?: string; port?: number | string | number[] }
export interface Nat { type: 'dnat' | 'snat' | 'masquerade'; in?: string; out?: string; from?: string; dst?: string; proto?: string; port?: number; to?: string | string[] }
export interface Node { ifs: Interface[]; gw?: string; routes?: { dst: string; via?: string; kind?: string }[]; nat?: Nat[] }
export interface Topology {
  trunks: { a: string; b: string; allow?: number[]; allow_a?: number[]; allow_b?: number[]; native?: number; native_a?: number; native_b?: number }[];
  hosts: Record<string, Node>;
  l3: Record<string, Node>;
  firewalls: { on: string; hook?: string; default?: string; stateful?: boolean; rules?: Rule[] }[];
}
export interface Answer { src: string; dst: string; proto: 'tcp' | 'udp' | 'icmp'; port?: number | null; reachable: boolean; how: string; served_by?: string }

function list<T>(value: T | T[] | undefined): T[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

function prefixOf(ip: string): string {
  const [address, length] = ip.split('/') as [string, string];
  const octets = address.split('.').map(Number);
  const mask = Number(length);
  const value = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** (32 - mask);
  const low = Math.floor(value / size) * size;
  return `${[24, 16, 8, 0].map((shift) => Math.floor(low / 2 ** shift) % 256).join('.')}/${length}`;
}

/** A rule of nftables in our words. An interface stands for the subnet on it; the side of the default route for anything. */
function wordsOf(rule: Rule, node: Node): string {
  const side = (name: string | undefined): string[] => {
    const found = node.ifs.find((each) => each.name === name);
    if (!found) return ['any'];
    const prefix = prefixOf(found.ip);
    return node.gw && prefix === prefixOf(`${node.gw}/${found.ip.split('/')[1]}`) ? ['any'] : [prefix];
  };
  const from = rule.from ? list(rule.from) : side(rule.in);
  const to = rule.to ? list(rule.to) : side(rule.out);
  const over = !rule.proto ? '' : rule.proto === 'icmp' ? ' over icmp'
    : ` over ${rule.port === undefined ? rule.proto : list<number | string>(rule.port).map((each) => `${rule.proto}/${each}`).join(', ')}`;
  return `${rule.action === 'accept' ? 'allow' : 'deny'} ${from.join(', ')} -> ${to.join(', ')}${over}`;
}

function natWords(nat: Nat, node: Node): string[] {
  const outside = node.ifs.find((each) => each.name === nat.out);
  const to = outside ? ` -> ${prefixOf(outside.ip)}` : '';
  if (nat.type === 'masquerade') return [`masquerade ${nat.from}${to}`];
  if (nat.type === 'snat') return [`snat ${nat.from}${to} to ${nat.to as string}`];
  // Several targets are dealt out in turn; the first stands for all here.
  const [address, toPort] = list(nat.to)[0]!.split(':') as [string, string | undefined];
  return [`dnat ${nat.dst}${nat.port ? ` over ${nat.proto}/${nat.port}` : ''} -> ${address}${toPort ? ` over ${nat.proto}/${toPort}` : ''}`];
}

export function modelOf(topology: Topology): ModelBuilder {
  const builder = build();
  const nodes = { ...topology.hosts, ...topology.l3 };
  const switches = new Set([...Object.values(nodes).flatMap((node) => node.ifs.map((each) => each.switch)), ...topology.trunks.flatMap((trunk) => [trunk.a, trunk.b])]);
  for (const name of switches) builder.element('l2switch', name);
  const interfacesOf = new Map<string, { link: string; end: string; ips: string[] }[]>();
  for (const [name, node] of Object.entries(nodes)) {
    interfacesOf.set(name, node.ifs.map((each, nth) => ({ link: `${name}-${nth}`, end: `${each.switch} access ${each.vlan}`, ips: [each.ip, ...(each.extra_ips ?? [])] })));
    for (const each of interfacesOf.get(name)!) builder.link(name, each.end, { as: each.link });
  }
  for (const trunk of topology.trunks) {
    const end = (allow: number[], native: number | undefined): string => `trunk ${allow.join(', ')}${native ? ` native ${native}` : ''}`;
    const both = trunk.allow ?? [];
    builder.link(`${trunk.a} ${end(trunk.allow_a ?? both, trunk.native_a ?? trunk.native)}`, `${trunk.b} ${end(trunk.allow_b ?? both, trunk.native_b ?? trunk.native)}`);
  }
  for (const [name, node] of Object.entries(nodes)) {
    const forwards = topology.firewalls.find((each) => each.on === name && (each.hook ?? 'forward') === 'forward');
    const input = topology.firewalls.find((each) => each.on === name && each.hook === 'input');
    const isRouter = name in topology.l3;
    builder.element(isRouter ? 'router' : 'server', name, {
      interface: interfacesOf.get(name)!.flatMap((each) => each.ips.map((ip) => `${each.link} ${ip}`)),
      route: [
        ...(isRouter && node.gw ? [`default via ${node.gw}`] : []),
        ...(node.routes ?? []).map((route) => (route.via ? `${route.dst} via ${route.via}` : `${route.dst} blackhole`)),
      ],
      ...(!isRouter && node.gw ? { gateway: node.gw } : {}),
      ...(forwards ? { rules: (forwards.rules ?? []).map((rule) => wordsOf(rule, node)), default: forwards.default === 'accept' ? 'allow' as const : 'deny' as const } : {}),
      ...(forwards?.stateful === false ? { stateless: true } : {}),
      ...(input ? { inbound: (input.rules ?? []).map((rule) => wordsOf({ ...rule, to: undefined }, node).replace(' -> any', '')) } : {}),
      nat: (node.nat ?? []).flatMap((nat) => natWords(nat, node)),
    });
  }
  return builder;
}


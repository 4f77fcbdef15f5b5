/** Filters, host firewalls, security groups, address translation and groups over a laid-out network. */
import { formatPrefix } from '#language/model/ip.js';
import { take, type Plan, type Router } from './plan.js';
import type { Random } from './random.js';
import type { Style } from './layer3.js';

const PORTS = ['tcp/80', 'tcp/443', 'udp/53', 'tcp/8000-8010', 'icmp', 'tcp', 'udp', 'https', 'mysql', 'ssh', 'tcp/80, udp/53', 'tcp/8080'];

export function over(random: Random): string {
  return random.chance(0.35) ? '' : ` over ${random.of(PORTS)}`;
}

export function endpoint(random: Random, plan: Plan): string {
  const hosts = [...plan.hosts.flatMap((each) => [each.name, ...each.parts]), ...plan.counted.map((each) => each.name)];
  const wires = plan.wires.filter((each) => each.kind !== 'cable').map((each) => each.name);
  const prefixes = plan.wires.flatMap((wire) => [wire.v4, wire.v6]).flatMap((prefix) => (prefix ? [formatPrefix(prefix)] : []));
  const addresses = plan.hosts.flatMap((host) => [host.v4, host.v6]).flatMap((text) => (text ? [text] : []));
  const found = random.weighted<string | undefined>([
    [3, 'any'], [5, hosts.length > 0 ? random.of(hosts) : undefined], [4, random.of(wires)], [1.5, random.of(prefixes)], [1.5, addresses.length > 0 ? random.of(addresses) : undefined],
    [1, random.of(plan.routers).name], [1, plan.groups.length > 0 ? random.of(plan.groups).name : undefined], [1, plan.securityGroups.length > 0 ? random.of(plan.securityGroups) : undefined],
    [plan.internet ? 2 : 0, 'world'], [0.4, '10.0.0.0/15'], [plan.sites.length > 0 ? 1.5 : 0, plan.sites[0]?.name], [plan.internet ? 0.5 : 0, random.of(['op', 'folk'])],
  ]);
  return found ?? 'any';
}

function ends(random: Random, plan: Plan): string {
  return random.chance(0.15) ? [...new Set([endpoint(random, plan), endpoint(random, plan)])].filter((each, _, all) => each !== 'any' || all.length === 1).join(', ') : endpoint(random, plan);
}

function rules(random: Random, plan: Plan, count: number): string[] {
  return Array.from({ length: count }, () => `${random.chance(0.75) ? 'allow' : 'deny'} ${ends(random, plan)} -> ${ends(random, plan)}${over(random)}${random.chance(0.05) ? ` from port ${random.of(['1024-65535', '1-1023', '49152-65535'])}` : ''}`);
}

export function groupHosts(random: Random, plan: Plan): void {
  const wires = plan.wires.filter((wire) => wire.kind !== 'cable' && plan.hosts.filter((host) => host.wire === wire).length >= 2);
  for (const wire of wires) {
    if (!random.chance(0.25)) continue;
    const members = plan.hosts.filter((host) => host.wire === wire).slice(0, 2).map((host) => host.name);
    const vip = random.chance(0.7) ? take(random, wire, 4) : undefined;
    plan.groups.push({ name: `g${plan.groups.length + 1}`, members, vips: vip ? [vip] : [] });
  }
}

export function police(random: Random, plan: Plan, style: Style): { securityGroups: { name: string; lines: string[] }[] } {
  const securityGroups: { name: string; lines: string[] }[] = [];
  if (random.chance(0.25)) {
    for (let nth = 1; nth <= random.between(1, 2); nth++) {
      plan.securityGroups.push(`sg${nth}`);
      securityGroups.push({ name: `sg${nth}`, lines: [] });
    }
    for (const group of securityGroups) {
      group.lines.push(...hostRules(random, plan));
      if (random.chance(0.1)) group.lines.push('stateless');
    }
    for (const host of plan.hosts) if (random.chance(0.4)) host.lines.push(`use ${random.some(plan.securityGroups, random.between(1, 2)).join(', ')}`);
  }
  for (const router of plan.routers) {
    // Two kernels do not share what they know of connections, as members of a group do.
    if (plan.groups.some((group) => group.routers && group.members.includes(router.name))) {
      if (random.chance(0.3)) router.lines.push(...rules(random, plan, 3), 'default allow', 'stateless');
      continue;
    }
    if (router.kind === 'firewall' || random.chance(0.35)) {
      router.lines.push(...rules(random, plan, random.weighted([[1, 0], [2, 1], [3, 3], [2, 5]])));
      if (random.chance(0.15)) router.lines.push(`default ${random.of(['allow', 'allow', 'deny'])}`);
      if (random.chance(0.15)) router.lines.push('stateless');
    }
    for (let times = random.weighted([[6, 0], [3, 1], [1, 2]]); times > 0; times--) translate(random, plan, router);
  }
  for (const host of plan.hosts) {
    if (random.chance(0.15)) host.lines.push(`inbound { ${hostRules(random, plan).join('  ')}${random.chance(0.15) ? '  default allow' : ''}${random.chance(0.15) ? '  stateless' : ''} }`);
    if (random.chance(0.06)) host.lines.push('port tcp/80');
  }
  void style;
  return { securityGroups };
}

function hostRules(random: Random, plan: Plan): string[] {
  return Array.from({ length: random.between(0, 3) }, () => {
    const action = random.chance(0.75) ? 'allow' : 'deny';
    return random.weighted([
      [5, `${action} ${endpoint(random, plan)}${over(random)}`],
      [1, `${action}${over(random) || ' over icmp'}`],
      [1.5, `${action} -> ${endpoint(random, plan)}${over(random)}`],
    ]);
  });
}

/** What comes in at one port of a router leads to a host inside; perhaps also for those beside the host, whose source is then translated too. */
function translateSix(random: Random, plan: Plan, router: Router): void {
  const hosts = plan.hosts.filter((each) => each.v6);
  const ports = router.ports.filter((port) => port.v6);
  if (hosts.length === 0 || ports.length === 0) return;
  const host = random.of(hosts);
  const own = router.edge?.v6 && random.chance(0.5) ? router.edge.v6 : random.chance(0.6) ? random.of(ports).v6! : take(random, random.of(ports).wire, 6);
  if (!own) return;
  if (random.chance(0.7)) router.lines.push(random.chance(0.5) ? `dnat ${own} over tcp/8080 -> ${host.name} over tcp/80` : `dnat ${own} over tcp/443 -> ${host.v6!}`);
  else router.lines.push(`snat ${random.of(plan.wires.filter((wire) => wire.kind !== 'cable')).name}${random.chance(0.5) ? ` -> ${endpoint(random, plan)}` : ''} to ${own}`);
}

function translate(random: Random, plan: Plan, router: Router): void {
  if (random.chance(0.2)) return translateSix(random, plan, router);
  const inside = plan.hosts.filter((host) => host.v4);
  if (inside.length === 0) return;
  const host = random.of(inside);
  const ports = router.ports.filter((port) => port.v4);
  const how = random.weighted([[3, 'dnat'], [2, 'masquerade'], [1.5, 'snat'], [1, 'both']]);
  const wires = plan.wires.filter((wire) => wire.kind !== 'cable');
  if (how === 'dnat' || how === 'both') {
    const own = router.edge && random.chance(0.7) ? router.edge.v4.replace(/\d+$/, (last) => `${Number(last) + random.of([0, 2])}`)
      : ports.length > 0 ? (random.chance(0.6) ? random.of(ports).v4! : take(random, random.of(ports).wire, 4)) : undefined;
    const target = random.chance(0.75) ? host.name : plan.groups.length > 0 ? random.of(plan.groups).name : host.v4!;
    if (own) {
      router.lines.push(random.weighted([
        [4, `dnat ${own} over tcp/8080 -> ${target} over tcp/80`], [2, `dnat ${own} over tcp/443 -> ${target}`], [1, `dnat ${own} -> ${target}`],
        [1, `dnat ${own} over tcp/8000-8010 -> ${target}`], [0.5, `dnat ${own} over udp/53 -> ${target} over udp/5353`], [0.5, `dnat ${own} over tcp/8000-8003 -> ${target} over tcp/9000-9003`],
      ]));
    }
  }
  if (how === 'both' && random.chance(0.4)) {
    // The way back inside one subnet.
    router.lines.push(`masquerade ${host.wire.name} -> ${random.chance(0.5) ? host.wire.name : host.name}`);
    return;
  }
  const to = random.chance(0.5) ? ` -> ${random.chance(0.5) ? random.of(wires).name : endpoint(random, plan)}` : '';
  if (how === 'masquerade' || how === 'both') router.lines.push(`masquerade ${random.chance(0.7) ? random.of(wires).name : endpoint(random, plan)}${to}`);
  if (how === 'snat') {
    const port = ports.length > 0 ? random.of(ports) : undefined;
    const address = router.edge && random.chance(0.6) ? router.edge.v4.replace(/\d+$/, (last) => `${Number(last) + random.of([0, 3])}`)
      : port ? (random.chance(0.5) ? port.v4 : take(random, port.wire, 4)) : undefined;
    if (address) router.lines.push(`snat ${random.chance(0.7) ? random.of(wires).name : endpoint(random, plan)}${to} to ${address}`);
  }
}

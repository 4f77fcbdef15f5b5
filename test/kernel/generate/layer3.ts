/** Wires, routers and hosts with their addresses, routes and gateways: right, missing, wrong, in circles, into nothing. */
import { formatPrefix, inRange, parseAddress, type ParsedPrefix } from '#language/model/ip.js';
import { neighbours, prefixOf, take, takeRow, towards, type Host, type Plan, type Router, type Wire } from './plan.js';
import type { Random } from './random.js';

export interface Style { vlans: boolean; six: boolean; internet: boolean; dynamic: boolean; wild: number }

export function layOut(random: Random, style: Style): Plan {
  const plan: Plan = { wires: [], routers: [], hosts: [], counted: [], sites: [], tunnels: [], internet: style.internet, groups: [], securityGroups: [] };
  const wire = (kind: Wire['kind']): Wire => {
    const nth = plan.wires.length + 1;
    const transit = kind === 'cable';
    const length = transit ? random.of([31, 30, 29]) : random.of([24, 24, 24, 26, 28, 29]);
    const name = kind === 'vlan' ? `v${nth * 10}` : kind === 'cable' ? `t${nth}` : random.chance(0.08) ? `구역${nth}` : `z${nth}`;
    const made: Wire = { name, kind, used: new Set() };
    const open = style.internet && !transit && random.chance(0.2);
    const sixOnly = style.six && random.chance(0.12);
    if (!sixOnly) made.v4 = prefixOf(open ? `203.0.${100 + nth}.0/${length}` : `10.${random.of([0, 0, 7])}.${nth}.0/${length}`);
    if (open) made.public = true;
    if (sixOnly || (style.six && random.chance(0.75))) made.v6 = prefixOf(open ? `2001:db8:${nth}::/64` : random.chance(0.5) ? `2001:db8:${nth}::/64` : `fd00:${nth}::/${transit ? 127 : 64}`);
    if (kind === 'vlan') made.vlan = nth * 10;
    plan.wires.push(made);
    return made;
  };
  const ground: Wire['kind'] = style.vlans ? 'vlan' : 'zone';
  wire(ground);
  const routers = random.weighted([[1, 1], [3, 2], [3, 3], [1, 4]]);
  for (let nth = 1; nth <= routers; nth++) {
    const router: Router = { name: `r${nth}`, kind: random.weighted([[5, 'router'], [style.vlans ? 4 : 1, 'l3switch'], [2, 'firewall']]), ports: [], lines: [] };
    const wanted = new Set<Wire>([random.of(plan.wires.filter((each) => each.kind !== 'cable'))]);
    const fresh = random.between(1, 2);
    for (let each = 0; each < fresh; each++) wanted.add(wire(nth > 1 && random.chance(0.25) && !style.vlans ? 'zone' : ground));
    if (random.chance(0.4)) wanted.add(random.of(plan.wires.filter((each) => each.kind !== 'cable')));
    if (nth > 1 && random.chance(0.35)) {
      // A cable of their own between two routers.
      const cable = wire('cable');
      const other = random.of(plan.routers);
      for (const [each, low] of [[other, true], [router, true]] as const) put(random, each, cable, low);
    }
    for (const each of wanted) put(random, router, each, random.chance(0.7));
    plan.routers.push(router);
  }
  if (random.chance(0.2)) pair(random, plan);
  if (style.internet) {
    plan.routers.forEach((router, nth) => {
      if (nth === 0 || random.chance(0.2)) router.edge = { v4: `198.51.100.${nth * 16 + 1}`, ...(style.six && random.chance(0.7) ? { v6: `2001:db8:ffff:${nth}::1` } : {}) };
    });
  }
  for (const each of plan.wires) {
    if (each.kind === 'cable') continue;
    const count = random.weighted([[1, 0], [4, 1], [4, 2], [1, 3]]);
    for (let nth = 0; nth < count; nth++) host(random, plan, each);
    if (each.kind === 'zone' && random.chance(0.12)) {
      const size = random.between(2, 3);
      const from = takeRow(random, each, size);
      if (from) plan.counted.push({ name: `c${plan.counted.length + 1}`, wire: each, from, count: size });
    }
  }
  for (const each of plan.hosts) furnish(random, plan, each);
  const zones = plan.wires.filter((each) => each.kind === 'zone');
  if (zones.length > 1 && random.chance(0.3)) plan.sites.push({ name: 's1', lines: [], wires: random.some(zones, random.between(1, zones.length)) });
  return plan;
}

/** A second router beside one on the same wires, with virtual addresses: gateways of the hosts there. */
function pair(random: Random, plan: Plan): void {
  const first = random.of(plan.routers);
  const wires = first.ports.map((port) => port.wire).filter((wire) => wire.kind !== 'cable');
  if (wires.length === 0) return;
  if (first.kind === 'firewall') return;
  const twin: Router = { name: `${first.name}b`, kind: first.kind, ports: [], lines: [] };
  for (const wire of wires) put(random, twin, wire, false);
  if (twin.ports.length === 0) return;
  plan.routers.push(twin);
  const vips = twin.ports.flatMap(({ wire }) => [4, 6].flatMap((family) => take(random, wire, family as 4 | 6) ?? []));
  plan.groups.push({ name: 'pair', members: [first.name, twin.name], vips, routers: true });
}

/** More addresses, a second wire, machines and programs on it. */
function furnish(random: Random, plan: Plan, host: Host): void {
  if (random.chance(0.08)) host.more.push(...[take(random, host.wire, random.chance(0.7) ? 4 : 6)].flatMap((each) => each ?? []));
  const others = plan.wires.filter((wire) => wire.kind === host.wire.kind && wire !== host.wire);
  if (others.length > 0 && random.chance(0.07)) {
    const wire = random.of(others);
    const [v4, v6] = [take(random, wire, 4), random.chance(0.7) ? take(random, wire, 6) : undefined];
    if (v4 || v6) host.second = { wire, ...(v4 ? { v4 } : {}), ...(v6 ? { v6 } : {}) };
  }
  if (host.kind !== 'server' || !random.chance(0.2)) return;
  const name = `vm${host.name}`;
  const address = random.chance(0.7) ? take(random, host.wire, 4) : undefined;
  host.parts.push(name);
  host.nested.push(address ? `vm ${name} { ip ${address} }` : `vm ${name}`);
}

function put(random: Random, router: Router, wire: Wire, low: boolean): void {
  if (router.ports.some((port) => port.wire === wire)) return;
  const v4 = take(random, wire, 4, low);
  const v6 = random.chance(0.92) ? take(random, wire, 6, low) : undefined;
  if (v4 || v6) router.ports.push({ wire, ...(v4 ? { v4 } : {}), ...(v6 ? { v6 } : {}) });
}

function host(random: Random, plan: Plan, wire: Wire): void {
  const v4 = random.chance(0.95) ? take(random, wire, 4) : undefined;
  const v6 = random.chance(0.85) ? take(random, wire, 6) : undefined;
  if (!v4 && !v6) return;
  const made: Host = { name: `h${plan.hosts.length + 1}`, kind: random.of(['server', 'server', 'pc', 'database', 'web', 'loadbalancer']), wire, ...(v4 ? { v4 } : {}), ...(v6 ? { v6 } : {}), lines: [], more: [], nested: [], parts: [] };
  plan.hosts.push(made);
}

function inPrefix(text: string, prefix: ParsedPrefix): boolean {
  const ip = parseAddress(text);
  return ip !== undefined && inRange(ip, prefix);
}

/** Gateways of hosts, routes of routers. */
export function route(random: Random, plan: Plan, style: Style): { places: Map<Wire, string[]> } {
  const places = new Map<Wire, string[]>();
  for (const wire of plan.wires) {
    const routers = plan.routers.filter((router) => router.ports.some((port) => port.wire === wire));
    const lines: string[] = [];
    if (routers.length > 0 && (routers.length > 1 ? random.chance(0.8) : random.chance(0.3))) {
      const router = random.of(routers);
      const port = router.ports.find((each) => each.wire === wire)!;
      if (port.v4) lines.push(random.chance(0.8) ? `gateway ${port.v4}` : `gateway ${router.name}`);
      if (port.v6 && !lines.some((line) => line.endsWith(router.name))) lines.push(`gateway ${port.v6}`);
    }
    const virtual = plan.groups.find((group) => group.routers)?.vips.filter((vip) => [wire.v4, wire.v6].some((prefix) => prefix && inPrefix(vip, prefix))) ?? [];
    if (virtual.length > 0 && random.chance(0.6)) lines.splice(0, lines.length, ...(random.chance(0.7) ? virtual.map((vip) => `gateway ${vip}`) : random.chance(0.5) ? ['gateway pair'] : []));
    if (wire.kind !== 'cable') places.set(wire, lines);
  }
  for (const site of plan.sites) {
    const goal = random.of(plan.wires);
    const via = plan.routers.flatMap((router) => router.ports).filter((port) => port.v4);
    if (goal.v4 && via.length > 0 && random.chance(0.3 * style.wild)) site.lines.push(`route ${formatPrefix(goal.v4)} via ${random.of(via).v4!}`);
  }
  for (const each of plan.hosts) {
    const routers = plan.routers.filter((router) => router.ports.some((port) => port.wire === each.wire));
    const kind = random.weighted([[10, 'none'], [3, 'own'], [style.wild, 'absent'], [style.wild, 'far'], [style.wild * 0.5, 'host']]);
    if (kind === 'own' && routers.length > 0) {
      const port = random.of(routers).ports.find((one) => one.wire === each.wire)!;
      if (port.v4) each.lines.push(`gateway ${port.v4}`);
      if (port.v6) each.lines.push(`gateway ${port.v6}`);
    } else if (kind === 'absent' && each.wire.v4) {
      const free = take(random, each.wire, 4);
      if (free) each.lines.push(`gateway ${free}`);
    } else if (kind === 'far') {
      const port = random.of(random.of(plan.routers).ports);
      if (port.v4) each.lines.push(`gateway ${port.v4}`);
    } else if (kind === 'host') {
      const other = plan.hosts.find((one) => one.wire === each.wire && one !== each && one.v4);
      if (other) each.lines.push(`gateway ${other.v4!}`);
    }
  }
  for (const router of plan.routers) routesOf(random, plan, router, style);
  if (plan.routers.length > 1 && random.chance(0.15)) tunnel(random, plan);
  if (random.chance(0.12 * style.wild)) {
    // A place's own routes, for what leaves it.
    const wire = random.of(plan.wires.filter((each) => each.kind !== 'cable'));
    const goal = random.of(plan.wires);
    const via = plan.routers.flatMap((router) => router.ports).filter((port) => port.v4);
    if (goal.v4 && via.length > 0) places.get(wire)!.push(`route ${formatPrefix(goal.v4)} via ${random.of(via).v4!}`);
  }
  return { places };
}

/** A tunnel between two routers, with addresses in it or without, and ways into it. */
function tunnel(random: Random, plan: Plan): void {
  const ends = random.some(plan.routers, 2) as [Router, Router];
  const name = 'tun';
  plan.tunnels.push({ name, kind: random.of(['ipsec', 'wireguard']), ends: [ends[0].name, ends[1].name] });
  const numbered = random.chance(0.5);
  ends.forEach((end, nth) => {
    const far = ends[1 - nth]!;
    if (numbered) end.lines.push(`interface ${name} 10.255.0.${nth + 1}/30`);
    const beyond = far.ports.map((port) => port.wire).concat(random.chance(0.3) ? plan.wires : []).filter((wire) => wire.v4 && !end.ports.some((port) => port.wire === wire));
    for (const wire of random.some(beyond, random.between(0, 2))) {
      const prefix = formatPrefix(wire.v4!);
      const taken = end.lines.filter((line) => line.startsWith(`route ${prefix} `));
      if (taken.length > 0 && random.chance(0.7)) end.lines = end.lines.filter((line) => !taken.includes(line));
      end.lines.push(`route ${prefix} via ${random.weighted([[3, name], [1, far.name], [numbered ? 2 : 0, `10.255.0.${2 - nth}`]])}`);
    }
    if (random.chance(0.1) && !end.lines.includes('routing ospf')) end.lines.push('routing ospf');
  });
}

function routesOf(random: Random, plan: Plan, router: Router, style: Style): void {
  if (style.dynamic && random.chance(0.9)) {
    router.lines.push(...random.weighted([[6, ['routing ospf']], [1, ['routing bgp']], [1.5, ['routing ospf', 'routing bgp']]]));
    if (random.chance(0.7)) return;
  }
  const near = neighbours(plan, router);
  const byDefault = near.length > 0 && random.chance(0.35);
  for (const family of [4, 6] as const) {
    const key = family === 4 ? 'v4' : 'v6';
    const reachable = near.filter(({ port }) => port[key]);
    if (byDefault && reachable.length > 0) {
      router.lines.push(`route ${family === 4 ? '0.0.0.0/0' : '::/0'} via ${random.of(reachable).port[key]!}`);
    }
    for (const goal of plan.wires) {
      const prefix = goal[key];
      if (!prefix || router.ports.some((port) => port.wire === goal && port[key])) continue;
      const text = formatPrefix(prefix);
      const right = towards(plan, router, goal).filter(({ port }) => port[key]);
      const metric = random.chance(0.08) ? ` metric ${random.of([5, 10, 50])}` : '';
      const wild = style.wild;
      switch (random.weighted([[byDefault ? 2 : 10, 'right'], [3, 'named'], [1.5, 'equal'], [wild, 'none'], [wild, 'wrong'], [wild * 0.5, 'blackhole'], [wild * 0.4, 'dead'], [wild * 0.4, 'off'], [0.6, 'floating'], [0.6, 'wide'], [0.5, 'exact']])) {
        case 'right':
          if (right.length > 0) router.lines.push(`route ${text} via ${random.of(right).port[key]!}${metric}`);
          break;
        case 'named':
          if (right.length > 0) router.lines.push(`route ${text} via ${random.of(right).router.name}${metric}`);
          break;
        case 'equal':
          for (const each of random.some(reachable, 2)) router.lines.push(`route ${text} via ${each.port[key]!}`);
          break;
        case 'wrong':
          if (reachable.length > 0) router.lines.push(`route ${text} via ${random.of(reachable).port[key]!}`);
          break;
        case 'blackhole':
          router.lines.push(`route ${text} blackhole`);
          break;
        case 'dead': {
          const wire = random.of(router.ports).wire;
          const free = take(random, wire, family);
          if (free) router.lines.push(`route ${text} via ${free}`);
          break;
        }
        case 'off': {
          const port = random.of(plan.routers.flatMap((each) => each.ports).filter((each) => each[key] !== undefined).concat(router.ports));
          if (port[key]) router.lines.push(`route ${text} via ${port[key]}`);
          break;
        }
        case 'floating':
          for (const [nth, each] of random.some(reachable, 2).entries()) router.lines.push(`route ${text} via ${each.port[key]!} metric ${(nth + 1) * 10}`);
          break;
        case 'wide':
          if (right.length > 0) router.lines.push(`route ${family === 4 ? (goal.public ? '203.0.96.0/19' : '10.0.0.0/8') : '2001:db8::/32'} via ${random.of(right).port[key]!}`);
          break;
        case 'exact': {
          const host = plan.hosts.find((each) => each.wire === goal && each[key]);
          if (right.length > 0) router.lines.push(`route ${text} via ${random.of(right).port[key]!}`);
          if (host) router.lines.push(random.chance(0.5) ? `route ${host[key]!}/${family === 4 ? 32 : 128} blackhole` : reachable.length > 0 ? `route ${host[key]!}/${family === 4 ? 32 : 128} via ${random.of(reachable).port[key]!}` : `route ${text} blackhole`);
          break;
        }
        case 'none':
          break;
      }
    }
  }
  router.lines = [...new Set(router.lines)];
}

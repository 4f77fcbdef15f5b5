/** How the wires are cabled: VLANs over switches in a tree, hubs, filters in the line; or the places' own segments. */
import { endpoint, over } from './policies.js';
import type { Plan, Wire } from './plan.js';
import type { Random } from './random.js';
import type { Statement } from './source.js';

/** Statements for switches and links; routers and hosts on VLANs are cabled, those in zones stand in them. */
export function cable(random: Random, plan: Plan, wild: number): Statement[] {
  const found: Statement[] = [];
  for (const wire of plan.wires.filter((each) => each.kind === 'cable')) {
    const ends = plan.routers.filter((router) => router.ports.some((port) => port.wire === wire));
    if (ends.length === 2) found.push(`link ${ends[0]!.name} -- ${ends[1]!.name} as ${wire.name}${random.chance(0.3) ? ` { cost ${random.of([1, 2, 5, 10])} }` : ''}`);
  }
  let extra = 0;
  const line = (): string => {
    const name = `fw${++extra}`;
    const rules = Array.from({ length: random.between(0, 3) }, () => `${random.chance(0.8) ? 'allow' : 'deny'} ${endpoint(random, plan)} -> ${endpoint(random, plan)}${over(random)}`);
    if (random.chance(0.15)) rules.push('stateless');
    if (random.chance(0.2)) rules.push('default allow');
    found.push({ head: `firewall ${name}`, body: rules });
    return name;
  };
  // Filters in the line between a zone's segment and a router.
  for (const router of plan.routers) {
    for (const port of router.ports) {
      if (port.wire.kind === 'zone' && random.chance(0.05)) found.push(`link ${router.name} -- ${Array.from({ length: random.between(1, 2) }, line).join(' -- ')} -- ${port.wire.name}`);
    }
  }
  const vlans = plan.wires.filter((each) => each.kind === 'vlan');
  if (vlans.length === 0) return found;
  const switches = Array.from({ length: random.between(1, 3) }, (_, nth) => `sw${nth + 1}`);
  for (const name of switches) found.push(`l2switch ${name}`);
  const name = (wire: Wire): string => (random.chance(0.8) ? wire.name : `${wire.vlan}`);
  switches.slice(1).forEach((each, nth) => {
    const other = switches[random.between(0, nth)]!;
    found.push(random.chance(0.06) ? `link ${other} trunk ${vlans.map(name).join(', ')} -- ${line()} -- ${each} trunk ${vlans.map(name).join(', ')}` : trunk(random, other, each, vlans, wild, name));
  });
  for (const router of plan.routers) {
    const mine = router.ports.map((port) => port.wire).filter((wire) => wire.kind === 'vlan');
    if (mine.length === 0) continue;
    if (random.chance(0.65)) {
      const far = random.of(switches);
      const carried = random.chance(0.1 * wild) ? mine.slice(1) : mine;
      const native = carried.length > 1 && random.chance(0.2) ? ` native ${name(random.of(carried))}` : '';
      if (carried.length > 0) found.push(`link ${router.name} -- ${far} trunk ${carried.map(name).join(', ')}${native}`);
    } else {
      for (const wire of mine) found.push(`link ${random.of(switches)} -- ${router.name} access ${name(wire)}`);
    }
  }
  for (const host of plan.hosts) {
    if (host.wire.kind !== 'vlan') continue;
    const wire = random.chance(0.03 * wild) ? random.of(vlans) : host.wire;
    const at = random.of(switches);
    const kind = random.weighted([[10, 'plain'], [1, 'hub'], [1.2, 'line']]);
    if (kind === 'plain') {
      found.push(`link ${at} -- ${host.name} access ${name(wire)}`);
    } else if (kind === 'hub') {
      const hub = `hub${++extra}`;
      found.push(`hub ${hub}`, `link ${at} -- ${hub} access ${name(wire)}`, `link ${hub} -- ${host.name}`);
    } else {
      found.push(`link ${at} access ${name(wire)} -- ${Array.from({ length: random.between(1, 2) }, line).join(' -- ')} -- ${host.name}`);
    }
    if (host.second?.wire.kind === 'vlan') found.push(`link ${random.of(switches)} -- ${host.name} access ${name(host.second.wire)}`);
  }
  return found;
}

function trunk(random: Random, a: string, b: string, vlans: Wire[], wild: number, name: (wire: Wire) => string): string {
  const list = (all: Wire[]): string => all.map(name).join(', ');
  const native = random.chance(0.3) ? random.of(vlans) : undefined;
  const natively = (wire: Wire | undefined): string => (wire ? ` native ${name(wire)}` : '');
  switch (random.weighted([[8, 'both'], [2 * wild, 'missing'], [1.5 * wild, 'one-sided'], [1.5 * wild, 'natives']])) {
    case 'missing': {
      const kept = vlans.filter(() => random.chance(0.7));
      return `link ${a} -- ${b} trunk ${list(kept.length > 0 ? kept : vlans.slice(0, 1))}${natively(native)}`;
    }
    case 'one-sided': {
      const kept = vlans.filter(() => random.chance(0.7));
      return `link ${a} trunk ${list(vlans)}${natively(native)} -- ${b} trunk ${list(kept.length > 0 ? kept : vlans.slice(0, 1))}${natively(random.chance(0.7) ? native : undefined)}`;
    }
    case 'natives':
      return `link ${a} trunk ${list(vlans)} native ${name(random.of(vlans))} -- ${b} trunk ${list(vlans)} native ${name(random.of(vlans))}`;
    default:
      return `link ${a} -- ${b} trunk ${list(vlans)}${natively(native)}`;
  }
}

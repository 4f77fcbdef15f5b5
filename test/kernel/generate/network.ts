/** A random network as a file: the same one for the same seed. */
import { formatPrefix } from '#language/model/ip.js';
import { cable } from './layer2.js';
import { layOut, route, type Style } from './layer3.js';
import type { Host, Plan, Router, Wire } from './plan.js';
import { groupHosts, police } from './policies.js';
import { Random } from './random.js';
import type { Block, Statement } from './source.js';

export function generate(seed: number): Statement[] {
  const random = new Random(seed);
  const style: Style = {
    vlans: random.chance(0.45), six: random.chance(0.4), internet: random.chance(0.45), dynamic: random.chance(0.15), wild: random.of([0.2, 1, 1, 2.5]),
  };
  const plan = layOut(random, style);
  groupHosts(random, plan);
  const { places } = route(random, plan, style);
  const { securityGroups } = police(random, plan, style);
  const statements: Statement[] = [];
  for (const wire of plan.wires) if (wire.kind !== 'cable' && !plan.sites.some((site) => site.wires.includes(wire))) statements.push(place(plan, wire, places.get(wire) ?? []));
  for (const site of plan.sites) statements.push({ head: `site ${site.name}`, body: [...site.lines, ...site.wires.map((wire) => place(plan, wire, places.get(wire) ?? []))] });
  if (plan.internet) {
    statements.push({ head: 'internet world', body: ['users folk', { head: 'operator op', body: [`ip ${random.chance(0.8) ? '192.0.2.77' : '192.0.2.64/28'}`] }] });
    for (const router of plan.routers) if (router.edge) statements.push(`link world -- ${router.name}`);
  }
  for (const router of plan.routers) statements.push(machine(router));
  for (const host of plan.hosts) if (host.wire.kind === 'vlan') statements.push(hostBlock(host));
  for (const group of plan.groups) statements.push({ head: `group ${group.name} active-standby`, body: [`members ${group.members.join(', ')}`, ...group.vips.map((vip) => `vip ${vip}`)] });
  for (const group of securityGroups) statements.push({ head: `securitygroup ${group.name}`, body: group.lines });
  for (const each of plan.tunnels) statements.push(`link ${each.ends.join(' -- ')} as ${each.name} { tunnel ${each.kind} }`);
  statements.push(...cable(random, plan, style.wild));
  return statements;
}

function place(plan: Plan, wire: Wire, lines: string[]): Block {
  const subnets = [wire.v4, wire.v6].flatMap((prefix) => (prefix ? [`subnet ${formatPrefix(prefix)}`] : []));
  return {
    head: wire.kind === 'vlan' ? `vlan ${wire.name} ${wire.vlan}` : `zone ${wire.name}`,
    body: [...subnets, ...lines, ...plan.hosts.filter((host) => host.wire === wire && wire.kind === 'zone').map(hostBlock),
      ...plan.counted.filter((each) => each.wire === wire).map((each): Block => ({ head: `server ${each.name} count ${each.count}`, body: [`ip from ${each.from}`] }))],
  };
}

function hostBlock(host: Host): Block {
  const own = [host.v4, host.v6, ...host.more].flatMap((each) => each ?? []);
  const { second } = host;
  const addresses = second
    ? [...own.map((each) => `interface ${host.wire.name} ${each}`), ...[second.v4, second.v6].flatMap((each) => (each ? [`interface ${second.wire.name} ${each}`] : []))]
    : own.map((each) => `ip ${each}`);
  return { head: `${host.kind} ${host.name}`, body: [...addresses, ...host.lines, ...host.nested] };
}

function machine(router: Router): Block {
  const body: string[] = [];
  for (const port of router.ports) {
    const length = port.wire.kind === 'cable' ? { 4: `/${port.wire.v4?.length}`, 6: `/${port.wire.v6?.length}` } : { 4: '', 6: '' };
    if (port.v4) body.push(`interface ${port.wire.name} ${port.v4}${length[4]}`);
    if (port.v6) body.push(`interface ${port.wire.name} ${port.v6}${length[6]}`);
  }
  if (router.edge) {
    body.push(`interface world ${router.edge.v4}/28`);
    if (router.edge.v6) body.push(`interface world ${router.edge.v6}/64`);
  }
  return { head: `${router.kind} ${router.name}`, body: [...body, ...router.lines] };
}

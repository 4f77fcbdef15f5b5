/**
 * Random architectures as text, with everything at once: racks, supplies, hosts, two segments with switches and a
 * pair of routers between them, packet filters on the way and in the machines, groups of every mode, and storage that
 * is mounted. Small enough that all that can fail can be taken down in every combination.
 */
import fc from 'fast-check';
import { Dice } from './random-models.js';

const MODES = ['active-active', 'active-active', 'active-standby', 'active-standby', 'quorum'];

function build(numbers: readonly number[]): string {
  const dice = new Dice(numbers);
  const lines: string[] = ['users u { ip 10.0.0.9/24  gateway 10.0.0.1 }', 'l2switch front { availability 99% }', 'link u -- front'];
  const feeds = dice.chance(50) ? ['f1', 'f2'] : [];
  for (const feed of feeds) lines.push(`feed ${feed} { availability 98% }`);
  const powered = (): string => (feeds.length === 0 || dice.chance(40) ? '' : dice.pick(['powered-by f1', 'powered-by f2', 'powered-by f1 or f2', 'powered-by f1  powered-by f2']));

  const ends = ['m0', 'm1', 'm2'].slice(0, 2 + dice.below(2));
  // Between the segments: one router, or two that share their addresses; some judge what passes.
  const rules = dice.chance(40) ? [] : ['allow u -> m0 over tcp/80', `allow u -> m1, ${ends.at(-1)} over tcp/80`, 'allow any -> m0 over tcp/80-3306', 'deny any -> m1 over tcp/80', 'allow u -> any over tcp/80']
    .filter(() => dice.chance(60));
  const kind = rules.length > 0 && dice.chance(50) ? 'firewall' : 'router';
  const routers = dice.chance(50) ? ['r0', 'r1'] : ['r0'];
  const switches = dice.chance(50) ? ['back', 'behind'] : ['back'];
  for (const each of switches) lines.push(`l2switch ${each} { availability 99% }`);
  if (switches.length > 1) lines.push('link back -- behind');
  routers.forEach((router, index) => {
    const [outside, inside] = routers.length > 1 ? [`10.0.0.${index + 2}`, `10.0.1.${index + 2}`] : ['10.0.0.1', '10.0.1.1'];
    lines.push(`${kind} ${router} { availability 97%  interface ${router}-out ${outside}/24  interface ${router}-in ${inside}/24  ${rules.join('  ')} }`);
    lines.push(`link ${router} -- front as ${router}-out`, `link ${router} -- ${dice.pick(switches)} as ${router}-in`);
  });
  if (routers.length > 1) lines.push('group gate active-standby { members r0, r1  vip 10.0.0.1  vip 10.0.1.1  vrrp 1 }');

  // Machines in racks, or on a host; some shut their ports to some.
  const racks = dice.chance(50) ? ['k1', 'k2'] : [];
  const inside = new Map<string, string[]>(racks.map((rack) => [rack, []]));
  const host = dice.chance(40) ? 'h0' : undefined;
  if (host) lines.push(`server ${host} { availability 98% ${powered()} }`, `link ${host} -- ${dice.pick(switches)}`);
  const stores = dice.chance(60) ? 1 + dice.below(2) : 0;
  const inbound = (): string => dice.pick(['', '', 'inbound { allow any over tcp/80 }', 'inbound { allow any over tcp/3306 }', 'inbound { allow u over tcp/80  allow m0 over tcp/3306 }']);
  ends.forEach((name, index) => {
    const onHost = host !== undefined && dice.chance(40);
    const mount = stores > 0 && dice.chance(50) ? `mount ${stores > 1 && dice.chance(60) ? 'stores' : 'n0'}` : '';
    const place = !onHost && racks.length > 0 && dice.chance(70) ? dice.pick(racks) : undefined;
    const text = `${onHost ? 'vm' : 'server'} ${name} ${onHost ? `on ${host}` : ''} { ip 10.0.1.${index + 10}/24  gateway 10.0.1.1  availability 9${index + 5}%  ${mount}  ${onHost ? '' : powered()}  ${inbound()} }`;
    (place === undefined ? lines : inside.get(place)!).push(text);
    if (!onHost) for (const each of dice.some(switches, 2)) lines.push(`link ${name} -- ${each}`);
  });
  for (const [rack, machines] of inside) lines.push(`rack ${rack} { ${dice.chance(60) ? 'availability 99.5%' : ''} ${dice.chance(40) ? powered() : ''}`, ...machines, '}');
  for (let i = 0; i < stores; i++) {
    lines.push(`nas n${i} { ip 10.0.1.${20 + i}/24  gateway 10.0.1.1  availability 96%  ${dice.chance(30) ? 'inbound { allow m0, m1 over tcp/2049 }' : ''} }`, `link n${i} -- ${dice.pick(switches)}`);
  }
  if (stores > 1) lines.push(`group stores ${dice.pick(['active-active', 'active-standby'])} { members n0, n1 }`);

  const mode = dice.pick(MODES);
  const need = 1 + dice.below(ends.length);
  const words = mode === 'quorum' ? `quorum ${need}` : mode === 'active-active' ? `active-active need ${need}` : mode;
  lines.push(`group g ${words} { members ${ends.join(', ')} ${mode === 'active-standby' ? dice.pick(['', 'failover manual', 'failover automatic']) : ''} }`);
  lines.push('flow u -> g over tcp/80 as service');
  if (dice.chance(50)) lines.push(`flow ${dice.pick(ends)} -> ${dice.pick(ends)} over tcp/3306`);
  if (dice.chance(30)) lines.push(`flow u -> ${dice.pick(ends)} over tcp/80 as second`);
  return lines.join('\n');
}

export const randomNetworks = fc.array(fc.nat(9999), { minLength: 40, maxLength: 160 }).map(build);

/**
 * Broadcast domains of the cabling, and the cables that a spanning tree per VLAN would block: of a loop one cable loses
 * the tag that closes it. Loops through filters in the line are refused, because which cable is blocked then decides.
 */
import type { CableEnd, PortOfSwitch, Topology } from '../topology.js';
import { refuse } from './refusal.js';

interface Spanned { cables: Topology['cables']; domainOf(node: string, device: string): string }

export function spanned(
  switches: Topology['switches'], lines: Record<string, string>, cables: Topology['cables'], tagsOf: (port: PortOfSwitch | undefined) => Map<number, number>,
): Spanned {
  const parent = new Map<string, string>();
  const find = (key: string): string => {
    let current = key;
    while (parent.has(current) && parent.get(current) !== current) current = parent.get(current)!;
    return current;
  };
  const known = new Set<number>([0]);
  for (const { a, b } of cables) for (const end of [a, b]) if (!('node' in end) && switches[end.switch]?.kind === 'vlan') for (const tag of tagsOf(end.port).keys()) known.add(tag);
  /** Where a frame with a tag is after the cable's end; undefined where it is dropped. */
  const at = (end: CableEnd, tag: number): string | undefined => {
    if ('node' in end) return tag === 0 ? `${end.node}/${end.dev}` : undefined;
    if (switches[end.switch]?.kind !== 'vlan') return `${end.switch}|${tag}`;
    const vlan = tagsOf(end.port).get(tag);
    return vlan === undefined ? undefined : `${end.switch}|v${vlan}`;
  };
  const kept: Topology['cables'] = [];
  for (const cable of cables) {
    const closing: number[] = [];
    let carries = 0;
    for (const tag of known) {
      const from = at(cable.a, tag);
      const to = at(cable.b, tag);
      if (from === undefined || to === undefined) continue;
      carries++;
      const [x, y] = [find(from), find(to)];
      if (x === y) closing.push(tag);
      else parent.set(x, y);
    }
    if (closing.length === 0) {
      kept.push(cable);
      continue;
    }
    if (Object.keys(lines).length > 0) refuse('a loop of cables stands beside a filter in the line: which cable the spanning tree blocks decides who is filtered');
    if (closing.length === carries) continue;
    const pruned = prune(switches, cable, closing);
    if (!pruned) refuse('a loop through switches without VLANs would have to be cut for one VLAN alone');
    kept.push(pruned);
  }
  return { cables: kept, domainOf: (node, device) => find(`${node}/${device}`) };
}

function prune(switches: Topology['switches'], cable: Topology['cables'][number], tags: number[]): Topology['cables'][number] | undefined {
  for (const side of ['a', 'b'] as const) {
    const end = cable[side];
    if ('node' in end || switches[end.switch]?.kind !== 'vlan' || !end.port?.trunk) continue;
    const port: PortOfSwitch = { ...end.port, trunk: end.port.trunk.filter((tag) => !tags.includes(tag) && tag !== end.port!.native) };
    if (tags.includes(0)) delete port.native;
    else if (port.native !== undefined) port.trunk!.push(port.native);
    return { ...cable, [side]: { ...end, port } };
  }
  return undefined;
}

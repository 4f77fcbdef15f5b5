/**
 * The graph of all ways says what holds when something is lost. The oracle takes the lost part out of the model and asks
 * again: switched networks with redundant trunks and filters in the line, and a pair of routers behind a virtual address.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { carriage, dialKey, type PathGraph } from '#language/facts/network/index.js';
import { Facts } from '#language/facts/query.js';
import { build, port, type ModelBuilder } from '../../../support/model-builder.js';

interface Net {
  switches: number;
  cables: { a: number; b: number; vlans: readonly number[] }[];
  /** A firewall between the two ends of a cable, by cable. */
  filters: { cable: number; allows: boolean }[];
  hosts: { at: number; vlan: number }[];
  /** Each on one switch, and with two of them every cable carries all: cut off in part, the first would stay master. */
  routers: { at: number[] }[];
}

const VLANS: readonly number[] = [10, 20];

const networks: fc.Arbitrary<Net> = fc.integer({ min: 1, max: 4 }).chain((switches) => fc.record({
  switches: fc.constant(switches),
  cables: fc.array(fc.record({
    a: fc.nat(switches - 1), b: fc.nat(switches - 1),
    vlans: fc.constantFrom<readonly number[]>([10, 20], [10, 20], [10], [20]),
  }), { maxLength: 7 }).map((cables) => cables.filter((cable) => cable.a !== cable.b)),
  filters: fc.uniqueArray(fc.record({ cable: fc.nat(6), allows: fc.boolean() }), { maxLength: 2, selector: (each) => each.cable }),
  hosts: fc.array(fc.record({ at: fc.nat(switches - 1), vlan: fc.constantFrom(...VLANS) }), { minLength: 2, maxLength: 3 }),
  routers: fc.array(fc.record({ at: fc.uniqueArray(fc.nat(switches - 1), { minLength: 1, maxLength: 1 }) }), { maxLength: 2 }),
})).map((net) => (net.routers.length < 2 ? net : { ...net, cables: net.cables.map((cable) => ({ ...cable, vlans: VLANS })), filters: net.filters.map((each) => ({ ...each, allows: true })) }));

function modelOf(net: Net, without?: string): ModelBuilder {
  const builder = build();
  for (const vlan of VLANS) builder.element('vlan', `v${vlan}`, { vlan, subnet: `10.0.${vlan}.0/24` });
  const present = (id: string): boolean => id !== without;
  const link = (a: string, b: string, as: string): void => {
    const names = [a, b].map((end) => end.split(' ')[0]!);
    if (present(as) && names.every(present)) builder.link(a, b, { as });
  };
  for (let index = 0; index < net.switches; index++) if (present(`s${index}`)) builder.element('l2switch', `s${index}`);
  net.cables.forEach((cable, index) => {
    const trunk = `trunk ${cable.vlans.join(', ')}`;
    const filter = net.filters.find((each) => each.cable === index);
    if (!filter) {
      link(`s${cable.a} ${trunk}`, `s${cable.b} ${trunk}`, `c${index}`);
      return;
    }
    if (present(`f${index}`)) builder.element('firewall', `f${index}`, { rules: filter.allows ? ['allow any -> any over tcp/80'] : ['allow any -> any over udp/53'] });
    link(`s${cable.a} ${trunk}`, `f${index} ${trunk}`, `c${index}`);
    link(`f${index} ${trunk}`, `s${cable.b} ${trunk}`, `d${index}`);
  });
  net.hosts.forEach((host, index) => {
    builder.element('server', `h${index}`, { ip: `10.0.${host.vlan}.${10 + index}/24`, gateway: `10.0.${host.vlan}.1` });
    link(`h${index}`, `s${host.at} access ${host.vlan}`, `a${index}`);
  });
  const routers: string[] = [];
  net.routers.forEach((router, index) => {
    if (!present(`r${index}`)) return;
    routers.push(`r${index}`);
    router.at.forEach((at) => link(`r${index} trunk 10, 20`, `s${at} trunk 10, 20`, `t${index}-${at}`));
    builder.element('l3switch', `r${index}`, { interface: VLANS.map((vlan) => `v${vlan} 10.0.${vlan}.${2 + index}`) });
  });
  if (routers.length > 0) {
    builder.group('gw', 'active-standby', routers);
    builder.model.groups['gw']!.vips = VLANS.map((vlan) => ({ address: `10.0.${vlan}.1`, origin: builder.origin() }));
  }
  return builder;
}

function holdsWithout(graph: PathGraph, id: string): boolean {
  const next = new Map<number, number[]>();
  for (const edge of graph.edges) if (edge.link !== id) next.set(edge.from, [...(next.get(edge.from) ?? []), edge.to]);
  const lost = (node: number): boolean => graph.nodes[node]!.element === id;
  const seen = new Set([graph.source]);
  const pending = lost(graph.source) ? [] : [graph.source];
  while (pending.length > 0) {
    const node = pending.pop()!;
    if (node === graph.sink) return true;
    for (const to of next.get(node) ?? []) {
      if (seen.has(to) || lost(to)) continue;
      seen.add(to);
      pending.push(to);
    }
  }
  return false;
}

describe('all ways of a connection', () => {
  it('hold exactly when the model without the lost part still carries it', () => {
    fc.assert(fc.property(networks, (net) => {
      const key = dialKey({ from: 'h0', to: 'h1', port: port('tcp/80') });
      const healthy = new Facts(modelOf(net).model);
      const found = healthy.ask(carriage, key);
      if (!found.trace.reachable) return;
      for (const id of [...Object.keys(healthy.elements), ...Object.keys(healthy.links)]) {
        if (/^[hv]/.test(id)) continue;
        const asked = new Facts(modelOf(net, id).model).ask(carriage, key);
        const holds = holdsWithout(found.forward!, id) && holdsWithout(found.back!, id);
        // A host that lost its only cable is not described any more, and then nothing would be asked of its network.
        assert.equal(holds, asked.trace.disposition === 'accepted', `without ${id}: ${asked.trace.disposition} ${JSON.stringify(asked.trace.stop?.text)}`);
      }
    }), { numRuns: 400 });
  });
});

/** Facts of the Linux kernel (6.18, nftables) that surprise, one small network each, with what its client saw. */
import assert from 'node:assert/strict';
import { carriage, dialKey } from '#language/facts/network/index.js';
import type { Disposition } from '#language/facts/network/types.js';
import { Facts } from '#language/facts/query.js';
import { port } from '../../../support/model-builder.js';
import { modelOf, type Node, type Rule, type Topology } from '../../../support/namespaces.js';
import { readModel } from '../../../support/read-model.js';

function host(ip: string, gw?: string, sw = 's1', vlan = 1): Node {
  return { ifs: [{ switch: sw, vlan, ip }], ...(gw ? { gw } : {}) };
}

function router(...ifs: [name: string, sw: string, ip: string][]): Node {
  return { ifs: ifs.map(([name, sw, ip]) => ({ name, switch: sw, vlan: 1, ip })) };
}

function base(rules?: Rule[], words: { default?: string; stateful?: boolean; nat?: Node['nat']; routes?: Node['routes'] } = {}): Topology {
  return {
    trunks: [],
    hosts: { a: host('10.0.1.10/24', '10.0.1.1'), b: host('10.0.2.10/24', '10.0.2.1', 's2') },
    l3: { R: { ...router(['e1', 's1', '10.0.1.1/24'], ['e2', 's2', '10.0.2.1/24']), ...(words.nat ? { nat: words.nat } : {}), ...(words.routes ? { routes: words.routes } : {}) } },
    firewalls: rules ? [{ on: 'R', default: words.default ?? 'drop', stateful: words.stateful ?? true, rules }] : [],
  };
}

function check(topology: Topology, probes: [from: string, to: string, over: string, disposition: Disposition][]): void {
  const facts = new Facts(modelOf(topology).model);
  for (const [from, to, over, disposition] of probes) {
    const dial = /^\d/.test(to) ? { from, to, toAddress: to, port: port(over) } : { from, to, port: port(over) };
    const { trace } = facts.ask(carriage, dialKey(dial));
    assert.equal(trace.disposition, disposition, `${from} -> ${to} ${over}: ${JSON.stringify(trace.stop)}`);
  }
}

const accept = { action: 'accept' };
const reply = 'no-return-route' as const;

describe('facts of the kernel', () => {
  it('routes without a filter; drops under one that allows nothing', () => {
    check(base(), [['a', 'b', 'tcp/80', 'accepted'], ['a', 'b', 'icmp', 'accepted'], ['a', 'b', 'udp/53', 'accepted']]);
    check(base([]), [['a', 'b', 'tcp/80', 'denied-by-default'], ['a', 'b', 'icmp', 'denied-by-default']]);
    check(base([{ action: 'drop', proto: 'tcp' }], { default: 'accept' }), [['a', 'b', 'tcp/80', 'denied-by-rule'], ['a', 'b', 'udp/80', 'accepted']]);
  });

  it('lets a router answer for itself: that is input, not forwarding', () => {
    check(base([]), [['a', '10.0.2.1', 'icmp', 'accepted'], ['a', '10.0.1.1', 'icmp', 'accepted']]);
  });

  it('takes the first rule that matches', () => {
    check(base([{ ...accept, proto: 'tcp', port: 80 }, { action: 'drop' }], { default: 'accept' }), [['a', 'b', 'tcp/80', 'accepted'], ['a', 'b', 'tcp/81', 'denied-by-rule']]);
    check(base([{ action: 'drop' }, { ...accept, proto: 'tcp', port: 80 }], { default: 'accept' }), [['a', 'b', 'tcp/80', 'denied-by-rule']]);
  });

  it('needs rules for both directions without state, for one with it', () => {
    const there = { ...accept, from: '10.0.1.0/24', proto: 'tcp', port: 80 };
    check(base([there], { stateful: false }), [['a', 'b', 'tcp/80', reply]]);
    check(base([there, { ...accept, from: '10.0.2.0/24', proto: 'tcp' }], { stateful: false }), [['a', 'b', 'tcp/80', 'accepted']]);
    check(base([{ ...accept, from: '10.0.1.0/24', to: '10.0.2.0/24' }]), [
      ['a', 'b', 'tcp/80', 'accepted'], ['b', 'a', 'tcp/80', 'denied-by-default'], ['b', 'a', 'icmp', 'denied-by-default'],
    ]);
  });

  it('has no way where no route, gateway or neighbour is', () => {
    check(base(undefined, { routes: [{ kind: 'blackhole', dst: '10.9.0.0/16' }] }), [['a', '10.9.0.1', 'tcp/80', 'no-route']]);
    check(base(), [['a', '172.16.0.1', 'tcp/80', 'no-route'], ['a', '10.0.2.99', 'tcp/80', 'no-neighbour']]);
    const deaf = base();
    delete deaf.hosts['b']!.gw;
    deaf.l3['R2'] = router(['x', 's2', '10.0.2.3/24']);
    check(deaf, [['a', 'b', 'tcp/80', reply], ['a', 'b', 'icmp', reply], ['a', 'b', 'udp/53', reply]]);
  });

  it('does not take a gateway outside the host\'s subnet', () => {
    const astray = base();
    astray.hosts['a'] = host('10.0.1.10/24', '10.0.2.1');
    check(astray, [['a', 'b', 'tcp/80', 'no-neighbour'], ['a', 'b', 'icmp', 'no-neighbour'], ['b', 'a', 'tcp/80', reply], ['a', '10.0.1.1', 'icmp', 'accepted']]);
  });

  it('drops what one of two tables on one hook drops, whatever the other accepts', () => {
    const net = (own: string, group: string): Facts => new Facts(readModel(`
      zone z { subnet 10.0.1.0/24  server a { ip 10.0.1.10 }  server b { ip 10.0.1.11  inbound { ${own} }  use g } }
      securitygroup g { ${group} }`));
    const probe = (facts: Facts): Disposition => facts.ask(carriage, dialKey({ from: 'z.a', to: 'z.b', port: port('tcp/80') })).trace.disposition;
    assert.equal(probe(net('allow any over tcp/80', 'allow any over tcp/80')), 'accepted');
    assert.equal(probe(net('allow any over tcp/80', 'allow any over tcp/81')), 'denied-by-default');
    assert.equal(probe(net('deny any over tcp/80', 'allow any over tcp/80')), 'denied-by-rule');
  });

  it('asks the wire for what a too wide mask says is near', () => {
    const wide = base();
    wide.hosts['a'] = host('10.0.1.10/16', '10.0.1.1');
    check(wide, [['a', 'b', 'tcp/80', 'no-link'], ['b', 'a', 'tcp/80', reply]]);
  });

  it('prefers the longest prefix, even a blackhole over a connected subnet', () => {
    check(base(undefined, { routes: [{ kind: 'blackhole', dst: '10.0.2.10/32' }] }), [['a', 'b', 'tcp/80', 'no-route']]);
  });

  it('fails a hairpin through dnat unless the source is translated too', () => {
    const hairpin = base();
    hairpin.hosts['c'] = host('10.0.1.11/24', '10.0.1.1');
    hairpin.l3['R']!.nat = [{ type: 'dnat', dst: '10.0.1.1', proto: 'tcp', port: 8080, to: '10.0.1.11:80' }];
    check(hairpin, [['a', '10.0.1.1', 'tcp/8080', reply], ['b', '10.0.1.1', 'tcp/8080', 'accepted']]);
    hairpin.l3['R']!.nat.push({ type: 'masquerade', out: 'e1', from: '10.0.1.0/24' });
    check(hairpin, [['a', '10.0.1.1', 'tcp/8080', 'accepted']]);
  });

  it('filters after dnat and before snat', () => {
    const nat: Node['nat'] = [{ type: 'dnat', dst: '10.0.1.1', proto: 'tcp', port: 8080, to: '10.0.2.10:80' }];
    check(base([{ ...accept, proto: 'tcp', port: 80 }], { nat }), [['a', '10.0.1.1', 'tcp/8080', 'accepted']]);
    check(base([{ ...accept, proto: 'tcp', port: 8080 }], { nat }), [['a', '10.0.1.1', 'tcp/8080', 'denied-by-default']]);
    const masquerade: Node['nat'] = [{ type: 'masquerade', out: 'e2', from: 'any' }];
    check(base([{ ...accept, from: '10.0.1.0/24' }], { nat: masquerade }), [['a', 'b', 'tcp/80', 'accepted']]);
    check(base([{ ...accept, from: '10.0.2.1' }], { nat: masquerade }), [['a', 'b', 'tcp/80', 'denied-by-default']]);
  });

  it('breaks TCP where a stateful filter sees one direction only', () => {
    const asymmetric = (...on: string[]): Topology => ({
      trunks: [],
      hosts: { a: host('10.0.1.10/24', '10.0.1.1'), b: host('10.0.2.10/24', '10.0.2.2', 's2') },
      l3: { R1: router(['e1', 's1', '10.0.1.1/24'], ['e2', 's2', '10.0.2.1/24']), R2: router(['e1', 's1', '10.0.1.2/24'], ['e2', 's2', '10.0.2.2/24']) },
      firewalls: on.map((name) => ({ on: name, rules: [{ ...accept, from: '10.0.1.0/24', to: '10.0.2.0/24' }] })),
    });
    check(asymmetric(), [['a', 'b', 'tcp/80', 'accepted'], ['a', 'b', 'icmp', 'accepted']]);
    check(asymmetric('R1', 'R2'), [['a', 'b', 'tcp/80', reply], ['a', 'b', 'icmp', reply]]);
    check(asymmetric('R1'), [['a', 'b', 'tcp/80', reply], ['a', 'b', 'icmp', 'accepted']]);
  });

  it('sees a routing loop', () => {
    check({
      trunks: [], hosts: { a: host('10.0.1.10/24', '10.0.1.1') }, firewalls: [],
      l3: {
        R1: { ...router(['e1', 's1', '10.0.1.1/24'], ['w', 'w', '10.0.9.1/24']), routes: [{ dst: '10.5.0.0/16', via: '10.0.9.2' }] },
        R2: { ...router(['w', 'w', '10.0.9.2/24']), routes: [{ dst: '10.5.0.0/16', via: '10.0.9.1' }, { dst: '10.0.1.0/24', via: '10.0.9.1' }] },
      },
    }, [['a', '10.5.0.1', 'tcp/80', 'routing-loop'], ['a', '10.5.0.1', 'icmp', 'routing-loop']]);
  });

  it('switches VLANs as 802.1Q says', () => {
    const trunk = (words: Omit<Topology['trunks'][number], 'a' | 'b'>): Topology => ({
      trunks: [{ a: 's1', b: 's2', ...words }], l3: {}, firewalls: [],
      hosts: { a: host('10.0.1.10/24', undefined, 's1', 10), b: host('10.0.1.11/24', undefined, 's2', 10), c: host('10.0.1.12/24', undefined, 's2', 20) },
    });
    const both = (topology: Topology, b: Disposition, c: Disposition): void => check(topology, [['a', 'b', 'icmp', b], ['a', 'c', 'icmp', c]]);
    both(trunk({ allow: [10, 20] }), 'accepted', 'vlan-mismatch');
    both(trunk({ allow: [20] }), 'vlan-mismatch', 'vlan-mismatch');
    both(trunk({ allow_a: [10, 20], allow_b: [20] }), 'vlan-mismatch', 'vlan-mismatch');
    both(trunk({ allow: [10, 20], native_a: 10, native_b: 20 }), 'vlan-mismatch', 'accepted');
    both(trunk({ allow: [10, 20], native_a: 10 }), 'vlan-mismatch', 'vlan-mismatch');
    check({ trunks: [], l3: {}, firewalls: [], hosts: { a: host('10.0.1.10/24', undefined, 's1', 10), b: host('10.0.2.11/24', undefined, 's1', 10) } }, [['a', 'b', 'icmp', 'no-route']]);
    check({
      trunks: [['s1', 's2'], ['s2', 's3'], ['s1', 's3']].map(([a, b]) => ({ a: a!, b: b!, allow: [10] })), l3: {}, firewalls: [],
      hosts: { a: host('10.0.1.10/24', undefined, 's1', 10), b: host('10.0.1.11/24', undefined, 's3', 10) },
    }, [['a', 'b', 'icmp', 'accepted']]);
  });
});

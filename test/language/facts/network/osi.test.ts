/** Every hop of a trace is told at the OSI layer at which the device handled the packet. */
import assert from 'node:assert/strict';
import { endpointNamed, traceBetween, type Hop } from '#language/facts/network/index.js';
import { Facts } from '#language/facts/query.js';
import type { Model, PortMatch } from '#language/model/model.js';
import { readModel } from '../../../support/read-model.js';

/** The port that a name of the catalogue stands for, or `tcp/8000`. */
function portCalled(model: Model, over: string): PortMatch {
  const known = model.protocols[over] ?? model.software[over];
  if (known?.ports?.[0]) return { ...known.ports[0], name: over, text: over };
  const [protocol, number] = over.split('/') as [PortMatch['protocol'], string | undefined];
  return { protocol, low: Number(number ?? 0), high: Number(number ?? 65_535), text: over };
}

function hops(text: string, from: string, to: string, over: string): { request: Hop[]; reply: Hop[] } {
  const model = readModel(text);
  assert.deepEqual(model.problems, []);
  const facts = new Facts(model);
  const end = (name: string): Parameters<typeof traceBetween>[1] => {
    const found = endpointNamed(facts, name);
    assert.ok('type' in found, name);
    return found;
  };
  const { trace } = traceBetween(facts, end(from), end(to), portCalled(model, over))!;
  return { request: trace.hops, reply: trace.back };
}

/** `sw 2 switched`: who, at which layer, what. */
function told(all: Hop[]): string[] {
  return all.map(({ element, layer, action }) => `${element} ${layer} ${action}`);
}

function layersAt(all: Hop[], element: string): number[] {
  return all.filter((hop) => hop.element === element).map((hop) => hop.layer);
}

const CAMPUS = `
  vlan office 10 { subnet 10.0.10.0/24 }
  vlan data 30 { subnet 10.0.30.0/24 }
  l3switch core { interface office 10.0.10.1  interface data 10.0.30.1  allow office -> 10.0.30.0/24 over mysql  allow office -> 10.0.30.12 }
  hub 허브
  l2switch sw
  pc pc1 { ip 10.0.10.11 }
  database db { software mysql  ip 10.0.30.11 }
  server plain { ip 10.0.30.12 }
  link pc1 -- 허브
  link 허브 -- core access office
  link core -- sw trunk data
  link sw -- db access data
  link sw -- plain access data`;

describe('OSI layers of hops', () => {
  it('are 1 at a hub, 2 at a switch, 3 where a switch routes, 4 where its list reads a port, 7 at the ends', () => {
    assert.deepEqual(told(hops(CAMPUS, 'pc1', 'db', 'mysql').request), [
      'pc1 7 sent', 'pc1 3 routed', '허브 1 switched', 'core 3 routed', 'core 4 allowed', 'sw 2 switched', 'db 7 delivered',
    ]);
  });

  it('are 3 where the rule that decides names addresses alone', () => {
    assert.deepEqual(layersAt(hops(CAMPUS, 'pc1', 'plain', 'tcp/9000').request, 'core'), [3, 3]);
  });

  it('are 3 from end to end for a ping', () => {
    const { request, reply } = hops(CAMPUS, 'pc1', 'plain', 'icmp');
    assert.deepEqual([...new Set([...request, ...reply].map((hop) => hop.layer))].sort(), [1, 2, 3]);
  });

  it('are those of the protocol that was dialled', () => {
    const line = 'zone lan { subnet 10.0.0.0/24  server a { ip 10.0.0.1 }  server b { ip 10.0.0.2 } }';
    for (const [over, layer] of [['iscsi', 5], ['http', 7], ['sip', 5], ['tcp/3260', 7]] as const) {
      const { request } = hops(line, 'a', 'b', over);
      assert.deepEqual([request[0]!.layer, request.at(-1)!.layer], [layer, layer], over);
    }
  });

  describe('of what ends connections', () => {
    const behind = (balancer: string): string => `zone lan { subnet 10.0.0.0/24  pc c { ip 10.0.0.1 }  ${balancer} }`;
    const cases: [balancer: string, over: string, layer: number][] = [
      ['l4switch lb { ip 10.0.0.2 }', 'https', 4],
      ['l7switch lb { ip 10.0.0.2 }', 'https', 7],
      ['loadbalancer lb { ip 10.0.0.2  layer 4 }', 'http', 4],
      ['loadbalancer lb { ip 10.0.0.2  software haproxy }', 'http/8080', 7],
      ['loadbalancer lb { ip 10.0.0.2  software haproxy }', 'tcp/3000', 7],
      // No balancer reads requests of MySQL: haproxy works in `mode tcp`, nginx in `stream`.
      ['loadbalancer lb { ip 10.0.0.2  software haproxy }', 'mysql', 4],
      ['loadbalancer lb { ip 10.0.0.2  software haproxy }', 'tcp/3306', 4],
      ['loadbalancer lb { ip 10.0.0.2  software nginx }', 'ssh', 4],
      ['loadbalancer lb { ip 10.0.0.2  layer 7 }', 'mysql', 7],
      ['l4switch lb { ip 10.0.0.2  software haproxy }', 'https', 4],
      ['loadbalancer lb { ip 10.0.0.2  software aws-nlb }', 'https', 4],
      ['loadbalancer lb { ip 10.0.0.2  software aws-alb }', 'https', 7],
      ['vm lb { ip 10.0.0.2  software keepalived  software haproxy }', 'https', 7],
      ['vm lb { ip 10.0.0.2  software lvs }', 'https', 4],
      ['bastion lb { ip 10.0.0.2  software openssh }', 'ssh', 7],
      ['proxy lb { ip 10.0.0.2  software squid }', 'tcp/3128', 7],
    ];
    for (const [balancer, over, layer] of cases) {
      it(`${balancer} over ${over}: ${layer}`, () => {
        const last = hops(behind(balancer), 'c', 'lb', over).request.at(-1)!;
        assert.deepEqual([last.action, last.layer], ['ended-connection', layer]);
        const by = last.detail.id.split('.').at(-1);
        if (!/^(bastion|proxy)/.test(balancer)) assert.equal(by, layer === 4 ? 'by-connection' : 'by-request');
      });
    }

    it('take an answer as any other machine does', () => {
      const { reply } = hops(behind('loadbalancer lb { ip 10.0.0.2 }  web w { ip 10.0.0.3 }'), 'lb', 'w', 'http');
      assert.equal(reply.at(-1)!.action, 'delivered');
    });

    it('take the layer of the software that one\'s own is', () => {
      const own = `software our-lb "Ours" { is aws-nlb }\n${behind('loadbalancer lb { ip 10.0.0.2  software our-lb }')}`;
      assert.equal(hops(own, 'c', 'lb', 'https').request.at(-1)!.layer, 4);
    });
  });

  describe('of filters', () => {
    const line = (filter: string): string => `
      server a { ip 10.0.0.1 }
      server b { ip 10.0.0.2  inbound { allow any over https, ssh, icmp } }
      zone lan { subnet 10.0.0.0/24 }
      ${filter}
      link a -- f -- b`;
    const cases: [filter: string, over: string, layers: number[]][] = [
      ['firewall f { allow any }', 'https', [2, 4]],
      ['firewall f { allow any }', 'icmp', [2, 3]],
      ['firewall f { allow any  layer 7 }', 'https', [2, 7]],
      ['waf f { allow any }', 'https', [2, 7]],
      // A waf lets it pass or not; it reads no request in it.
      ['waf f { allow any }', 'ssh', [2, 4]],
      ['ids f', 'ssh', [7]],
      ['firewall f { allow any  software modsecurity }', 'https', [2, 7]],
    ];
    for (const [filter, over, layers] of cases) {
      it(`${filter} over ${over}: ${layers.join(', ')}`, () => {
        const { request } = hops(line(filter), 'a', 'b', over);
        assert.deepEqual(layersAt(request, 'f'), layers);
        assert.deepEqual(layersAt(request, 'b'), over === 'icmp' ? [3, 3] : [4, 7]);
      });
    }

    it('are theirs where they deny, and of what they remember', () => {
      const shut = hops(line('firewall f { allow any over ssh }'), 'a', 'b', 'https').request.at(-1)!;
      assert.deepEqual([shut.element, shut.action, shut.layer], ['f', 'denied', 4]);
      assert.deepEqual(layersAt(hops(line('waf f { allow a -> b }'), 'a', 'b', 'https').reply, 'f'), [2, 7]);
    });
  });

  describe('of translation', () => {
    const home = (rules: string): string => `
      internet world { server far { ip 198.51.100.1 } }
      router r { interface world 203.0.113.2/29  interface lan 10.0.0.1  ${rules} }
      zone lan { subnet 10.0.0.0/24  server a { ip 10.0.0.10 } }
      link world -- r`;
    const translations = (all: Hop[]): number[] => all.filter((hop) => hop.action === 'translated').map((hop) => hop.layer);

    it('are 3 where addresses change, 4 where ports do or are read (RFC 3022), for the reply too', () => {
      const cases: [rules: string, layer: number][] = [
        ['snat lan to 203.0.113.3', 3], ['masquerade lan', 4],
      ];
      for (const [rules, layer] of cases) {
        const { request, reply } = hops(home(rules), 'a', 'far', 'https');
        assert.deepEqual([translations(request), translations(reply)], [[layer], [layer]], rules);
      }
      for (const [rules, layer] of [['dnat 203.0.113.4 -> a', 3], ['dnat 203.0.113.4 over https -> a', 4], ['dnat 203.0.113.4 over https -> a over tcp/8443', 4]] as const) {
        const { request, reply } = hops(home(rules), 'far', '203.0.113.4', 'https');
        assert.deepEqual([translations(request), translations(reply)], [[layer], [layer]], rules);
      }
    });
  });

  it('are those of the tunnel\'s protocol', () => {
    const sites = (tunnel: string): string => `
      internet world
      router a { interface world 203.0.113.2/29  interface left 10.1.0.1  route 10.2.0.0/24 via t }
      router b { interface world 198.51.100.2/29  interface right 10.2.0.1  route 10.1.0.0/24 via t }
      zone left { subnet 10.1.0.0/24  server x { ip 10.1.0.2 } }
      zone right { subnet 10.2.0.0/24  server y { ip 10.2.0.2 } }
      link world -- a
      link world -- b
      link a -- b as t { tunnel ${tunnel} }`;
    for (const [tunnel, layer] of [['ipsec', 3], ['gre', 3], ['wireguard', 3], ['vxlan', 2], ['something-else', 3]] as const) {
      const hop = hops(sites(tunnel), 'x', 'y', 'https').request.find((each) => each.action === 'tunnelled');
      assert.equal(hop?.layer, layer, tunnel);
    }
  });

  describe('of what stops a packet', () => {
    const cases: [why: string, text: string, layer: number][] = [
      ['no cable', 'server a { ip 10.0.0.1/24 }  server b { ip 10.0.0.2/24 }  l2switch s  l2switch t  link a -- s  link b -- t', 1],
      ['another VLAN', 'server a { ip 10.0.0.1/24 }  server b { ip 10.0.0.2/24 }  l2switch s  link a -- s access 10  link b -- s access 20', 2],
      ['no route', 'server a { ip 10.0.0.1/24  gateway 10.0.0.254 }  router r { interface l 10.0.0.254/24 }  server b { ip 10.9.0.2/24 }  link a -- r as l  link b -- r', 3],
      ['no listener', 'server a { ip 10.0.0.1/24 }  server b { ip 10.0.0.2/24  port tcp/80 }  link a -- b', 4],
    ];
    for (const [why, text, layer] of cases) {
      it(`${why}: ${layer}`, () => {
        const last = hops(text, 'a', 'b', 'https').request.at(-1)!;
        assert.deepEqual([last.action, last.layer], ['dropped', layer], JSON.stringify(last.detail));
      });
    }
  });
});

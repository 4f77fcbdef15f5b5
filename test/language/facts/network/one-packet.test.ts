/**
 * The facts against a second opinion: a simulator that knows nothing of them, follows one packet at a time by tables,
 * counts down a time to live, and looks at the reply on its own. Random small networks of zones, routers and rules.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { carriage, dialKey } from '#language/facts/network/index.js';
import { Facts } from '#language/facts/query.js';
import { build, port, type ModelBuilder } from '../../../support/model-builder.js';

interface RandomRule { action: 'allow' | 'deny'; from?: number; to?: number; port?: number }
interface RandomRouter { zones: number[]; routes: { to: number | 'default'; via: number; zone: number }[]; rules?: RandomRule[]; stateless: boolean; masquerade?: number }
interface Network { zones: number; gateways: (number | undefined)[]; routers: RandomRouter[] }

const PORTS = [80, 443, 3306];
const hostAddress = (zone: number, host = 0): string => `10.${zone}.0.${10 + host}`;
const routerAddress = (zone: number, router: number): string => `10.${zone}.0.${200 + router}`;
const zoneOf = (address: string): number => Number(address.split('.')[1]);

const rule = (zones: number): fc.Arbitrary<RandomRule> => fc.record({
  action: fc.constantFrom('allow' as const, 'allow' as const, 'deny' as const),
  from: fc.option(fc.nat(zones - 1), { nil: undefined }), to: fc.option(fc.nat(zones - 1), { nil: undefined }),
  port: fc.option(fc.constantFrom(...PORTS), { nil: undefined }),
});

const network: fc.Arbitrary<Network> = fc.integer({ min: 2, max: 5 }).chain((zones) => fc.record({
  zones: fc.constant(zones),
  gateways: fc.array(fc.option(fc.nat(3), { nil: undefined, freq: 8 }), { minLength: zones, maxLength: zones }),
  routers: fc.array(fc.record({
    zones: fc.uniqueArray(fc.nat(zones - 1), { minLength: 1, maxLength: zones }),
    routes: fc.uniqueArray(fc.record({ to: fc.oneof(fc.nat(zones - 1), fc.constant('default' as const)), via: fc.nat(3), zone: fc.nat(zones - 1) }), { maxLength: 4, selector: (each) => each.to }),
    rules: fc.option(fc.array(rule(zones), { minLength: 1, maxLength: 3 }), { nil: undefined, freq: 2 }),
    stateless: fc.boolean(),
    masquerade: fc.option(fc.nat(zones - 1), { nil: undefined, freq: 2 }),
  }), { minLength: 1, maxLength: 4 }),
})).map(aimed);

/** Most gateways and next hops are made to exist, else hardly a packet gets far; one in a few stays as it fell. */
function aimed(net: Network): Network {
  const on = (zone: number): number[] => net.routers.flatMap((router, index) => (router.zones.includes(zone) ? [index] : []));
  return {
    ...net,
    gateways: net.gateways.map((gateway, zone) => (gateway === undefined || gateway === 3 ? gateway : on(zone)[gateway % Math.max(1, on(zone).length)])),
    routers: net.routers.map((router, index) => ({
      ...router,
      routes: router.routes.map((route) => {
        if (route.via === 3) return route;
        const zone = router.zones[route.zone % router.zones.length]!;
        const others = on(zone).filter((each) => each !== index);
        return others.length > 0 ? { ...route, zone, via: others[route.via % others.length]! } : route;
      }),
    })),
  };
}

function modelOf(net: Network): ModelBuilder {
  const builder = build();
  for (let zone = 0; zone < net.zones; zone++) {
    const gateway = net.gateways[zone];
    builder.element('zone', `z${zone}`, { subnet: `10.${zone}.0.0/24`, ...(gateway === undefined ? { gateway: '10.99.0.1' } : { gateway: routerAddress(zone, gateway) }) });
  }
  net.routers.forEach((router, index) => {
    builder.element('router', `r${index}`, {
      interface: router.zones.map((zone) => `z${zone} ${routerAddress(zone, index)}`),
      route: router.routes.map((route) => `${route.to === 'default' ? 'default' : `10.${route.to}.0.0/24`} via ${routerAddress(route.zone, route.via)}`),
      ...(router.rules ? { rules: router.rules.map((each) => `${each.action} ${each.from === undefined ? 'any' : `z${each.from}`} -> ${each.to === undefined ? 'any' : `10.${each.to}.0.0/24`}${each.port ? ` over tcp/${each.port}` : ''}`) } : {}),
      stateless: router.stateless,
      ...(router.masquerade === undefined ? {} : { nat: [`masquerade z${router.masquerade} -> any`] }),
    });
  });
  for (let zone = 0; zone < net.zones; zone++) builder.element('server', `h${zone}`, { in: `z${zone}`, ip: hostAddress(zone) });
  return builder;
}

// ------------------------------------------------------------------------------------------- the second opinion

interface P { src: string; dst: string; sport: number; dport: number }
interface Connection { at: number; original: P; translated: P }

function nextHop(net: Network, router: number, dst: string): string | undefined {
  const own = net.routers[router]!;
  const zone = zoneOf(dst);
  if (own.zones.includes(zone)) return dst;
  // A next hop that is on none of the router's wires, or is the router itself, is refused when it is configured.
  const routes = own.routes.filter((each) => own.zones.includes(each.zone) && each.via !== router);
  const route = routes.find((each) => each.to === zone) ?? routes.find((each) => each.to === 'default');
  if (!route) return undefined;
  return routerAddress(route.zone, route.via);
}

function owner(net: Network, address: string): { host: number } | { router: number } | undefined {
  const zone = zoneOf(address);
  const last = Number(address.split('.')[3]);
  if (last === 10) return zone < net.zones ? { host: zone } : undefined;
  const router = last - 200;
  return net.routers[router]?.zones.includes(zone) ? { router } : undefined;
}

function permits(router: RandomRouter, packet: P): boolean {
  for (const each of router.rules!) {
    if (each.from !== undefined && each.from !== zoneOf(packet.src)) continue;
    if (each.to !== undefined && each.to !== zoneOf(packet.dst)) continue;
    if (each.port !== undefined && each.port !== packet.dport) continue;
    return each.action === 'allow';
  }
  return false;
}

/** Sends one packet; what it passed is written down, and what was written down before lets replies pass. */
function send(net: Network, from: number, first: P, seen: { passed: number[]; connections: Connection[] }, reply: boolean): { host: number; packet: P; passed: number[] } | undefined {
  let packet = first;
  const passed: number[] = [];
  let hop: string;
  if (zoneOf(packet.dst) === from) hop = packet.dst;
  else {
    const gateway = net.gateways[from];
    if (gateway === undefined) return undefined;
    hop = routerAddress(from, gateway);
  }
  for (let ttl = 64; ttl > 0; ttl--) {
    const at = owner(net, hop);
    if (!at) return undefined;
    if ('host' in at) return hop === packet.dst ? { host: at.host, packet, passed } : undefined;
    const index = at.router;
    const router = net.routers[index]!;
    let restore: string | undefined;
    if (reply) {
      const known = seen.connections.find((each) => each.at === index && each.translated.src === packet.dst && each.translated.dst === packet.src
        && each.translated.sport === packet.dport && each.translated.dport === packet.sport);
      if (known) {
        packet = { ...packet, dst: known.original.src, dport: known.original.sport };
        restore = known.original.dst;
      }
    }
    const mine = router.zones.some((zone) => routerAddress(zone, index) === packet.dst);
    if (mine) return undefined;
    const next = nextHop(net, index, packet.dst);
    if (next === undefined) return undefined;
    if (router.rules) {
      const byState = reply && !router.stateless;
      if (byState ? !seen.passed.includes(index) : !permits(router, packet)) return undefined;
    }
    passed.push(index);
    if (restore !== undefined) packet = { ...packet, src: restore };
    // To a device past which the request went, the reply is a connection of its own.
    else if ((!reply || !seen.passed.includes(index)) && router.masquerade === zoneOf(packet.src)) {
      const translated = { ...packet, src: routerAddress(zoneOf(next), index) };
      seen.connections.push({ at: index, original: packet, translated });
      packet = translated;
    }
    hop = next;
  }
  return undefined;
}

function connects(net: Network, from: number, to: number, dport: number): boolean {
  const request: P = { src: hostAddress(from), dst: hostAddress(to), sport: 50_000, dport };
  const seen = { passed: [] as number[], connections: [] as Connection[] };
  const arrived = send(net, from, request, seen, false);
  if (!arrived || arrived.host !== to) return false;
  seen.passed = arrived.passed;
  const answer: P = { src: arrived.packet.dst, dst: arrived.packet.src, sport: arrived.packet.dport, dport: arrived.packet.sport };
  const back = send(net, to, answer, seen, true);
  if (!back || back.host !== from || back.packet.src !== request.dst || back.packet.sport !== dport) return false;
  // A stateful filter that sees one direction only takes the handshake's third packet for invalid.
  return arrived.passed.every((index) => !net.routers[index]!.rules || net.routers[index]!.stateless || back.passed.includes(index));
}

describe('the facts against a simulator of single packets', () => {
  it('agree on every pair of hosts of random networks', () => {
    fc.assert(fc.property(network, (net) => {
      const facts = new Facts(modelOf(net).model);
      for (let from = 0; from < net.zones; from++) {
        for (let to = 0; to < net.zones; to++) {
          if (from === to) continue;
          for (const dport of PORTS) {
            const { trace } = facts.ask(carriage, dialKey({ from: `h${from}`, to: `h${to}`, port: port(`tcp/${dport}`) }));
            assert.equal(trace.reachable, connects(net, from, to, dport), `h${from} -> h${to} tcp/${dport}: ${trace.disposition} ${JSON.stringify(trace.stop?.text)}`);
          }
        }
      }
    }), { numRuns: 400 });
  });
});

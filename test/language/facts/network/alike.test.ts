/** One of each kind speaks for all: the shortened answer must be that of asking every pair. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { carriage, carriageOfAll, carriageOfAny, dialKey, matrixOver, reach } from '#language/facts/network/index.js';
import { Facts } from '#language/facts/query.js';
import { build, port, type ModelBuilder } from '../../../support/model-builder.js';

interface Host { zone: 0 | 1; cabled: boolean; closed: boolean; bare: boolean }
interface Net { hosts: Host[]; rules: { action: 'allow' | 'deny'; from: number; to: number; port?: number }[]; route?: number }

const ends = ['any', 'z0', 'z1', 'h0', 'h1', 'h2', '10.0.0.10', '10.1.0.11', '10.1.0.8/29'];

const networks: fc.Arbitrary<Net> = fc.record({
  hosts: fc.array(fc.record({ zone: fc.constantFrom(0 as const, 1 as const), cabled: fc.boolean(), closed: fc.boolean(), bare: fc.constantFrom(false, false, false, true) }), { minLength: 3, maxLength: 7 }),
  rules: fc.array(fc.record({
    action: fc.constantFrom('allow' as const, 'allow' as const, 'deny' as const), from: fc.nat(ends.length - 1), to: fc.nat(ends.length - 1),
    port: fc.option(fc.constantFrom(80, 443), { nil: undefined }),
  }), { maxLength: 4 }),
  route: fc.option(fc.nat(6), { nil: undefined, freq: 3 }),
});

function modelOf(net: Net): ModelBuilder {
  const builder = build();
  for (const zone of [0, 1]) builder.element('zone', `z${zone}`, { subnet: `10.${zone}.0.0/24` }).element('l2switch', `s${zone}`, { in: `z${zone}` });
  net.hosts.forEach((host, index) => {
    builder.element('server', `h${index}`, { in: `z${host.zone}`, ...(host.bare ? {} : { ip: `10.${host.zone}.0.${10 + index}` }), ...(host.closed ? { inbound: ['allow any over tcp/80'] } : {}) });
    if (host.cabled) builder.link(`h${index}`, `s${host.zone}`);
  });
  builder.element('firewall', 'f', {
    interface: ['z0 10.0.0.1', 'z1 10.1.0.1'], rules: net.rules.map((rule) => `${rule.action} ${ends[rule.from]} -> ${ends[rule.to]}${rule.port ? ` over tcp/${rule.port}` : ''}`),
    ...(net.route === undefined ? {} : { route: [`10.1.0.${10 + net.route}/32 blackhole`] }),
  });
  return builder;
}

describe('elements that nothing tells apart', () => {
  it('give the answer that asking every pair gives', () => {
    fc.assert(fc.property(networks, fc.constantFrom('tcp/80', 'tcp/443'), (net, over) => {
      const builder = modelOf(net);
      const facts = new Facts(builder.model);
      const hosts = (zone: number): string[] => net.hosts.flatMap((host, index) => (host.zone === zone ? [`h${index}`] : []));
      for (const [from, to] of [[0, 1], [1, 0], [0, 0]] as const) {
        const pairs = hosts(from).flatMap((source) => hosts(to).filter((target) => target !== source).map((target) => dialKey({ from: source, to: target, port: port(over) })));
        if (pairs.length === 0) continue;
        const ask = (negated: boolean): string => reach(facts, { from: builder.endpoint(`z${from}`), to: builder.endpoint(`z${to}`), ports: [port(over)], negated, transitively: false }).verdict;
        assert.equal(ask(true), pairs.some((key) => facts.ask(carriageOfAny, key).trace.reachable) ? 'fails' : 'holds');
        assert.equal(ask(false), pairs.every((key) => facts.ask(carriageOfAll, key).trace.reachable) ? 'holds' : 'fails');
      }
    }), { numRuns: 300 });
  });

  it('stand in the matrix as each pair by itself would', () => {
    fc.assert(fc.property(networks, fc.constantFrom('tcp/80', 'tcp/443', 'icmp'), (net, over) => {
      const facts = new Facts(modelOf(net).model);
      const matrix = matrixOver(facts, port(over));
      const fresh = new Facts(modelOf(net).model);
      matrix.elements.forEach((from, row) => matrix.elements.forEach((to, column) => {
        if (from === to) return;
        assert.equal(matrix.disposition(row, column), fresh.ask(carriage, dialKey({ from, to, port: port(over) })).trace.disposition, `${from} -> ${to} ${over}`);
      }));
    }), { numRuns: 300 });
  });

  it('are few among many', () => {
    const builder = build().element('zone', 'x', { subnet: '10.1.0.0/16' }).element('zone', 'y', { subnet: '10.2.0.0/16' })
      .element('firewall', 'f', { interface: ['x 10.1.0.1', 'y 10.2.0.1'], rules: ['allow 10.1.1.7 -> y over tcp/80'] });
    for (let index = 1; index <= 200; index++) builder.element('server', `x${index}`, { in: 'x', ip: `10.1.1.${index}` }).element('server', `y${index}`, { in: 'y', ip: `10.2.1.${index}` });
    const facts = new Facts(builder.model);
    const ask = (from: string, to: string, over: string): unknown => {
      const { verdict, pairs } = reach(facts, { from: builder.endpoint(from), to: builder.endpoint(to), ports: [port(over)], negated: true, transitively: false });
      return { verdict, pairs };
    };
    assert.deepEqual(ask('y', 'x', 'tcp/80'), { verdict: 'holds', pairs: 2 });
    // Over another port the rule tells nobody apart.
    assert.deepEqual(ask('x', 'y', 'tcp/22'), { verdict: 'holds', pairs: 1 });
  });
});

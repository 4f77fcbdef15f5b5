import assert from 'node:assert/strict';
import { carriage, dialKey, flowDials } from '#language/facts/network/index.js';
import { Facts } from '#language/facts/query.js';
import type { Dial, Disposition } from '#language/facts/network/types.js';
import { build, port, type ModelBuilder } from '../../../support/model-builder.js';

function ask(builder: ModelBuilder, from: string, to: string, over?: string, group?: string): ReturnType<typeof carriage.run> {
  const dial: Dial = { from, to, ...(over ? { port: port(over) } : {}), ...(group ? { group } : {}) };
  return new Facts(builder.model).ask(carriage, dialKey(dial));
}

function expect(builder: ModelBuilder, from: string, to: string, over: string | undefined, disposition: Disposition): void {
  const found = ask(builder, from, to, over);
  assert.equal(found.trace.disposition, disposition, `${from} -> ${to} over ${over}: ${JSON.stringify(found.trace.stop)}`);
}

function twelveLines(): ModelBuilder {
  return build()
    .element('internet', 'world').element('users', 'shoppers', { in: 'world' })
    .element('waf', 'edge', { rules: ['allow world -> lb over https'] })
    .element('zone', 'lan')
    .element('loadbalancer', 'lb', { in: 'lan' })
    .counted('server', 'web', 2, 'active-active', () => ({ in: 'lan' }))
    .element('database', 'db', { in: 'lan' })
    .link('world', 'edge').link('edge', 'lan')
    .flow('shoppers', 'lb', 'https').flow('lb', 'web', 'http').flow('web', 'db', 'mysql');
}

function clinical(): ModelBuilder {
  return build()
    .element('internet', 'world').element('users', 'researchers', { in: 'world' })
    .element('site', 'idc')
    .element('zone', 'transit', { in: 'idc', subnet: '10.0.0.0/30' })
    .element('zone', 'dmz', { in: 'idc', subnet: '10.0.1.0/24' })
    .element('zone', 'app', { in: 'idc', subnet: '10.0.2.0/24' })
    .element('zone', 'data', { in: 'idc', subnet: '10.0.3.0/24' })
    .element('waf', 'edge', {
      in: 'idc', interface: ['world 203.0.113.10/29', 'transit 10.0.0.1'], nat: ['dnat 203.0.113.10 over tcp/443 -> lb'],
      rules: ['allow world -> lb over tcp/443'], route: ['10.0.0.0/16 via core'],
    })
    .element('l3switch', 'core', {
      in: 'idc', interface: ['transit 10.0.0.2', 'dmz 10.0.1.1', 'app 10.0.2.1', 'data 10.0.3.1'], route: ['default via edge'],
      rules: ['allow world -> lb over tcp/443', 'allow lb -> was over tcp/8080', 'allow was -> db over mysql'],
    })
    .counted('loadbalancer', 'lb', 2, 'active-standby', (index) => ({ in: 'dmz', ip: `10.0.1.1${index}` }), { vip: '10.0.1.10' })
    .counted('server', 'was', 2, 'active-active', (index) => ({ in: 'app', ip: `10.0.2.1${index}` }))
    .element('database', 'db1', { in: 'data', ip: '10.0.3.11' }).element('database', 'db2', { in: 'data', ip: '10.0.3.12' })
    .group('db', 'active-standby', ['db1', 'db2'])
    .link('world', 'edge')
    .flow('researchers', 'lb', 'https').flow('lb', 'was', 'http/8080').flow('was', 'db', 'mysql');
}

describe('carriage of the two examples', () => {
  it('carries the flows of the first twelve lines and nothing else', () => {
    const model = twelveLines();
    expect(model, 'shoppers', 'lb', 'https', 'accepted');
    expect(model, 'lb', 'web#1', 'http', 'accepted');
    expect(model, 'web#2', 'db', 'mysql', 'accepted');
    expect(model, 'world', 'db', 'mysql', 'denied-by-default');
    expect(model, 'world', 'db', undefined, 'denied-by-default');
    assert.deepEqual(ask(model, 'shoppers', 'lb', 'https').through, { every: ['edge'], some: ['edge'] });
  });

  it('names the links that the first flow crosses', () => {
    const graph = ask(twelveLines(), 'shoppers', 'lb', 'https').forward!;
    assert.deepEqual([...new Set(graph.edges.flatMap((edge) => edge.link ?? []))].sort(), ['edge -- lan', 'world -- edge']);
  });

  it('carries every flow of the clinical study, translated at the edge', () => {
    const model = clinical();
    const facts = new Facts(model.model);
    for (const flow of Object.keys(model.model.flows)) {
      const dials = facts.ask(flowDials, flow);
      assert.ok(dials.length > 0);
      for (const dial of dials) {
        const found = facts.ask(carriage, dialKey(dial));
        assert.equal(found.trace.disposition, 'accepted', `${dial.from} -> ${dial.to}: ${JSON.stringify(found.trace.stop)}`);
      }
    }
    const found = facts.ask(carriage, dialKey(facts.ask(flowDials, 'researchers -> lb')[0]!));
    assert.deepEqual(found.through.every, ['edge', 'core']);
    assert.ok(found.trace.hops.some((hop) => hop.action === 'translated' && hop.element === 'edge'));
  });

  it('keeps the world out of the database, and other ports out of the balancer', () => {
    const model = clinical();
    expect(model, 'world', 'db1', 'mysql', 'no-route');
    expect(model, 'researchers', 'db1', undefined, 'no-route');
    const lb = ask(model, 'researchers', 'lb#1', 'ssh', 'lb');
    assert.equal(lb.trace.reachable, false);
    expect(model, 'was#1', 'db1', 'ssh', 'denied-by-default');
    expect(model, 'db1', 'was#1', 'tcp/8080', 'denied-by-default');
  });
});

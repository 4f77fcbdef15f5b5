import assert from 'node:assert/strict';
import { exposures, openedFromInternet } from '#language/facts/network/index.js';
import { Facts } from '#language/facts/query.js';
import { build, port, type ModelBuilder } from '../../../support/model-builder.js';

function exposed(builder: ModelBuilder): { element: string; links: string[]; cut: string | undefined }[] {
  return new Facts(builder.model).ask(exposures).map(({ element, links, cut }) => ({ element, links, cut }));
}

function bare(device: 'waf' | 'l2switch' | 'ids' | 'firewall'): ModelBuilder {
  return build().element('internet', 'world').element(device, 'edge').element('zone', 'lan').element('server', 'web', { in: 'lan' })
    .link('world', 'edge').link('edge', 'lan');
}

function addressed(words: { rules?: string[]; use?: boolean; kind?: 'router' | 'firewall'; inbound?: string[] }): ModelBuilder {
  const builder = build().element('internet', 'world').element('zone', 'lan', { subnet: '10.0.1.0/24' })
    .element(words.kind ?? 'router', 'edge', {
      interface: ['world 203.0.113.10/29', 'lan 10.0.1.1'], nat: ['dnat 203.0.113.10 over tcp/443 -> web'], ...(words.rules ? { rules: words.rules } : {}),
    })
    .element('server', 'web', { in: 'lan', ip: '10.0.1.5', ...(words.use ? { use: ['sg'] } : {}), ...(words.inbound ? { inbound: words.inbound } : {}) })
    .link('world', 'edge');
  return words.use ? builder.securityGroup('sg', ['allow world over tcp/443']) : builder;
}

describe('exposure to the internet', () => {
  it('counts any link path where there are no addresses', () => {
    assert.deepEqual(exposed(bare('l2switch')), [{ element: 'web', links: ['world -- edge', 'edge -- lan'], cut: 'world -- edge' }]);
    assert.deepEqual(exposed(bare('ids')).map((each) => each.element), ['web']);
    assert.deepEqual(exposed(bare('waf')), []);
    assert.deepEqual(exposed(bare('firewall')), []);
  });

  it('sees private addresses behind a router: the packet arrives at the edge with any destination', () => {
    assert.deepEqual(exposed(addressed({})), [{ element: 'web', links: ['world -- edge'], cut: 'world -- edge' }]);
    assert.deepEqual(exposed(addressed({ kind: 'firewall' })), []);
  });

  it('takes security groups for filters, inbound and router rules not, unless those let nothing through', () => {
    assert.deepEqual(exposed(addressed({ use: true })), []);
    assert.equal(exposed(addressed({ inbound: ['allow world over tcp/443'] })).length, 1);
    assert.equal(exposed(addressed({ rules: ['allow world -> web over tcp/443'] })).length, 1);
    assert.equal(exposed(addressed({ rules: ['allow 10.9.0.0/16 -> web over udp/53'] })).length, 1, 'any source may arrive at the edge');
    assert.equal(exposed(addressed({ rules: ['deny any -> any'] })).length, 0);
  });

  it('does not count private addresses that a router hides behind its own, unless a translation leads in', () => {
    const office = (nat: string[], ip = '10.0.1.5', subnet = '10.0.1.0/24', own = '10.0.1.1'): ModelBuilder => build().element('internet', 'world').element('zone', 'lan', { subnet })
      .element('router', 'edge', { interface: ['world 203.0.113.10/29', `lan ${own}`], nat }).element('server', '서버', { in: 'lan', ip }).link('world', 'edge');
    assert.deepEqual(exposed(office(['masquerade lan'])), []);
    assert.deepEqual(exposed(office(['masquerade any'])), []);
    assert.deepEqual(exposed(office(['masquerade lan -> world'])), []);
    assert.deepEqual(exposed(office(['snat lan to 203.0.113.11'])), []);
    assert.equal(exposed(office(['masquerade lan -> 10.9.0.0/16'])).length, 1, 'hidden from somebody else');
    assert.equal(exposed(office(['masquerade 10.0.2.0/24'])).length, 1, 'others are hidden');
    assert.equal(exposed(office(['masquerade any', 'dnat 203.0.113.10 over tcp/443 -> 서버'])).length, 1, 'published');
    assert.equal(exposed(office(['masquerade any'], '198.51.100.5', '198.51.100.0/24', '198.51.100.1')).length, 1, 'a public address');
    assert.deepEqual(exposed(office(['masquerade any'], 'fd00::5', 'fd00::/64', 'fd00::1')), [], 'unique local');
  });

  it('sees through a second, plain edge what the first one hides, and what stands between two', () => {
    const inner = (): ModelBuilder => build().element('internet', 'world').element('zone', 'dmz', { subnet: '10.0.0.0/24' }).element('zone', 'lan', { subnet: '10.0.1.0/24' })
      .element('server', 'front', { in: 'dmz', ip: '10.0.0.5' }).element('server', 'back', { in: 'lan', ip: '10.0.1.5' });
    const twice = inner().element('router', 'edge', { interface: ['world 203.0.113.10/29', 'dmz 10.0.0.1'], route: ['10.0.1.0/24 via 10.0.0.2'] })
      .element('router', 'home', { interface: ['dmz 10.0.0.2', 'lan 10.0.1.1'], route: ['default via 10.0.0.1'], nat: ['masquerade lan'] }).link('world', 'edge');
    assert.deepEqual(exposed(twice).map((each) => each.element), ['front']);
    const beside = inner().element('router', 'edge', { interface: ['world 203.0.113.10/29', 'lan 10.0.1.1'], nat: ['masquerade any'] })
      .element('router', 'plain', { interface: ['world 203.0.113.18/29', 'lan 10.0.1.2'] }).link('world', 'edge').link('world', 'plain');
    assert.deepEqual(exposed(beside).map((each) => each.element), ['back']);
  });

  it('names no single cut where two links lead in', () => {
    const two = bare('l2switch').element('l2switch', 'other').link('world', 'other').link('other', 'lan');
    assert.equal(exposed(two)[0]!.cut, undefined);
  });

  it('says what the internet can open, filters included', () => {
    const facts = new Facts(addressed({ kind: 'firewall', rules: ['allow world -> web over tcp/443'] }).model);
    assert.equal(openedFromInternet(facts, 'web', [{ port: port('tcp/443') }]).length, 1);
    assert.equal(openedFromInternet(facts, 'web', [{ port: port('tcp/22') }]).length, 0);
    assert.equal(openedFromInternet(facts, 'web').length, 1);
  });
});

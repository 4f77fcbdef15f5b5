/** What the forms of the preview offer. */
import assert from 'node:assert/strict';
import { freshName, kindsFor, nextJack, openPorts, portsFor } from '../../../client/webview/editing/suggestions.js';
import { readModel } from '../../support/read-model.js';

const model = readModel(`
zone lan {
  server web count 2
  server server
  database db { software mysql }
  l2switch sw
}
link sw:g1/0/1 -- db:eth0
link sw:g1/0/2 -- server
link sw:g1/0/4 -- web#1
`);

describe('what forms offer', () => {
  it('are the kinds in use first, then all others that something can be', () => {
    const kinds = kindsFor(model).map(({ value }) => value);
    assert.equal(kinds[0], 'server');
    assert.deepEqual(new Set(kinds.slice(0, 4)), new Set(['server', 'zone', 'database', 'l2switch']));
    assert.ok(kinds.includes('firewall') && !kinds.includes('element'));
    assert.equal(new Set(kinds).size, kinds.length);
  });

  it('is a name that is free in its place', () => {
    assert.equal(freshName(model, 'lan', 'server'), 'server2');
    assert.equal(freshName(model, undefined, 'server'), 'server');
  });

  it('are the ports that the target listens on, then protocols with ports', () => {
    assert.deepEqual(openPorts(model, 'lan.db'), ['mysql']);
    const ports = portsFor(model, 'lan.db').map(({ value }) => value);
    assert.equal(ports[0], 'mysql');
    assert.ok(ports.includes('https') && !ports.includes('ethernet-phy'));
    assert.equal(ports.filter((port) => port === 'mysql').length, 1);
    assert.deepEqual(openPorts(model, 'lan.web'), []);
  });

  it('is the next jack that nothing is plugged into', () => {
    assert.equal(nextJack(model, 'lan.sw'), 'g1/0/5');
    assert.equal(nextJack(model, 'lan.db'), 'eth1');
    assert.equal(nextJack(model, 'lan.web#1'), undefined);
  });
});

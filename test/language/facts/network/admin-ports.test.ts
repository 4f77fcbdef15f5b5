/** Which ports govern a machine: by the catalogue, by the architecture's own protocols, inside ranges. */
import assert from 'node:assert/strict';
import { adminPorts } from '#language/facts/network/index.js';
import { Facts } from '#language/facts/query.js';
import type { PortMatch } from '#language/model/model.js';
import { readModel } from '../../../support/read-model.js';

const of = (text: string) => new Facts(readModel(text)).ask(adminPorts);
const tcp = (low: number, high = low): PortMatch => ({ protocol: 'tcp', low, high, text: `tcp/${low}-${high}` });

describe('administration ports', () => {
  it('are those of remote administration and of databases', () => {
    const known = of('');
    for (const [port, name] of [[22, 'ssh'], [23, 'telnet'], [3389, 'rdp'], [5900, 'vnc'], [5986, 'winrm'], [2375, 'docker-api']] as const) {
      assert.deepEqual(known.at('tcp', port), { protocol: 'tcp', port, name, what: 'administration' });
    }
    for (const [port, name] of [[1433, 'sql-server'], [1521, 'oracle'], [3306, 'mysql'], [5432, 'postgresql'], [27017, 'mongodb']] as const) {
      assert.deepEqual(known.at('tcp', port), { protocol: 'tcp', port, name, what: 'database' });
    }
    assert.equal(known.at('udp', 3389)?.name, 'rdp');
    assert.equal(known.at('udp', 22), undefined);
    for (const port of [25, 53, 80, 443, 8080, 8443]) assert.equal(known.at('tcp', port), undefined, String(port));
  });

  it('are found inside ranges, and all of them where any port is open', () => {
    const known = of('');
    assert.deepEqual(known.within([tcp(20, 30)]).map((each) => each.name), ['ssh', 'telnet']);
    assert.deepEqual(known.within([tcp(8000, 8079), { protocol: 'icmp', low: 0, high: 65535, text: 'icmp' }]), []);
    assert.deepEqual(known.within(undefined), known.all);
  });

  it('include what the architecture declares itself, and leave out what it takes back', () => {
    const known = of(`protocol 관리 "관리 콘솔" { port tcp/7401, udp/7402-7403  administrative }
protocol vnc { port tcp/5900 }`);
    assert.equal(known.at('tcp', 7401)?.name, '관리');
    assert.equal(known.at('udp', 7403)?.name, '관리');
    assert.equal(known.at('tcp', 5900), undefined);
  });

  it('lets an element be called administrative', () => {
    assert.deepEqual(readModel('server administrative { port tcp/80 }').problems, []);
  });
});

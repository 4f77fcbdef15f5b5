/** Losses of single elements in threads of their own: the same answer as in one. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { reportOf } from '#language/expectations/scenario-report.js';
import { runScenario } from '../../../server/cli/scenario-runs.js';
import { factsOf } from '../../support/reachability.js';

const DIST = fileURLToPath(new URL('../../../dist', import.meta.url));

describe('chaos', () => {
  const facts = factsOf(`client users
    loadbalancer lb count 2 active-standby { failover automatic within 2s }
    server web count 3 { workers 20  service-time 20ms }
    database db count 2 active-standby { failover automatic within 20s }
    cache sessions { service-time 1ms }
    flow users -> lb over https timeout 1s as shop
    flow lb -> web over http
    flow web -> db over mysql
    flow web -> sessions over tcp/6379
    scenario "every one once" {
      load shop 50/s for 2m
      at 30s chaos
      expect availability of shop >= 80%
      expect p95 of shop <= 2s
    }`);
  const [scenario] = facts.read('scenarios');
  const report = reportOf(facts, scenario!);

  it('loses each element once, and says whose loss breaks what', () => {
    assert.equal(report.chaos!.runs, 8);
    assert.deepEqual(report.chaos!.broken.map(({ element, expectations }) => [element, expectations.map(({ text }) => text)]), [
      ['db#1', ['availability of shop >= 80%']], ['sessions', ['availability of shop >= 80%']],
    ]);
    assert.deepEqual(report.expectations.map(({ judgement }) => judgement.holds), [false, true]);
  });

  it('in threads says the same', async () => {
    assert.ok(existsSync(`${DIST}/chaos-worker.cjs`), 'built');
    const { outcome: _, ...threaded } = await runScenario(facts, scenario!, DIST);
    const { outcome: __, ...single } = report;
    assert.deepEqual(threaded, single);
  });
});

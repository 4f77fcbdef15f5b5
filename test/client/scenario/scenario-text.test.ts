/** What the reader did, copied as a scenario: the text parses, and comes out as it was played. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { ScenarioMotion } from '../../../client/webview/scenario/scenario-motion.js';
import { scenarioText } from '../../../client/webview/scenario/scenario-text.js';
import { expectationsOf } from '../../../language/expectations/scenario.js';
import { reportOf } from '../../../language/expectations/scenario-report.js';
import { Facts } from '../../../language/facts/query.js';
import type { Scenario } from '../../../language/model/model.js';
import { prepare } from '../../../language/simulation/simulate.js';
import { readModel, readVariants } from '../../support/read-model.js';

const textOf = (facts: Facts, scenario: Scenario, acts: Parameters<typeof scenarioText>[2] = []): string | undefined =>
  scenarioText(scenario, 'as played', acts, expectationsOf(facts, scenario).map(({ text }) => text), (id) => Object.hasOwn(facts.links, id));

describe('a scenario, written again', () => {
  const files = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.arch')).map((name) => `examples/${name}`).filter((file) => /^scenario /m.test(readFileSync(file, 'utf8')));

  it('is the scenario that it was, for all scenarios of all examples but those with jobs', function () {
    this.timeout(120_000);
    let [written, left] = [0, 0];
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      for (const model of readVariants(text)) {
        const facts = new Facts(model);
        for (const scenario of facts.read('scenarios')) {
          const again = textOf(facts, scenario);
          if (again === undefined) {
            left++;
            assert.ok(scenario.events.some(({ action }) => action === 'job') || scenario.loads.some(({ flow = '' }) => / \(\d+\)$/.test(flow)), file);
            continue;
          }
          const pasted = new Facts(readModel(`${text}\n${again}`, undefined, model.variant));
          assert.deepEqual(pasted.read('problems').filter(({ type }) => type === 'syntax'), [], `${file}\n${again}`);
          const found = pasted.read('scenarios').find(({ title }) => title === 'as played')!;
          const plan = (of: Facts, which: Scenario): unknown => JSON.parse(JSON.stringify(prepare(of, which).plan));
          assert.deepEqual(plan(pasted, found), plan(facts, scenario), `${file}\n${again}`);
          assert.deepEqual(expectationsOf(pasted, found).map(({ text: said }) => said), expectationsOf(facts, scenario).map(({ text: said }) => said));
          written++;
        }
      }
    }
    assert.ok(written > 30 && left < written, `${written} written, ${left} left`);
  });

  it('has what the reader did, and comes out as it was played', () => {
    const text = readFileSync('examples/s23-haproxy-keepalived/haproxy-keepalived.arch', 'utf8');
    const facts = new Facts(readModel(text));
    const scenario = facts.read('scenarios')[0]!;
    const motion = new ScenarioMotion(facts, scenario);
    for (const act of [{ at: 30.125, id: 'idc.back.web#1', action: 'slow', factor: 10 }, { at: 60, id: 'idc.back.web#2', action: 'kill' }, { at: 90, id: 'idc.back.web#2', action: 'recover' }] as const) motion.act(act);
    motion.stateAt(600);
    const again = textOf(facts, scenario, motion.interventions.list)!;
    assert.match(again, /^scenario "as played" \{\n {2}seed 23\n {2}load site 100\/s for 600s\n {2}at 120s fail idc\.front\.lb1\n {2}at 360s recover idc\.front\.lb1\n {2}at 30\.125s slow idc\.back\.web#1 by 10\n/);
    const pasted = new Facts(readModel(`${text}\n${again}`));
    const report = reportOf(pasted, pasted.read('scenarios').find(({ title }) => title === 'as played')!);
    assert.deepEqual(report.flows, motion.report()!.flows);
    assert.deepEqual(report.failovers, motion.report()!.failovers);
    assert.deepEqual(report.events, motion.report()!.events);
  });

  it('is not written where that would leave something out', () => {
    const facts = new Facts(readModel(readFileSync('examples/s13-hadoop/hadoop.arch', 'utf8')));
    for (const scenario of facts.read('scenarios')) if (scenario.events.some(({ action }) => action === 'job')) assert.equal(textOf(facts, scenario), undefined);
  });
});

/** The two examples of the language's page: exactly the findings that it states, and figures that follow from its own words. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { carriage } from '#language/facts/network/carriage.js';
import { dialKey } from '#language/facts/network/dial.js';
import { flowDials } from '#language/facts/network/flow-dials.js';
import { Facts } from '#language/facts/query.js';
import { explainSinglePoint } from '#language/facts/redundancy/explain.js';
import { failable } from '#language/facts/redundancy/failable.js';
import { whatFalls } from '#language/facts/redundancy/failing.js';
import { figures } from '#language/facts/redundancy/figures.js';
import { judgeRedundancy } from '#language/facts/redundancy/judge.js';
import { reliability } from '#language/facts/redundancy/reliability.js';
import { availabilityReport } from '#language/facts/redundancy/report.js';
import { word } from '#language/messages/word.js';
import { rule as singlePointRule } from '#language/rules/redundancy/single-point-of-failure.js';
import { rule as targetMissedRule } from '#language/rules/redundancy/target-missed.js';
import type { Id } from '#language/model/model.js';
import { checkFixture } from '../../../support/fixture.js';
import { readModel } from '../../../support/read-model.js';
import { BruteForce } from './brute-force.js';
import type { Ways } from './models.js';

const read = (name: string): string => readFileSync(new URL(`../../../data/redundancy/${name}.arch`, import.meta.url), 'utf8');

describe('the first twelve lines that anyone writes', () => {
  it('have exactly five culprits and one failed expectation', () => checkFixture(read('twelve-lines')));

  it('say what has to be lost', () => {
    const facts = new Facts(readModel(read('twelve-lines')));
    const verdicts = facts.read('expectations').map((each) => judgeRedundancy(facts, each));
    assert.equal(verdicts[0], undefined);
    assert.equal(verdicts[1]!.holds, false);
    assert.deepEqual(verdicts[1]!.culprits.map((culprit) => culprit.id), ['edge', 'lan.lb', 'lan.db', 'world -- edge', 'edge -- lan']);
  });
});

describe('the clinical-study information system', () => {
  const model = readModel(read('clinical-study'));
  const facts = new Facts(model);

  it('has exactly the single points that the page names', () => checkFixture(read('clinical-study')));

  it('has the cut sets and the availability of all its states', () => {
    const components = [...facts.ask(failable)];
    assert.equal(components.length, 9);
    const ways = (from: Id, to: Id): Ways | null | undefined => {
      const dials = Object.keys(model.flows).flatMap((flow) => facts.ask(flowDials, flow)).filter((dial) => dial.from === from && dial.to === to);
      const { trace, forward, back } = facts.ask(carriage, dialKey(dials[0]!));
      return trace.reachable ? { forward, back } : null;
    };
    const q = components.map((id) => facts.ask(reliability, id).unavailability);
    let u = 0;
    for (let down = 0; down < 1 << components.length; down++) {
      const state = new BruteForce(model, ways, new Set(components.filter((_, i) => down & (1 << i))));
      if (!state.service(model.flows.portal!)) u += q.reduce((p, each, i) => p * (down & (1 << i) ? each : 1 - each), 1);
    }
    const found = figures(facts, 'portal')!;
    // The databases hand over in 30 s; the balancers' VRRP states no time.
    assert.ok(Math.abs(found.unavailability! - (u + 30 / 3600 / 8764)) < 1e-15);
    const [report] = availabilityReport(facts);
    assert.equal(report!.target, 0.99);
    assert.deepEqual(report!.singlePoints, ['idc.edge', 'idc.core', 'world -- idc.edge']);
    assert.deepEqual(report!.cutSets.slice(3), [['idc.dmz.lb#1', 'idc.dmz.lb#2'], ['idc.app.was#1', 'idc.app.was#2'], ['idc.data.db1', 'idc.data.db2']]);
  });

  it('explains a single point by the way that it cuts', () => {
    const explanation = explainSinglePoint(facts, 'portal', 'idc.core')!;
    assert.deepEqual(explanation.cuts, { from: 'world.researchers', to: 'idc.dmz.lb' });
    assert.deepEqual(explanation.way, ['world.researchers', 'world -- idc.edge', 'idc.edge', 'idc.core', 'idc.dmz.lb#1']);
    assert.equal(explainSinglePoint(facts, 'portal', 'idc.data.db1'), undefined);
  });

  it('holds when one of each pair is down, and falls with both', () => {
    const one = whatFalls(facts, ['idc.dmz.lb#1', 'idc.app.was#2', 'idc.data.db1']);
    assert.deepEqual(one.services.map((service) => service.works), [true]);
    assert.deepEqual(one.fallen, []);
    const written = one.flows.find((flow) => flow.from === 'idc.app.was#1')!;
    assert.deepEqual(written.routes.map((route) => route.to), ['idc.data.db2']);
    assert.ok(written.routes[0]!.way.includes('idc.core'));
    assert.deepEqual(one.groups.find((group) => group.id === 'idc.data.db'), { id: 'idc.data.db', works: true, working: ['idc.data.db2'], lost: ['idc.data.db1'] });

    const both = whatFalls(facts, ['idc.data.db']);
    assert.deepEqual(both.down, ['idc.data.db1', 'idc.data.db2']);
    assert.deepEqual(both.fallen.map((each) => each.id).sort(), ['idc.app.was#1', 'idc.app.was#2', 'idc.dmz.lb#1', 'idc.dmz.lb#2', 'world.researchers']);
    assert.match(word(both.fallen.find((each) => each.id === 'idc.app.was#1')!.reason), /db has 0 of 2 members left and needs 1/);
    const [portal] = both.services;
    assert.equal(portal!.works, false);
    assert.deepEqual(portal!.story.map((step) => word(step.text)).slice(0, 1), ['db1 is down']);
    assert.equal(word(portal!.story.at(-1)!.text), 'portal is out');
  });

  it('falls by the cut of the only cable, and tells so', () => {
    const cut = whatFalls(facts, ['world -- idc.edge']);
    assert.match(word(cut.services[0]!.reason!), /no way is left from researchers to lb/);
    assert.equal(whatFalls(facts, []).services[0]!.works, true);
    assert.equal(whatFalls(facts, ['nothing of that name']).services[0]!.works, true);
  });
});

describe('half-typed text', () => {
  const text = read('clinical-study').replace(/^\s*\/\/.*\n/gm, '');
  const survive = (half: string): void => {
    const facts = new Facts(readModel(half));
    for (const service of availabilityReport(facts, 3)) {
      assert.ok(service.availability !== null && service.availability >= 0 && service.availability <= 1);
      assert.equal(service.singlePoints.every((point) => service.cutSets.some((set) => set.length === 1 && set[0] === point)), true);
    }
    for (const expectation of facts.read('expectations')) judgeRedundancy(facts, expectation);
    whatFalls(facts, [...Object.keys(facts.elements).slice(0, 3), ...Object.keys(facts.groups)]);
    assert.ok([...singlePointRule.run(facts), ...targetMissedRule.run(facts)].every((finding) => finding.origin.range));
  };
  it('cut off anywhere', () => {
    for (let end = 40; end < text.length; end += 311) survive(text.slice(0, end));
  });
  it('with any line missing', () => {
    const lines = text.split('\n');
    lines.forEach((_, i) => { if (i % 9 === 0) survive(lines.filter((_line, at) => at !== i).join('\n')); });
  });
  it('with circles of hosts, feeds and groups', () => {
    survive('users u  server a on b  server b on a  group g active-active { members g, h, a }  group h quorum 9 { members g }  flow u -> g as s  flow g -> h  flow s -> a needs s');
  });
});

/** The charts of a run: their figures are the simulation's, and their lines are where the figures say. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { spanAt, type ChartData } from '../../../client/webview/charts/chart-data.js';
import { joined, pathOf, secondsAt, xOf } from '../../../client/webview/charts/plot.js';
import { roundUp, timeTicks, valueTicks } from '../../../client/webview/charts/ticks.js';
import { valueText } from '../../../client/webview/charts/value-text.js';
import { ScenarioMotion } from '../../../client/webview/scenario/scenario-motion.js';
import { samplesFor } from '../../../client/webview/scenario/samples.js';
import { reportOf } from '../../../language/expectations/scenario-report.js';
import { Facts } from '../../../language/facts/query.js';
import { Run } from '../../../language/simulation/run.js';
import { prepare } from '../../../language/simulation/simulate.js';
import { percentile } from '../../../language/simulation/statistics/histogram.js';
import { readModel } from '../../support/read-model.js';

const SHOP = (warmup = ''): Facts => {
  const facts = new Facts(readModel(`
users shoppers
users buyers "구매자"
loadbalancer lb
server web count 2 { workers 2  service-time exponential 40ms }
database main { service-time 5ms }
database spare { service-time 5ms }
group db active-standby { members main, spare  failover automatic within 10s }
flow shoppers -> lb over https as shop
flow buyers -> lb over https as buy
flow lb -> web over http timeout 1s
flow web -> db over mysql timeout 1s
scenario "main dies" { ${warmup}  load shop 30/s for 1m  load buy 10/s for 1m  at 20s fail main }
`));
  assert.deepEqual(facts.read('problems'), []);
  return facts;
};
const facts = SHOP();
const scenario = facts.read('scenarios')[0]!;

function chart(id: string, of: Facts = facts, choice = {}, moments = [60]): ChartData {
  const motion = new ScenarioMotion(of, of.read('scenarios')[0]!);
  for (const moment of moments) motion.stateAt(moment);
  return motion.stateAt(moments.at(-1)!).run!.charts(choice).find((each) => each.id === id)!;
}
const sum = (values: ChartData['lines'][number]['values']): number => values.reduce<number>((all, value) => all + (value ?? 0), 0);

describe('the charts of a scenario', () => {
  it('add up to the figures of `lintel simulate`', () => {
    // What is answered after the end belongs to the report, not to a span: the run stands at its end here.
    const { plan, ways } = prepare(facts, scenario);
    const run = new Run(plan, ways);
    run.runUntil(60);
    const counted = ['shop', 'buy'].map((id) => run.state.flows[plan.flows.findIndex((flow) => flow.id === id)]!);
    const served = counted.map((flow) => flow.served);
    const [throughput, errors] = [chart('throughput'), chart('errors')];
    assert.equal(Math.round(sum(throughput.lines[0]!.values) * throughput.step), served[0]! + served[1]!);
    assert.equal(Math.round(sum(errors.lines[0]!.values) * errors.step), counted[0]!.failed + counted[1]!.failed);
    const report = reportOf(facts, scenario);
    assert.ok(report.flows.find(({ name }) => name === 'shop')!.served >= served[0]!);
    assert.equal(Math.round(sum(chart('throughput', facts, { flow: 'buy' }).lines[0]!.values) * throughput.step), served[1]);
  });

  it('tell the percentiles of each span, as a run that is watched span by span has them', () => {
    const latency = chart('latency', facts, { flow: 'shop' });
    const { plan, ways } = prepare(facts, scenario);
    const run = new Run(plan, ways);
    const shop = plan.flows.findIndex(({ id }) => id === 'shop');
    let before: number[] = [];
    for (let span = 0; span < 200; span++) {
      run.runUntil((span + 1) * latency.step);
      const all = run.state.flows[shop]!.latency;
      const classes = all.classes.map((count, key) => count - (before[key] ?? 0));
      before = [...all.classes];
      for (const [at, p] of [0.5, 0.95, 0.99].entries()) assert.equal(latency.lines[at]!.values[span], percentile({ ...all, classes, count: classes.reduce((a, b) => a + b, 0) }, p), `p${p} of span ${span}`);
    }
  });

  it('show the utilisation and the queues of the simulation', () => {
    const { outcome } = reportOf(facts, scenario);
    const busy = chart('utilisation', facts, { stations: new Set(['web#1']), name: 'web#1' });
    const queue = chart('queue', facts, { stations: new Set(['web#1']), name: 'web#1' });
    const mean = (data: ChartData): number => sum(data.lines[0]!.values) / data.lines[0]!.values.length;
    assert.ok(Math.abs(mean(busy) - outcome.utilisation('web#1')!) < 1e-9, `${mean(busy)} ${outcome.utilisation('web#1')}`);
    assert.ok(Math.abs(mean(queue) - outcome.queue('web#1').mean) < 1e-9);
    assert.equal(busy.lines.length, 1);
    assert.equal(busy.lines[0]!.label, 'web#1');
  });

  it('show the cores of workers that run tasks', () => {
    const hadoop = new Facts(readModel(readFileSync('examples/s13-hadoop/hadoop.arch', 'utf8')));
    const motion = new ScenarioMotion(hadoop, hadoop.read('scenarios')[0]!);
    while (!motion.reach(40, 1000));
    const run = motion.stateAt(40).run!;
    const working = [...run.gauges].filter(([, { busy, workers }]) => busy > 0 && busy <= workers);
    assert.ok(working.length > 0 && working.every(([, { utilisation }]) => utilisation! > 0 && utilisation! <= 1));
    const busy = run.charts({}).find(({ id }) => id === 'utilisation')!;
    assert.ok(busy.lines[0]!.values.some((value) => value! > 0) && busy.lines.every(({ values }) => values.every((value) => value === undefined || value <= 1)));
  });

  it('show the failover: errors while nobody serves, none before and after', () => {
    const errors = chart('errors');
    const between = (from: number, until: number): number => sum(errors.lines[0]!.values.slice(spanAt(errors, from), spanAt(errors, until)));
    assert.equal(between(0.1, 20), 0);
    assert.ok(between(20, 32) > 0);
    assert.equal(between(40, 60), 0);
  });

  it('are the same after seeking back and forth', () => {
    for (const id of ['throughput', 'latency', 'queue', 'utilisation']) assert.deepEqual(chart(id, facts, {}, [60, 12, 33, 5, 60]), chart(id), id);
  });

  it('count nothing of the warm-up', () => {
    const warm = SHOP('warmup 10s');
    const throughput = chart('throughput', warm);
    assert.equal(sum(throughput.lines[0]!.values.slice(0, spanAt(throughput, 9.9))), 0);
    const utilisation = chart('utilisation', warm).lines[0]!.values;
    assert.ok(utilisation.every((value) => value === undefined || (value >= 0 && value <= 1)));
  });

  it('follow what the reader did', () => {
    const motion = new ScenarioMotion(facts, scenario);
    motion.stateAt(60);
    motion.act({ at: 10, id: 'web#1', action: 'fail' });
    motion.act({ at: 10, id: 'web#2', action: 'fail' });
    const { charts } = motion.stateAt(19).run!;
    const errors = charts({}).find(({ id }) => id === 'errors')!;
    assert.ok(sum(errors.lines[0]!.values.slice(spanAt(errors, 12))) > 0);
    assert.ok(errors.lines[0]!.values.length <= Math.ceil(19 / errors.step), 'the future that was seen before is forgotten');
  });

  it('need the same memory whatever the length, and less for each station of a large model', () => {
    const { plan } = prepare(facts, scenario);
    assert.equal(samplesFor(plan), 960);
    const large = { ...plan, stations: Array.from({ length: 5000 }, () => plan.stations[0]!) };
    assert.ok(samplesFor(large) * large.stations.length * 5 <= 3_000_000);
    assert.ok(samplesFor(large) >= 60);
  });
});

describe('the drawing of a chart', () => {
  const area = { x: 40, y: 5, width: 200, height: 100 };
  const window = { from: 0, until: 10 };

  it('puts values where they belong, and leaves gaps where nothing is known', () => {
    const points = [{ at: 0, value: 0 }, { at: 5, value: 10 }, { at: 6, value: undefined }, { at: 10, value: 5 }];
    assert.equal(pathOf(points, area, window, 10), 'M40 105L140 5M240 55h1');
    assert.equal(pathOf([{ at: 1, value: undefined }], area, window, 10), '');
  });

  it('joins spans that share a pixel by their mean or by the largest, at the same places whatever the window', () => {
    const line = { label: '', stroke: 'solid', tone: 'first', values: [1, 3, undefined, 5, 7, 9] } as const;
    const values = (together: 'mean' | 'largest'): (number | undefined)[] => joined(line, { step: 1, together }, { from: 0, until: 6 }, 6).map(({ value }) => value);
    assert.deepEqual(values('mean'), [2, 5, 8]);
    assert.deepEqual(values('largest'), [3, 5, 9]);
    assert.deepEqual(joined(line, { step: 1, together: 'mean' }, { from: 0, until: 6 }, 600).map(({ at }) => at), [0.5, 1.5, 2.5, 3.5, 4.5, 5.5]);
  });

  it('reads the moment that a pixel stands for', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 10, noNaN: true }), (seconds) => {
      assert.ok(Math.abs(secondsAt(area, window, xOf(area, window, seconds)) - seconds) < 1e-9);
    }));
    assert.equal(secondsAt(area, window, -100), 0);
    assert.equal(secondsAt(area, window, 1000), 10);
  });

  it('has round numbers along its axes', () => {
    assert.deepEqual(valueTicks(206, 3), [0, 100, 200, 300]);
    assert.deepEqual(valueTicks(0.02, 3), [0, 0.01, 0.02]);
    assert.deepEqual(timeTicks(0, 3600, 3), [0, 1800, 3600]);
    assert.deepEqual(timeTicks(575, 875, 3), [600, 720, 840].filter((each) => each % 120 === 0));
    fc.assert(fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), fc.integer({ min: 1, max: 6 }), (most, count) => {
      const ticks = valueTicks(most, count);
      assert.ok(ticks.at(-1)! >= most * (1 - 1e-6) && ticks.length <= count + 2 && ticks.length >= 2, `${most} ${ticks.join(' ')}`);
      assert.ok(roundUp(most) >= most * (1 - 1e-6) && roundUp(most) <= most * 2.5 * (1 + 1e-6));
    }));
  });

  it('says values with their units', () => {
    assert.deepEqual([valueText(206.31, 'rate'), valueText(0.0203, 'duration'), valueText(0.12345, 'share'), valueText(2217.4, 'count'), valueText(undefined, 'rate')], ['206/s', '20.3 ms', '12.3%', '2220', '–']);
  });
});

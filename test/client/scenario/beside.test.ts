/** Two scenarios beside each other: what can be chosen, and their figures with the difference. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { besideEntries } from '../../../client/webview/beside/beside-choice.js';
import { figureRows, type FigureRow } from '../../../client/webview/beside/figures.js';
import { comparedCharts } from '../../../client/webview/charts/compared.js';
import { ScenarioMotion } from '../../../client/webview/scenario/scenario-motion.js';
import type { RunView } from '../../../client/webview/scenario/run-view.js';
import { reportOf } from '../../../language/expectations/scenario-report.js';
import { Facts } from '../../../language/facts/query.js';
import { readModel, readVariants } from '../../support/read-model.js';

const TEXT = readFileSync('examples/s22-active-active-and-standby/high-availability.arch', 'utf8');
const [active, standby] = readVariants(TEXT).map((model) => new Facts(model));
const runOf = (facts: Facts, seconds: number): RunView => new ScenarioMotion(facts, facts.read('scenarios')[0]!).stateAt(seconds).run!;

describe('two scenarios beside each other', () => {
  let first: RunView;
  let second: RunView;
  let rows: FigureRow[];
  const row = (subject: string, figure: string): FigureRow => rows.find((each) => each.subject === subject && each.figure === figure)!;

  before(() => {
    [first, second] = [runOf(active!, 600), runOf(standby!, 600)];
    rows = figureRows(first, second);
  });

  it('show what active-active spares: the time without a server and the lost writes', () => {
    assert.deepEqual(row('db', 'without a server'), { subject: 'db', figure: 'without a server', values: ['0 s', '30 s'], difference: { said: '+30 s', better: false } });
    const lost = row('db', 'lost writes');
    assert.equal(lost.values[0], '0');
    assert.equal(lost.difference!.better, false);
  });

  it('have the figures of `lintel simulate` of either variant', () => {
    const told = [active!, standby!].map((facts) => reportOf(facts, facts.read('scenarios')[0]!).flows.find(({ name }) => name === 'shop')!);
    assert.deepEqual(row('shop', 'answered').values, told.map(({ served }) => served.toLocaleString('en')));
    assert.deepEqual(row('shop', 'failed').values, told.map(({ failed }) => failed.toLocaleString('en')));
    assert.equal(row('shop', 'answered').difference!.better, told[1]!.served > told[0]!.served);
  });

  it('say nothing of a difference where there is none, nor of groups to which nothing happened', () => {
    assert.deepEqual(figureRows(first, first).filter(({ difference }) => difference), []);
    assert.equal(rows.some(({ subject }) => subject === 'was'), false);
    assert.equal(rows.some(({ subject }) => subject === 'l4'), false);
  });

  it('are drawn into one chart', () => {
    const charts = comparedCharts(first.charts({}), second.charts({}), ['A', 'B']);
    assert.deepEqual(charts.map(({ id, lines }) => `${id}: ${lines.map(({ label, stroke }) => `${label} ${stroke}`).join(', ')}`).slice(0, 3), ['throughput: A solid, B dashed', 'latency: A p95 solid, B p95 dashed', 'errors: A solid, B dashed']);
  });
});

describe('what can be played beside a scenario', () => {
  const picture = (text: string, variants: { name: string; label?: string }[], variant?: string) => ({ model: readModel(text, undefined, variant ?? variants[0]?.name), variants, choice: { collapsed: [], expanded: [], ...(variant === undefined ? {} : { variant }) } });

  it('is the same in the other variants, and other scenarios of this one', () => {
    const variants = [{ name: 'active-active', label: '액티브' }, { name: 'active-standby' }];
    const title = active!.read('scenarios')[0]!.title;
    assert.deepEqual(besideEntries(picture(TEXT, variants), title), [{ choice: { scenario: title, variant: 'active-standby' }, label: `${title} · active-standby` }]);
    assert.deepEqual(besideEntries(picture(TEXT, variants, 'active-standby'), title).map(({ label }) => label), [`${title} · 액티브`]);
  });

  it('is nothing where there is one scenario and no variant', () => {
    const one = 'server a\nscenario "one" { at 1s fail a }\n';
    assert.deepEqual(besideEntries(picture(one, []), 'one'), []);
    assert.deepEqual(besideEntries(picture(`${one}scenario "two" { at 1s fail a }\n`, []), 'one'), [{ choice: { scenario: 'two' }, label: 'two' }]);
  });
});

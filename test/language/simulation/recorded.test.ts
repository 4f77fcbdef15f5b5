/** Loads and times as they were recorded: inline, and in files beside the model. */
import assert from 'node:assert/strict';
import { Project } from '#language/project/project.js';
import { word } from '#language/messages/word.js';
import { importLinks } from '#language/project/import-links.js';
import { Run } from '#language/simulation/run.js';
import { simulate } from '#language/simulation/simulate.js';
import { planOf } from '#language/simulation/planning/plan-of.js';
import { NO_WAY_BETWEEN } from './queues.js';

const ROOT = 'file:///plans/main.arch';

function projectOf(text: string, files: Record<string, string> = {}): Project {
  const all: Record<string, string> = { '/plans/main.arch': text, ...files };
  return new Project({ read: (uri) => all[decodeURIComponent(uri.replace(/^file:\/\//, ''))], inWorkspace: (uri) => uri.startsWith('file:///plans/') });
}

const shop = (load: string, service = '', more = ''): string => `users u
app shop { workers 1  ${service} }
flow u -> shop over https as buying
scenario "s" { load buying ${load} ${more} }`;

/** Moments at which requests came, and what they found. */
function came(project: Project, load = 1): number[] {
  const { facts, model } = project.model(ROOT)!;
  assert.deepEqual(model.problems, []);
  const { plan } = planOf(facts, facts.read('scenarios')[0]!, { load });
  const run = new Run(plan, NO_WAY_BETWEEN);
  const moments: number[] = [];
  for (let offered = 0; run.step();) for (; offered < run.state.loads[0]!.offered; offered++) moments.push(run.now);
  return moments;
}

/** Findings about data: columns, and what they say. */
function findings(project: Project): string[] {
  return project.check(ROOT).findings.filter(({ rule }) => rule === 'model/data-failed')
    .map(({ origin: { range }, what }) => `${range.start.line + 1}:${range.start.character}-${range.end.character} ${word(what)}`);
}

describe('recorded loads', () => {
  it('come at the moments that are written, in order, and end with the last', () => {
    assert.deepEqual(came(projectOf(shop('recorded 0s, 2s, 250ms, 2s'))), [0, 0.25, 2, 2]);
    const { facts } = projectOf(shop('recorded 0s, 250ms, 2s', 'service-time 500ms')).model(ROOT)!;
    const { outcome } = simulate(facts, facts.read('scenarios')[0]!);
    assert.equal(outcome.plan.duration, 2);
    // The second waits a quarter of a second for the first.
    assert.deepEqual([0.5, 0.7, 0.99].map((share) => Number(outcome.percentile(outcome.plan.flows[0]!.id, share)?.toFixed(2))), [0.5, 0.75, 0.75]);
  });

  it('count from when the load begins, are cut by `for`, and do not repeat', () => {
    assert.deepEqual(came(projectOf(`users u\napp shop\nflow u -> shop as buying\nscenario "s" { duration 1m  at 10s load buying recorded 0s, 1s, 5s for 3s size 1kB }`)), [10, 11]);
    assert.deepEqual(came(projectOf(shop('recorded 1s for 1h'))), [1]);
  });

  it('keep their bunches when the load is multiplied', () => {
    const project = projectOf(shop('recorded 0s, 1s, 4s'));
    assert.deepEqual(came(project, 2), [0, 0, 1, 1, 4, 4]);
    assert.deepEqual(came(project, 1.5), [0, 0, 1, 4, 4]);
    assert.deepEqual(came(project, 1 / 3), [0]);
  });

  it('are read from a file beside the model, whatever wrote it', () => {
    for (const data of ['0.5\n0.25\n3\n', '\uFEFF0.5\r\n0.25\r\n3', 'moment (s)\n"500ms"\n\n# measured on Monday\n2.5e-1\n  3s  ', '시각\r0.5\r0.25\r3']) {
      assert.deepEqual(came(projectOf(shop('recorded "data/arrivals.csv"'), { '/plans/data/arrivals.csv': data })), [0.25, 0.5, 3], JSON.stringify(data));
    }
    assert.deepEqual(came(projectOf(shop('recorded "도착.txt"'), { '/plans/도착.txt': '1' })), [1]);
  });

  it('are one and the same run every time', () => {
    const of = (): string => {
      const { facts } = projectOf(shop('recorded "a.csv"', 'service-time samples "t.csv"'), { '/plans/a.csv': '1\n2\n3\n4', '/plans/t.csv': '20ms\n1\n80ms' }).model(ROOT)!;
      return JSON.stringify(simulate(facts, facts.read('scenarios')[0]!).outcome.state);
    };
    assert.equal(of(), of());
  });

  it('count by their mean while typing', () => {
    const found = (load: string): string[] => projectOf(shop(load, 'service-time 2s')).check(ROOT).findings.filter(({ rule }) => rule === 'capacity/overload').map(({ what }) => word(what));
    assert.deepEqual(found('recorded 0s, 1s, 2s, 3s, 4s'), ['shop is offered 1.25/s and can serve 0.5/s: 250% of what it can do.']);
    assert.deepEqual(found('recorded 0s, 4s, 8s'), []);
    assert.deepEqual(found('recorded 0s'), []);
  });
});

describe('recorded times', () => {
  it('are drawn from a file, each equally often', () => {
    const { model } = projectOf(shop('10/s for 1m', 'service-time samples "times.csv"'), { '/plans/times.csv': 'took\n0.02\n80ms\n' }).model(ROOT)!;
    assert.deepEqual(model.problems, []);
    assert.deepEqual(model.elements['shop']!.serviceTime, { type: 'samples', values: [0.02, 0.08] });
  });

  it('are samples, and nothing else can be read from a file', () => {
    const { problems } = projectOf(shop('10/s for 1m', 'service-time exponential "times.csv"'), { '/plans/times.csv': '1' }).model(ROOT)!.model;
    assert.deepEqual(problems.map((problem) => [problem.type, problem.type === 'unknown-word' && problem.choices]), [['unknown-word', ['samples']]]);
  });
});

describe('what is wrong with a file', () => {
  const one = (data: string | undefined, name = 'a.csv'): string[] => findings(projectOf(shop(`recorded "${name}"`), data === undefined ? {} : { [`/plans/${name}`]: data }));

  it('is told where it is named', () => {
    assert.deepEqual(one(undefined), ['4:36-43 The file "a.csv" does not exist or cannot be read.']);
    assert.deepEqual(one('1\r\n2\r\nthree\r\n'), ['4:36-43 Line 3 of "a.csv" is no number of seconds and no time: three']);
    assert.deepEqual(one('-1'), ['4:36-43 Line 1 of "a.csv" is no number of seconds and no time: -1']);
    assert.deepEqual(one('0,5'), ['4:36-43 Line 1 of "a.csv" is no number of seconds and no time: 0,5']);
    assert.deepEqual(one('moment,bytes\n1,20'), ['4:36-43 Line 2 of "a.csv" is no number of seconds and no time: 1,20']);
    assert.deepEqual(one('moment\nmore words\n1'), ['4:36-43 Line 2 of "a.csv" is no number of seconds and no time: more words']);
    assert.deepEqual(one('1\n5MB'), ['4:36-43 Line 2 of "a.csv" is no number of seconds and no time: 5MB']);
    assert.deepEqual(one('# nothing yet\n\n'), ['4:36-43 "a.csv" holds no number.']);
    assert.deepEqual(one('1', 'a.bin'), ['4:36-43 "a.bin" is neither a .csv nor a .txt file.']);
    assert.deepEqual(one('1\n'.repeat(100_001)), ['4:36-43 "a.csv" holds more than 100,000 numbers.']);
    assert.equal(one('1\n'.repeat(100_000)).length, 0);
  });

  it('never leads out of the workspace', () => {
    assert.deepEqual(findings(projectOf(shop('recorded "../secret.csv"'), { '/secret.csv': 'password' })), ['4:36-51 "../secret.csv" lies outside the workspace.']);
  });

  it('costs its load, and nothing else', () => {
    const { model } = projectOf(shop('recorded "a.csv"', '', 'load buying 5/s for 1m')).model(ROOT)!;
    assert.equal(model.scenarios[0]!.loads.length, 1);
    for (const half of ['recorded', 'recorded "', 'recorded "a.csv', 'recorded 1s,', 'recorded x']) assert.doesNotThrow(() => projectOf(shop(half)).check(ROOT));
  });

  it('is seen to be right once it is: a file that changes is read again', () => {
    const files: Record<string, string> = { '/plans/main.arch': shop('recorded "a.csv"') };
    const project = new Project({ read: (uri) => files[uri.replace('file://', '')], inWorkspace: () => true });
    assert.equal(findings(project).length, 1);
    // One that was not there is looked for each time.
    files['/plans/a.csv'] = '1\n2';
    assert.equal(findings(project).length, 0);
    const { model } = project.model(ROOT)!;
    assert.equal(project.model(ROOT)!.model, model);
    files['/plans/a.csv'] = '1\n2\n3';
    project.forget('file:///plans/a.csv');
    assert.deepEqual(project.model(ROOT)!.model.scenarios[0]!.loads[0]!.recorded, [1, 2, 3]);
  });

  it('links lead to the files', () => {
    const document = projectOf(shop('recorded "data/a.csv"', 'service-time samples "t.csv"')).document(ROOT)!;
    assert.deepEqual(importLinks(document).map(({ uri }) => uri).sort(), ['file:///plans/data/a.csv', 'file:///plans/t.csv']);
  });
});

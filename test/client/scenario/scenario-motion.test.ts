/** Scenarios in the preview: the engine's own run, watched at any moment and in any order, with what the reader does to it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { ScenarioMotion } from '../../../client/webview/scenario/scenario-motion.js';
import { asScenarioText } from '../../../client/webview/scenario/as-text.js';
import { slowSpans, speedAt } from '../../../client/webview/scenario/slow-spans.js';
import { speedFor, timeText } from '../../../client/webview/scenario/speeds.js';
import type { Intervention } from '../../../client/webview/motion/interventions.js';
import type { MotionState } from '../../../client/webview/motion/first-motion.js';
import { eventText } from '../../../language/expectations/event-texts.js';
import { reportOf, type ScenarioReport } from '../../../language/expectations/scenario-report.js';
import { Facts } from '../../../language/facts/query.js';
import { word } from '../../../language/messages/word.js';
import { readModel } from '../../support/read-model.js';

const SHOP = `
internet world { users shoppers }
zone lan {
  loadbalancer lb
  server web count 2 { workers 2  service-time exponential 40ms }
  database main { service-time 5ms }
  database spare { service-time 5ms }
  group db active-standby { members main, spare  failover automatic within 10s  replicate main -> spare async lag 2s }
}
link world -- lan
flow shoppers -> lb over https as shop
flow lb -> web over http timeout 1s
flow web -> db over mysql timeout 1s writes
scenario "main dies" {
  load shop 40/s for 2m
  at 30s fail main
  at 90s recover main
  at 100s slow web#1 by 2
  expect availability of shop >= 99%
  expect downtime of db <= 12s
  expect p95 of shop <= 400ms
}
`;

const JOBS = readFileSync('test/fixtures/clinical-study.arch', 'utf8');

function factsOf(text: string): Facts {
  const facts = new Facts(readModel(text));
  assert.deepEqual(facts.read('problems'), []);
  return facts;
}

const shop = factsOf(SHOP);
const motionOf = (acts: readonly Intervention[] = [], facts = shop): ScenarioMotion => new ScenarioMotion(facts, facts.read('scenarios')[0]!, acts);

/** All that is shown, as text: two states of the same text are the same to the byte. */
function told({ tokens, failed, down, fallen, fallout, run, served, lost }: MotionState): string {
  const { scenario: _, gauges, serving, modes, expectations, ...rest } = run!;
  return JSON.stringify([
    tokens, [...failed], [...down], fallen, [...fallout.broken], served, lost, rest, [...gauges], [...serving], [...modes],
    expectations.map(({ judgement }) => [judgement.holds, word(judgement.actual)]),
  ]);
}

const figures = ({ outcome: _, ...report }: ScenarioReport): string => JSON.stringify(report);

describe('a scenario that is played', () => {
  it('has one state at each moment, in whatever order moments are asked for', function () {
    this.timeout(60_000);
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 120, noNaN: true }), { minLength: 2, maxLength: 6 }), (moments) => {
      const jumping = motionOf();
      for (const moment of moments) assert.equal(told(jumping.stateAt(moment)), told(motionOf().stateAt(moment)), `at ${moment}`);
    }), { numRuns: 8 });
  });

  it('comes back to what it showed, second by second', () => {
    const motion = motionOf();
    const moments = Array.from({ length: 41 }, (_, index) => index * 3);
    const first = moments.map((moment) => told(motion.stateAt(moment)));
    const again = [...moments].reverse().map((moment) => told(motion.stateAt(moment))).reverse();
    assert.deepEqual(again, first);
  });

  it('ends with the figures of `lintel simulate`, to the byte, after any seeking', () => {
    const motion = motionOf();
    for (const moment of [80, 10, 120, 31, 120]) motion.stateAt(moment);
    assert.equal(figures(motion.report()!), figures(reportOf(shop, shop.read('scenarios')[0]!)));
  });

  it('ends with them where it is reached in slices, too', () => {
    const motion = motionOf();
    let slices = 0;
    while (!motion.reach(120, 1)) slices++;
    assert.ok(slices > 0, 'a whole scenario is more than one slice');
    assert.equal(figures((motion.stateAt(120), motion.report()!)), figures(reportOf(shop, shop.read('scenarios')[0]!)));
  });

  it('is over when its time is, and judged before as far as it came', () => {
    const motion = motionOf();
    const before = motion.stateAt(35).run!;
    assert.equal(before.over, false);
    assert.equal(before.expectations.length, 3);
    assert.equal(before.expectations[0]!.judgement.holds, false, 'a seventh of the requests failed so far');
    const after = motion.stateAt(120).run!;
    assert.equal(after.over, true);
    assert.deepEqual(after.expectations.map(({ judgement }) => word(judgement.actual)), reportOf(shop, shop.read('scenarios')[0]!).expectations.map(({ judgement }) => word(judgement.actual)));
  });

  it('shows who serves at every moment, and that nobody does while the standby takes over', () => {
    const motion = motionOf();
    const serving = (moment: number): unknown => motion.stateAt(moment).run!.serving.get('lan.db');
    assert.deepEqual([29, 31, 39, 41, 119].map(serving), ['lan.main', undefined, undefined, 'lan.spare', 'lan.spare']);
    assert.deepEqual(motion.stateAt(41).fallout.promoted, ['lan.spare']);
    assert.ok(motion.stateAt(35).down.has('lan.main'));
    assert.ok(!motion.stateAt(95).down.has('lan.main'));
  });

  it('tells what happened as it happens', () => {
    const motion = motionOf();
    const events = (moment: number): string[] => motion.stateAt(moment).run!.events.map((entry) => `${entry.at} ${word(eventText(shop, entry))}`);
    assert.deepEqual(events(29), []);
    assert.deepEqual(events(30), ['30 main fails: it answers nobody any more', '30 Nobody serves for db']);
    assert.match(events(41)[2]!, /^40 spare serves for db in place of main, 10 s/);
  });

  it('steps from one event to the next, then to the end', () => {
    const motion = motionOf();
    const steps: number[] = [];
    for (let moment: number | undefined = 0; (moment = motion.nextStep(moment)) !== undefined;) steps.push(moment);
    assert.deepEqual(steps, [30, 40, 90, 100, 120]);
    const seen = motion.stateAt(10);
    assert.equal(motion.nextStep(10), 30);
    assert.equal(motion.stateAt(10), seen);
  });

  it('steps back the same way, to the start', () => {
    const motion = motionOf();
    motion.act({ at: 50.5, id: 'lan.web#2', action: 'slow', factor: 2 });
    const steps: number[] = [];
    for (let moment: number | undefined = 120; (moment = motion.stepBefore(moment)) !== undefined;) steps.push(moment);
    assert.deepEqual(steps, [100, 90, 50.5, 40, 30, 0]);
  });

  it('knows how busy its elements are, and what share of the requests failed lately', () => {
    const motion = motionOf();
    const { gauges } = motion.stateAt(25).run!;
    const busy = gauges.get('lan.web#1')!.utilisation!;
    // 20 a second for each of two servers with two workers, 40 ms and the database's 5 ms: offered load 0.45.
    assert.ok(busy > 0.3 && busy < 0.62, `utilisation ${busy}`);
    assert.equal(gauges.has('lan.lb'), false, 'no workers are stated');
    const { failing, cells } = motion.stateAt(60).run!;
    const at = (seconds: number): number | undefined => failing[Math.floor(seconds / (120 / cells))];
    assert.equal(at(20), 0);
    assert.equal(at(35), 1);
    assert.equal(at(55), 0);
  });
});

describe('requests while a scenario is played', () => {
  const asked = (motion: ScenarioMotion, from: number, until: number): Set<string> => {
    const seen = new Set<string>();
    for (let moment = from; moment < until; moment += 0.1) for (const { leg } of motion.stateAt(moment).tokens) seen.add(leg.to);
    return seen;
  };

  it('go to whoever serves then', () => {
    const motion = motionOf();
    const [before, after] = [asked(motion, 20, 29), asked(motion, 100, 110)];
    assert.ok(before.has('lan.main') && !before.has('lan.spare'), [...before].join(' '));
    assert.ok(after.has('lan.spare') && !after.has('lan.main'), [...after].join(' '));
    assert.ok(before.has('lan.web#1') && before.has('lan.web#2'));
  });

  it('fail while nobody serves', () => {
    const motion = motionOf();
    const stuck = (moment: number): boolean => motion.stateAt(moment).tokens.some(({ state }) => state === 'failed');
    const moments = Array.from({ length: 60 }, (_, index) => 33 + index / 10);
    assert.ok(moments.some(stuck));
    assert.ok(!moments.map((moment) => moment - 15).some(stuck));
  });

  it('are seen as failed no longer than what they failed of goes on, however fast it is played', () => {
    const motion = motionOf();
    const stuck = (moment: number): boolean => motion.stateAt(moment).tokens.some(({ state }) => state === 'failed');
    motion.setPace(8);
    // Played eight times as fast a dot takes its way in some twenty seconds of the run: those of the gap arrive after it.
    assert.ok(Array.from({ length: 20 }, (_, index) => 30.5 + index / 2).some(stuck));
    assert.ok(!Array.from({ length: 80 }, (_, index) => 41 + index / 2).some(stuck));
  });

  it('come only while their load asks', () => {
    const facts = factsOf(SHOP.replace('load shop 40/s for 2m', 'load shop 40/s for 20s'));
    const motion = new ScenarioMotion(facts, { ...facts.read('scenarios')[0]!, duration: 120 });
    assert.ok(motion.stateAt(10).tokens.length > 0);
    assert.deepEqual(motion.stateAt(60).tokens, []);
  });

  it('take the reader as long at any speed', () => {
    const motion = motionOf();
    const span = (pace: number): number => {
      motion.setPace(pace);
      const { leg } = motion.stateAt(60).tokens[0]!;
      return leg.end - leg.start;
    };
    assert.ok(Math.abs(span(10) / span(1) - 10) < 1e-6);
  });
});

describe('what the reader does in a scenario', () => {
  it('changes only what comes after', () => {
    const [plain, touched] = [motionOf(), motionOf()];
    touched.stateAt(20);
    touched.act({ at: 20, id: 'lan.web#1', action: 'fail' });
    for (const moment of [0, 5, 12.5, 19.999]) assert.equal(told(touched.stateAt(moment)), told(plain.stateAt(moment)), `at ${moment}`);
    assert.notEqual(told(touched.stateAt(20)), told(plain.stateAt(20)));
    assert.ok(touched.stateAt(20).down.has('lan.web#1'));
    assert.ok(touched.stateAt(100).down.has('lan.web#1'));
  });

  const ACTS: Intervention[] = [
    { at: 12.345, id: 'lan.web#1', action: 'kill' }, { at: 20.5, id: 'lan.web#1', action: 'recover' }, { at: 50.25, id: 'lan.web#2', action: 'slow', factor: 10 },
    { at: 70.125, id: 'world -- lan', action: 'fail' }, { at: 75.125, id: 'world -- lan', action: 'recover' },
  ];

  it('comes out as if the scenario said it', () => {
    const motion = motionOf();
    for (const act of ACTS) {
      motion.stateAt(act.at);
      motion.act(act);
    }
    motion.stateAt(3);
    motion.stateAt(120);
    const lines = asScenarioText(motion.interventions.list, (id) => Object.hasOwn(shop.links, id));
    assert.deepEqual(lines.split('\n'), [
      'at 12.345s kill lan.web#1', 'at 20.5s recover lan.web#1', 'at 50.25s slow lan.web#2 by 10', 'at 70.125s cut world -- lan', 'at 75.125s recover world -- lan',
    ]);
    const written = factsOf(SHOP.replace('at 30s fail main', `at 30s fail main\n${lines}`));
    const report = reportOf(written, written.read('scenarios')[0]!);
    assert.deepEqual(motion.report()!.flows, report.flows);
    assert.deepEqual(motion.report()!.elements, report.elements);
    assert.deepEqual(motion.report()!.failovers, report.failovers);
    assert.deepEqual(motion.report()!.events, report.events);
    assert.ok(report.flows[0]!.failed > 0);
  });

  it('is the same when all of it is known from the beginning, as after an edit of the text', () => {
    const live = motionOf();
    for (const act of ACTS) {
      live.stateAt(act.at + 5);
      live.stateAt(act.at);
      live.act(act);
    }
    const known = motionOf(ACTS);
    for (const moment of [100, 12.345, 51, 72, 120, 13]) assert.equal(told(live.stateAt(moment)), told(known.stateAt(moment)), `at ${moment}`);
  });

  it('ends the future that was seen before', () => {
    const motion = motionOf();
    motion.act({ at: 60, id: 'lan.web#1', action: 'fail' });
    motion.stateAt(119);
    motion.act({ at: 10, id: 'lan.web#2', action: 'fail' });
    assert.deepEqual(motion.interventions.list.map(({ at }) => at), [10]);
    const { down, run } = motion.stateAt(80);
    assert.deepEqual([...down].filter((id) => id.startsWith('lan.web')), ['lan.web#2']);
    assert.equal(run!.events.filter(({ subject }) => subject === 'lan.web#1').length, 0);
  });
});

describe('a scenario of an hour', function () {
  this.timeout(120_000);

  it('comes to the same end as on the command line, and shows its failover', () => {
    const facts = factsOf(JOBS.replace('200/s for 1h', '20/s for 1h'));
    const scenario = facts.read('scenarios')[0]!;
    const motion = new ScenarioMotion(facts, scenario);
    assert.equal(motion.stateAt(615).run!.serving.get('idc.data.db'), undefined);
    assert.equal(motion.stateAt(640).run!.serving.get('idc.data.db'), 'idc.data.db2');
    motion.stateAt(3600);
    assert.equal(figures(motion.report()!), figures(reportOf(facts, scenario)));
  });
});

describe('the speed of a scenario', () => {
  const { plan } = motionOf();

  it('lets it be over in less than two minutes, and not before it was seen', () => {
    for (const duration of [10, 60, 120, 600, 3600, 86_400, 31_536_000]) {
      const taken = duration / speedFor(duration);
      assert.ok(taken <= 100 && taken >= 20, `${duration} s in ${taken}`);
    }
  });

  it('is slower where something happens, for as long as a takeover takes', () => {
    const spans = slowSpans(plan, [30, 90, 100], 60);
    assert.equal(spans.length, 2, 'what is near is one');
    assert.equal(speedAt(spans, 10, 60).speed, 60);
    assert.ok(speedAt(spans, 35, 60).speed <= 2);
    assert.ok(speedAt(spans, 20, 60).until <= 30, 'no leap over what happens');
  });

  it('stays as it is where too much happens, or it is slow enough', () => {
    assert.deepEqual(slowSpans(plan, Array.from({ length: 200 }, (_, index) => index * 100), 600), []);
    assert.deepEqual(slowSpans(plan, [30], 1), []);
  });

  it('is told as people read time', () => {
    assert.deepEqual([timeText(12.34, 60), timeText(75, 600), timeText(3725, 7200)], ['12.3 s', '01:15', '1:02:05']);
  });
});

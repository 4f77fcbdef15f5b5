/** Planned maintenance: what it adds to the downtime of a year, and how it is told. */
import assert from 'node:assert/strict';
import { Facts } from '#language/facts/query.js';
import { availabilityReport, type ServiceReport } from '#language/facts/redundancy/report.js';
import { sectionsOf } from '#language/facts/redundancy/report-texts.js';
import { rule as targetMissed } from '#language/rules/redundancy/target-missed.js';
import { word } from '#language/messages/word.js';
import { readModel } from '../../../support/read-model.js';

const YEAR = 525_600;

function report(text: string, name = 's'): ServiceReport {
  const model = readModel(text);
  assert.deepEqual(model.problems, []);
  return availabilityReport(new Facts(model)).find((each) => each.name === name)!;
}

const near = (actual: number | null, expected: number): void => assert.ok(actual !== null && Math.abs(actual - expected) <= Math.abs(expected) * 1e-9 + 1e-15, `${actual} is not ${expected}`);

describe('planned maintenance', () => {
  it('of the only one there is takes the service out while it would work', () => {
    const { unavailability, planned } = report('users u\nserver a { availability 99%  maintenance 4h every 30d }\nserver b { availability 98% }\nflow u -> a as s\nflow a -> b');
    const works = 0.99 * 0.98;
    near(unavailability, 1 - works + 4 / 720 * works);
    assert.equal(planned.length, 1);
    near(planned[0]!.minutes, 4 / 720 * works * YEAR);
  });

  it('of one of two costs only what the other fails meanwhile, one after the other', () => {
    const { unavailability, planned } = report('users u\nserver a count 2 { availability 99%  maintenance 4h every 30d }\nflow u -> a as s');
    const [q, m] = [0.01, 4 / 720];
    near(unavailability, q * q + 2 * m * (q - q * q));
    assert.deepEqual(planned.map((each) => each.element), ['a#1', 'a#2']);
  });

  it('is said by groups for their members, by kinds, links, racks and hosts', () => {
    const m = 1 / 100;
    near(report('users u\nserver a { availability 100% }\nserver b { availability 100% }\ngroup g quorum 2 { members a, b  maintenance 1h every 100h }\nflow u -> g as s').unavailability, 2 * m);
    near(report('kind box extends server { maintenance 1h every 100h  availability 90% }\nusers u\nbox a\nflow u -> a as s').unavailability, 0.1 + 0.9 * m);
    near(report('users u\nserver a { availability 100% }\nl2switch x { availability 100% }\nlink u -- x\nlink x -- a as wire { maintenance 1h every 100h }\nflow u -> a as s').unavailability, m);
    near(report('users u\nrack r { maintenance 1h every 100h  server a { availability 90% } }\nserver b { availability 90% }\ngroup g active-active { members r.a, b }\nflow u -> g as s').unavailability, 0.01 + m * (0.1 - 0.01));
    near(report('users u\nserver h { maintenance 1h every 100h  availability 100% }\nvm a on h { availability 90% }\nflow u -> a as s').unavailability, 0.1 + m * 0.9);
  });

  it('makes no single point of a rack, and no cut set', () => {
    const { singlePoints, cutSets, assumptions } = report('users u\nrack r { maintenance 1h every 100h  server a { availability 90% } }\nflow u -> r.a as s');
    assert.deepEqual(singlePoints, ['r.a']);
    assert.deepEqual(cutSets, [['r.a']]);
    assert.ok(assumptions.map(word).some((line) => /^r is taken out of service for maintenance one at a time \(1h every 100h\)/.test(line)), assumptions.map(word).join('\n'));
  });

  it('counts in large quorums and beside repair crews', () => {
    const base = 'users u\nserver a count 400 quorum 200 { availability 50% }\nflow u -> a as s';
    const [plain, kept] = [report(base), report(base.replace('50%', '50%  maintenance 1h every 1000h'))];
    const slope = plain.importance[0]!.birnbaum;
    near(kept.unavailability, plain.unavailability! + 400 * 0.001 * 0.5 * slope);
    const crew = (maintenance: string): number => report(`users u\nserver a count 2 { mtbf 100h mttr 10h  ${maintenance} }\nrefine a { repair crews 1 }\nflow u -> a as s`).unavailability!;
    // With the one down for maintenance the service is out while the other is down: of two that share a crew.
    const weights = [1, 2 * 0.1, 2 * 0.1 * 0.1];
    const total = weights[0]! + weights[1]! + weights[2]!;
    const oneDown = (weights[1]! / 2 + weights[2]!) / total;
    near(crew('maintenance 1h every 100h'), weights[2]! / total + 2 * 0.01 * (oneDown - weights[2]! / total));
  });

  it('is what a second one gains, too', () => {
    const text = 'users u\nserver a { availability 99%  maintenance 4h every 30d }\nflow u -> a as s';
    const [one, two] = [report(text), report(text.replace('server a', 'server a count 2'))];
    near(one.gains[0]!.doubled, (one.unavailability! - two.unavailability!) * YEAR);
  });

  it('is told by itself, with the figure without it, among the assumptions, and in what to do', () => {
    const text = 'users u\nserver a { availability 99.99%  maintenance 4h every 30d }\nflow u -> a as s\nexpect availability of s >= 99.9%';
    const lines = sectionsOf(report(text), 2).flatMap((each) => [...(each.title ? [word(each.title)] : []), ...each.lines.map(word)]);
    assert.ok(lines.includes('Planned maintenance, counted in the figure (99.99% without it):'), lines.join('\n'));
    assert.ok(lines.includes('a: 48 h 40 min a year'), lines.join('\n'));
    const [missed] = [...targetMissed.run(new Facts(readModel(text)))];
    assert.match(word(missed!.todo), /^a is maintained 2,920 minutes a year while the service is out; 2,447 are missing\. Put a second one beside it that serves meanwhile, which would gain 2,972 minutes a year, or plan shorter/);
    assert.match(word(missed!.related[0]!.text), /^a costs 2,972 minutes a year, 2,920 of them planned/);
  });

  it('needs both how long and how often', () => {
    const problem = (written: string): unknown => readModel(`server a { ${written} }`).problems.map((each) => (each.type === 'bad-quantity' ? each.wanted : each.type));
    assert.deepEqual(problem('maintenance 4h'), ['window']);
    assert.deepEqual(problem('maintenance 4h every 4h'), ['shorter']);
    assert.deepEqual(problem('maintenance 40d every 30d'), ['shorter']);
    assert.deepEqual(problem('maintenance 4 every 30d'), ['duration']);
    assert.deepEqual(problem('maintenance 4h every 30'), ['duration']);
    assert.deepEqual(problem('mtbf 4h every 30d'), ['once']);
    assert.deepEqual(problem('maintenance 0h every 30d'), []);
    assert.deepEqual(problem('maintenance 4h every'), ['syntax']);
  });
});

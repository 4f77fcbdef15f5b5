/** Figures as people read them, what doubling a part gains, and what falls with it. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { word } from '#language/messages/word.js';
import { Facts } from '#language/facts/query.js';
import { lossOf, weakenedBy } from '#language/facts/redundancy/effect.js';
import { availabilityReport } from '#language/facts/redundancy/report.js';
import { sectionsOf, targetTexts } from '#language/facts/redundancy/report-texts.js';
import { reserveOf } from '#language/facts/redundancy/reserve.js';
import { percentOf, spanText } from '#language/facts/redundancy/wording.js';
import type { Model } from '#language/model/model.js';
import { readModel } from '../../../support/read-model.js';

const span = (minutes: number): string => word(spanText(minutes));
const SECOND = 1 / 60;

describe('times of a year', () => {
  it('are said as people say them', () => {
    assert.deepEqual([525_600, 8760, 5999.4, 158, 60, 59.6, 59.4, 38, 9.99, 5.25, 1].map(span),
      ['8,760 h', '146 h', '99 h 59 min', '2 h 38 min', '1 h', '1 h', '59 min', '38 min', '9 min 59 s', '5 min 15 s', '1 min']);
    assert.deepEqual([59.7 * SECOND, 26 * SECOND, 3.14 * SECOND, 0.032 * SECOND, 0.0001 * SECOND, 0].map(span), ['1 min', '26 s', '3.1 s', '0.032 s', 'less than 1 ms', 'no time']);
  });

  it('never turn something into nothing, nor say sixty of anything', () => {
    fc.assert(fc.property(fc.double({ min: 1e-9, max: 525_600, noNaN: true }), (minutes) => {
      assert.doesNotMatch(span(minutes), /^(no time|0 \w+)$|\b60 (min|s)\b/);
    }));
  });
});

describe('shares of a year', () => {
  it('show every nine, and are never rounded up', () => {
    assert.deepEqual([0.01, 0.0003, 5e-6, 4.99e-6, 1e-9, 3e-11, 0.5, 1, 0].map(percentOf), ['99', '99.97', '99.9995', '99.9995', '99.9999999', '99.999999997', '50', '0', '100']);
    fc.assert(fc.property(fc.double({ min: 1e-12, max: 1, noNaN: true }), (down) => {
      const shown = Number(percentOf(down));
      assert.ok(shown < 100 && shown <= (1 - down) * 100 + 1e-9, `${shown} of ${down}`);
    }));
  });
});

describe('targets', () => {
  const said = (down: number, target: number): string => word(targetTexts({ unavailability: down, target })[0]!);
  it('are met, missed, met exactly, or open between bounds', () => {
    assert.equal(said(0.001, 0.99), 'Asked for: 99%, which allows 87 h 36 min a year: met, with 78 h 50 min to spare');
    assert.equal(said(0.001, 0.9999), 'Asked for: 99.99%, which allows 53 min a year: missed by 7 h 53 min');
    assert.equal(said(0.001, 0.999), 'Asked for: 99.9%, which allows 8 h 46 min a year: met exactly');
    const bounds = { low: 0.99, high: 0.9999 };
    const between = (target: number): string => word(targetTexts({ unavailability: null, bounds, target })[0]!);
    assert.match(between(0.999), /not decided$/);
    assert.match(between(0.98), /met, with/);
    assert.match(between(0.99999), /missed by/);
  });
});

const SYSTEM = `
users u
rack r { mtbf 100000h mttr 8h  server a { mtbf 1000h mttr 10h } }
server b { mtbf 2000h mttr 10h }
server c { mtbf 4000h mttr 10h }
database db "주문" { mtbf 3000h mttr 5h }
group web active-active { members a, b }
flow u -> web as shop
flow web -> db
flow u -> c as docs
`;

describe('what doubling a part gains', () => {
  const downtime = (model: Model, name: string): number => availabilityReport(new Facts(model)).find((each) => each.name === name)!.downtimeMinutesPerYear!;

  it('is what is gained by writing a second one beside it', () => {
    const [shop] = availabilityReport(new Facts(readModel(SYSTEM)));
    const doubled = downtime(readModel(SYSTEM.replace('database db "주문" {', 'database db "주문" count 2 {')), 'shop');
    const gain = shop!.gains.find((each) => each.element === 'db')!;
    assert.ok(Math.abs(shop!.downtimeMinutesPerYear! - doubled - gain.doubled) < 1e-6, `${shop!.downtimeMinutesPerYear! - doubled} is not ${gain.doubled}`);
    const perfect = downtime(readModel(SYSTEM.replace('{ mtbf 3000h mttr 5h }', '{ availability 100% }')), 'shop');
    assert.ok(Math.abs(shop!.downtimeMinutesPerYear! - perfect - gain.perfect) < 1e-6);
    assert.equal(shop!.gains[0]!.element, 'db');
  });

  it('is told first, with the availability that it leads to', () => {
    const [shop] = availabilityReport(new Facts(readModel(SYSTEM)));
    const lines = sectionsOf(shop!, 2)[0]!.lines.map(word);
    assert.equal(lines.at(-1), 'Most would be gained by a second db that takes over at once: 14 h 33 min a year, to 99.9947%');
  });
});

describe('common causes', () => {
  it('are named where the service rests on them, with the members that they take', () => {
    const shared = 'users u\nserver host { mtbf 1000h mttr 4h }\nvm a on host\nvm b on host\nserver other { mtbf 1000h mttr 4h }\nvm c on other\nvm d on other\ngroup g active-active { members a, b }\ngroup h active-active { members c, d }\nflow u -> g as s\nflow u -> h as t\n';
    const [s, t] = availabilityReport(new Facts(readModel(shared)));
    assert.deepEqual(s!.commonCauses, [{ cause: 'host', group: 'g', lost: ['a', 'b'] }]);
    assert.deepEqual(t!.commonCauses, [{ cause: 'other', group: 'h', lost: ['c', 'd'] }]);
    assert.ok(sectionsOf(s!, 2).some(({ lines }) => lines.some((line) => word(line) === 'host: a and b of g')));
    assert.deepEqual(availabilityReport(new Facts(readModel(SYSTEM)))[0]!.commonCauses, []);
  });
});

describe('what falls with a part', () => {
  const facts = new Facts(readModel(SYSTEM));
  it('is the services that stop, by the part itself or what stands in it or runs on it', () => {
    assert.deepEqual(facts.ask(lossOf, 'db')!.stopped, ['shop']);
    assert.deepEqual(facts.ask(lossOf, 'c')!.stopped, ['docs']);
    assert.deepEqual(facts.ask(lossOf, 'web')!.stopped, ['shop']);
    assert.deepEqual(facts.ask(lossOf, 'b')!.stopped, []);
    assert.deepEqual(facts.ask(lossOf, 'r')!.down.sort(), ['r', 'r.a']);
    assert.equal(facts.ask(lossOf, 'shop'), undefined);
  });

  it('and the services that go on without reserve, with what would stop them then', () => {
    assert.deepEqual(facts.ask(weakenedBy, 'b'), [{ service: 'shop', next: ['r', 'r.a'] }]);
    assert.deepEqual(facts.ask(weakenedBy, 'r'), [{ service: 'shop', next: ['b'] }]);
    assert.deepEqual(facts.ask(weakenedBy, 'c'), []);
  });

  it('leaves the structure as it was', () => {
    assert.deepEqual(availabilityReport(facts), availabilityReport(new Facts(readModel(SYSTEM))));
  });
});

describe('the reserve of a group', () => {
  const reserve = (mode: string): unknown => new Facts(readModel(`server s count 5\ngroup g ${mode}`)).ask(reserveOf, 'g');
  it('is what its mode spares', () => {
    assert.deepEqual(reserve('active-active { members s#1, s#2, s#3 }'), { members: 3, spare: 2, waits: false });
    assert.deepEqual(reserve('active-active need 2 { members s#1, s#2, s#3 }'), { members: 3, spare: 1, waits: false });
    assert.deepEqual(reserve('quorum 3 { members s#1, s#2, s#3, s#4, s#5 }'), { members: 5, spare: 2, waits: false });
    assert.deepEqual(reserve('active-standby { members s#1, s#2 failover automatic within 30s }'), { members: 2, spare: 1, waits: false, handover: 30 });
    assert.deepEqual(reserve('active-standby { members s#1, s#2 failover manual }'), { members: 2, spare: 0, waits: true });
    assert.deepEqual(reserve('active-standby { members s#1, s#2 failover manual within 20m }'), { members: 2, spare: 1, waits: false, handover: 1200 });
    assert.deepEqual(reserve('active-standby { members s#1, s#2 heartbeat every 1s timeout 3s }'), { members: 2, spare: 1, waits: false, handover: 3 });
  });
});

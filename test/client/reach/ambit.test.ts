/** What reaches what, and what falls: held against one trace after another, and against the structure function. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { endpointElements, isWired, traceBetween } from '#language/facts/network/index.js';
import { Facts } from '#language/facts/query.js';
import type { Id } from '#language/model/model.js';
import { isInternet, isPlace } from '#language/model/queries.js';
import { askAmbit, type Ambit, type AmbitKind } from '../../../client/webview/reach/ambit.js';
import { dialledPorts } from '../../../client/webview/reach/path-ports.js';
import { endOf } from '../../../client/webview/reach/path-view.js';
import { readModel } from '../../support/read-model.js';

function ambit(facts: Facts, id: Id, kind: AmbitKind): Ambit {
  const asking = askAmbit(facts, id, kind);
  for (;;) {
    const { done, value } = asking.next();
    if (done) return value;
  }
}

const example = (path: string, variant?: string): Facts => new Facts(readModel(readFileSync(new URL(`../../../examples/${path}`, import.meta.url), 'utf8'), 'file:///plan.arch', variant));
const ids = ({ rows }: Ambit): Id[] => rows.map((row) => row.id);

/** One trace for each pair and port, nothing taken for alike. */
function byTraces(facts: Facts, id: Id, inwards: boolean): Id[] {
  const inside = new Set(endpointElements(facts, endOf(facts, id)!).map((end) => end.element));
  return Object.values(facts.elements).filter((element) => {
    if (inside.has(element.id) || element.roles.includes('switch') || element.roles.includes('part') || (isPlace(element) && !isInternet(element))) return false;
    if (!isInternet(element) && !facts.ask(isWired, element.id)) return false;
    return [...inside].some((own) => {
      const [from, to] = inwards ? [element.id, own] : [own, element.id];
      return facts.ask(dialledPorts).get(to)!.some((port) => {
        const found = traceBetween(facts, endOf(facts, from)!, endOf(facts, to)!, port);
        return found?.trace.disposition !== 'assumed' && found?.trace.reachable === true;
      });
    });
  }).map((element) => element.id);
}

describe('what is around a part', () => {
  for (const [path, variant] of [['s12-wan-to-lan/wan-to-lan.arch', 'static'], ['s29-survey/survey.arch', undefined], ['s21-availability/availability.arch', undefined]] as const) {
    it(`is by the network what traces say, each of ${path}`, () => {
      const facts = example(path, variant);
      for (const element of Object.values(facts.elements)) {
        if (isPlace(element) || element.roles.includes('switch') || element.roles.includes('part') || !facts.ask(isWired, element.id)) continue;
        assert.deepEqual(ids(ambit(facts, element.id, 'reaches-it')), byTraces(facts, element.id, true), `reaches ${element.id}`);
        assert.deepEqual(ids(ambit(facts, element.id, 'it-reaches')), byTraces(facts, element.id, false), `${element.id} reaches`);
      }
    });
  }

  it('is what a translation leads to', () => {
    const facts = example('s29-survey/survey.arch');
    const rows = ambit(facts, 'seoul.private.app', 'reaches-it').rows;
    assert.equal(rows.find((row) => row.id === 'world.android-users')?.said, 'over https');
  });

  it('goes along flows from element to element, there and back', () => {
    const facts = new Facts(readModel(`
internet world { users 손님 }
loadbalancer lb
server was { app shop }
database db
server lonely
flow 손님 -> lb over https as front
flow lb -> was over http
flow shop -> db over mysql as data
`));
    const asked = ambit(facts, 'db', 'asks-it');
    assert.deepEqual(ids(asked), ['world.손님', 'lb', 'was.shop']);
    assert.deepEqual(new Set(asked.lit), new Set(['data', 'lb -> was', 'front']));
    assert.deepEqual(ids(ambit(facts, 'world.손님', 'it-asks')), ['lb', 'was', 'db']);
    assert.deepEqual(ids(ambit(facts, 'lonely', 'it-asks')), []);
  });

  it('counts what nothing is known of instead of guessing', () => {
    const facts = new Facts(readModel('lan a { subnet 10.0.0.0/24  server s { ip 10.0.0.2 }  server t { ip 10.0.0.3 } }\nserver bare'));
    const found = ambit(facts, 'a.s', 'reaches-it');
    assert.deepEqual([ids(found), found.unknown], [['a.t'], 1]);
  });

  it('falls with what it needs, and only then', () => {
    const facts = new Facts(readModel(`
internet world { users 손님 }
server host { vm one  vm two }
server spare
group web active-active { members one, spare }
database db
flow 손님 -> web over https as shop
flow web -> db over mysql
`));
    const withHost = ambit(facts, 'host', 'falls');
    assert.deepEqual(ids(withHost).sort(), ['host.one', 'host.two']);
    assert.deepEqual(withHost.failed, ['host']);
    const withDb = ambit(facts, 'db', 'falls');
    assert.ok(ids(withDb).includes('shop'));
    assert.ok(withDb.falls!.includes('shop'));
    assert.match(withDb.rows.find((row) => row.id === 'shop')!.said, /web has 0 of 2 members left/);
    assert.deepEqual(ids(ambit(facts, 'spare', 'falls')), []);
    assert.ok(ids(ambit(facts, 'web', 'falls')).includes('shop'), 'all members at once');
  });

  it('gives way between pieces of work', () => {
    const facts = example('s29-survey/survey.arch');
    const asking = askAmbit(facts, 'seoul.private.app', 'reaches-it');
    assert.equal(asking.next().done, false);
  });
});

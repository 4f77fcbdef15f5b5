/** What the picture shows for a place in the text: every kind of statement that has a place. */
import assert from 'node:assert/strict';
import { originsOf } from '../../../language/preview/answer.js';
import { locate, type Located } from '../../../language/preview/locate.js';
import { LineIndex } from '../../../language/syntax/lines.js';
import { readModel } from '../../support/read-model.js';

const TEXT = `
internet world { users 손님 }
firewall fw {
  allow world -> lb over https
  default deny
}
zone lan {
  subnet 10.0.1.0/24
  loadbalancer lb { ip 10.0.1.2 }
  server web count 2 { use 문지기 }
  database db { ip 10.0.1.21 }
}
securitygroup 문지기 { allow lan.lb over http }
link world -- fw -- lan as 선
flow 손님 -> lb over https as shop
flow lb -> web over http -> db over mysql
expect world cannot reach db over mysql
expect availability of shop >= 99%
view wiring { show links of lan  highlight db }
sequence "한 걸음" {
  손님 -> lb "주세요"
}
scenario "db dies" {
  load shop 10/s for 10s
  at 2s fail db
  at 4s partition lb from db
  expect availability of shop >= 50%
}
`;

const model = readModel(TEXT.replaceAll('\n', '\r\n'));
const lines = new LineIndex(TEXT);
const picture = { model, origins: originsOf(model) };

/** What a cursor behind these words stands on. */
function at(words: string): Located {
  const offset = TEXT.indexOf(words);
  assert.ok(offset >= 0, words);
  return locate(picture, model.root, lines.position(offset + words.length));
}

describe('what the cursor stands on', () => {
  it('is a text that can be read', () => assert.deepEqual(model.problems, []));

  it('is the element, also inside its block', () => {
    assert.deepEqual(at('loadbalancer lb'), { id: 'lan.lb', also: [] });
    assert.deepEqual(at('subnet 10.0.1'), { id: 'lan', also: [] });
    assert.deepEqual(at('users 손'), { id: 'world.손님', also: [] });
  });

  it('is the group of a counted element', () => assert.equal(at('server web').id, 'lan.web'));

  it('is the filter whose rule it is', () => {
    assert.deepEqual(at('allow world -> lb'), { id: 'fw', also: [] });
    assert.deepEqual(at('default deny'), { id: 'fw', also: [] });
  });

  it('is a security group with its members', () => {
    assert.deepEqual(at('allow lan.lb'), { id: '문지기', also: ['lan.web#1', 'lan.web#2'] });
  });

  it('is a link or a flow, of a chain the part that it stands in', () => {
    assert.ok(model.links[at('link wor').id!]);
    assert.equal(at('flow lb -> we').id, 'lan.lb -> lan.web');
    assert.deepEqual(at('flow 손님 -'), { id: 'shop', also: [] });
    assert.equal(model.flows[at('http -> db over my').id!]!.to[0]!.text, 'db');
  });

  it('is what an expectation is about', () => {
    assert.deepEqual(at('expect world cannot'), { also: ['world', 'lan.db'] });
    assert.deepEqual(at('expect availability of shop >= 99'), { also: ['shop'] });
  });

  it('is what a view speaks of', () => assert.deepEqual(at('view wir'), { also: ['lan', 'lan.db'] }));

  it('is what a step of a scenario or a sequence does it to', () => {
    assert.deepEqual(at('at 2s fail'), { also: ['lan.db'] });
    assert.deepEqual(at('partition lb'), { also: ['lan.lb', 'lan.db'] });
    assert.deepEqual(at('load shop'), { also: ['shop'] });
    assert.deepEqual(at('availability of shop >= 50'), { also: ['shop'] });
    assert.deepEqual(at('손님 -> lb "주'), { also: ['world.손님', 'lan.lb'] });
    assert.deepEqual(at('scenario "db'), { also: [] });
  });

  it('is nothing between statements', () => {
    assert.deepEqual(locate(picture, model.root, { line: 0, character: 0 }), { also: [] });
    assert.deepEqual(locate(picture, 'file:///other.arch', { line: 2, character: 3 }), { also: [] });
  });
});

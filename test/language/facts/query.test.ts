/** Facts of a changed model: what did not change is kept, and kept and fresh answers speak of the same objects. */
import assert from 'node:assert/strict';
import { filesOf, projectOf } from '../../support/fixture.js';
import { Facts, query } from '#language/facts/query.js';
import type { Model } from '#language/model/model.js';

function modelOf(text: string): Model {
  return projectOf(filesOf(text)).model('file:///main.arch')!.model;
}

describe('facts of a changed model', () => {
  let asked = 0;
  const servers = query('test.servers', (facts) => {
    asked++;
    return Object.values(facts.elements);
  });

  const text = 'server web\nserver app\nflow web -> app over http\n';

  it('keep answers whose grounds did not change, with the same objects behind them', () => {
    asked = 0;
    const before = new Facts(modelOf(text));
    const kept = before.ask(servers);
    const after = before.next(modelOf(`${text}flow app -> web over https\n`));
    assert.equal(after.ask(servers), kept);
    assert.equal(asked, 1);
    assert.equal(after.elements['web'], kept[0]);
    assert.equal(Object.keys(after.flows).length, 2);
  });

  it('ask again where the grounds changed', () => {
    asked = 0;
    const before = new Facts(modelOf(text));
    before.ask(servers);
    assert.equal(before.next(modelOf(`server db\n${text}`)).ask(servers).length, 3);
    assert.equal(asked, 2);
  });
});

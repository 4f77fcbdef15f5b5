/** What a reader finds by a few letters. */
import assert from 'node:assert/strict';
import { Project } from '../../../language/project/project.js';
import { Index } from '../../../client/webview/search/find.js';

const TEXT = `
internet world { users shoppers "손님 Shoppers" }
site idc "데이터센터" {
  loadbalancer lb "부하 분산기" { software haproxy }
  web web "웹 서버" count 2 { software nginx  ip from 10.0.0.21  tag pci }
  database db { software mysql  ip 10.0.0.5 }
  database webdb "Web database"
}
group pair active-standby { members db, webdb }
flow shoppers -> lb over https as shop "가게"
flow lb -> web over http
`;

function index(text = TEXT): Index {
  return new Index(new Project({ read: () => text, inWorkspace: () => false }).model('file:///a.arch')!.model);
}

describe('search in a picture', () => {
  const found = (query: string, most = 30): string[] => index().find(query, most).map(({ id }) => id);

  it('is by name and label, the nearest first', () => {
    assert.equal(found('db')[0], 'idc.db');
    assert.ok(found('db').includes('idc.webdb'));
    assert.deepEqual(found('데이터'), ['idc']);
    assert.equal(found('WEB DATA')[0], 'idc.webdb');
    assert.ok(found('shop').includes('shop') && found('shop').includes('world.shoppers'));
    assert.ok(found('가게').includes('shop'));
    assert.ok(found('pair').includes('pair'));
  });

  it('is by kind, software, address and tag', () => {
    assert.ok(found('mysql').includes('idc.db'));
    assert.ok(found('haproxy').includes('idc.lb'));
    assert.deepEqual(found('10.0.0.5'), ['idc.db']);
    assert.deepEqual(found('pci').sort(), ['idc.web', 'idc.web#1', 'idc.web#2']);
    assert.ok(['idc.db', 'idc.webdb'].every((id) => found('database').includes(id)));
  });

  it('is by the first consonants of Korean names', () => {
    assert.ok(['idc.web#1', 'idc.web#2'].every((id) => found('ㅇㅅㅂ').includes(id)));
    assert.ok(found('ㅂㅎ').includes('idc.lb'));
    assert.ok(found('ㅅㄴ').includes('world.shoppers'));
  });

  it('wants every word, and no more than is asked for', () => {
    assert.deepEqual(found('web mysql'), []);
    assert.ok(found('웹 nginx').length >= 2);
    assert.equal(found('d', 1).length, 1);
    assert.deepEqual(found(''), []);
    assert.deepEqual(found('   '), []);
    assert.deepEqual(found('nothing like it'), []);
  });

  it('takes decomposed Hangul and strange letters for what they are', () => {
    assert.deepEqual(found('데이터'.normalize('NFD')), ['idc']);
    for (const odd of ['(', '[', '\\', '*', '\u0000', '😀']) assert.deepEqual(found(odd), [], odd);
  });

  it('tells members of a counted element apart', () => {
    const names = index().find('웹', 30).map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
  });
});

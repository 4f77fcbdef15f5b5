import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fileName, folderOf, fromPath, isInside, normalise, relativeTo, resolve, toPath } from '#language/model/uri.js';

describe('uri', () => {
  const pairs: [path: string, uri: string, back?: string][] = [
    ['/home/kim/net.arch', 'file:///home/kim/net.arch'],
    ['/home/김/설계 도면.arch', 'file:///home/%EA%B9%80/%EC%84%A4%EA%B3%84%20%EB%8F%84%EB%A9%B4.arch'],
    ['C:\\plans\\net.arch', 'file:///c%3A/plans/net.arch', 'c:/plans/net.arch'],
    ['c:/plans/net.arch', 'file:///c%3A/plans/net.arch'],
    ['D:\\내 문서\\a#b.arch', 'file:///d%3A/%EB%82%B4%20%EB%AC%B8%EC%84%9C/a%23b.arch', 'd:/내 문서/a#b.arch'],
    ['\\\\Server\\share\\net.arch', 'file://server/share/net.arch', '//server/share/net.arch'],
    ['//server/share/net.arch', 'file://server/share/net.arch'],
    ['\\\\?\\C:\\long\\net.arch', 'file:///c%3A/long/net.arch', 'c:/long/net.arch'],
    ['\\\\?\\UNC\\server\\share\\net.arch', 'file://server/share/net.arch', '//server/share/net.arch'],
    ['/odd/back\\slash.arch', 'file:///odd/back%5Cslash.arch'],
    ['/100%/a.arch', 'file:///100%25/a.arch'],
    ['/a/./b/../c.arch', 'file:///a/c.arch', '/a/c.arch'],
    ['C:\\..\\a.arch', 'file:///c%3A/a.arch', 'c:/a.arch'],
  ];
  for (const [path, uri, back = path] of pairs) {
    it(`reads the path ${path}`, () => {
      assert.equal(fromPath(path), uri);
      assert.equal(toPath(uri), back);
    });
  }

  it('gives one spelling to one file', () => {
    const spellings = ['file:///C:/my%20plans/net.arch', 'file:///c%3A/my plans/net.arch', 'file:///c:/my%20plans/./net.arch',
      'FILE:///C%3a/my%20plans/x/../net.arch', 'file://localhost/c:/my%20plans/net.arch', 'C:\\my plans\\net.arch', 'file:///c:/my%20plans/net.arch#L3'];
    assert.deepEqual([...new Set(spellings.map(normalise))], ['file:///c%3A/my%20plans/net.arch']);
    assert.equal(normalise('file:////server/share/a.arch'), 'file://server/share/a.arch');
    assert.equal(normalise('file:///home/한글.arch'), 'file:///home/%ED%95%9C%EA%B8%80.arch');
  });

  it('keeps names that differ only in case apart: most file systems of servers do', () => {
    assert.notEqual(normalise('file:///a/Net.arch'), normalise('file:///a/net.arch'));
  });

  it('leaves other schemes as they are', () => {
    assert.equal(normalise('untitled:Untitled-1'), 'untitled:Untitled-1');
    assert.equal(normalise('lintel-library:/kinds.arch'), 'lintel-library:/kinds.arch');
    assert.equal(toPath('lintel-library:/kinds.arch'), '/kinds.arch');
    assert.equal(normalise('not a uri'), 'not a uri');
    assert.equal(normalise(''), '');
  });

  it('resolves imports against the file that writes them', () => {
    const here = 'file:///c%3A/work/site/main.arch';
    assert.equal(resolve(here, 'net.arch'), 'file:///c%3A/work/site/net.arch');
    assert.equal(resolve(here, './net/core.arch'), 'file:///c%3A/work/site/net/core.arch');
    assert.equal(resolve(here, '..\\shared\\kinds.arch'), 'file:///c%3A/work/shared/kinds.arch');
    assert.equal(resolve(here, '../../../../up.arch'), 'file:///c%3A/up.arch');
    assert.equal(resolve(here, '도면.arch'), 'file:///c%3A/work/site/%EB%8F%84%EB%A9%B4.arch');
    assert.equal(resolve(here, 'a b%20.arch'), 'file:///c%3A/work/site/a%20b%2520.arch');
    assert.equal(resolve(here, 'D:\\x.arch'), 'file:///d%3A/x.arch');
    assert.equal(resolve(here, 'https://example.com/x.arch'), 'https://example.com/x.arch');
    assert.equal(resolve('lintel-library:/kinds.arch', 'ports.arch'), 'lintel-library:/ports.arch');
    assert.equal(resolve('vscode-vfs://github/owner/repo/a.arch', './b/c.arch'), 'vscode-vfs://github/owner/repo/b/c.arch');
  });

  it('tells a file from its folder', () => {
    assert.equal(relativeTo('file:///work/site', 'file:///work/site/net/core.arch'), 'net/core.arch');
    assert.equal(relativeTo('file:///work/site/', 'file:///work/shared/a.arch'), '../shared/a.arch');
    assert.equal(relativeTo('file:///C:/work', 'file:///c%3A/work/내 도면.arch'), '내 도면.arch');
    assert.equal(relativeTo('file:///c:/work', 'file:///d:/a.arch'), 'd:/a.arch');
    assert.equal(relativeTo('file:///work', 'lintel-library:/kinds.arch'), 'lintel-library:/kinds.arch');
    assert.equal(fileName('file:///c%3A/work/a%20b.arch'), 'a b.arch');
    assert.equal(folderOf('file:///c%3A/work/a.arch'), 'file:///c%3A/work');
  });

  it('knows what is inside a folder', () => {
    assert.ok(isInside('file:///work', 'file:///work/a/b.arch'));
    assert.ok(isInside('file:///C:/work/', 'file:///c%3A/work/b.arch'));
    assert.ok(!isInside('file:///work', 'file:///workshop/b.arch'));
    assert.ok(!isInside('file:///work', 'file:///work/../b.arch'));
  });

  it('never throws, and normalising twice changes nothing', () => {
    const half = fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => `/a/${String.fromCharCode(code)}b`);
    const text = fc.oneof(half, fc.string(), fc.string().map((tail) => `file://${tail}`), fc.string({ unit: 'binary' }).map((tail) => `/${tail}`));
    fc.assert(fc.property(text, text, (a, b) => {
      assert.equal(normalise(normalise(a)), normalise(a));
      resolve(a, b);
      relativeTo(a, b);
      toPath(a);
      isInside(a, b);
    }), { numRuns: 2000 });
  });

  it('keeps every POSIX path', () => {
    const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter((part) => !part.includes('/') && part !== '.' && part !== '..' && !/^[A-Za-z]:/.test(part));
    fc.assert(fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), (parts) => {
      const path = '/' + parts.join('/');
      assert.equal(toPath(fromPath(path)), path);
    }));
  });
});

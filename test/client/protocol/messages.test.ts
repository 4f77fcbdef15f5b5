/** What crosses a border is checked: good messages pass, anything a hostile sender can think of does not. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSceneAnswer, isSceneChanged, isSceneRequest, isToHost, isToPreview, isWebAddress } from '../../../language/protocol/check-messages.js';
import type { ToHost, ToPreview } from '../../../language/protocol/preview.js';
import { samplePicture } from '../../support/sample-picture.js';

const choice = { collapsed: ['lan'], expanded: [] };
const toHost: ToHost[] = [
  { type: 'ready', revision: 0 }, { type: 'ready', revision: 0, choice }, { type: 'requestScene', revision: 3, choice: { ...choice, view: '배선', show: 'links' } },
  { type: 'edit', revision: 2, number: 2, edit: { type: 'label', id: 'web', label: '' } }, { type: 'undo', revision: 2, again: true },
  { type: 'edit', revision: 2, number: 1, edit: { type: 'add-link', a: { element: 'sw', jack: 'g1/0/1' }, b: { element: 'web' } } },
  { type: 'reveal', revision: 3, id: 'idc.data.db#1' }, { type: 'select', revision: 3 }, { type: 'select', revision: 3, id: 'a -- b' },
  { type: 'export', revision: 1, format: 'png', content: 'iVBORw0KGgo=' }, { type: 'export', revision: 1, format: 'pdf' }, { type: 'open', revision: 1, href: 'https://example.org/doc?x=1#y' },
];
const toPreview: ToPreview[] = [
  { type: 'settings', revision: 0, settings: { canReveal: true, canExport: false } }, { type: 'edited', revision: 1, number: 4 }, { type: 'edited', revision: 1, number: 5, problem: 'taken' }, { type: 'scene', revision: 1, picture: samplePicture(), broken: false },
  { type: 'broken', revision: 1, broken: true }, { type: 'select', revision: 1 }, { type: 'control', revision: 1, action: 'fail', id: 'lb' }, { type: 'scenario', revision: 1, name: 'db dies' }, { type: 'error', revision: 1, text: '…' },
  { type: 'save', revision: 1, format: 'png', scale: 2 }, { type: 'file', revision: 1, format: 'html', content: 'PGh0bWw+' }, { type: 'note', revision: 1, text: 'ok' },
];

/** Every way to take one field away, or to put something else in its place, at any depth. */
function* spoiled(value: unknown, wrap: (inner: unknown) => unknown = (inner) => inner): Generator<{ message: unknown; what: string }> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    const put = (other: unknown): unknown => wrap(Array.isArray(value) ? value.map((each, index) => (String(index) === name ? other : each)) : { ...value, [name]: other });
    yield { message: put(Symbol('other')), what: name };
    yield* spoiled(inner, put);
  }
}

describe('messages of a preview', () => {
  it('pass when they are ours, after a trip through JSON too', () => {
    for (const message of toHost) assert.ok(isToHost(message) && isToHost(JSON.parse(JSON.stringify(message))), JSON.stringify(message));
    for (const message of toPreview) assert.ok(isToPreview(message) && isToPreview(JSON.parse(JSON.stringify(message))), message.type);
  });

  it('do not pass in the wrong direction', () => {
    for (const message of toHost) if (message.type !== 'select') assert.ok(!isToPreview(message), message.type);
    for (const message of toPreview) if (message.type !== 'select') assert.ok(!isToHost(message), message.type);
  });

  it('to the host do not pass with any field spoiled', () => {
    let tried = 0;
    for (const original of toHost) {
      for (const { message, what } of spoiled(original)) {
        tried += 1;
        assert.ok(!isToHost(message), `${original.type} with a spoiled ${what}`);
      }
    }
    assert.ok(tried > 25);
  });

  it('to the preview do not pass with a field spoiled that the page reads', () => {
    const unread = new Set(['icon', 'depth', 'texts', 'marks', 'vipAt', 'badgesAt', 'membership', 'vips', 'findings', 'emphasis', 'dashed', 'pale', 'ends', 'tagsAt', 'endsAt',
      'version', 'direction', 'legend', 'architecture', 'sequences', 'jobs', 'references', 'files', 'metadata', 'tags', 'meta', '0']);
    let tried = 0;
    for (const original of toPreview) {
      for (const { message, what } of spoiled(original)) {
        if (unread.has(what)) continue;
        tried += 1;
        assert.ok(!isToPreview(message), `${original.type} with a spoiled ${what}`);
      }
    }
    assert.ok(tried > 60, String(tried));
  });

  it('never pass as anything but plain data of a known type, and never throw', () => {
    const nasty: unknown[] = [
      null, undefined, 0, '', 'ready', [], [{ type: 'ready', revision: 0 }], { type: 'ready' }, { type: 'ready', revision: -1 }, { type: 'ready', revision: 0.5 },
      { type: 'ready', revision: NaN }, { type: 'ready', revision: '0' }, { type: ['ready'], revision: 0 }, { type: 'constructor', revision: 0 },
      { type: '__proto__', revision: 0 }, { type: 'toString', revision: 0 }, { type: 'eval', revision: 0, code: 'x' }, Object.create({ type: 'ready', revision: 0 }),
      { type: 'reveal', revision: 0, id: { toString: () => 'lb' } }, { type: 'reveal', revision: 0, id: 'x'.repeat(5000) },
      { type: 'requestScene', revision: 0, choice: { collapsed: Array(10_001).fill('a'), expanded: [] } }, { type: 'requestScene', revision: 0, choice: { collapsed: Array(3), expanded: [] } },
      { type: 'requestScene', revision: 0, choice: { collapsed: 'lan', expanded: [] } }, { type: 'requestScene', revision: 0, choice: null },
      { type: 'requestScene', revision: 0, choice: { ...choice, show: 'everything' } },
    ];
    for (const each of nasty) {
      assert.ok(!isToHost(each), JSON.stringify(each)?.slice(0, 80));
      assert.ok(!isToPreview(each));
    }
    fc.assert(fc.property(fc.anything({ withNullPrototype: true, withObjectString: true }), (anything) => {
      for (const check of [isToHost, isToPreview, isSceneRequest, isSceneAnswer, isSceneChanged]) assert.equal(typeof check(anything), 'boolean');
    }));
  });

  it('open nothing but web addresses', () => {
    for (const good of ['http://example.org', 'https://example.org/a b'.replace(' ', '%20'), 'HTTPS://EXAMPLE.ORG/경로']) assert.ok(isWebAddress(good), good);
    for (const bad of [
      'javascript:alert(1)', 'JAVASCRIPT:alert(1)', ' https://example.org', 'https://example.org\n', 'data:text/html,x', 'file:///etc/passwd', 'command:workbench.action.quit',
      'vscode://x', '//example.org', 'https:', 'https://', 'https:///x', 'https://\\evil', 'https://a\u0000b', 'https://a b', '', 7, null, `https://${'x'.repeat(5000)}`,
    ]) assert.ok(!isWebAddress(bad), String(bad).slice(0, 40));
  });
});

describe('requests to the language server', () => {
  it('pass when they are whole', () => {
    const request = { revision: 1, uri: 'file:///a.arch', choice, theme: 'vscode' };
    assert.ok(isSceneRequest(request));
    for (const { message, what } of spoiled(request)) assert.ok(!isSceneRequest(message), what);
    assert.ok(isSceneAnswer({ revision: 1, broken: false, picture: samplePicture() }) && isSceneAnswer({ revision: 1, broken: true, problem: 'gone' }));
    assert.ok(!isSceneAnswer({ revision: 1, broken: true, picture: {} }));
    assert.ok(isSceneChanged({ uri: 'file:///a.arch' }) && !isSceneChanged({ uri: 1 }));
  });
});

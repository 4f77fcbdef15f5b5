import assert from 'node:assert/strict';
import { word } from '#language/messages/word.js';
import { SettingsFiles } from '../../../server/host/settings.js';
import { Ajv } from 'ajv';
import { schema } from '../cli/support/schemas.js';

const SETTINGS = 'file:///a/lintel.json';

function of(content: string | undefined, file = 'file:///a/b/c.arch') {
  return new SettingsFiles((uri) => (uri === SETTINGS ? content : undefined)).of(file);
}

describe('lintel.json', () => {
  const valid = new Ajv({ strict: true }).compile(schema('lintel'));
  const said = (content: string): string | undefined => {
    const { problem } = of(content);
    return problem && word(problem);
  };

  it('is found upward, the nearest first, and read once', () => {
    let reads = 0;
    const contents = new Map([[SETTINGS, '{"rules": {"model/unused": "off"}}'], ['file:///a/b/lintel.json', '{"rules": {"model/unused": "error"}}']]);
    const settings = new SettingsFiles((uri) => { reads += contents.has(uri) ? 1 : 0; return contents.get(uri); });
    assert.deepEqual(settings.of('file:///a/x.arch'), { settings: { rules: { 'model/unused': 'off' } }, uri: SETTINGS });
    assert.equal(settings.of('file:///a/b/x.arch').settings.rules!['model/unused'], 'error');
    assert.equal(settings.of('file:///a/b/x.arch').settings, settings.of('file:///a/b/y.arch').settings);
    assert.equal(reads, 2);
    contents.set(SETTINGS, '{}');
    settings.forget();
    assert.deepEqual(settings.of('file:///a/x.arch').settings, { rules: {} });
  });

  it('may be absent, also at the root and for what is no file', () => {
    for (const file of ['file:///x.arch', 'file:///c%3A/x.arch', 'file://server/share/x.arch', 'untitled:Untitled-1', 'lintel-library:/kinds.arch']) {
      assert.deepEqual(of(undefined, file), { settings: {} });
    }
  });

  it('is refused, with the reason, exactly where the schema refuses it', () => {
    const cases: [string, RegExp | undefined][] = [
      ['{}', undefined], ['{"$schema": "x", "rules": {}}', undefined], ['{"rules": {"model/unused": "hint", "network/flow-denied": "off"}}', undefined],
      ['[]', /is not an object/], ['null', /is not an object/], ['{"rules": 3}', /rules is not an object/], ['{"rule": {}}', /rule is unknown/],
      ['{"rules": {"model/unused": "fatal"}}', /model\/unused cannot be "fatal"/], ['{"rules": {"model/unused": true}}', /cannot be true/], ['{"rules": {"Unused": "off"}}', /no rule Unused/],
    ];
    for (const [content, says] of cases) {
      assert.equal(valid(JSON.parse(content)), says === undefined, content);
      if (says) assert.match(said(content)!, says);
      else assert.equal(said(content), undefined);
    }
  });

  it('names the rule that was meant', () => {
    assert.match(said('{"rules": {"model/unsed": "off"}}')!, /^\/a\/lintel\.json: there is no rule model\/unsed; did you mean model\/unused\?$/);
    assert.match(said('{oops')!, /^\/a\/lintel\.json is no JSON: /);
  });
});

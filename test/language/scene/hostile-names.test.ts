/** Names that JavaScript knows too: from text to picture, nothing mistakes them for its own. */
import assert from 'node:assert/strict';
import { check } from '#language/check/check.js';
import { Facts } from '#language/facts/query.js';
import { library } from '#language/library/library.generated.js';
import { checkLayout } from '#language/scene/check-layout.js';
import { drawing } from '#language/scene/drawing.js';
import { passesOf } from '#language/scene/landmarks.js';
import { toSvg } from '#language/scene/to-svg.js';
import { parseDocument } from '#language/syntax/document.js';
import { lower } from '#language/syntax/lower/lower.js';

const TEXT = `
server constructor
server toString { ip 10.0.0.1 }
zone __proto__ { subnet 10.0.0.0/24  server valueOf count 2 }
flow constructor -> toString over https
flow constructor -> valueOf over https as hasOwnProperty
link constructor -- __proto__
view isPrototypeOf { show flows  collapse __proto__ }
`;

describe('elements named as JavaScript names its own', () => {
  it('are checked, laid out and drawn', async () => {
    const root = parseDocument('file:///names.arch', TEXT);
    const model = lower({ documents: [root], root, library: library.map(({ uri, text }) => parseDocument(uri, text)) });
    assert.deepEqual(model.problems, []);
    const facts = new Facts(model);
    const findings = check(facts);
    for (const options of [{}, { show: 'links' }, { show: 'all' }, { view: 'isPrototypeOf' }] as const) {
      const scene = await drawing(model, { ...options, findings, passes: passesOf(facts) });
      assert.deepEqual(checkLayout(scene), []);
      assert.ok(scene.nodes.some((node) => node.id === '__proto__'));
      assert.equal(scene.stands['constructor'], 'constructor');
      assert.match(toSvg(scene, { states: JSON.parse('{"__proto__": ["failed"]}') as Record<string, ['failed']> }), /data-id="__proto__"/u);
    }
  });
});

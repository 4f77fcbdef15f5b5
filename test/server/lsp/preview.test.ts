/** Pictures for the preview, asked for as the extension does. */
import assert from 'node:assert/strict';
import { isSceneAnswer, isSceneChanged } from '#language/protocol/check-messages.js';
import type { Choice } from '#language/protocol/picture.js';
import type { SceneAnswer } from '#language/protocol/server.js';
import { folderOf, startServer, type Client } from './support/client.js';
import { PORTAL } from './support/texts.js';

const OVERVIEW: Choice = { collapsed: [], expanded: [] };

describe('language server: preview', () => {
  const uri = 'file:///plans/preview.arch';
  let client: Client;
  let revision = 0;
  before(async () => {
    client = startServer();
    await client.initialize();
    await client.open(uri, PORTAL);
  });
  after(() => client.stop());

  async function scene(of: string, choice: Choice = OVERVIEW): Promise<SceneAnswer> {
    const asked = ++revision;
    const answer = await client.ask<SceneAnswer>('lintel/scene', { revision: asked, uri: of, choice, theme: 'light' });
    assert.equal(answer.revision, asked);
    assert.ok(isSceneAnswer(answer));
    return answer;
  }

  it('show the scene, its drawing, the model and where each part was written', async () => {
    const { picture, broken } = await scene(uri);
    assert.equal(broken, false);
    assert.match(picture!.svg, /^<svg/);
    assert.ok(picture!.svg.includes('임상연구자'));
    assert.ok(picture!.scene.nodes.some((node) => node.id === 'idc.data.db'));
    assert.deepEqual(picture!.origins['idc.data.db']!.range.start, client.at(uri, 'db { software'));
    assert.ok(Object.hasOwn(picture!.model.elements, 'idc.dmz.lb#2'));
    assert.deepEqual(picture!.views.map((view) => view.name), ['whole']);
    assert.ok(picture!.findings.every((finding) => finding.what.length > 0));
  });

  it('tell of changes, count up, and stay good while the text is broken', async () => {
    const before = await scene(uri);
    const heard = client.notified.length;
    await client.replace(uri, 'zone data {', 'zone data {\n    server extra\n    server');
    await client.diagnostics(uri);
    await client.ask('workspace/symbol', { query: 'nobody' });
    assert.ok(client.notified.slice(heard).some(({ params }) => isSceneChanged(params) && params.uri === uri));
    const broken = await scene(uri);
    assert.equal(broken.broken, true);
    assert.deepEqual(broken.picture, before.picture);
    await client.replace(uri, '\n    server\n', '\n');
    const after = await scene(uri);
    assert.equal(after.broken, false);
    assert.ok(after.picture!.scene.nodes.some((node) => node.id === 'idc.data.extra'));
    assert.ok(after.picture!.version > before.picture!.version);
  });

  it('show the architecture that a part belongs to, in the variant that was chosen', async () => {
    const files = folderOf({
      'root.arch': 'import "part.arch"\nvariant one { server first }\nvariant two "Second" { server second }\n', 'part.arch': 'server web\n',
    });
    const other = startServer();
    try {
      await other.initialize(files.folder);
      const ask = (choice: Choice): Promise<SceneAnswer> => other.ask('lintel/scene', { revision: 1, uri: files.uri('part.arch'), choice, theme: 'vscode' });
      const ids = ({ picture }: SceneAnswer): string[] => picture!.scene.nodes.map((node) => node.id).sort();
      const first = await ask(OVERVIEW);
      assert.deepEqual(ids(first), ['first', 'web']);
      assert.equal(first.picture!.choice.variant, 'one');
      assert.deepEqual(first.picture!.variants, [{ name: 'one' }, { name: 'two', label: 'Second' }]);
      assert.deepEqual(ids(await ask({ ...OVERVIEW, variant: 'two' })), ['second', 'web']);
    } finally {
      await other.stop();
      files.remove();
    }
  });

  it('say why there is none', async () => {
    const answer = await scene('file:///nowhere/gone.arch');
    assert.equal(answer.picture, undefined);
    assert.match(answer.problem!, /cannot be read/);
  });

  it('are refused to what is no request', async () => {
    for (const wrong of [{}, { revision: 1 }, { revision: -1, uri, choice: OVERVIEW, theme: 'light' }, { revision: 1, uri, choice: { collapsed: 3 }, theme: 'light' }]) {
      await assert.rejects(client.ask('lintel/scene', wrong), { code: -32_602 });
    }
  });
});

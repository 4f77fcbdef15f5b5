/** Boxes set by hand, as the extension asks the server what their file says from then on. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { isPlaceAnswer } from '#language/protocol/check-messages.js';
import type { PlaceAnswer } from '#language/protocol/server.js';
import { startServer, type Client } from './support/client.js';

describe('language server: boxes set by hand', () => {
  let client: Client;
  before(async () => {
    client = startServer();
    await client.initialize();
  });
  after(() => client.stop());

  const place = (root: string, boxes: object[]): Promise<PlaceAnswer> => client.ask<PlaceAnswer>('lintel/place', { root, key: '@overview', boxes });

  it('give the text of the file beside the root, and no file where nothing is set', async () => {
    const uri = 'file:///place/a.arch';
    await client.open(uri, 'server web\n');
    const answer = await place(uri, [{ id: 'web', at: { x: 240, y: 80 } }]);
    assert.ok(isPlaceAnswer(answer));
    assert.equal(answer.uri, `${uri}.layout.json`);
    assert.deepEqual(JSON.parse(answer.text!), { version: 1, views: { '@overview': { web: [240, 80] } } });
    assert.deepEqual(await place(uri, [{ id: 'web' }]), { uri: `${uri}.layout.json` });
    assert.ok(!existsSync('/place'), 'the editor writes, not the server');
  });

  it('refuse what is no request', async () => {
    await assert.rejects(client.ask('lintel/place', { root: 'file:///place/a.arch', boxes: [] }));
  });
});

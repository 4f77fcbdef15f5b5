/** Lenses that lead to the preview: of views, scenarios and the architecture. */
import assert from 'node:assert/strict';
import type { CodeLens } from 'vscode-languageserver-protocol';
import { EDITOR, startServer, type Client } from './support/client.js';

const SHOP = `architecture "가게"
users u
server web { workers 10  service-time 10ms }
server web2
flow u -> web over https as shop
scenario "부하" {
  load shop 10/s for 10s
  expect availability of shop >= 90%
  expect availability of shop >= 100%
}
view wires "배선" { show links }
view flows { show flows }
`;

describe('language server: lenses that lead to pictures', () => {
  const uri = 'file:///plans/shop.arch';
  let client: Client;
  const start = async (options: object): Promise<void> => {
    client = startServer();
    await client.connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: EDITOR, initializationOptions: options });
    await client.connection.sendNotification('initialized', {});
    await client.open(uri, SHOP);
  };
  afterEach(async () => {
    assert.deepEqual(client.logged, []);
    await client.stop();
  });

  const lenses = async (): Promise<CodeLens[]> => {
    const all = await client.ask<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    return Promise.all(all.map((lens) => client.ask<CodeLens>('codeLens/resolve', lens)));
  };
  const told = async (): Promise<[number, string, string, unknown[]][]> => (await lenses()).map(({ range, command }) => [range.start.line, command!.command, command!.title, command!.arguments ?? []]);

  it('stand above architecture, views and scenarios, in an editor that has the commands', async () => {
    await start({ playsScenarios: true, opensPictures: true, codeLens: { availability: false } });
    const all = await told();
    assert.deepEqual(all.map(([line, command]) => [line, command]).sort((a, b) => Number(a[0]) - Number(b[0])), [
      [0, 'lintel.openPicture'], [5, 'lintel.playScenario'], [10, 'lintel.openPicture'], [11, 'lintel.openPicture'],
    ]);
    const at = (line: number) => all.find((each) => each[0] === line)!;
    assert.match(at(0)[2], /^Open preview · 3 elements, 1 flow · \d+ (error|warning)|^Open preview · 3 elements, 1 flow · no errors, (no|\d+) warnings?/);
    assert.deepEqual(at(0)[3], [uri]);
    assert.deepEqual(at(10).slice(2), ['Open picture', [uri, 'wires']]);
    assert.deepEqual(at(5).slice(2), ['▶ Play', [uri, '부하']]);
  });

  it('tell what came of the last run, once the file was saved', async () => {
    await start({ playsScenarios: true, codeLens: { availability: false } });
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
    for (const end = Date.now() + 20_000; ;) {
      const title = (await told())[0]![2];
      if (/expectations held/.test(title)) {
        assert.match(title, /^▶ Play · [12] of 2 expectations held in the last run$/);
        break;
      }
      assert.ok(Date.now() < end, title);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await client.replace(uri, '10/s', '11/s');
    const after = (await told())[0]![2];
    assert.equal(after, '▶ Play');
  });

  it('stand at the first line where no architecture is named', async () => {
    await start({ opensPictures: true, codeLens: { availability: false } });
    await client.replace(uri, 'architecture "가게"\n', '');
    assert.deepEqual((await told()).map(([line, command, , args]) => [line, command, args]), [[0, 'lintel.openPicture', [uri]], [9, 'lintel.openPicture', [uri, 'wires']], [10, 'lintel.openPicture', [uri, 'flows']]]);
  });

  it('are not there in other editors, or where they are switched off', async () => {
    await start({ codeLens: { availability: false } });
    assert.deepEqual(await lenses(), []);
    await client.stop();
    await start({ opensPictures: true, codeLens: { availability: false, pictures: false } });
    assert.deepEqual(await lenses(), []);
  });
});

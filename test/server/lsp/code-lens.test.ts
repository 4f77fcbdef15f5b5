/** Lenses above services and groups: where they stand, what they say, what a click shows, and how they are switched off. */
import assert from 'node:assert/strict';
import type { CodeLens, InitializeResult, ShowDocumentParams } from 'vscode-languageserver-protocol';
import { EDITOR, folderOf, startServer, type Client } from './support/client.js';

const SHOP = `internet world { users shoppers "손님" }
loadbalancer lb { mtbf 8760h mttr 4h }
server web count 2
database db "주문" { software mysql mtbf 8760h mttr 4h }
group pair active-standby {
  members web#1, web#2
  failover automatic within 30s
}
flow shoppers -> lb over https as shop
flow lb -> web over http
flow web -> db over mysql
`;

const CAPABLE = {
  ...EDITOR,
  window: { showDocument: { support: true } },
  workspace: { ...EDITOR.workspace, configuration: true, codeLens: { refreshSupport: true }, textDocumentContent: {}, didChangeConfiguration: { dynamicRegistration: true } },
};

describe('language server: lenses of availability', () => {
  const uri = 'file:///plans/shop.arch';
  let client: Client;
  let settings: unknown = null;
  const shown: ShowDocumentParams[] = [];
  const messages: string[] = [];
  let refreshed = 0;
  const start = async (capabilities: object, options?: unknown): Promise<InitializeResult> => {
    client = startServer();
    client.connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => settings));
    client.connection.onRequest('window/showDocument', (params: ShowDocumentParams) => { shown.push(params); return { success: true }; });
    client.connection.onRequest('workspace/codeLens/refresh', () => { refreshed++; return null; });
    client.connection.onNotification('window/showMessage', ({ message }: { message: string }) => { messages.push(message); });
    const result = await client.connection.sendRequest<InitializeResult>('initialize', { processId: null, rootUri: null, capabilities, initializationOptions: options });
    await client.connection.sendNotification('initialized', {});
    return result;
  };
  afterEach(async () => {
    settings = null;
    [shown.length, messages.length, refreshed] = [0, 0, 0];
    assert.deepEqual(client.logged, []);
    await client.stop();
  });

  const ask = (of = uri): Promise<CodeLens[]> => client.ask<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: of } });
  const resolved = async (of = uri): Promise<CodeLens[]> => Promise.all((await ask(of)).map((lens) => client.ask<CodeLens>('codeLens/resolve', lens)));
  /** By the line above which they stand. */
  const titles = async (of = uri): Promise<Record<number, string | undefined>> => Object.fromEntries((await resolved(of)).map(({ range, command }) => [range.start.line, command?.title]));
  const until = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
    for (const end = Date.now() + 20_000; !await holds();) {
      assert.ok(Date.now() < end, `waited in vain: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it('stand above services and groups, and say share, time a year, and single points', async () => {
    const { capabilities } = await start(CAPABLE);
    assert.deepEqual(capabilities.codeLensProvider, { resolveProvider: true });
    await client.open(uri, SHOP);
    const said = await titles();
    assert.deepEqual(Object.keys(said), ['2', '4', '8']);
    // lb and db in series, 4 h every 8,764 h each, and two servers: 2 * 4/8764 of 525,600 minutes.
    assert.equal(said[8], '99.908%, 8 h a year, 2 single points');
    assert.match(said[2]!, /^99\.9\d+%, 4 h a year, 1 single point$/);
    assert.match(said[4]!, /^99\.9\d+%, 4 h \d+ min a year, 1 single point$|^99\.9\d+%, 4 h a year, 1 single point$/);
  });

  it('play a scenario, in an editor that can, also where availability is switched off', async () => {
    const text = `${SHOP}scenario "서버가 죽는다" {\n  load shop 1/s for 10s\n}\nscenario "서버가 죽는다" {\n  at 1s fail db\n}\n`;
    await start(CAPABLE, { playsScenarios: true, codeLens: { availability: false } });
    settings = { codeLens: { availability: false } };
    await client.open(uri, text);
    const lenses = (await resolved()).filter(({ command }) => command?.command === 'lintel.playScenario');
    assert.deepEqual(lenses.map(({ range, command }) => [range.start.line, command!.title, command!.arguments]), [
      [11, '▶ Play', [uri, '서버가 죽는다']], [14, '▶ Play', [uri, '서버가 죽는다 #2']],
    ]);
    await client.stop();
    await start(CAPABLE);
    await client.open(uri, text);
    assert.deepEqual((await resolved()).filter(({ command }) => command?.command === 'lintel.playScenario'), [], 'another editor has no such command');
  });

  it('never round to 100%, tell targets that are missed, and what does not work or is not known to fail', async () => {
    await start(CAPABLE);
    await client.open(uri, `users u
server a { availability 99.9995% }
server b { availability 100% }
server c { ip 10.0.0.1/24 }
server d { ip 10.9.0.1/24 }
hub h
hub i
link c -- h
link d -- i
flow u -> a as nines
flow u -> b as sure
flow c -> d over tcp/1 as cut
expect availability of nines >= 99.9999%
`);
    assert.deepEqual(await titles(), {
      9: '99.9995%, 2 min 38 s a year, 1 single point, asked for: 99.9999%', 10: 'Nothing known to fail, 1 single point', 11: 'Does not work even with everything up',
    });
  });

  it('tell variants apart where they differ', async () => {
    await start(CAPABLE);
    await client.open(uri, `${SHOP}variant today "Today" { }\nvariant doubled { refine lb { mtbf 87600h } }\n`);
    const said = await titles();
    assert.match(said[8]!, /^today: 99\.908%, 8 h a year, 2 single points · doubled: 99\.9\d+%, 4 h \d+ min a year, 2 single points$/);
    assert.match(said[2]!, /^99\.9\d+%, 4 h a year, 1 single point$/);
  });

  it('follow the text, and other files of the architecture', async () => {
    const files = folderOf({ 'root.arch': `import "parts.arch"\n${SHOP}`, 'parts.arch': 'server spare\n' });
    try {
      await start(CAPABLE);
      const root = files.uri('root.arch');
      await client.open(root, `import "parts.arch"\n${SHOP}`);
      assert.match((await titles(root))[9]!, /2 single points$/);
      await client.replace(root, 'loadbalancer lb {', 'loadbalancer lb count 2 {');
      await until('the new figure', async () => (await titles(root).catch(() => ({} as Record<number, string>)))[9]?.endsWith('1 single point') === true);
      const before = refreshed;
      await client.open(files.uri('parts.arch'), 'server spare\nserver other\n');
      await until('a refresh', () => refreshed > before);
    } finally {
      files.remove();
    }
  });

  it('open the whole report as a document of Markdown', async () => {
    await start(CAPABLE);
    await client.open(uri, `${SHOP}expect availability of shop >= 99.95%\n`);
    const lens = (await resolved()).find(({ range }) => range.start.line === 8)!;
    await client.ask('workspace/executeCommand', { command: lens.command!.command, arguments: lens.command!.arguments });
    const { text } = await client.ask<{ text: string }>('workspace/textDocumentContent', { uri: shown[0]!.uri });
    assert.match(text, /^# Availability of shop\n\n- Availability 99\.908% \(3 nines\): out 8 h a year/);
    assert.match(text, /\n- Asked for: 99\.95%, which allows 4 h 23 min a year: missed by 3 h 37 min\n/);
    assert.match(text, /\n\| Part \| Never fails \| Doubled \| Birnbaum \| Fussell-Vesely \|\n\| --- \| --- \| --- \| --- \| --- \|\n\| lb \| 4 h \| 4 h \|/);
    assert.match(text, /\n- web#1 and web#2\n[^]*\n\nAssumed:\n\n- web#1 and web#2 are counted/);
    for (const wrong of ['lintel-report:/', 'lintel-report:/%zz/availability.md', 'lintel-report:/%5B1%5D/availability.md', `lintel-report:/${encodeURIComponent(JSON.stringify([uri, '__proto__']))}/x.md`]) {
      assert.equal(await client.ask('workspace/textDocumentContent', { uri: wrong }), null);
    }
    for (const wrong of [[], [null], [{ uri }], [{ uri, id: 'nothing' }]]) await client.ask('workspace/executeCommand', { command: lens.command!.command, arguments: wrong });
  });

  it('answer with a message where the editor cannot show such documents', async () => {
    await start(EDITOR);
    await client.open(uri, SHOP);
    const lens = (await resolved()).find(({ range }) => range.start.line === 8)!;
    await client.ask('workspace/executeCommand', { command: lens.command!.command, arguments: lens.command!.arguments });
    await until('a message', () => messages.length > 0);
    assert.match(messages[0]!, /^shop\nAvailability 99\.908% \(3 nines\): out 8 h a year \(\d+ minutes\)\n2 single points of failure: lb and db$/);
  });

  it('are switched off by initialization options, by settings when asked, and by settings sent along', async () => {
    await start(EDITOR, { codeLens: { availability: false } });
    await client.open(uri, SHOP);
    assert.deepEqual(await ask(), []);
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { lintel: { codeLens: { availability: true } } } });
    assert.equal((await ask()).length, 3);
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { lintel: { codeLens: { availability: 'no' } } } });
    assert.equal((await ask()).length, 3);
    await client.stop();

    settings = { codeLens: { availability: false } };
    await start(CAPABLE);
    await client.open(uri, SHOP);
    await until('the setting', async () => (await ask()).length === 0);
    settings = { codeLens: {} };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await until('the setting', async () => (await ask()).length === 3);
    assert.ok(refreshed >= 2);
  });

  it('say nothing of broken or foreign texts, and leave unknown lenses as they are', async () => {
    await start(CAPABLE);
    await client.open(uri, 'flow -> as {{{ \n group g \nserver "가');
    await resolved();
    await client.open('file:///plans/kinds.arch', 'kind pod extends site { server w count 2 }\npod a\npod b\n');
    assert.deepEqual(await ask('file:///plans/kinds.arch'), []);
    assert.deepEqual(await ask('lintel-library:/kinds.arch'), []);
    const foreign = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, data: { id: 3 } };
    assert.deepEqual(await client.ask('codeLens/resolve', foreign), foreign);
    const gone = await client.ask('codeLens/resolve', { ...foreign, data: { uri, id: 'gone' } });
    assert.equal((gone as CodeLens).command, undefined);
  });
});

/** The preview server answers its own page and nobody else. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { ToPreview } from '../../../language/protocol/preview.js';
import { startPreviewServer, type PictureSource, type PreviewServer } from '../../../server/preview/server.js';
import { samplePicture } from '../../support/sample-picture.js';

interface Answer { status: number; headers: Record<string, string | string[] | undefined>; body: string }

function ask(server: PreviewServer, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: server.port, path, method, headers: { host: `127.0.0.1:${server.port}`, ...headers }, setHost: false }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => { body += chunk.toString(); });
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** The status with which a socket was refused; 101 where it was let in. */
function dial(server: PreviewServer, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers });
    socket.on('open', () => { socket.close(); resolve(101); });
    socket.on('unexpected-response', (_request, response) => { resolve(response.statusCode!); socket.terminate(); });
    socket.on('error', () => { /* told by the response */ });
  });
}

describe('the preview server', () => {
  let server: PreviewServer;
  let folder: string;
  let path: string;
  let changed: () => void = () => {};
  const questions: unknown[] = [];
  const source: PictureSource = {
    uri: 'file:///shop.arch',
    scene: async (question) => { questions.push(question); return { revision: question.revision, broken: false, picture: samplePicture(questions.length) }; },
    onChange: (listener) => { changed = listener; return () => { changed = () => {}; }; },
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lintel-preview-'));
    writeFileSync(join(folder, 'preview.js'), 'script');
    writeFileSync(join(folder, 'preview.css'), 'style');
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    server = await startPreviewServer(source, { folder });
    path = new URL(server.url).pathname;
  });
  after(async () => { await server.close(); rmSync(folder, { recursive: true }); });

  it('serves its page and the two files of it, with a policy that lets nothing else in', async () => {
    const page = await ask(server, path);
    assert.equal(page.status, 200);
    const policy = String(page.headers['content-security-policy']);
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /frame-ancestors 'none'/);
    const nonce = /script-src 'nonce-([\w-]{32})'/.exec(policy)?.[1];
    assert.ok(nonce && page.body.includes(`nonce="${nonce}"`));
    assert.doesNotMatch(policy, /unsafe/);
    assert.deepEqual([(await ask(server, `${path}preview.js`)).body, (await ask(server, `${path}preview.css`)).body], ['script', 'style']);
    assert.notEqual((await ask(server, path)).headers['content-security-policy'], policy, 'a nonce is used once');
  });

  it('is not reachable at another address of this machine', async () => {
    const others = Object.values(networkInterfaces()).flat().filter((each) => each && each.family === 'IPv4' && !each.internal).map((each) => each!.address);
    for (const host of [...others, '127.0.0.2']) {
      const reached = await new Promise<boolean>((resolve) => {
        const socket = connect({ host, port: server.port, timeout: 1000 });
        socket.on('connect', () => { socket.destroy(); resolve(true); });
        socket.on('error', () => resolve(false));
        socket.on('timeout', () => { socket.destroy(); resolve(false); });
      });
      assert.equal(reached, false, host);
    }
  });

  it('refuses a wrong, short, long or missing token', async () => {
    const token = path.slice(1, -1);
    assert.ok(token.length >= 43, 'a token of 256 bits');
    for (const wrong of ['/', '//', '/x/', `/${token.slice(0, -1)}/`, `/${token}x/`, `/${token.toLowerCase()}/`, `/${token}`, `/%00${token}/`, `/?${token}/`, '/preview.js']) {
      assert.equal((await ask(server, wrong)).status, 403, wrong);
    }
  });

  it('has another token at every start', async () => {
    const other = await startPreviewServer(source, { folder });
    assert.notEqual(new URL(other.url).pathname, path);
    assert.equal((await ask(other, path)).status, 403);
    await other.close();
  });

  it('refuses any other Host, so that a rebound name reaches nothing', async () => {
    const { port } = server;
    for (const host of ['evil.example', `evil.example:${port}`, `localhost:${port}`, '127.0.0.1', `127.0.0.1:${port + 1}`, `127.0.0.1.evil.example:${port}`, '']) {
      assert.equal((await ask(server, path, { host })).status, 403, host);
    }
  });

  it('refuses any other Origin', async () => {
    const { port } = server;
    assert.equal((await ask(server, path, { origin: `http://127.0.0.1:${port}` })).status, 200);
    for (const origin of ['null', 'http://evil.example', `https://127.0.0.1:${port}`, `http://localhost:${port}`, `http://127.0.0.1:${port + 1}`]) {
      assert.equal((await ask(server, path, { origin })).status, 403, origin);
    }
    assert.equal((await ask(server, path, { 'sec-fetch-site': 'cross-site' })).status, 403);
  });

  it('takes no other method and serves no other file', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) assert.equal((await ask(server, path, {}, method)).status, 405, method);
    for (const name of ['secret.txt', '../secret.txt', '%2e%2e/secret.txt', '..%2fsecret.txt', 'constructor', '__proto__', 'preview.js/', 'socket']) {
      assert.equal((await ask(server, path + name)).status, 404, name);
    }
  });

  it('opens a socket for its own page only', async () => {
    const here = { origin: `http://127.0.0.1:${server.port}` };
    assert.equal(await dial(server, `${path}socket`, here), 101);
    assert.equal(await dial(server, `${path}socket`, {}), 403, 'without an origin');
    assert.equal(await dial(server, `${path}socket`, { origin: 'http://evil.example' }), 403);
    assert.equal(await dial(server, '/wrong/socket', here), 403);
    assert.equal(await dial(server, `${path}other`, here), 403);
    assert.equal(await dial(server, `${path}socket`, { ...here, host: `evil.example:${server.port}` }), 403);
  });

  it('sends pictures over the socket, a new one at every change, and obeys nothing but wishes to see', async () => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}socket`, { headers: { origin: `http://127.0.0.1:${server.port}` } });
    const messages: ToPreview[] = [];
    const waiting: (() => void)[] = [];
    socket.on('message', (data) => { messages.push(JSON.parse(String(data)) as ToPreview); waiting.splice(0).forEach((wake) => wake()); });
    const received = async (count: number): Promise<void> => { while (messages.length < count) await new Promise<void>((wake) => { waiting.push(wake); }); };
    await new Promise((open) => { socket.on('open', open); });
    questions.length = 0;
    for (const rubbish of ['{', 'null', '[]', '{"type":"reveal","revision":0,"id":"lb"}', '{"type":"writeFile","revision":0}', '"ready"']) socket.send(rubbish);
    socket.send(JSON.stringify({ type: 'ready', revision: 0 }));
    await received(2);
    assert.deepEqual(messages[0], { type: 'settings', revision: 0, settings: { canReveal: false, canExport: true, canPlace: false, makes: [] } });
    assert.equal(messages[1]?.type, 'scene');
    changed();
    await received(3);
    assert.equal(messages[2]?.revision, 2);
    socket.send(JSON.stringify({ type: 'requestScene', revision: 2, choice: { show: 'links', collapsed: [], expanded: [] } }));
    await received(4);
    assert.equal((questions.at(-1) as { choice: { show?: string } }).choice.show, 'links');
    assert.equal(questions.length, 3);
    socket.terminate();
  });

  it('drops a page that sends more than any page would', async () => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}socket`, { headers: { origin: `http://127.0.0.1:${server.port}` } });
    await new Promise((open) => { socket.on('open', open); });
    const closed = new Promise<number>((resolve) => { socket.on('close', resolve); });
    socket.on('error', () => { /* told by the close */ });
    socket.send('x'.repeat(2 << 20));
    assert.equal(await closed, 1009);
    assert.equal((await ask(server, path)).status, 200, 'and lives on');
  });
});

/** Small pictures in hovers: of a flow, a group and a finding, in editors that show them. */
import assert from 'node:assert/strict';
import { parseXml } from '@rgrove/parse-xml';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { EDITOR, startServer, type Client } from './support/client.js';

const SHOP = `internet world { users shoppers "손님" }
waf edge { allow world -> lb over https }
zone lan "사내망" {
  loadbalancer lb
  server web1 "웹 하나"
  server web2 "웹 둘"
  database db { software mysql }
  server unrelated
}
group pool "웹" active-active { members web1, web2 }
link world -- edge -- lan
flow shoppers -> lb over https as shop
flow lb -> pool over http as inner
flow pool -> db over mysql
`;

describe('language server: pictures in hovers', () => {
  const uri = 'file:///plans/shop.arch';
  let client: Client;
  const start = async (options: object, text = SHOP): Promise<void> => {
    client = startServer();
    await client.connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: EDITOR, initializationOptions: options });
    await client.connection.sendNotification('initialized', {});
    await client.open(uri, text);
    await client.diagnostics(uri);
  };
  afterEach(async () => {
    assert.deepEqual(client.logged, []);
    await client.stop();
  });

  const hoverAt = async (text: string, word: string, of = text): Promise<string> => {
    const at = SHOP.indexOf(of) >= 0 ? SHOP.indexOf(of) + of.indexOf(word) : -1;
    assert.ok(at >= 0, word);
    const before = SHOP.slice(0, at).split('\n');
    const found = await client.ask<Hover | null>('textDocument/hover', { textDocument: { uri }, position: { line: before.length - 1, character: before.at(-1)!.length } });
    return (found?.contents as MarkupContent | undefined)?.value ?? '';
  };
  const imageIn = (markdown: string): string | undefined => {
    const [, encoded] = /!\[[^\n]*\]\(data:image\/svg\+xml;base64,([A-Za-z0-9+/=]+)\)/.exec(markdown) ?? [];
    return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
  };

  it('show of a flow its way, with the devices on it, and nothing else', async () => {
    await start({ opensPictures: true });
    const markdown = await hoverAt(SHOP, 'shop', 'as shop');
    const svg = imageIn(markdown)!;
    assert.doesNotThrow(() => parseXml(svg));
    for (const name of ['손님', 'edge', 'lb']) assert.ok(svg.includes(`>${name}<`), name);
    for (const name of ['unrelated', '웹 하나', 'db']) assert.ok(!svg.includes(`>${name}<`), name);
    assert.ok(markdown.length < 24_000, String(markdown.length));
    assert.match(svg, /class="ground"/);
    assert.ok(!svg.includes('var(--'));
  });

  it('show of a group its members and what they talk to', async () => {
    await start({ opensPictures: true });
    const svg = imageIn(await hoverAt(SHOP, 'pool', 'group pool'))!;
    for (const name of ['웹 하나', '웹 둘', 'lb', 'db']) assert.ok(svg.includes(`>${name}<`), name);
    assert.ok(!svg.includes('>unrelated<'));
  });

  it('show of a finding the culprit with its badge, and what is around it', async () => {
    await start({ opensPictures: true });
    const svg = imageIn(await hoverAt(SHOP, 'db', 'database db'))!;
    assert.match(svg, />db</);
    assert.match(svg, /class="badge (warning|error|info)"/);
    assert.ok(!svg.includes('>unrelated<'));
  });

  it('keep to a size, and are no wider than a hover', async () => {
    await start({ opensPictures: true });
    const svg = imageIn(await hoverAt(SHOP, 'shop', 'as shop'))!;
    const [, width, height] = / width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number);
    assert.ok(width! <= 480 && height! <= 360, `${width} × ${height}`);
    assert.ok(Buffer.byteLength(svg) < 15_000, String(Buffer.byteLength(svg)));
  });

  it('are not there in other editors, nor where they are switched off', async () => {
    await start({});
    assert.equal(imageIn(await hoverAt(SHOP, 'shop', 'as shop')), undefined);
    await client.stop();
    await start({ opensPictures: true, hover: { pictures: false } });
    const markdown = await hoverAt(SHOP, 'shop', 'as shop');
    assert.equal(imageIn(markdown), undefined);
    assert.match(markdown, /손님/);
  });

  it('leave out what would be large', async () => {
    const many = `${SHOP}${Array.from({ length: 40 }, (_, index) => `server s${index}\nflow s${index} -> pool over http\n`).join('')}`;
    await start({ opensPictures: true }, many);
    const svg = imageIn(await hoverAt(SHOP, 'pool', 'group pool'));
    assert.ok(svg === undefined || (svg.includes('>웹 하나<') && !svg.includes('>s7<')));
  });
});

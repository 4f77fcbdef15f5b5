/** The plugin for markdown-it: blocks of arch are drawn in place, and nothing in them can break the page. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parseXml } from '@rgrove/parse-xml';
import MarkdownIt from 'markdown-it';
import { drawArchBlocks } from '#language/markdown/plugin.js';

const HA = readFileSync(new URL('../../../examples/s23-haproxy-keepalived/haproxy-keepalived.arch', import.meta.url), 'utf8');
const SHOP = 'internet world { users shoppers "손님" }\nzone lan { server web "웹 서버"  database db }\nflow shoppers -> web over https\nflow web -> db over mysql\nview wires { show links }\n';

function page(files: Record<string, string> = {}, theme: 'light' | 'page' = 'page') {
  const reads: string[] = [];
  const md = new MarkdownIt();
  drawArchBlocks(md, {
    theme, pageOf: () => 'file:///docs/page.md',
    files: { read: (uri) => { reads.push(uri); return files[uri.replace('file:///docs/', '')]; }, inWorkspace: (uri) => uri.startsWith('file:///docs/') },
  });
  return { md, reads, render: (text: string) => md.render(text, {}) };
}

const fence = (code: string, info = ''): string => `\`\`\`arch ${info}\n${code}\n\`\`\`\n`;
const pictures = (html: string): string[] => html.match(/<svg [^>]*class="lintel-picture"[\s\S]*?<\/svg>(?=<figcaption|<table|<ul|<\/figure)/g) ?? [];

describe('a page of Markdown', () => {
  it('has its blocks drawn, as well-formed pictures with everything in them', () => {
    const html = page().render(`before\n\n${fence(SHOP)}\nafter\n`);
    assert.match(html, /^<p>before<\/p>\n<figure class="lintel-figure">/);
    assert.match(html, /<\/figure>\n<p>after<\/p>\n$/);
    const [svg] = pictures(html);
    assert.doesNotThrow(() => parseXml(svg!));
    for (const id of ['world.shoppers', 'lan.web', 'lan.db']) assert.ok(svg!.includes(`data-id="${id}"`), id);
    assert.match(svg!, />웹 서버</);
  });

  it('says in the caption which variant is drawn where a block names none of several', () => {
    const two = 'server a\nvariant one "Today" { server b }\nvariant two { server c }';
    const caption = (code: string, info = ''): string | undefined => /<figcaption>(.*?)<\/figcaption>/u.exec(page().render(fence(code, info)))?.[1];
    assert.deepEqual([caption(two), caption(two, 'title="Our plan"'), caption(two, 'variant=two'), caption(two, 'variant=one title="Plan"')], ['Variant Today', 'Our plan (variant Today)', undefined, 'Plan']);
    assert.equal(caption('server a\nvariant only { server b }'), undefined);
  });

  it('leaves all other blocks to others', () => {
    const text = '```js\nlet a;\n```\n\n```archive\nx\n```\n\n    indented\n\n~~~\nplain\n~~~\n\n```arch fragment\nserver a\n```\n';
    assert.equal(page().render(text), new MarkdownIt().render(text));
  });

  it('draws a view, other lines, and gives a title', () => {
    const { render } = page();
    assert.match(render(fence(`${SHOP}link web -- db\n`, 'view=wires title="배선 <b>"')), /edge link[\s\S]*<figcaption>배선 &lt;b&gt;<\/figcaption>/);
    assert.doesNotMatch(render(fence(SHOP, 'show=links')), /edge flow/);
  });

  it('says which views, scenarios and variants there are where one is asked for that is not', () => {
    const { render } = page();
    const missing = render(fence(SHOP, 'view=nothing'));
    assert.match(missing, /no view nothing; it has wires and (&quot;|")@inside lan(&quot;|")\. Leave view= out for the overview\./);
    assert.match(missing, /<pre><code class="language-arch">internet world/);
    assert.equal(pictures(missing).length, 0);
    assert.match(render(fence('server a', 'view=x')), /no view x, and no others\. Leave view= out/);
    assert.match(render(fence(HA, 'scenario=x')), /no scenario “x”; it has “마스터가 죽는다 The master dies”/);
    assert.match(render(fence('server a\nvariant one { server b }\nvariant two { server c }', 'variant=three')), /no variant three; it has one and two/);
    assert.match(render(fence('server a', 'veiw=x')), /“veiw=x” behind the fence means nothing here/);
  });

  it('tells of a broken block what is wrong and where, with its text, escaped', () => {
    const html = page().render(fence('server a\nserver b {{ "<script>alert(1)</script>"'));
    assert.match(html, /line 2: /);
    assert.match(html, /&lt;script&gt;alert/);
    assert.ok(!html.includes('<script'));
    assert.equal(pictures(html).length, 0);
  });

  it('draws what can be understood, and tells of the rest', () => {
    const html = page().render(fence('server a\nserver b\nflow a -> b over https\nflow a -> nobody over https'));
    assert.equal(pictures(html).length, 1);
    assert.match(html, /<li class="lintel-bad">line 4: /);
  });

  it('never lets a user’s text become markup', () => {
    const html = page().render(fence('server a "</svg><script>alert(1)</script><img src=x onerror=alert(1)>" { doc "javascript:alert(1)" }', 'title="</figure><script>x</script>"'));
    assert.ok(!/<script|<img|javascript:/.test(html.replace(/&lt;[^&]*&gt;/g, '')), html.slice(0, 400));
  });

  it('gives every picture ids of its own, also where a block stands twice', () => {
    const html = page().render(fence(SHOP) + '\n' + fence(SHOP));
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    assert.equal(pictures(html).length, 2);
    assert.equal(new Set(ids).size, ids.length);
    for (const [, used] of html.matchAll(/url\(#([^)]+)\)/g)) assert.ok(ids.includes(used), used);
  });

  it('has one stylesheet a page, which follows the page’s theme; or resolved colours', () => {
    const html = page().render(fence(SHOP) + '\n' + fence(SHOP));
    assert.equal([...html.matchAll(/<style>/g)].length, 1);
    assert.match(html, /\.vscode-dark/);
    const light = page({}, 'light').render(fence(SHOP));
    assert.ok(!light.includes('var(--'));
    assert.match(light, /<rect class="ground"/);
  });

  it('reads imports and files from beside the page, and from nowhere else', () => {
    const files = { 'parts.arch': 'server shared "공유"\n', 'whole.arch': 'server w\nview only { show links }\n' };
    const { render } = page(files);
    assert.match(render(fence('import "parts.arch"\nserver a\nflow a -> shared over https')), /data-id="shared"/);
    assert.match(render(fence('', 'file=whole.arch view=only')), /data-id="w"/);
    assert.match(render(fence('', 'file=gone.arch')), /gone\.arch cannot be read/);
    assert.match(render(fence('', 'file=../secret.arch')), /cannot be read/);
    assert.match(render(fence('', 'file=/etc/passwd')), /cannot be read/);
  });

  it('draws anew only what changed, imports included', () => {
    const files = { 'parts.arch': 'server shared\n' };
    const { render } = page(files);
    const block = fence('import "parts.arch"\nserver a');
    const first = render(block);
    assert.equal(render(block), first);
    files['parts.arch'] = 'server other\n';
    assert.match(render(block), /data-id="other"/);
  });

  it('keeps what an editor hangs on a block to scroll by', () => {
    const { md } = page();
    const tokens = md.parse(fence('server a'), {});
    tokens[0]!.attrs = [['data-line', '7'], ['class', 'code-line'], ['onclick', 'x']];
    assert.match(md.renderer.render(tokens, md.options, {}), /^<figure class="lintel-figure" data-line="7">/);
  });

  it('never throws: what goes wrong is told, and the block stays', () => {
    const md = new MarkdownIt();
    drawArchBlocks(md, { theme: 'page', pageOf: () => { throw new Error('no <place>'); }, files: { read: () => undefined, inWorkspace: () => false } });
    const html = md.render(fence('server a'));
    assert.match(html, /could not be drawn: no &lt;place&gt;/);
    assert.match(html, /<code class="language-arch">server a/);
  });

  describe('with a scenario', () => {
    it('shows its end: figures and verdicts', () => {
      const html = page().render(fence(HA, 'scenario="마스터가 죽는다 The master dies"'));
      assert.match(html, /<figcaption>After the scenario “마스터가 죽는다 The master dies”<\/figcaption>/);
      assert.match(html, /<th scope="row">site<\/th><td>59\d\d\d<\/td>/);
      assert.match(html, /✓ holds: failover of balancer &lt;= 4s/);
      assert.doesNotMatch(html, /is-failed"/);
    });

    it('shows a moment: who is down, who serves, figures so far', () => {
      const html = page().render(fence(HA, 'scenario="마스터가 죽는다 The master dies" at=3m title="장애"'));
      assert.match(html, /<figcaption>장애: 180 s into the scenario/);
      assert.match(html, /class="part node box[^"]* is-failed"[^>]* data-id="idc\.front\.lb1"/);
      assert.match(html, /lb1 is down<\/li>/);
      assert.match(html, /lb2 serves for balancer/);
      const [, served] = /<th scope="row">site<\/th><td>(\d+)<\/td>/.exec(html)!;
      assert.ok(Number(served) > 17_000 && Number(served) < 18_100, served);
      const before = page().render(fence(HA, 'scenario="마스터가 죽는다 The master dies" at=1m'));
      assert.match(before, /lb1 serves for balancer/);
      assert.doesNotMatch(before, /is-failed"/);
    });

    it('moves the address to who serves, who stands by no more', () => {
      const at = (info: string): number => Number(/<g class="vip">(?:<title>[^<]*<\/title>)?<rect x="([\d.]+)"/.exec(page().render(fence(HA, `scenario="마스터가 죽는다 The master dies" ${info}`)))![1]);
      assert.notEqual(at('at=1m'), at('at=3m'));
      assert.equal(at('at=1m'), at('at=90s'));
    });

    it('says that a moment without a scenario means nothing', () => {
      assert.match(page().render(fence('server a', 'at=60s')), /“at” means a moment of a scenario/);
    });
  });
});

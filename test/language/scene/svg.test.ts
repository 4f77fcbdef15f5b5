import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { layout } from '#language/scene/layout.js';
import type { SvgOptions } from '#language/scene/theme.js';
import { toScene } from '#language/scene/to-scene.js';
import { toSvg } from '#language/scene/to-svg.js';
import { paletteOf, variables } from '#language/scene/svg/palette.js';
import { stylesheet } from '#language/scene/svg/stylesheet.js';
import { ModelBuilder } from './build.js';
import { campus, clinicalStudy, shop } from './models.js';
import { randomModel } from './random-model.js';

/** Elements and attributes of a well-formed document; fails where it is none. */
function parse(xml: string): { name: string; attributes: Map<string, string>; text: string }[] {
  const found: { name: string; attributes: Map<string, string>; text: string }[] = [];
  const open: (typeof found)[number][] = [];
  const token = /<(\/?)([a-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/giuy;
  let at = 0;
  while (at < xml.length) {
    token.lastIndex = at;
    const match = token.exec(xml);
    assert.ok(match, `not well-formed at ${xml.slice(at, at + 80)}`);
    at = token.lastIndex;
    const [, closing, name, attributes, empty, text] = match;
    if (text !== undefined) {
      assert.doesNotMatch(text, /&(?!amp;|lt;|gt;|quot;|#39;)/u);
      if (open.length > 0) open.at(-1)!.text += text;
      continue;
    }
    if (closing) { assert.equal(open.pop()?.name, name); continue; }
    const pairs = [...attributes!.matchAll(/([\w:-]+)="([^"]*)"/gu)].map((pair): [string, string] => [pair[1]!, pair[2]!]);
    assert.equal(new Set(pairs.map(([key]) => key)).size, pairs.length, `an attribute twice in ${match[0]}`);
    const element = { name: name!, attributes: new Map(pairs), text: '' };
    found.push(element);
    if (!empty) open.push(element);
  }
  assert.equal(open.length, 0);
  return found;
}

async function draw(model = clinicalStudy(), options: SvgOptions = {}, show: 'flows' | 'links' | 'all' = 'flows'): Promise<string> {
  return toSvg(await layout(toScene(model, { show })), options);
}

describe('the SVG', () => {
  it('is well-formed for any model', async () => {
    for (let seed = 0; seed < 12; seed += 1) parse(await draw(randomModel(seed), { heading: true }, 'all'));
  });

  it('lets hostile labels be nothing but text', async () => {
    const hostile = ['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onload='alert(1)", '&amp;<![CDATA[', 'javascript:alert(1)', ']]></style><script>', '\u0000\u0008\ufffe\ud800x'];
    for (const label of hostile) {
      const b = new ModelBuilder(label);
      b.element('zone', 'z', { label, subnet: '10.0.0.0/24' });
      b.flow(b.element('server', 'a', { in: 'z', label, software: [label] }), b.element('waf', 'b', { label }), 'https', { label });
      b.link('z.a', 'b', { label, a: { jack: label } });
      for (const theme of ['light', 'vscode'] as const) {
        const elements = parse(await draw(b.model, { theme, heading: true, prefix: '"><x ' }, 'all'));
        const names = new Set(elements.map((each) => each.name));
        for (const bad of ['script', 'img', 'foreignObject', 'image', 'use', 'a', 'x']) assert.ok(!names.has(bad), bad);
        for (const { attributes } of elements) for (const name of attributes.keys()) assert.doesNotMatch(name, /^(on|href|xlink|src|style)/u);
      }
    }
  });

  it('is well-formed whatever the label', async () => {
    const scene = await layout(toScene(shop()));
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (label) => {
      const [first, ...rest] = scene.nodes;
      parse(toSvg({ ...scene, title: label, nodes: [{ ...first!, title: label, label, id: label, texts: first!.texts.map((text) => ({ ...text, text: label })) }, ...rest] }, { heading: true }));
    }));
  });

  it('needs nothing from outside', async () => {
    const svg = await draw(campus(), { heading: true }, 'links');
    assert.doesNotMatch(svg.replace('xmlns="http://www.w3.org/2000/svg"', ''), /https?:|url\((?!#)|@import|@font-face/u);
  });

  it('resolves its colours in files, and leaves them to the page in an editor', async () => {
    for (const theme of ['light', 'dark'] as const) assert.doesNotMatch(await draw(shop(), { theme }), /var\(/u);
    const inEditor = await draw(shop(), { theme: 'vscode' });
    assert.doesNotMatch(inEditor, /<style|style=|#[0-9a-f]{6}\b/u);
    const used = [...stylesheet('vscode', '.lintel-picture').matchAll(/var\((--lintel-[\w-]+), #/gu)].map((match) => match[1]!);
    assert.ok(used.length > 30);
    for (const theme of ['light', 'dark'] as const) for (const name of used) assert.ok(variables(theme).includes(`${name}: #`), name);
  });

  it('says to a screen reader what it is and what each part is', async () => {
    const elements = parse(await draw());
    const [root] = elements;
    assert.equal(root!.attributes.get('role'), 'graphics-document');
    assert.match(root!.attributes.get('aria-label')!, /Clinical-study information system/u);
    const parts = elements.filter((each) => each.attributes.has('data-id'));
    const scene = await layout(toScene(clinicalStudy()));
    assert.equal(parts.length, scene.nodes.length + scene.edges.length);
    for (const part of parts) {
      assert.equal(part.attributes.get('role'), 'graphics-object');
      assert.ok(part.attributes.get('aria-label'));
    }
    assert.equal(parts.filter((part) => part.attributes.get('tabindex') === '0').length, 1, 'one stop for the tab key, arrow keys from there');
  });

  it('carries the whole name where the drawn one is cut', async () => {
    const b = new ModelBuilder();
    const label = 'A name so long that nobody would ever want to see it in a box of an architecture drawing, not even cut in two';
    b.element('server', 'a', { label });
    const elements = parse(await draw(b.model));
    assert.ok(elements.some((each) => each.name === 'title' && each.text.includes(label)));
    assert.ok(elements.some((each) => each.name === 'text' && each.text.endsWith('…')));
  });

  it('has its own ids under every prefix, and only once', async () => {
    for (const prefix of ['a-', 'b-']) {
      const ids = parse(await draw(shop(), { prefix })).flatMap((each) => each.attributes.get('id') ?? []);
      assert.equal(new Set(ids).size, ids.length);
      assert.ok(ids.every((id) => id.startsWith(prefix)));
    }
  });

  it('shows states by classes, and hatches what failed', async () => {
    const elements = parse(await draw(shop(), { states: { 'lan.db': ['failed'], 'lan.lb': ['selected'], 'flow lan.lb > lan.web': ['falls'] } }));
    const classes = (id: string): string => elements.find((each) => each.attributes.get('data-id')?.replaceAll('&gt;', '>') === id)!.attributes.get('class')!;
    assert.match(classes('lan.db'), /\bis-failed\b/u);
    assert.match(classes('lan.lb'), /\bis-selected\b/u);
    assert.match(classes('flow lan.lb > lan.web'), /\bis-falls\b/u);
    assert.equal(elements.filter((each) => each.attributes.get('class') === 'hatch').length, 1);
  });

  it('draws Korean with Korean faces', async () => {
    const svg = await draw();
    assert.match(svg, /임상연구자/u);
    assert.match(svg, /font-family: "Pretendard", "Noto Sans KR".*sans-serif/u);
  });

  it('is the same every time', async () => {
    assert.equal(await draw(), await draw());
  });

  it('takes its icons from sets whose licences it states', () => {
    execFileSync(process.execPath, ['scripts/build-icons.mjs', '--check'], { stdio: 'pipe' });
  });
});

// ------------------------------------------------------------------------------------------------------- contrast

function luminance(colour: string): number {
  const channel = (at: number): number => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  assert.match(colour, /^#[0-9a-f]{6}$/u);
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

describe('the colours', () => {
  for (const theme of ['light', 'dark'] as const) {
    const c = paletteOf(theme);
    const grounds = [c.ground, c.box, ...c.place, c.publicPlace, c.internet, c.frame];
    it(`${theme}: text has a contrast of 4.5:1 on every ground it stands on`, () => {
      for (const ground of [...grounds, c.standby, c.wall]) for (const text of [c.text, c.muted]) assert.ok(contrast(text, ground) >= 4.5, `${text} on ${ground}: ${contrast(text, ground)}`);
      assert.ok(contrast(c.pillText, c.pill) >= 4.5);
      for (const hue of c.hues) assert.ok(contrast(c.onHue, hue) >= 4.5, hue);
      for (const severity of [c.error, c.warning, c.info, c.hint]) assert.ok(contrast(c.onSeverity, severity) >= 4.5, severity);
    });
    it(`${theme}: lines have 3:1`, () => {
      for (const ground of grounds) for (const line of [c.flow, c.flowPale, c.cable, c.replication, c.error, c.warning]) assert.ok(contrast(line, ground) >= 3, `${line} on ${ground}: ${contrast(line, ground)}`);
      for (const [line, inside] of [[c.boxLine, c.box], [c.placeLine, c.ground], [c.publicLine, c.publicPlace], [c.internetLine, c.ground], [c.frameLine, c.frame], [c.standbyLine, c.standby], [c.wallLine, c.wall], [c.selected, c.box]] as const) {
        assert.ok(contrast(line, inside) >= 3, `${line} on ${inside}: ${contrast(line, inside)}`);
      }
    });
    it(`${theme}: there are at most six hues`, () => {
      const hues = [c.flow, c.error, ...c.hues].map(hueOf);
      const distinct = hues.filter((hue, index) => hues.findIndex((other) => Math.min(Math.abs(hue - other), 360 - Math.abs(hue - other)) < 12) === index);
      assert.ok(distinct.length <= 6, distinct.join());
    });
  }
});

function hueOf(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255) as [number, number, number];
  const [high, low] = [Math.max(r, g, b), Math.min(r, g, b)];
  if (high === low) return 0;
  const turn = high === r ? ((g - b) / (high - low)) % 6 : high === g ? (b - r) / (high - low) + 2 : (r - g) / (high - low) + 4;
  return (turn * 60 + 360) % 360;
}

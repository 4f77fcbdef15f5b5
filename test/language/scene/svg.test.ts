import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { layout } from '#language/scene/layout.js';
import { FILE_THEMES, type FileTheme, type SvgOptions } from '#language/scene/theme.js';
import { toScene } from '#language/scene/to-scene.js';
import { toSvg } from '#language/scene/to-svg.js';
import { forcedVariables, paletteOf, variables } from '#language/scene/svg/palette.js';
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
    for (const theme of FILE_THEMES) assert.doesNotMatch(await draw(shop(), { theme }), /var\(/u);
    const inEditor = await draw(shop(), { theme: 'vscode' });
    assert.doesNotMatch(inEditor, /<style|style=|#[0-9a-f]{6}\b/u);
    const used = [...stylesheet('vscode', '.lintel-picture').matchAll(/var\((--lintel-[\w-]+), #/gu)].map((match) => match[1]!);
    assert.ok(used.length > 30);
    for (const theme of FILE_THEMES) for (const name of used) assert.ok(variables(theme).includes(`${name}: #`), name);
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

/** What WCAG 2.2 asks of texts and lines: 1.4.3 and 1.4.11, in high contrast 1.4.6. */
const ASKED: Record<FileTheme, { text: number; line: number }> = {
  'light': { text: 4.5, line: 3 }, 'dark': { text: 4.5, line: 3 }, 'high-contrast-light': { text: 7, line: 4.5 }, 'high-contrast-dark': { text: 7, line: 4.5 }, 'print': { text: 7, line: 3 },
};

describe('the colours', () => {
  for (const theme of FILE_THEMES) {
    const c = paletteOf(theme);
    const grounds = [c.ground, c.box, ...c.place, c.publicPlace, c.internet, c.frame];
    const asked = ASKED[theme];
    const holds = (ink: string, ground: string, least: number): void => assert.ok(contrast(ink, ground) >= least, `${ink} on ${ground}: ${contrast(ink, ground)}`);
    it(`${theme}: text has a contrast of ${asked.text}:1 on every ground it stands on`, () => {
      for (const ground of [...grounds, c.standby, c.wall]) for (const text of [c.text, c.muted]) holds(text, ground, asked.text);
      for (const text of [c.pillText, c.text]) holds(text, c.pill, asked.text);
      for (const hue of c.hues) holds(c.onHue, hue, asked.text);
      for (const severity of [c.error, c.warning]) holds(c.onSeverity, severity, asked.text);
      for (const severity of [c.info, c.hint]) holds(severity, c.box, asked.text);
    });
    it(`${theme}: lines have ${asked.line}:1`, () => {
      for (const ground of grounds) for (const line of [c.flow, c.flowPale, c.cable, c.replication, c.error, c.warning]) holds(line, ground, asked.line);
      for (const [line, inside] of [[c.boxLine, c.box], [c.placeLine, c.ground], [c.publicLine, c.publicPlace], [c.internetLine, c.ground], [c.frameLine, c.frame], [c.standbyLine, c.standby], [c.wallLine, c.wall], [c.selected, c.box]] as const) holds(line, inside, asked.line);
    });
    it(`${theme}: there are at most six hues`, () => {
      const hues = [c.flow, c.error, ...c.hues].map(hueOf);
      const distinct = hues.filter((hue, index) => hues.findIndex((other) => Math.min(Math.abs(hue - other), 360 - Math.abs(hue - other)) < 12) === index);
      assert.ok(distinct.length <= 6, distinct.join());
    });
  }

  it('print has no colour, and tells by strokes what others tell by hues', () => {
    const sheet = stylesheet('print', 'svg', false);
    for (const [, red, green, blue] of sheet.matchAll(/#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})\b/gu)) assert.ok(red === green && green === blue, `#${red}${green}${blue}`);
    // Every kind of line has a stroke of its own: width and dashes together.
    const stroke = (...selectors: string[]): string => {
      const properties = new Map<string, string>();
      for (const selector of selectors) {
        const rules = sheet.split('\n').filter((line) => line.slice(0, line.indexOf('{')).split(',').some((each) => each.trim() === `svg ${selector}`));
        assert.ok(rules.length > 0, selector);
        for (const rule of rules) for (const [, name, value] of rule.matchAll(/(stroke-width|stroke-dasharray): ([^;]+);/gu)) properties.set(name!, value!);
      }
      return `${properties.get('stroke-width') ?? ''} ${properties.get('stroke-dasharray') ?? 'solid'}`;
    };
    const strokes = [
      stroke('.flow .line'), stroke('.flow .line', '.dashed .line'), stroke('.flow .line', '.pale .line', '.flow.pale:not(.dashed) .line'), stroke('.link .line'), stroke('.link .line', '.link .trunk'),
      stroke('.link .line', '.link .fc'), stroke('.link .line', '.link .tunnel'), stroke('.link .line', '.link .wireless'), stroke('.link .line', '.link .storage'), stroke('.replication .line'),
    ];
    assert.equal(new Set(strokes).size, strokes.length, strokes.join('\n'));
  });

  it('high contrast thickens lines, in files and in pages alike', () => {
    const width = (sheet: string): number => Number(/\.flow \.line \{[^}]*stroke-width: ([\d.]+)/u.exec(sheet)![1]);
    assert.ok(width(stylesheet('high-contrast-dark', 'svg')) > 1.3 * width(stylesheet('dark', 'svg')));
    assert.match(stylesheet('vscode', 'svg'), /\.flow \.line \{[^}]*stroke-width: calc\(1\.75px \* var\(--lintel-weight, 1\)\)/u);
    assert.match(variables('high-contrast-dark'), /--lintel-weight: 1\.4;/u);
  });

  it('has a system colour for every variable where colours are forced', () => {
    const names = (declarations: string): string[] => [...declarations.matchAll(/(--[\w-]+):/gu)].map((match) => match[1]!).sort();
    assert.deepEqual(names(forcedVariables()), names(variables('light')));
    for (const [, value] of forcedVariables().matchAll(/--lintel-(?!weight)[\w-]+: ([^;]+);/gu)) assert.match(value!, /^(Canvas|CanvasText|LinkText|Highlight|GrayText)$/u);
  });
});

function hueOf(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255) as [number, number, number];
  const [high, low] = [Math.max(r, g, b), Math.min(r, g, b)];
  if (high === low) return 0;
  const turn = high === r ? ((g - b) / (high - low)) % 6 : high === g ? (b - r) / (high - low) + 2 : (r - g) / (high - low) + 4;
  return (turn * 60 + 360) % 360;
}

/**
 * `npm run bench:preview [-- SIZE…]`: what pictures cost. Of architectures of four sizes: laying them out, whole and as the
 * preview does (places closed above 150 boxes), beside graphviz' `dot` on the same boxes and lines; frames a second and
 * work a frame with 0, 200 and 1,000 dots and while panning, in the preview's own stage and on a plain canvas; and from
 * a key stroke to the redrawn picture, and to the one with what was found in it, through the language server as it is shipped. Everything is measured in one run
 * on one machine: compare the columns, not the clock.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import type { LaidOutScene } from '#language/scene/laid-out.js';
import { drawing } from '#language/scene/drawing.js';
import { layout } from '#language/scene/layout.js';
import { toScene } from '#language/scene/to-scene.js';
import { toSvg } from '#language/scene/to-svg.js';
import { launchBrowser } from '../../../scripts/vscode/workbench.mjs';
import { readModel } from '../../support/read-model.js';
import { generateModel } from '../generate-model.js';
import { median } from '../median.js';
import { Typed } from './typed.js';

const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [50, 200, 500, 2000];
/** From the key stroke to the picture: larger ones are edited no differently. */
const LARGEST_EDITED = 500;
const DOTS = [0, 200, 1000];
const ROUNDS = 3;
/** Each row of frames is watched so long. */
const WATCHED = 1500;
const SERVER = fileURLToPath(new URL('../../../dist/language-server.cjs', import.meta.url));

async function main(): Promise<void> {
  if (!existsSync(SERVER)) throw new Error(`${SERVER} is missing: run “npm run build” first`);
  const graphviz = await Graphviz.load();
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL('page.ts', import.meta.url))], bundle: true, write: false, format: 'iife', platform: 'browser', minify: true, logLevel: 'error', loader: { '.arch': 'text' },
  });
  const css = fileURLToPath(new URL('../../../dist/preview.css', import.meta.url));
  const html = `<!DOCTYPE html><html><head><meta charset="utf-8"><style>${readFileSync(css, 'utf8')}</style></head><body><script>${bundle.outputFiles[0]!.text.replaceAll('</script', '<\\/script')}</script></body></html>`;
  const server = createServer((_, reply) => { reply.setHeader('content-type', 'text/html; charset=utf-8').end(html); }).listen(0, '127.0.0.1');
  const browser = await launchBrowser();
  const [places, moving, typed]: string[][][] = [[], [], []];
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    for (const size of SIZES) {
      const { whole, shown, row } = await laidOut(size, graphviz);
      places!.push(row);
      moving!.push(...await frames(page, size, whole, 'all boxes'), ...(shown.nodes.length < whole.nodes.length ? await frames(page, size, shown, 'as opened') : []));
      if (size <= LARGEST_EDITED) typed!.push(await keystroke(page, size, graphviz));
    }
  } finally {
    await browser.close();
    server.close();
  }
  print('layout, milliseconds', ['elements', 'boxes', 'whole', 'graphviz', 'ratio', 'boxes as opened', 'as opened', 'of graphviz (whole)'], places!);
  print(`motion, watched for ${WATCHED / 1000} s each`, ['elements', 'picture', 'boxes', 'dots', 'frames/s', 'canvas', 'ratio', 'work ms a frame', 'canvas'], moving!);
  print('from a key stroke to the redrawn picture, milliseconds', ['elements', 'server and layout', 'page', 'together', 'graphviz and page', 'ratio', 'with its findings'], typed!);
}

// ------------------------------------------------------------------------------------------------------ layout

async function laidOut(size: number, graphviz: Graphviz): Promise<{ whole: LaidOutScene; shown: LaidOutScene; row: string[] }> {
  const model = readModel(generateModel(size));
  const everything = toScene(model, { show: 'flows', limit: Number.MAX_SAFE_INTEGER });
  const rounds = size > 500 ? 1 : ROUNDS;
  let whole!: LaidOutScene;
  let shown!: LaidOutScene;
  const own = await timed(rounds, async () => { whole = await layout(everything); });
  const opened = await timed(rounds, async () => { shown = await drawing(model); });
  const dot = dotOf(whole);
  const other = await timed(rounds, () => { graphviz.layout(dot, 'plain', 'dot'); });
  return { whole, shown, row: [String(size), String(whole.nodes.length), own.toFixed(0), other.toFixed(0), ratio(own, other), String(shown.nodes.length), opened.toFixed(0), ratio(opened, other)] };
}

/** The same boxes, of the same size, in the same clusters, and the same lines. */
function dotOf({ nodes, edges }: LaidOutScene): string {
  const open = new Set(nodes.map(({ parent }) => parent));
  const name = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const first = (id: string): string => {
    const child = nodes.find(({ parent }) => parent === id);
    return child ? first(child.id) : name.get(id)!;
  };
  const lines = (parent: string | undefined): string[] => nodes.filter((node) => node.parent === parent).flatMap((node) => (open.has(node.id)
    ? [`subgraph cluster_${name.get(node.id)!} {`, ...lines(node.id), '}']
    : [`${name.get(node.id)!} [shape=box fixedsize=true width=${node.width / 72} height=${node.height / 72}];`]));
  return ['digraph g {', 'splines=polyline;', ...lines(undefined), ...edges.map(({ from, to }) => `${first(from)} -> ${first(to)};`), '}'].join('\n');
}

// ------------------------------------------------------------------------------------------------------ motion

async function frames(page: Page, size: number, scene: LaidOutScene, picture: string): Promise<string[][]> {
  await show(page, scene);
  const rows: string[][] = [];
  for (const dots of DOTS) {
    const own = await page.evaluate(([count, time]) => window.bench.stage(count, time), [dots, WATCHED] as const);
    const bare = await page.evaluate(([count, time]) => window.bench.canvas(count, time), [dots, WATCHED] as const);
    rows.push([String(size), picture, String(scene.nodes.length), String(dots), own.fps.toFixed(0), bare.fps.toFixed(0), ratio(own.fps, bare.fps), own.work.toFixed(1), bare.work.toFixed(1)]);
  }
  const panned = await page.evaluate((time) => window.bench.pan(time), WATCHED);
  rows.push([String(size), picture, String(scene.nodes.length), 'panning', panned.fps.toFixed(0), '', '', panned.work.toFixed(1), '']);
  return rows;
}

function show(page: Page, scene: LaidOutScene, svg = toSvg(scene, { theme: 'vscode', background: false })): Promise<number> {
  return page.evaluate(([markup, shown]) => window.bench.show(markup, shown), [svg, scene] as const);
}

// ------------------------------------------------------------------------------------------------- a key stroke

async function keystroke(page: Page, size: number, graphviz: Graphviz): Promise<string[]> {
  const editor = await Typed.open(SERVER, generateModel(size));
  const [answers, shows, found]: number[][] = [[], [], []];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const start = performance.now();
    const { svg, scene } = await editor.type(`server typed${round}`);
    answers!.push(performance.now() - start);
    shows!.push(await show(page, scene, svg));
    await editor.checked();
    found!.push(performance.now() - start);
  }
  await editor.close();
  // The first round warms the compiler.
  const [answer, shown, all] = [median(answers!.slice(1)), median(shows!.slice(1)), median(found!.slice(1))];
  const dot = dotOf(editor.picture.scene);
  const other = shown + await timed(ROUNDS, () => { graphviz.layout(dot, 'svg', 'dot'); });
  return [String(size), answer.toFixed(0), shown.toFixed(0), (answer + shown).toFixed(0), other.toFixed(0), ratio(answer + shown, other), all.toFixed(0)];
}

// ------------------------------------------------------------------------------------------------------- figures

/** Median of so many runs after one that does not count; of a single one where that is all there is time for. */
async function timed(rounds: number, run: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = rounds > 1 ? -1 : 0; round < rounds; round += 1) {
    const start = performance.now();
    await run();
    if (round >= 0) times.push(performance.now() - start);
  }
  return median(times);
}

function ratio(own: number, other: number): string {
  return `${(own / other).toFixed(2)} ×`;
}

function print(title: string, head: readonly string[], rows: readonly (readonly string[])[]): void {
  const table = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  console.log(`${title}\n${table.map((row) => row.map((cell, column) => cell.padStart(widths[column]!)).join('   ')).join('\n')}\n`);
}

await main();

/**
 * A picture as PNG, drawn by resvg (as WebAssembly, so that one package serves every system). It has no fonts of its own:
 * it is handed those that the picture needs.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { text } from '#language/messages/word.js';
import { ExportFault } from './fault.js';
import { readSvg, textOf } from './svg/read-svg.js';
import { typefacesFor, type FontWishes } from './typefaces.js';

export interface Drawn {
  content: Uint8Array;
  /** Characters that no font has: they are missing in the picture. */
  missing: string;
}

/** Beyond so many pixels hardly any program opens a picture; a side is held to what PNG readers take. */
const MOST_PIXELS = 400_000_000;
const LONGEST_SIDE = 32_767;

let engine: Promise<void> | undefined;

/** @param assets folder of the bundled files, resvg's own among them. */
function started(assets: string): Promise<void> {
  return engine ??= initWasm(readFileSync(join(assets, 'resvg.wasm')));
}

/** @param svg with its colours resolved. @param scale pixels for each CSS pixel. @throws ExportFault */
export async function toPng(svg: string, { scale, assets, ...wishes }: FontWishes & { scale: number; assets: string }): Promise<Drawn> {
  const root = readSvg(svg);
  const [width, height] = [Number(root.attributes['width']) * scale, Number(root.attributes['height']) * scale];
  if (width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE) throw new ExportFault(text('export.fault.too-large', { width: String(Math.round(width)), height: String(Math.round(height)) }));
  const set = textOf(root);
  const { list, missing } = typefacesFor(set, wishes);
  if (list.length === 0 && set.trim() !== '') throw new ExportFault(text('export.fault.no-font'));
  await started(assets);
  const fontBuffers = [...new Set(list.flatMap(({ regular, bold }) => [regular.data, bold.data]))];
  const family = list[0]?.family ?? '';
  const drawing = new Resvg(svg, {
    font: { fontBuffers, loadSystemFonts: false, defaultFontFamily: family, sansSerifFamily: family },
    fitTo: { mode: 'zoom', value: scale },
  } as ConstructorParameters<typeof Resvg>[1]);
  try {
    return { content: drawing.render().asPng(), missing };
  } finally {
    drawing.free();
  }
}

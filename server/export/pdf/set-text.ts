/** Text in a PDF: set in the faces that the picture was given, run by run, so that Hangul and Latin each find their glyphs. */
import type { Face, Typefaces } from '../typefaces.js';
import type { Style } from '../svg/cascade.js';
import { numberOf } from '../svg/numbers.js';

type Document = PDFKit.PDFDocument;

const BOLD_FROM = 600;

interface Run { face: string; text: string }

export class Type {
  private readonly registered = new Set<string>();

  constructor(private readonly document: Document, private readonly typefaces: Typefaces) {}

  /** @returns the width that was set, in the picture's units. */
  set(text: string, x: number, y: number, style: Style): number {
    const size = numberOf(style['font-size'], 16);
    const runs = this.runsOf(text, style).map((run) => ({ ...run, width: this.widthOf(run, size) }));
    const width = runs.reduce((sum, run) => sum + run.width, 0);
    let at = style['text-anchor'] === 'middle' ? x - width / 2 : style['text-anchor'] === 'end' ? x - width : x;
    for (const run of runs) {
      this.document.font(run.face).fontSize(size).text(run.text, at, y, { lineBreak: false, baseline: 'alphabetic' });
      at += run.width;
    }
    return width;
  }

  private widthOf(run: Run, size: number): number {
    return this.document.font(run.face).fontSize(size).widthOfString(run.text);
  }

  private runsOf(text: string, style: Style): Run[] {
    const weight = style['font-weight'] === 'bold' || numberOf(style['font-weight'], 400) >= BOLD_FROM ? 'bold' : 'regular';
    const runs: Run[] = [];
    for (const character of text) {
      const face = this.faceFor(character, weight);
      const last = runs.at(-1);
      if (last?.face === face) last.text += character;
      else runs.push({ face, text: character });
    }
    return runs;
  }

  private faceFor(character: string, weight: 'regular' | 'bold'): string {
    const { list } = this.typefaces;
    const codePoint = character.codePointAt(0)!;
    const found = list.find((typeface) => typeface[weight].has(codePoint)) ?? list[0]!;
    return this.register(found[weight]);
  }

  private register({ name, data, face }: Face): string {
    if (!this.registered.has(name)) this.document.registerFont(name, data, face);
    this.registered.add(name);
    return name;
  }
}

/**
 * A picture as PDF: one page of its size, everything as lines and real text, with the fonts that it is set in (of each
 * only the glyphs that are used), links included. It is drawn from the very SVG that other files get.
 */
import PDFDocument from 'pdfkit';
import { text } from '#language/messages/word.js';
import { ExportFault } from './fault.js';
import type { Drawn } from './to-png.js';
import { colour, outline, paint } from './pdf/draw-shape.js';
import { Type } from './pdf/set-text.js';
import { Cascade, type Style } from './svg/cascade.js';
import { numberOf, numbersOf, transformsOf } from './svg/numbers.js';
import { classesOf, descendants, readSvg, textOf, type SvgElement } from './svg/read-svg.js';
import { typefacesFor, type FontWishes } from './typefaces.js';

/** CSS pixels are a 96th of an inch, points a 72nd. */
const POINTS = 0.75;
/** Longest side of a page that readers open, in points. */
const LONGEST_PAGE = 14_400;
const NOT_DRAWN = new Set(['defs', 'style', 'title', 'desc', 'metadata', 'pattern', 'clipPath', 'marker', 'symbol']);

export interface PdfOptions extends FontWishes { title: string }

/** @param svg with its colours resolved. @throws ExportFault */
export async function toPdf(svg: string, { title, ...wishes }: PdfOptions): Promise<Drawn> {
  const root = readSvg(svg);
  const set = textOf(root);
  const typefaces = typefacesFor(set, wishes);
  if (typefaces.list.length === 0 && set.trim() !== '') throw new ExportFault(text('export.fault.no-font'));
  const [left = 0, top = 0, width = 1, height = 1] = numbersOf(root.attributes['viewBox']);
  const scale = Math.min(POINTS, LONGEST_PAGE / Math.max(width, height));
  const document = new PDFDocument({
    size: [width * scale, height * scale], margin: 0, font: '', info: { Title: title, Creator: 'Lintel', CreationDate: new Date(0), ModDate: new Date(0) }, displayTitle: true, lang: 'en',
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve, reject) => { document.on('end', resolve).on('error', reject); });
  document.scale(scale).translate(-left, -top);
  new Drawing(document, root, new Type(document, typefaces)).draw();
  document.end();
  await done;
  return { content: Buffer.concat(chunks), missing: typefaces.missing };
}

class Drawing {
  private readonly cascade: Cascade;

  constructor(private readonly document: PDFKit.PDFDocument, private readonly root: SvgElement, private readonly type: Type) {
    this.cascade = new Cascade(root);
  }

  draw(): void {
    this.children(this.root);
  }

  private children(element: SvgElement): void {
    for (const child of element.children) this.element(child);
  }

  private element(element: SvgElement): void {
    if (NOT_DRAWN.has(element.name)) return;
    const style = this.cascade.styleOf(element);
    if (style['display'] === 'none' || style['visibility'] === 'hidden') return;
    const { document } = this;
    document.save();
    for (const matrix of transformsOf(element.attributes['transform'])) document.transform(...matrix);
    const opacity = numberOf(style['opacity'], 1);
    if (opacity < 1) document.opacity(opacity);
    switch (element.name) {
      case 'svg': this.inner(element); break;
      case 'text': this.text(element, style); break;
      case 'a': this.link(element); this.children(element); break;
      case 'g': this.children(element); break;
      default: this.shape(element, style);
    }
    document.restore();
  }

  /** An icon: a drawing with a measure of its own. */
  private inner(element: SvgElement): void {
    const { x, y, width, height, viewBox } = element.attributes;
    const [left = 0, top = 0, inside = numberOf(width, 1), across = numberOf(height, 1)] = numbersOf(viewBox);
    this.document.translate(numberOf(x), numberOf(y)).scale(numberOf(width, inside) / inside, numberOf(height, across) / across).translate(-left, -top);
    this.children(element);
  }

  private text(element: SvgElement, style: Style): void {
    const fill = colour(style['fill'] ?? '#000000', style);
    if (fill === undefined || element.text.trim() === '') return;
    const { document } = this;
    const [x, y] = [numberOf(element.attributes['x']), numberOf(element.attributes['y'])];
    const size = numberOf(style['font-size'], 16);
    document.fillColor(fill);
    const width = this.type.set(element.text, x, y, style);
    if (style['text-decoration'] !== 'line-through') return;
    const start = style['text-anchor'] === 'middle' ? x - width / 2 : style['text-anchor'] === 'end' ? x - width : x;
    document.lineWidth(size / 14).undash().moveTo(start, y - size * 0.3).lineTo(start + width, y - size * 0.3).stroke(fill);
  }

  private shape(element: SvgElement, style: Style): void {
    const pattern = /^url\(#([^)]+)\)$/.exec(style['fill'] ?? '')?.[1];
    if (pattern !== undefined) this.tiles(element, pattern);
    if (outline(this.document, element)) paint(this.document, style);
  }

  /** A pattern, tile by tile, inside the shape. */
  private tiles(element: SvgElement, id: string): void {
    const pattern = [...descendants(this.root)].find((each) => each.name === 'pattern' && each.attributes['id'] === id);
    const { document } = this;
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => numberOf(element.attributes[name])) as [number, number, number, number];
    const [across, down] = [numberOf(pattern?.attributes['width']), numberOf(pattern?.attributes['height'])];
    if (!pattern || across <= 0 || down <= 0 || width <= 0 || !outline(document, element)) return;
    document.save().clip();
    // Turned as it may be, the tiles of this square cover the shape.
    const reach = Math.hypot(width, height);
    document.translate(x + width / 2, y + height / 2);
    for (const matrix of transformsOf(pattern.attributes['patternTransform'])) document.transform(...matrix);
    for (let row = -reach / 2; row < reach / 2; row += down) {
      for (let column = -reach / 2; column < reach / 2; column += across) {
        document.save().translate(column, row);
        this.children(pattern);
        document.restore();
      }
    }
    document.restore();
  }

  /** The place to click is the part's outline. */
  private link(element: SvgElement): void {
    const { href } = element.attributes;
    const body = [...descendants(element)].find((each) => each.name === 'rect' && classesOf(each).some((name) => name === 'box' || name === 'area')) ?? [...descendants(element)].find(({ name }) => name === 'rect');
    if (!href || !body) return;
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => numberOf(body.attributes[name])) as [number, number, number, number];
    this.document.link(x, y, width, height, href);
  }
}

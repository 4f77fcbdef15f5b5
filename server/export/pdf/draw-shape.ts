/** One shape of a picture as a path of a PDF, filled and stroked as its style says. */
import type { Style } from '../svg/cascade.js';
import { numberOf, numbersOf } from '../svg/numbers.js';
import type { SvgElement } from '../svg/read-svg.js';

type Document = PDFKit.PDFDocument;

/** Puts the outline down; false of what has none. */
export function outline(document: Document, { name, attributes }: SvgElement): boolean {
  const at = (attribute: string): number => numberOf(attributes[attribute]);
  switch (name) {
    case 'rect': {
      const [width, height] = [at('width'), at('height')];
      const radius = Math.min(numberOf(attributes['rx'], at('ry')), width / 2, height / 2);
      if (width <= 0 || height <= 0) return false;
      if (radius > 0) document.roundedRect(at('x'), at('y'), width, height, radius);
      else document.rect(at('x'), at('y'), width, height);
      return true;
    }
    case 'path':
      if (!attributes['d']) return false;
      document.path(attributes['d']);
      return true;
    case 'circle': document.circle(at('cx'), at('cy'), at('r')); return true;
    case 'ellipse': document.ellipse(at('cx'), at('cy'), at('rx'), at('ry')); return true;
    case 'line': document.moveTo(at('x1'), at('y1')).lineTo(at('x2'), at('y2')); return true;
    case 'polygon':
    case 'polyline': return polyline(document, numbersOf(attributes['points']), name === 'polygon');
    default: return false;
  }
}

function polyline(document: Document, points: readonly number[], closed: boolean): boolean {
  if (points.length < 4) return false;
  document.moveTo(points[0]!, points[1]!);
  for (let index = 2; index + 1 < points.length; index += 2) document.lineTo(points[index]!, points[index + 1]!);
  if (closed) document.closePath();
  return true;
}

export function paint(document: Document, style: Style): void {
  const [fill, stroke] = [colour(style['fill'] ?? '#000000', style), colour(style['stroke'] ?? 'none', style)];
  const width = numberOf(style['stroke-width'], 1);
  const line = stroke !== undefined && width > 0;
  if (line) strokeAs(document, style, width);
  const rule = style['fill-rule'] === 'evenodd' ? 'even-odd' : 'non-zero';
  if (fill !== undefined && line) document.fillAndStroke(fill, stroke, rule);
  else if (fill !== undefined) document.fill(fill, rule);
  else if (line) document.stroke(stroke);
}

function strokeAs(document: Document, style: Style, width: number): void {
  document.lineWidth(width).miterLimit(4).lineCap((style['stroke-linecap'] ?? 'butt') as 'butt').lineJoin((style['stroke-linejoin'] ?? 'miter') as 'miter');
  const dashes = numbersOf(style['stroke-dasharray']);
  if (dashes.length === 0 || dashes.every((each) => each === 0)) document.undash();
  // Of an odd list SVG takes the list twice.
  else document.dash((dashes.length % 2 === 0 ? dashes : [...dashes, ...dashes]) as unknown as number, {});
}

/** Undefined where nothing is painted. Patterns are painted by whoever knows them. */
export function colour(value: string, style: Style): string | undefined {
  if (value === 'none' || value === 'transparent' || value.startsWith('url(')) return undefined;
  return value === 'currentColor' ? style['color'] ?? '#000000' : value;
}

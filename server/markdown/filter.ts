/**
 * Markdown in, Markdown out, with the blocks of `arch` drawn: as SVG in the page, or as images beside it. Where a block
 * begins and ends is for markdown-it to say, which knows lists, quotes and longer fences; every other byte stays.
 */
import MarkdownItConstructor from 'markdown-it';
import type { BlockPainter, DrawnBlock } from '#language/markdown/draw-block.js';
import { captionOf, figureOf, figureRows, happenings, remarkText, svgOf, type FigureOptions } from '#language/markdown/figure.js';
import { prefixOf } from '#language/markdown/plugin.js';

export interface FilterOptions {
  /** URI of the page. */
  page: string;
  painter: BlockPainter;
  theme: FigureOptions['theme'];
  /** Keeps a picture as a file and tells how the page is to address it; undefined: pictures stand in the page. */
  image?(svg: string, number: number): string;
}

export interface Filtered {
  text: string;
  /** What there is to say of the blocks, by the line of the page, counted from 1. */
  remarks: { line: number; said: string; refused: boolean }[];
}

const FENCE = /^(.*?)(?:`{3,}|~{3,})\s*arch(?![\w-])/;
const markdown = new MarkdownItConstructor('commonmark');

export function filterMarkdown(text: string, options: FilterOptions): Filtered {
  const lines = text.split(/(?<=\r\n|\r(?!\n)|\n)/);
  const remarks: Filtered['remarks'] = [];
  const replaced: string[] = [];
  let [kept, number] = [0, 0];
  for (const token of markdown.parse(text, {})) {
    if (token.type !== 'fence' || !token.map) continue;
    const [start, end] = token.map;
    const opening = lines[start] ?? '';
    const prefix = FENCE.exec(opening)?.[1];
    const block = { info: token.info.trim(), code: token.content, page: options.page };
    const drawn = prefix === undefined ? undefined : options.painter.draw(block);
    if (!drawn) continue;
    number += 1;
    const refused = drawn.picture === undefined;
    for (const each of drawn.remarks) remarks.push({ line: start + 1 + (each.line ?? 0), said: each.said, refused });
    const figure = { prefix: prefixOf(block, number), theme: options.theme, first: number === 1 };
    const written = options.image && !refused ? imageOf(drawn, figure, options.image, number) : figureOf(drawn, figure).split('\n');
    const frame = new Frame(prefix!, /\r\n|\r|\n/.exec(opening)?.[0] ?? '\n');
    replaced.push(...lines.slice(kept, start), frame.text(written, { before: lines[start - 1], after: refused ? opening : lines[end], paragraph: options.image !== undefined && !refused }));
    // What is not drawn stays to be read, beneath what is said of it.
    if (refused) replaced.push(frame.follow(opening), ...lines.slice(start + 1, end));
    kept = end;
  }
  return { text: replaced.join('') + lines.slice(kept).join(''), remarks };
}

/** What stands before a block in every one of its lines: the indent of a list, the signs of quotes. */
class Frame {
  private readonly next: string;

  constructor(private readonly first: string, private readonly lineBreak: string) {
    this.next = first.replace(/[^>\s]/g, ' ');
  }

  /** Empty lines around it where its neighbours would be drawn into it. */
  text(lines: readonly string[], { before, after, paragraph }: { before: string | undefined; after: string | undefined; paragraph: boolean }): string {
    const marked = this.first !== this.next;
    const empty = `${this.next.trimEnd()}${this.lineBreak}`;
    const written = lines.map((line, index) => `${index === 0 ? this.first : line === '' ? this.next.trimEnd() : this.next}${line}${this.lineBreak}`).join('');
    return `${paragraph && !marked && !this.isEmpty(before) ? empty : ''}${written}${this.isEmpty(after) ? '' : empty}`;
  }

  /** The first line of what comes second: a list's own sign stands before it no more. */
  follow(opening: string): string {
    return this.next + opening.slice(this.first.length);
  }

  private isEmpty(line: string | undefined): boolean {
    return line === undefined || line.replaceAll('>', '').trim() === '';
  }
}

function imageOf(drawn: DrawnBlock, figure: FigureOptions, image: NonNullable<FilterOptions['image']>, number: number): string[] {
  const address = image(`${svgOf(drawn, { prefix: figure.prefix, theme: figure.theme === 'page' ? 'light' : figure.theme })!}\n`, number);
  const caption = captionOf(drawn);
  const lines = [`![${plain(caption ?? drawn.picture!.scene.title)}](${encodeURI(address).replace(/[()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)})`];
  if (caption !== undefined) lines.push('', `*${plain(caption)}*`);
  if (drawn.moment) {
    const [head, ...rows] = figureRows(drawn.moment);
    const row = (cells: readonly string[]): string => `| ${cells.map(plain).join(' | ')} |`;
    if (head) lines.push('', row(head), `|${head.map((_, index) => (index === 0 ? '---' : '---:')).join('|')}|`, ...rows.map(row));
    const told = happenings(drawn, drawn.moment).map(({ said }) => `- ${plain(said)}`);
    if (told.length > 0) lines.push('', ...told);
  }
  if (drawn.remarks.length > 0) lines.push('', ...drawn.remarks.map((each) => `- ${plain(remarkText(each))}`));
  return lines;
}

/** A user's text as Markdown that says just that. */
function plain(written: string): string {
  return written.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|~&#]/g, '\\$&');
}

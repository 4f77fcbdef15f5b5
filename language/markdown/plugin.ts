/**
 * A plugin for markdown-it (VS Code's preview, VitePress, Eleventy and others): blocks of `arch` are drawn. It asks of
 * markdown-it no more than the shape below, so that it works with every version; it never throws.
 */
import { text, word } from '../messages/word.js';
import type { FileAccess } from '../project/project.js';
import { BlockPainter, type Block } from './draw-block.js';
import { escape, figureOf, type FigureOptions } from './figure.js';

export interface Token { info: string; content: string; attrs: [string, string][] | null }

/** Declared as a method: what markdown-it itself hands over knows more of its tokens. */
type RenderRule = { rule(tokens: Token[], index: number, options: unknown, env: unknown, self: unknown): string }['rule'];

export interface MarkdownIt { renderer: { rules: { fence?: RenderRule | undefined } } }

export interface PluginHost {
  files: FileAccess;
  /** URI of the page that is rendered. */
  pageOf(env: unknown): string;
  theme: FigureOptions['theme'];
}

/** How many pictures a page has so far. Renderings of one page share their `env`. */
const counts = new WeakMap<object, number>();

export function drawArchBlocks(md: MarkdownIt, host: PluginHost): void {
  const painter = new BlockPainter(host.files);
  const otherwise = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const { info, content, attrs } = tokens[index]!;
    const before = (): string => otherwise?.(tokens, index, options, env, self) ?? `<pre><code>${escape(content)}</code></pre>\n`;
    if (!/^arch(?![\w-])/.test(info.trim())) return before();
    try {
      const block = { info: info.trim(), code: content, page: host.pageOf(env) };
      const drawn = painter.draw(block);
      if (!drawn) return before();
      const number = count(env);
      return `${figureOf(drawn, { prefix: prefixOf(block, number), theme: host.theme, first: number === 1, attributes: attributesOf(attrs) }, content)}\n`;
    } catch (thrown) {
      return `<p class="lintel-refused">${escape(word(text('markdown.failed', { reason: thrown instanceof Error ? thrown.message : String(thrown) })))}</p>\n${before()}`;
    }
  };
}

function count(env: unknown): number {
  if (typeof env !== 'object' || env === null) return 1;
  const number = (counts.get(env) ?? 0) + 1;
  counts.set(env, number);
  return number;
}

/** Pages may be joined to one, and a page may show a block twice. */
export function prefixOf({ page, info, code }: Block, number: number): string {
  let hash = 0x811c9dc5;
  for (const character of `${page}\n${info}\n${code}`) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193) >>> 0;
  return `lintel-${hash.toString(36)}-${number}-`;
}

/** What editors hang on a block to scroll with the text: its line. Classes are the figure's own. */
function attributesOf(attrs: Token['attrs']): string {
  return (attrs ?? []).filter(([name]) => /^data-[\w-]+$|^dir$|^id$/.test(name)).map(([name, value]) => ` ${name}="${escape(value)}"`).join('');
}

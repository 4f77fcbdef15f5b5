/**
 * The plugin for markdown-it in Node: `md.use(require('lintel/markdown-it'))`. Imports of a block are read from beside its
 * page, as far as its repository goes.
 */
import { resolve } from 'node:path';
import { drawArchBlocks, type MarkdownIt } from '#language/markdown/plugin.js';
import { fromPath, normalise, toPath } from '#language/model/uri.js';
import { NodeFiles } from '../host/node-files.js';
import { workspaceOf } from '../host/workspace.js';

export interface LintelOptions {
  /** Where pages stand whose own place is not told; the working folder unless given. */
  folder?: string;
  /** The page's own colours unless given. */
  theme?: 'light' | 'dark' | 'page';
}

export default function lintel(md: MarkdownIt, { folder = process.cwd(), theme = 'page' }: LintelOptions = {}): void {
  const elsewhere = resolve(folder, 'page.md');
  const readers = new Map<string, NodeFiles>();
  let files = filesAt(readers, elsewhere);
  drawArchBlocks(md, {
    files: { read: (uri) => files.read(uri), inWorkspace: (uri) => files.inWorkspace(uri) },
    pageOf: (env) => {
      const page = pageOf(env) ?? fromPath(elsewhere);
      files = filesAt(readers, page.startsWith('file:') ? toPath(page) : elsewhere);
      return page;
    },
    theme,
  });
}

/** What renderers tell of the page: VS Code its document, VitePress and Eleventy its path. */
function pageOf(env: unknown): string | undefined {
  if (typeof env !== 'object' || env === null) return undefined;
  const { currentDocument, path, page } = env as { currentDocument?: unknown; path?: unknown; page?: unknown };
  if (currentDocument !== undefined && currentDocument !== null) return normalise(String(currentDocument));
  if (typeof path === 'string') return fromPath(resolve(path));
  const inputPath = typeof page === 'object' && page !== null ? (page as { inputPath?: unknown }).inputPath : undefined;
  return typeof inputPath === 'string' ? fromPath(resolve(inputPath)) : undefined;
}

function filesAt(readers: Map<string, NodeFiles>, page: string): NodeFiles {
  const folder = workspaceOf(page);
  const known = readers.get(folder) ?? new NodeFiles([folder]);
  readers.set(folder, known);
  return known;
}

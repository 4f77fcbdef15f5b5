/**
 * VS Code's Markdown preview draws blocks of `arch`. What draws them is a bundle of its own, loaded with the first preview
 * of a page: most windows never show one.
 */
import { createRequire } from 'node:module';
import { Uri } from 'vscode';
import { builtFolder } from './preview/html.js';

/** As much of markdown-it as is needed to hand the plugin in. */
interface MarkdownIt { use(plugin: unknown, options?: unknown): MarkdownIt }

export interface MarkdownExtension { extendMarkdownIt(md: MarkdownIt): MarkdownIt }

export function markdownExtension(extension: Uri): MarkdownExtension {
  return {
    extendMarkdownIt: (md) => {
      const bundle = Uri.joinPath(builtFolder(extension), 'markdown-it-lintel.cjs').fsPath;
      return md.use(createRequire(bundle)(bundle));
    },
  };
}

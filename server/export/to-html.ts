/**
 * The offline page: the preview's own script and styles and all pictures, in one file that asks nobody for anything. Its
 * policy admits these two and nothing else: no address is ever called, whatever an architecture is named.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { EMBEDDED, type Embedded } from '#language/protocol/embedded.js';

/** @param assets folder of the bundled `preview.js` and `preview.css`. */
export function toHtml(embedded: Embedded, { title, assets }: { title: string; assets: string }): string {
  const script = harmless(readFileSync(join(assets, 'preview.js'), 'utf8'));
  const styles = readFileSync(join(assets, 'preview.css'), 'utf8').replaceAll('\r\n', '\n').replace(/<\/(?=style)/gi, '<\\/');
  const policy = [
    "default-src 'none'", `script-src ${hashOf(script)}`, `style-src ${hashOf(styles)}`, 'img-src data: blob:', "base-uri 'none'", "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Lintel">
<title>${escape(title)}</title>
<link rel="icon" href="data:,">
<style>${styles}</style>
</head>
<body>
<script type="application/octet-stream" id="${EMBEDDED}">${packed(embedded)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/**
 * A tenth as long as the JSON, and nothing in it that could end the element. Where a file stands on its writer's machine is
 * nobody's business: of each only its name is told.
 */
function packed(embedded: Embedded): string {
  const names = new Map<string, string>();
  for (const uri of new Set([embedded.uri, ...embedded.states.flatMap(({ model }) => [model.root, ...model.files])])) {
    if (!uri.startsWith('file:')) continue;
    const name = uri.slice(uri.lastIndexOf('/') + 1);
    const taken = [...names.values()].includes(`file:///${name}`);
    names.set(uri, taken ? `file:///${names.size}/${name}` : `file:///${name}`);
  }
  const json = JSON.stringify(embedded, (_, value: unknown) => (typeof value === 'string' ? names.get(value) ?? value : value));
  return deflateSync(json, { level: 9 }).toString('base64');
}

/** What would end the element inside a program's texts is written otherwise; it means the same there. */
function harmless(script: string): string {
  return script.replaceAll('\r\n', '\n').replace(/<(?=\/script|script|!--)/gi, '\\x3c').trim();
}

function hashOf(content: string): string {
  return `'sha256-${createHash('sha256').update(content, 'utf8').digest('base64')}'`;
}

function escape(written: string): string {
  return written.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

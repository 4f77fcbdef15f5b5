/** The page and its two files, with headers that let nothing else in and keep the address to itself. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

const FILES: Record<string, string> = { 'preview.js': 'text/javascript; charset=utf-8', 'preview.css': 'text/css; charset=utf-8' };

const GUARDED = {
  'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin',
};

function page(port: number): Reply {
  const nonce = randomBytes(24).toString('base64url');
  const policy = [
    "default-src 'none'", `script-src 'nonce-${nonce}'`, "style-src 'self'", 'img-src data:', `connect-src ws://127.0.0.1:${port}`,
    "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
  ].join('; ');
  const body = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lintel</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="preview.css">
</head>
<body>
<script nonce="${nonce}" src="preview.js"></script>
</body>
</html>
`;
  return { status: 200, headers: { ...GUARDED, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }, body };
}

/** @param folder where the bundled `preview.js` and `preview.css` are. */
export async function answer(name: string, port: number, folder: string): Promise<Reply> {
  if (name === '') return page(port);
  const type = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
  if (type === undefined) return refused(404);
  return { status: 200, headers: { ...GUARDED, 'content-type': type }, body: await readFile(join(folder, name)) };
}

export function refused(status: 403 | 404 | 405 | 500): Reply {
  return { status, headers: { ...GUARDED, 'content-type': 'text/plain; charset=utf-8' }, body: '' };
}

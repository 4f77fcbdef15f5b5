/**
 * The page of the preview. Nothing runs or loads but the two bundled files: the script by its nonce, the styles from
 * the built folder. No text of an architecture is ever part of this page.
 */
import { randomBytes } from 'node:crypto';
import { Uri, type Webview } from 'vscode';

export function builtFolder(extension: Uri): Uri {
  return Uri.joinPath(extension, 'dist');
}

export function previewPage(webview: Webview, extension: Uri): string {
  const nonce = randomBytes(24).toString('base64url');
  const file = (name: string): Uri => webview.asWebviewUri(Uri.joinPath(builtFolder(extension), name));
  const policy = [
    "default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${webview.cspSource}`, `img-src ${webview.cspSource} data:`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('preview.css')}">
</head>
<body>
<script nonce="${nonce}" src="${file('preview.js')}"></script>
</body>
</html>`;
}

// What is bundled, from which entry, for whom. The build makes these; the third-party notices name what they carry.
import { fileURLToPath } from 'node:url';
import { pageMessages } from './page-messages.mjs';

const common = {
  absWorkingDir: fileURLToPath(new URL('..', import.meta.url)), bundle: true, minify: true, legalComments: 'none', logLevel: 'warning',
  loader: { '.arch': 'text' }, charset: 'utf8',
};
// CommonJS although the package is of type "module": the extension host loads it by require, and the server starts faster.
const forNode = {
  ...common, platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'],
  // Its ES module looks for files beside itself by a URL that CommonJS has not.
  alias: { pdfkit: fileURLToPath(new URL('../node_modules/pdfkit/js/pdfkit.js', import.meta.url)) },
};
const forBrowser = { ...common, platform: 'browser', target: ['chrome120', 'firefox128', 'safari17'], format: 'iife' };

/** Shipped. */
export const bundles = [
  { ...forNode, entryPoints: ['client/src/extension.ts'], outfile: 'dist/extension.cjs', external: ['vscode'] },
  { ...forNode, entryPoints: ['server/lsp/main.ts'], outfile: 'dist/language-server.cjs' },
  { ...forBrowser, entryPoints: ['server/lsp/browser.ts'], outfile: 'dist/language-server.worker.js' },
  { ...forBrowser, entryPoints: ['client/webview/main.ts'], outfile: 'dist/preview.js', plugins: [pageMessages] },
  { ...forBrowser, entryPoints: ['client/webview/preview.css'], outfile: 'dist/preview.css' },
  { ...forNode, entryPoints: ['server/cli/main.ts'], outfile: 'dist/cli.cjs', banner: { js: '#!/usr/bin/env node' } },
  { ...forNode, entryPoints: ['server/markdown/plugin.ts'], outfile: 'dist/markdown-it-lintel.cjs', footer: { js: 'module.exports = Object.assign(module.exports.default, module.exports);' } },
  { ...forNode, entryPoints: ['server/host/layout-worker.ts'], outfile: 'dist/layout-worker.cjs' },
  { ...forNode, entryPoints: ['server/cli/chaos-worker.ts'], outfile: 'dist/chaos-worker.cjs' },
];

/** Copied as they are: what a package brings that is no program text. */
export const assets = [{ from: 'node_modules/@resvg/resvg-wasm/index_bg.wasm', to: 'dist/resvg.wasm' }];

/** The tests that run inside VS Code. */
export const testBundles = [
  { ...forNode, minify: false, entryPoints: ['test/e2e/in-host/index.ts'], outfile: 'dist/e2e/in-host.cjs', external: ['vscode', 'mocha'] },
];

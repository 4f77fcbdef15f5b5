// Bundles the program with esbuild into dist/: the extension and the language server for the extension host, the same
// server for a browser worker, the preview's script and styles, and the command line. `--tests` adds the tests that run
// inside VS Code, `--watch` keeps building, `--development` leaves the code readable.
import { build, context } from 'esbuild';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const wishes = new Set(process.argv.slice(2));
const development = wishes.has('--development');

const common = {
  absWorkingDir: project, bundle: true, minify: !development, sourcemap: development ? 'linked' : false,
  legalComments: 'none', logLevel: 'warning', loader: { '.arch': 'text' }, charset: 'utf8',
};
// CommonJS although the package is of type "module": the extension host loads it by require, and the server starts faster.
const forNode = { ...common, platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'] };
const forBrowser = { ...common, platform: 'browser', target: ['chrome120', 'firefox128', 'safari17'], format: 'iife' };

const bundles = [
  { ...forNode, entryPoints: ['client/src/extension.ts'], outfile: 'dist/extension.cjs', external: ['vscode'] },
  { ...forNode, entryPoints: ['server/lsp/main.ts'], outfile: 'dist/language-server.cjs' },
  { ...forBrowser, entryPoints: ['server/lsp/browser.ts'], outfile: 'dist/language-server.worker.js' },
  { ...forBrowser, entryPoints: ['client/webview/main.ts'], outfile: 'dist/preview.js' },
  { ...forBrowser, entryPoints: ['client/webview/preview.css'], outfile: 'dist/preview.css' },
  { ...forNode, entryPoints: ['server/cli/main.ts'], outfile: 'dist/cli.cjs', banner: { js: '#!/usr/bin/env node' } },
];
if (wishes.has('--tests')) {
  bundles.push({ ...forNode, minify: false, entryPoints: ['test/e2e/in-host/index.ts'], outfile: 'dist/e2e/in-host.cjs', external: ['vscode', 'mocha'] });
}

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
if (wishes.has('--watch')) {
  for (const bundle of bundles) await (await context(bundle)).watch();
} else {
  await Promise.all(bundles.map((bundle) => build(bundle)));
}

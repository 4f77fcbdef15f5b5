// Bundles the program with esbuild into dist/: the extension and the language server for the extension host, the same
// server for a browser worker, the preview's script and styles, and the command line. `--tests` adds the tests that run
// inside VS Code, `--watch` keeps building, `--development` leaves the code readable.
import { build, context } from 'esbuild';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { assets, bundles, testBundles } from './bundles.mjs';

const wishes = new Set(process.argv.slice(2));
const readable = wishes.has('--development') ? { minify: false, sourcemap: 'linked' } : {};
const wanted = [...bundles, ...(wishes.has('--tests') ? testBundles : [])].map((bundle) => ({ ...bundle, ...readable }));

const at = (path) => new URL(`../${path}`, import.meta.url);
rmSync(at('dist'), { recursive: true, force: true });
mkdirSync(at('dist'));
for (const { from, to } of assets) cpSync(at(from), at(to));
if (wishes.has('--watch')) {
  for (const bundle of wanted) await (await context(bundle)).watch();
} else {
  await Promise.all(wanted.map((bundle) => build(bundle)));
}

// Bundles the program with esbuild into dist/: the extension and the language server for the extension host, the same
// server for a browser worker, the preview's script and styles, and the command line. `--tests` adds the tests that run
// inside VS Code, `--watch` keeps building, `--development` leaves the code readable.
import { build, context } from 'esbuild';
import { rmSync } from 'node:fs';
import { bundles, testBundles } from './bundles.mjs';

const wishes = new Set(process.argv.slice(2));
const readable = wishes.has('--development') ? { minify: false, sourcemap: 'linked' } : {};
const wanted = [...bundles, ...(wishes.has('--tests') ? testBundles : [])].map((bundle) => ({ ...bundle, ...readable }));

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
if (wishes.has('--watch')) {
  for (const bundle of wanted) await (await context(bundle)).watch();
} else {
  await Promise.all(wanted.map((bundle) => build(bundle)));
}

// The preview's page is given the texts that it can say, and no others: most of the catalogue belongs to rules and
// commands, which word their sentences on the host. An id is found as a text in a file that is part of the bundle; where
// it is put together (`preview.act-${action}`), all ids that begin so are kept. So nothing can be missing by accident.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const CATALOGUE = /[\\/]language[\\/]messages[\\/]en[\\/]index\.ts$/;
/** A quoted id, up to its end or to where something is put in. */
const ID = /['"`]([a-z][\w-]*\.[\w.-]*)(\$\{|['"`])/g;

/** Whole ids and beginnings of ids that these texts name. */
export function idsIn(sources) {
  const [whole, begun] = [new Set(), new Set()];
  for (const source of sources) for (const [, id, end] of source.matchAll(ID)) (end === '${' || /[.-]$/.test(id) ? begun : whole).add(id);
  return { has: (id) => whole.has(id) || [...begun].some((head) => id.startsWith(head)) };
}

export const pageMessages = {
  name: 'page-messages',
  setup(bundle) {
    const { absWorkingDir, entryPoints } = bundle.initialOptions;
    const plain = { absWorkingDir, bundle: true, write: false, logLevel: 'silent' };
    bundle.onLoad({ filter: CATALOGUE }, async ({ path }) => {
      const { metafile } = await build({ ...plain, entryPoints, metafile: true, platform: 'browser', format: 'iife', outdir: 'nowhere' });
      const files = Object.keys(metafile.inputs).filter((file) => !/node_modules|language[\\/]messages[\\/]en[\\/]/.test(file));
      const { outputFiles } = await build({ ...plain, entryPoints: [path], platform: 'node', format: 'esm' });
      const { english } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
      const used = idsIn(files.map((file) => readFileSync(join(absWorkingDir, file), 'utf8')));
      const kept = Object.fromEntries(Object.entries(english).filter(([id]) => used.has(id)));
      return { contents: `export const english = ${JSON.stringify(kept)};`, loader: 'js', watchFiles: Object.keys(metafile.inputs).map((file) => join(absWorkingDir, file)) };
    });
  },
};

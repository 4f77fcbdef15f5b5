/** The page's bundle carries the texts that it can say, and neither the others nor the catalogue of icons. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { english } from '#language/messages/en/index.js';
import { icons } from '#language/scene/icons.generated.js';
import { idsIn, pageMessages } from '../../scripts/page-messages.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url));

describe('the texts of the page', () => {
  it('are found where they are named, and by the beginning where an id is put together', () => {
    const used = idsIn(["word(text('edit.name')); say(`preview.act-${action}`); text(\"reach.todo.\" + why)"]);
    assert.deepEqual(['edit.name', 'preview.act-fail', 'reach.todo.route', 'edit.names', 'preview.ac', 'cli.check'].map((id) => used.has(id)), [true, true, true, false, false, false]);
  });

  it('are all there that its own code names; the rules\' and commands\' are not, nor the icons', async () => {
    const { outputFiles, metafile } = await build({
      absWorkingDir: project, entryPoints: ['client/webview/main.ts'], bundle: true, minify: true, write: false, metafile: true, charset: 'utf8', platform: 'browser', format: 'iife', outdir: 'nowhere', plugins: [pageMessages as Plugin],
    });
    const page = outputFiles[0]!.text;
    const folder = join(project, 'client/webview');
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => readFileSync(join(folder, file), 'utf8'));
    const own = idsIn(sources);
    const carries = (id: string): boolean => page.includes(`"${id}":`) || page.includes(`${id}:`);
    const ids = Object.keys(english);
    const named = ids.filter((id) => own.has(id));
    assert.ok(named.length > 200, `${named.length} ids`);
    assert.deepEqual(named.filter((id) => !carries(id)), []);
    assert.ok(ids.filter((id) => !carries(id)).length > 900);
    assert.ok(!carries('cli.preview.edit') && !Object.keys(metafile.inputs).some((file) => file.endsWith('icons.generated.ts')));
    assert.ok(!page.includes(Object.values(icons)[0]!.body));
  }).timeout(120_000);
});

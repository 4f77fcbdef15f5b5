// Draws the pictures that pages show, and the gallery of them. Such a page says itself how its picture is made, in a line
// that readers can run too: `lintel render clinical-study.arch --view wiring --output clinical-study.svg`. Views that no
// page shows are drawn without colours into the golden pictures of the tests. With --check what is committed is only
// compared, and drift fails. The command line is run from its sources, so that no build is needed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { darkTwin, galleryOf } from './gallery.mjs';
import { writeOrCompare } from './write-or-compare.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'lintel-pictures-'));
const GOLDEN = 'test/language/scene/golden/examples';

const folders = readdirSync(join(project, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => `examples/${name}`).sort();
const pageOf = (folder) => readFileSync(join(project, folder, 'README.md'), 'utf8').replaceAll('\r\n', '\n');

/** The commands of a page, and of each the one for a dark twin where the page has none of its own: the gallery shows both. */
function commands(folder) {
  const written = writtenCommands(folder);
  const outputs = new Set(written.map(({ output }) => output));
  return written.concat(written.filter(({ theme, output }) => theme === undefined && !outputs.has(darkTwin(output))).map((command) => ({ ...command, theme: 'dark', output: darkTwin(command.output) })));
}

/** One a line: `lintel render`, or `lintel diff` of two files of the page's folder. */
function writtenCommands(folder) {
  const page = pageOf(folder);
  return [...page.matchAll(/^lintel render (\S+)(?: --view (\S+))?(?: --theme (\S+))? --output (\S+)$/gm)]
    .map(([, file, view, theme, output]) => ({ folder, files: [file], view, theme, output }))
    .concat([...page.matchAll(/^lintel diff (\S+) (\S+) --format svg(?: --view (\S+))?(?: --theme (\S+))? --output (\S+)$/gm)]
      .map(([, base, head, view, theme, output]) => ({ folder, files: [base, head], view, theme, output })));
}

function runOf({ folder, files, view, theme, output }, index) {
  const target = join(scratch, `${index}-${output}`);
  const options = [...(view ? ['--view', view] : []), ...(theme ? ['--theme', theme] : []), '--output', target];
  const paths = files.map((file) => join(folder, file));
  return { args: [...(paths.length > 1 ? ['diff', ...paths, '--format', 'svg'] : ['render', ...paths]), ...options], target, path: `${folder}/${output}` };
}

/** The models that a page renders, with the views of each that it shows. */
function examplesOf(folder) {
  const shown = new Map();
  for (const { files, view } of commands(folder).filter((each) => each.files.length === 1)) {
    const [file, variant = ''] = files[0].split('#');
    shown.set(file, [...(shown.get(file) ?? []), `${variant} ${view ?? ''}`]);
  }
  return [...shown].map(([file, views]) => ({ folder, file, shown: views }));
}

try {
  const runs = folders.flatMap(commands).map(runOf);
  const { status, stderr } = spawnSync(process.execPath, ['--import=tsx', 'scripts/draw-pictures.mjs'], {
    cwd: project, encoding: 'utf8', input: JSON.stringify({ runs, examples: folders.flatMap(examplesOf), scratch }), stdio: ['pipe', 'inherit', 'pipe'],
  });
  if (status !== 0) throw new Error(stderr);
  writeOrCompare([
    ...runs.map(({ path, target }) => ({ path, content: readFileSync(target, 'utf8') })),
    ...JSON.parse(readFileSync(join(scratch, 'golden.json'), 'utf8')).map(({ name, svg }) => ({ path: `${GOLDEN}/${name}.svg`, content: svg })),
    { path: 'docs/gallery.md', content: galleryOf(folders.map((folder) => ({ folder, page: pageOf(folder) }))) },
  ]);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

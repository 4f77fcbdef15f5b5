// Draws the pictures that pages show. Such a page says itself how its picture is made, in a line that readers can run
// too: `lintel render clinical-study.arch --view wiring --output clinical-study.svg`. With --check the committed
// pictures are only compared, and drift fails. The command line is run from its sources, so that no build is needed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeOrCompare } from './write-or-compare.mjs';

const project = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'lintel-pictures-'));

/** Folders whose README may show pictures, from the project's folder. */
function pages() {
  const folders = readdirSync(join(project, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => `examples/${name}`).sort();
}

/** The commands of a page, one a line: `lintel render`, or `lintel diff` of two files of the page's folder. */
function commands(folder) {
  const page = readFileSync(join(project, folder, 'README.md'), 'utf8');
  return [...page.matchAll(/^lintel render (\S+)(?: --view (\S+))?(?: --theme (\S+))? --output (\S+)\r?$/gm)]
    .map(([, file, view, theme, output]) => ({ folder, files: [file], view, theme, output }))
    .concat([...page.matchAll(/^lintel diff (\S+) (\S+) --format svg(?: --view (\S+))?(?: --theme (\S+))? --output (\S+)\r?$/gm)]
      .map(([, base, head, view, theme, output]) => ({ folder, files: [base, head], view, theme, output })));
}

function draw({ folder, files, view, theme, output }) {
  const target = join(scratch, basename(output));
  const options = [...(view ? ['--view', view] : []), ...(theme ? ['--theme', theme] : []), '--output', target];
  const paths = files.map((file) => join(folder, file));
  const command = paths.length > 1 ? ['diff', ...paths, '--format', 'svg'] : ['render', ...paths];
  const run = spawnSync(process.execPath, ['--import=tsx', 'server/cli/main.ts', ...command, ...options], { cwd: project, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`lintel ${command.join(' ')} failed: ${run.stderr}`);
  return { path: `${folder}/${output}`, content: readFileSync(target, 'utf8') };
}

try {
  writeOrCompare(pages().flatMap(commands).map(draw));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

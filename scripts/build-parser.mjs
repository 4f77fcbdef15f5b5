// Generates the parser from the grammar into language/syntax/generated. With --check it generates beside it, compares,
// and exits 1 on drift.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const config = JSON.parse(readFileSync(join(project, 'langium-config.json'), 'utf8'));
const langium = join(project, 'node_modules', 'langium-cli', 'bin', 'langium.js');

function generate(configFile) {
  // The generator wants a function that Node 20 lacks.
  execFileSync(process.execPath, ['--import', new URL('group-by.mjs', import.meta.url).href, langium, 'generate', '--file', configFile], { cwd: project, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The same generation into a folder of its own; paths in the configuration are relative to it. */
function generateBeside(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const languages = config.languages.map((each) => ({ ...each, grammar: relative(folder, join(project, each.grammar)) }));
  const file = join(folder, 'langium-config.json');
  writeFileSync(file, JSON.stringify({ ...config, languages, out: 'generated' }));
  generate(file);
  return join(folder, 'generated');
}

function contents(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts')).sort();
  return JSON.stringify(names.map((name) => [name, readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n')]));
}

if (!process.argv.includes('--check')) generate(join(project, 'langium-config.json'));
else if (contents(generateBeside(join(project, 'out', 'parser'))) !== contents(join(project, config.out))) {
  console.error(`${config.out} differs from what generates it: run “npm run generate”.`);
  process.exitCode = 1;
}

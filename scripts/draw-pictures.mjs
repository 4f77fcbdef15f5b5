// Draws in one process, from the sources, what build-pictures asks for: runs of the command line, each writing its file,
// and every view of every example that no page shows, without colours, for the golden pictures. Run by tsx.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { run } from '../server/cli/run.ts';
import { Project } from '#language/project/project.js';
import { drawing, passesOf, toSvg } from '#language/scene/index.js';

/** @typedef {{ args: string[], target: string }} Run */
/** @typedef {{ folder: string, file: string, shown: string[] }} Example pictures that its page shows, as `variant view` */

const project = fileURLToPath(new URL('..', import.meta.url));
const { runs, examples, scratch } = JSON.parse(readFileSync(0, 'utf8'));

let said = '';
const world = {
  cwd: project, env: {}, stdout: { write: () => {}, isTTY: false }, stderr: { write: (text) => { said += text; }, isTTY: false }, readInput: async () => '', assets: join(project, 'dist'),
  version: '0', now: () => 0, openBrowser: () => {}, untilInterrupted: async () => {},
};
for (const { args } of runs) if (await run(args, world) !== 0) throw new Error(`lintel ${args.join(' ')} failed: ${said}`);

const files = new Project({ read: (uri) => { try { return readFileSync(fileURLToPath(uri), 'utf8'); } catch { return undefined; } }, inWorkspace: () => true });
const golden = [];
for (const { folder, file, shown } of examples) {
  for (const { model, facts, findings, variant } of files.check(pathToFileURL(join(project, folder, file)).href).analyses) {
    for (const { name } of model.views) {
      if (shown.includes(`${variant ?? ''} ${name}`)) continue;
      const svg = toSvg(await drawing(model, { view: name, findings, passes: passesOf(facts) })).replace(/<style>[^<]*<\/style>/u, '');
      golden.push({ name: [folder.split('/').at(-1), ...(variant === undefined ? [] : [variant]), name].join('-'), svg });
    }
  }
}
writeFileSync(join(scratch, 'golden.json'), JSON.stringify(golden));

// Runs the tests of test/e2e/in-host inside the extension host of a real VS Code, through @vscode/test-electron: a
// desktop build where there is one, else the project's own launcher. Fails when the tests left no result.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runTests } from '@vscode/test-electron';
import { findDesktop } from './find-desktop.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url));
const results = join(project, 'test-results');
const resultFile = join(results, 'in-host.json');

function report() {
  if (!existsSync(resultFile)) {
    console.error('no result file: the tests did not run');
    return 1;
  }
  const result = JSON.parse(readFileSync(resultFile, 'utf8'));
  for (const test of result.tests) {
    console.log(test.state === 'passed' ? '  ok   ' : test.state === 'failed' ? '  FAIL ' : '  skip ', test.title, test.error ?? '');
  }
  console.log(`\nin ${result.host}\n  ${result.passes} passing`);
  if (result.pending > 0) console.log(`  ${result.pending} pending`);
  if (result.failures > 0) console.log(`  ${result.failures} failing`);
  return result.failures > 0 || result.passes === 0 ? 1 : 0;
}

async function main() {
  mkdirSync(results, { recursive: true });
  rmSync(resultFile, { force: true });
  const workspace = mkdtempSync(join(tmpdir(), 'lintel-workspace-'));
  cpSync(join(project, 'test/e2e/workspace'), workspace, { recursive: true });
  const vscodeExecutablePath = await findDesktop(project) ?? join(project, 'scripts/vscode/launcher.mjs');
  console.log(`VS Code: ${vscodeExecutablePath}`);
  let ended = 0;
  try {
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: project,
      extensionTestsPath: join(project, 'dist/e2e/in-host.cjs'),
      launchArgs: [workspace],
      extensionTestsEnv: { LINTEL_E2E_RESULT: resultFile, LINTEL_E2E_MOCHA: join(project, 'node_modules/mocha/index.js') },
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    ended = 1;
  }
  rmSync(workspace, { recursive: true, force: true });
  return report() || ended;
}

process.exit(await main());

/**
 * What VS Code calls inside its extension host: runs the tests beside this file with mocha and leaves their result in
 * a file, because the exit code alone does not tell "all passed" from "none ran".
 */
import { renameSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type Mocha from 'mocha';
import { env, version } from 'vscode';

interface Outcome { title: string; state: 'passed' | 'failed' | 'pending'; error?: string }

function leave(file: string, result: object): void {
  writeFileSync(`${file}.tmp`, JSON.stringify(result, null, 1));
  renameSync(`${file}.tmp`, file);
}

/** Suites are registered by importing them once mocha's globals are there. */
async function register(): Promise<void> {
  await import('./language.suite.js');
  await import('./preview.suite.js');
}

export async function run(): Promise<void> {
  const { default: Runner } = await import(pathToFileURL(process.env['LINTEL_E2E_MOCHA']!).href) as { default: typeof Mocha };
  const mocha = new Runner({ ui: 'bdd', timeout: 60_000, color: false, grep: process.env['LINTEL_E2E_GREP'] });
  mocha.suite.emit('pre-require', globalThis as unknown as Mocha.MochaGlobals, 'in-host', mocha);
  await register();
  const tests: Outcome[] = [];
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => tests.push({ title: test.fullTitle(), state: 'passed' }));
    runner.on('fail', (test, error: Error) => tests.push({ title: test.fullTitle(), state: 'failed', error: error.stack ?? String(error) }));
    runner.on('pending', (test) => tests.push({ title: test.fullTitle(), state: 'pending' }));
  });
  const count = (state: Outcome['state']): number => tests.filter((test) => test.state === state).length;
  leave(process.env['LINTEL_E2E_RESULT']!, {
    host: `${env.appName} ${version} (${env.remoteName ?? 'local'}, node ${process.versions.node})`,
    passes: count('passed'), failures: count('failed'), pending: count('pending'), tests,
  });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

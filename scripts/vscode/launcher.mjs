#!/usr/bin/env node
// Stands in for the desktop executable of VS Code: understands the arguments by which @vscode/test-electron starts
// extension tests, runs them in the extension host of a code-server window, and ends with their exit code.
import { resolve } from 'node:path';
import { launchBrowser, openPage, startWorkbench, workbenchAddress } from './workbench.mjs';

const VERBOSE = Boolean(process.env.LINTEL_E2E_VERBOSE);
const RUN_LIMIT = Number(process.env.LINTEL_E2E_RUN_LIMIT ?? 300_000);

function readArguments(args) {
  const named = new Map();
  const folders = [];
  for (const arg of args) {
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(arg);
    if (match) named.set(match[1], match[2] ?? true);
    else folders.push(resolve(arg));
  }
  return { named, folder: folders[0] ?? process.cwd() };
}

async function main() {
  const { named, folder } = readArguments(process.argv.slice(2));
  // Without this option a built workbench ignores the test arguments in silence.
  const server = await startWorkbench({ options: ['enable-smoke-test-driver'] });
  const browser = await launchBrowser();
  try {
    const { page } = await openPage(browser);
    if (VERBOSE) page.on('console', (message) => console.log('  [console]', message.text().slice(0, 300)));
    const exit = new Promise((done) => { void page.exposeFunction('codeAutomationExit', done); });
    await page.exposeFunction('codeAutomationLog', (type, args) => {
      if (VERBOSE || type === 'error') console.log(`  [${type}]`, ...args);
    });
    const remote = (path) => `vscode-remote://127.0.0.1:${server.port}${resolve(path)}`;
    await page.goto(workbenchAddress(server, folder, [
      ['extensionDevelopmentPath', remote(String(named.get('extensionDevelopmentPath')))],
      ['extensionTestsPath', remote(String(named.get('extensionTestsPath')))],
    ]));
    const limit = new Promise((done) => { setTimeout(done, RUN_LIMIT, 'limit').unref(); });
    const code = await Promise.race([exit, limit]);
    if (code === 'limit') console.error(`the extension host did not end within ${RUN_LIMIT / 1000} s`);
    return code === 'limit' ? 1 : Number(code);
  } finally {
    await browser.close();
    await server.stop();
  }
}

process.exit(await main());

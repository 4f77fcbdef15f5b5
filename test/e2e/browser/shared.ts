/** What all files of tests share that run together: one browser, and one VS Code. Each is started when first asked for, and ended after the last test. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { launchBrowser, startWorkbench, type Workbench } from '../../../scripts/vscode/workbench.mjs';

const project = fileURLToPath(new URL('../../..', import.meta.url));
let browser: Promise<Browser> | undefined;
let server: Promise<Workbench> | undefined;

/** Whoever opens a page in it gives it a context of its own, and closes that. */
export function theBrowser(): Promise<Browser> {
  return browser ??= launchBrowser();
}

/** What `npm run package` made. */
function packedExtension(): string {
  const { name, version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { name: string; version: string };
  return join(project, `${name}-${version}.vsix`);
}

/** With the packed extension. Settings belong into the folder that is opened: the user's are everybody's. */
export function theServer(): Promise<Workbench> {
  return server ??= startWorkbench({ extensions: [packedExtension()] });
}

after(async function () {
  this.timeout(30_000);
  await (await browser?.catch(() => undefined))?.close();
  await (await server?.catch(() => undefined))?.stop();
});

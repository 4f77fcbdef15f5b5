/** The workbench under a test's hands: opening files, running commands, and the page inside a preview. */
import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, FrameLocator, Page } from 'playwright-core';
import { openPage } from '../../../scripts/vscode/workbench.mjs';
import { theBrowser } from './shared.js';

export const project = fileURLToPath(new URL('../../..', import.meta.url));
const results = join(project, 'test-results');

/** Six machines with a group, a web firewall, views and a scenario. */
export const STUDY = readFileSync(join(project, 'examples/s28-clinical-study/clinical-study.arch'), 'utf8');

export function copyWorkspace(): string {
  const folder = mkdtempSync(join(tmpdir(), 'lintel-workspace-'));
  cpSync(join(project, 'test/e2e/workspace'), folder, { recursive: true });
  return folder;
}

export async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync(results, { recursive: true });
  await page.screenshot({ path: join(results, `${name}.png`) });
}

async function pick(page: Page, key: string, text: string): Promise<void> {
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
  // A list holds what could be done when it was opened: what becomes possible meanwhile is in the next one.
  for (let attempt = 0; attempt < 6; attempt++) {
    await page.keyboard.press(key);
    await page.locator('.quick-input-widget input').first().waitFor();
    await page.keyboard.type(text);
    if (await row.click({ timeout: 5_000 }).then(() => true, () => false)) return;
    await page.keyboard.press('Escape');
  }
  throw new Error(`no "${text}" in the list`);
}

export async function openFile(page: Page, name: string): Promise<void> {
  await pick(page, 'Control+P', name);
  await page.locator('.editor-group-container .tab.active', { hasText: name }).first().waitFor();
}

export const runCommand = (page: Page, title: string): Promise<void> => pick(page, 'F1', title);

/** The line of the editor that holds this text. Spaces in an editor are no-break spaces. */
export const line = (page: Page, text: string): ReturnType<Page['locator']> =>
  page.locator('.editor-instance .view-line', { hasText: new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s')) }).first();

/** Puts the cursor of the editor in front to a line, from 1, and a column. */
export async function goTo(page: Page, lineNumber: number, column = 1): Promise<void> {
  await page.keyboard.press('Control+G');
  await page.locator('.quick-input-widget input').first().waitFor();
  await page.keyboard.type(`${lineNumber}:${column}`);
  await page.keyboard.press('Enter');
  await cursorIsAt(page, lineNumber);
}

export const cursorIsAt = (page: Page, lineNumber: number): Promise<void> => page.locator('.statusbar-item', { hasText: new RegExp(`Ln ${lineNumber}, `) }).first().waitFor();

/** Of a text, the number of the line that holds `needle`, from 1. */
export function lineOf(text: string, needle: string): number {
  const at = text.split('\n').findIndex((each) => each.includes(needle));
  if (at < 0) throw new Error(`no "${needle}"`);
  return at + 1;
}

/** The page of the preview: an outer frame of VS Code around the extension's own. */
export const previewOf = (page: Page): FrameLocator => page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');

/** The drawn part of a model id: boxes carry it, arrows carry it among their parts. */
export const box = (preview: FrameLocator, id: string): ReturnType<FrameLocator['locator']> => preview.locator(`g.node[data-id="${id}"]`);
export const arrow = (preview: FrameLocator, flow: string): ReturnType<FrameLocator['locator']> => preview.locator(`g.edge[data-parts*='${JSON.stringify(flow)}']`);

/** Starts the command and gives the address that it prints. */
export async function startPreview(file: string, options: readonly string[] = []): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [join(project, 'dist/cli.cjs'), 'preview', file, '--no-open', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    const read = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/[\w-]+\//.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout!.on('data', read);
    child.stderr!.on('data', read);
    child.on('exit', (code) => reject(new Error(`lintel preview ended with ${code}: ${said}`)));
  });
  return { child, url };
}

/** A preview of the command line in a page of its own. */
export interface OpenPreview {
  page: Page;
  url: string;
  child: ChildProcess;
  /** What the page wrote into its console that should not be there. */
  complaints: string[];
  /** What it asked of the world outside. */
  blocked: string[];
  close(): Promise<void>;
}

/** Starts the command and opens its page; `drawn` is a part whose box says that the picture is there. */
export async function openPreview(file: string, drawn: string, { options = [], look = {} }: { options?: readonly string[]; look?: BrowserContextOptions } = {}): Promise<OpenPreview> {
  const { child, url } = await startPreview(file, options);
  const { page, context, blocked } = await openPage(await theBrowser(), { colorScheme: 'light', ...look });
  const complaints: string[] = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  await page.locator(`g.node[data-id="${drawn}"]`).waitFor();
  const close = async (): Promise<void> => {
    await context.close();
    child.kill();
  };
  return { page, url, child, complaints, blocked, close };
}

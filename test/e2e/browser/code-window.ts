/**
 * A window of the real VS Code with the packed extension. A window takes some ten seconds to open: files of tests share one,
 * each with documents of its own, and after a failure, when nobody knows what it shows, they get another.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BrowserContext, FrameLocator, Page } from 'playwright-core';
import { openPage, workbenchAddress } from '../../../scripts/vscode/workbench.mjs';
import { theBrowser, theServer } from './shared.js';
import { box, copyWorkspace, openFile, photograph, previewOf, runCommand, STUDY } from './support.js';

export interface CodeWindow {
  page: Page;
  context: BrowserContext;
  /** What it has open: a copy of the tests' workspace. */
  folder: string;
  address: string;
  /** Of the preview's page: what its content policy forbade, and errors that nobody caught. */
  complaints: string[];
  /** What it asked of the world outside. */
  blocked: string[];
  close(): Promise<void>;
}

export type Settings = Record<string, unknown>;

/** @param settings of the folder. */
export async function openWindow(settings: Settings = {}): Promise<CodeWindow> {
  const [server, browser, folder] = [await theServer(), await theBrowser(), copyWorkspace()];
  setSettings(folder, settings);
  const { page, context, blocked } = await openPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  const complaints: string[] = [];
  listen(page, complaints);
  const address = workbenchAddress(server, folder);
  await page.goto(address);
  await isUp(page);
  const close = async (): Promise<void> => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { page, context, folder, address, complaints, blocked, close };
}

export function listen(page: Page, complaints: string[]): void {
  page.setDefaultTimeout(30_000);
  page.on('console', (message) => { if (/Content Security Policy|Refused to/.test(message.text()) && /preview\.(js|css)|dist\//.test(message.text())) complaints.push(message.text()); });
  page.on('pageerror', (error) => { if (/preview\.js/.test(error.stack ?? '')) complaints.push(String(error)); });
}

export async function isUp(page: Page): Promise<void> {
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
  await page.locator('.explorer-folders-view').getByText('shop.arch').waitFor({ timeout: 60_000 });
}

/** A window that is open follows at once. */
export function setSettings(folder: string, settings: Settings): void {
  write(folder, '.vscode/settings.json', JSON.stringify({ 'workbench.colorTheme': 'Default Dark Modern', ...settings }));
}

export function write(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

let shared: CodeWindow | undefined;
let spoiled = false;

/** The shared window with nothing open in it, and these files in its folder. */
export async function cleanWindow(files: Readonly<Record<string, string>> = {}): Promise<CodeWindow> {
  if (spoiled) await leaveWindow();
  shared ??= await openWindow();
  const { page, folder } = shared;
  for (const [name, text] of Object.entries(files)) write(folder, name, text);
  if (await page.locator('.part.editor .tab').count() > 0) {
    await page.keyboard.press('Escape');
    await runCommand(page, 'View: Close All Editors');
    const dirty = page.getByRole('button', { name: /^Don't Save/ });
    await page.locator('.part.editor .tab').first().waitFor({ state: 'detached', timeout: 2_000 }).catch(() => dirty.click());
    await page.locator('.part.editor .tab').first().waitFor({ state: 'detached' });
  }
  return shared;
}

/** The shared window with the clinical study and its preview, drawn. */
export async function studyWindow(): Promise<{ window: CodeWindow; page: Page; preview: FrameLocator }> {
  const window = await cleanWindow({ 'study.arch': STUDY });
  const { page } = window;
  await openWithPreview(page, 'study.arch');
  const preview = previewOf(page);
  await box(preview, 'idc.data.db1').waitFor();
  return { window, page, preview };
}

/** Opens a document and its preview beside it, by the button in the title. */
export async function openWithPreview(page: Page, name: string): Promise<void> {
  await openFile(page, name);
  await page.locator('.editor-actions .codicon-open-preview').first().click();
}

async function leaveWindow(): Promise<void> {
  spoiled = false;
  await shared?.close();
  shared = undefined;
}

afterEach(async function () {
  // An attempt that is repeated has no state yet.
  if (!shared || !this.currentTest || this.currentTest.pending || this.currentTest.state === 'passed') return;
  spoiled = true;
  await photograph(shared.page, `failed-${this.currentTest.fullTitle().replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 100)}`);
});

after(leaveWindow);

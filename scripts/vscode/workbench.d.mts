import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

export interface Workbench {
  url: string;
  port: number;
  profile: { root: string; data: string; extensions: string; home: string };
  stop(): Promise<void>;
}

export const serverNode: string;
export function startWorkbench(wish?: { extensions?: string[]; options?: string[]; settings?: object; environment?: Record<string, string> }): Promise<Workbench>;
export function launchBrowser(): Promise<Browser>;
export function openPage(browser: Browser, look?: BrowserContextOptions): Promise<{ context: BrowserContext; page: Page; blocked: string[] }>;
export function workbenchAddress(server: Workbench, folder: string, payload?: [string, string][]): string;

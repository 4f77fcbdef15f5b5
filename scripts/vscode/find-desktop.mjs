// Where a desktop VS Code is: named by VSCODE_EXECUTABLE, downloaded earlier, or fetchable now. Undefined where none is:
// the launcher beside this file then stands in for it.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';

const UPDATE_SERVICE = 'https://update.code.visualstudio.com/api/releases/stable';

async function updateServiceAnswers() {
  try {
    const response = await fetch(UPDATE_SERVICE, { signal: AbortSignal.timeout(5000) });
    return response.ok && Array.isArray(await response.json());
  } catch {
    return false;
  }
}

/** A build that an earlier run unpacked into `.vscode-test/`. */
function downloadedBefore(project) {
  const folder = join(project, '.vscode-test');
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder).map((name) => join(folder, name, 'code')).find(existsSync);
}

/** A desktop build opens windows: on Linux it needs a display. */
const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

export async function findDesktop(project) {
  if (process.env.VSCODE_EXECUTABLE) return process.env.VSCODE_EXECUTABLE;
  if (!hasDisplay()) return undefined;
  const before = downloadedBefore(project);
  if (before) return before;
  if (!(await updateServiceAnswers())) return undefined;
  return downloadAndUnzipVSCode({ cachePath: join(project, '.vscode-test') });
}

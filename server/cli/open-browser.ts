/** Shows a page in the user's browser. Where there is none, as on a server, the printed address has to do. */
import { spawn } from 'node:child_process';

export function openBrowser(url: string): void {
  const [command, ...args] = commandFor(process.platform, url);
  try {
    const child = spawn(command!, args, { stdio: 'ignore', detached: true });
    child.on('error', () => { /* no such command */ });
    child.unref();
  } catch {
    // The same, said earlier on some systems.
  }
}

export function commandFor(platform: NodeJS.Platform, url: string): string[] {
  if (platform === 'darwin') return ['open', url];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  return ['xdg-open', url];
}

/** The font files of this machine, by name: where the systems keep them, and where their users do. */
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';

const MOST_FILES = 20_000;
const DEEPEST = 6;

export function fontFolders(platform: NodeJS.Platform = process.platform, home = homedir(), env: Readonly<Record<string, string | undefined>> = process.env): string[] {
  if (platform === 'win32') return [join(env['WINDIR'] ?? 'C:\\Windows', 'Fonts'), join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'Microsoft', 'Windows', 'Fonts')];
  if (platform === 'darwin') return [join(home, 'Library', 'Fonts'), '/Library/Fonts', '/System/Library/Fonts'];
  return [join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'fonts'), join(home, '.fonts'), '/usr/local/share/fonts', '/usr/share/fonts'];
}

/** Paths of all font files in these folders and below. What cannot be read is not there. */
export function fontFiles(folders: readonly string[]): string[] {
  const found: string[] = [];
  const visit = (folder: string, depth: number): void => {
    if (depth > DEEPEST || found.length >= MOST_FILES) return;
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path, depth + 1);
      else if (/\.(ttf|otf|ttc|otc)$/i.test(entry.name)) found.push(path);
    }
  };
  for (const folder of folders) visit(folder, 0);
  return found;
}

function entriesOf(folder: string): { name: string; isDirectory(): boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

export function named(files: readonly string[], name: RegExp): string | undefined {
  return files.find((path) => name.test(basename(path)));
}

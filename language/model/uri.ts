/**
 * The one place where paths become URIs and back, and where two spellings of one file become equal. It behaves the
 * same on every system: what a path means is read from the path itself (a drive letter, two leading backslashes), not
 * from the machine that happens to run. URIs come out as VS Code writes them: `file:///c%3A/plans/net.arch`.
 */
import { URI, Utils } from 'vscode-uri';

const DRIVE = /^[A-Za-z]:(?=[\\/]|$)/;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]+:/;
/** `\\?\C:\…` and `\\?\UNC\server\share\…`: Windows' spelling for long paths. */
const LONG_PATH = /^\\\\[?.]\\(UNC\\)?/i;
/** Half of a surrogate pair: it has no encoding, and encoding it throws. */
const HALF_CHARACTER = /\p{Surrogate}/gu;

/**
 * The URI of an absolute path: POSIX, with a drive letter, or UNC. Backslashes separate folders only in the last two;
 * on POSIX they belong to a name.
 */
export function fromPath(path: string): string {
  const long = LONG_PATH.exec(path);
  const plain = long ? (long[1] ? '\\\\' : '') + path.slice(long[0].length) : path;
  if (DRIVE.test(plain)) return fileUri('', '/' + plain.replaceAll('\\', '/'));
  if (/^(\\\\|\/\/)[^\\/]/.test(plain)) {
    const [server = '', ...rest] = plain.slice(2).replaceAll('\\', '/').split('/');
    return fileUri(server, '/' + rest.join('/'));
  }
  return fileUri('', plain.startsWith('/') ? plain : '/' + plain.replaceAll('\\', '/'));
}

/**
 * The path of a file URI, with `/` between folders (Windows takes these too): `/home/kim/net.arch`, `c:/plans/net.arch`,
 * `//server/share/net.arch`. Of other schemes it is the URI's own path.
 */
export function toPath(uri: string): string {
  const parsed = parse(uri);
  if (!parsed) return uri;
  if (parsed.scheme === 'file' && parsed.authority !== '') return `//${parsed.authority}${parsed.path}`;
  if (/^\/[A-Za-z]:/.test(parsed.path)) return parsed.path[1]!.toLowerCase() + parsed.path.slice(2);
  return parsed.path;
}

/**
 * One spelling for each file: percent-encoding as needed and no more, drive letter in lower case, `.` and `..` resolved,
 * no fragment. A text that is no URI comes back as it is.
 */
export function normalise(uri: string): string {
  if (DRIVE.test(uri) || uri.startsWith('\\\\') || uri.startsWith('/')) return fromPath(uri);
  const parsed = parse(uri);
  if (!parsed) return uri;
  if (parsed.scheme === 'file') return fileUri(parsed.authority, parsed.path);
  return parsed.with({ fragment: '' }).toString();
}

/** What `import "relative"` in the file `uri` means. Backslashes are read as separators, as their writer meant them. */
export function resolve(uri: string, relative: string): string {
  if (DRIVE.test(relative) || /^[\\/]{2}[^\\/]/.test(relative)) return fromPath(relative);
  if (SCHEME.test(relative)) return normalise(relative);
  const parsed = parse(uri);
  if (!parsed) return relative;
  const path = relative.replaceAll('\\', '/');
  const folder = path.startsWith('/') ? root(parsed.path) : parsed.path.replace(/[^/]*$/, '');
  return parsed.with({ path: withoutDots(folder + path), query: '', fragment: '' }).toString();
}

/** The path of `uri` seen from a folder: `net/core.arch`, `../shared/net.arch`; its whole path where the two share no root. */
export function relativeTo(folder: string, uri: string): string {
  const from = parse(normalise(folder));
  const to = parse(normalise(uri));
  if (!from || !to) return uri;
  const [base, target] = [segments(from.path), segments(to.path)];
  const together = from.scheme === to.scheme && from.authority === to.authority && drive(from.path) === drive(to.path);
  if (!together) return to.scheme === 'file' ? toPath(uri) : normalise(uri);
  let shared = 0;
  while (shared < base.length && shared < target.length - 1 && base[shared] === target[shared]) shared++;
  return [...base.slice(shared).map(() => '..'), ...target.slice(shared)].join('/');
}

/** True where the file stands in the folder or deeper. */
export function isInside(folder: string, uri: string): boolean {
  const outer = normalise(folder).replace(/\/+$/, '');
  return normalise(uri).startsWith(outer + '/');
}

/** URI of the folder that a file stands in. */
export function folderOf(uri: string): string {
  const parsed = parse(uri);
  return parsed ? Utils.dirname(parsed).toString() : uri;
}

/** The file's own name: `net.arch`. */
export function fileName(uri: string): string {
  return toPath(uri).split('/').at(-1) ?? uri;
}

function parse(uri: string): URI | undefined {
  // A share written with four slashes: the server belongs to the authority.
  const written = /^file:\/{4,}(?=[^/])/i.test(uri) ? uri.replace(/^file:\/+/i, 'file://') : uri;
  if (!SCHEME.test(written)) return undefined;
  try {
    const parsed = URI.parse(written.replaceAll(HALF_CHARACTER, '\uFFFD'));
    return parsed.scheme === parsed.scheme.toLowerCase() ? parsed : parsed.with({ scheme: parsed.scheme.toLowerCase() });
  } catch {
    return undefined;
  }
}

function fileUri(authority: string, path: string): string {
  const server = authority.toLowerCase() === 'localhost' ? '' : authority.toLowerCase();
  return URI.from({ scheme: 'file', authority: server, path: withoutDots(path) }).toString();
}

/** RFC 3986, 5.2.4. A drive letter is no folder that `..` could leave. */
function withoutDots(path: string): string {
  const single = path.replaceAll(/\/{2,}/g, '/').replaceAll(HALF_CHARACTER, '\uFFFD');
  const start = root(single);
  const kept: string[] = [];
  const parts = single.slice(start.length).split('/');
  parts.forEach((part, index) => {
    const last = index === parts.length - 1;
    if (part === '..') kept.pop();
    else if (part !== '.') kept.push(part);
    if (last && (part === '..' || part === '.')) kept.push('');
  });
  return start + kept.join('/');
}

function root(path: string): string {
  return /^\/([A-Za-z]:\/?)?/.exec(path)?.[0] ?? '';
}

function drive(path: string): string {
  return /^\/([A-Za-z]:)/.exec(path)?.[1]?.toLowerCase() ?? '';
}

function segments(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

/** Places as people read them: paths from a folder, lines and columns from 1, columns in UTF-16 units, ends exclusive. */
import type { Origin, Range } from '#language/model/origin.js';
import { normalise, relativeTo } from '#language/model/uri.js';
import { say } from './say.js';

export interface PlainRange {
  start: { line: number; column: number };
  end: { line: number; column: number };
}

export function plainRange(range: Range): PlainRange {
  return {
    start: { line: range.start.line + 1, column: range.start.character + 1 },
    end: { line: range.end.line + 1, column: range.end.character + 1 },
  };
}

export class Places {
  private readonly known = new Map<string, string>();

  /** @param folder URI of the folder that paths are seen from. */
  constructor(readonly folder: string) {}

  /** `net/core.arch`; documents of the standard library keep their URI. */
  file(uri: string): string {
    let file = this.known.get(uri);
    if (file === undefined) {
      file = isFile(uri) ? relativeTo(this.folder, uri) : normalise(uri);
      this.known.set(uri, file);
    }
    return file;
  }

  place(origin: Origin): { file: string; range: PlainRange } {
    return { file: this.file(origin.uri), range: plainRange(origin.range) };
  }

  /** For people: the line alone in a file that they are looking at already. */
  near(origin: Origin, uri: string): string {
    return origin.uri === uri ? say('cli.line', { line: String(origin.range.start.line + 1) }) : this.point(origin);
  }

  /** `net/core.arch:12:7`. */
  point(origin: Origin): string {
    const { start } = origin.range;
    return `${this.file(origin.uri)}:${start.line + 1}:${start.character + 1}`;
  }
}

export function isFile(uri: string): boolean {
  return uri.startsWith('file:');
}

/** The paths of a file's imports, and of the recorded data that it reads, where they are written, each with the file that it means. */
import { AstUtils } from 'langium';
import type { Range } from '../model/origin.js';
import { resolve } from '../model/uri.js';
import type { ArchDocument } from '../syntax/document.js';
import { propertyRange } from '../syntax/written.js';
import { importedUris } from './imports.js';

export interface ImportLink {
  /** With its quotes. */
  range: Range;
  uri: string;
}

export function importLinks(document: ArchDocument): ImportLink[] {
  const imports = importedUris(document).map(({ uri, node }) => ({ uri, range: propertyRange(node, 'path') }));
  // Few files name any: the words that may stand before one are looked for first.
  const data = /\b(recorded|samples)\s*"/u.test(document.text) ? AstUtils.streamAllContents(document.ast).toArray() : [];
  return [...imports, ...data.flatMap((node) => {
    const file = (node.$type === 'Load' || node.$type === 'Distribution') && 'file' in node ? node.file : undefined;
    return typeof file === 'string' ? [{ uri: resolve(document.uri, file), range: propertyRange(node, 'file') }] : [];
  })];
}

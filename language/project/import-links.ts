/** The paths of a file's imports where they are written, each with the file that it means. */
import type { Range } from '../model/origin.js';
import type { ArchDocument } from '../syntax/document.js';
import { propertyRange } from '../syntax/written.js';
import { importedUris } from './imports.js';

export interface ImportLink {
  /** With its quotes. */
  range: Range;
  uri: string;
}

export function importLinks(document: ArchDocument): ImportLink[] {
  return importedUris(document).map(({ uri, node }) => ({ uri, range: propertyRange(node, 'path') }));
}

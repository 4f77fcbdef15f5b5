/** Which files make up an architecture: the root and what it imports, in the order in which they are laid together. */
import type * as ast from '../syntax/generated/ast.js';
import type { ArchDocument } from '../syntax/document.js';
import { origin, propertyRange } from '../syntax/written.js';
import type { Problem } from '../model/problem.js';
import { resolve } from '../model/uri.js';

export interface Files {
  document(uri: string): ArchDocument | undefined;
  inWorkspace(uri: string): boolean;
}

export interface Gathered {
  /** The imported before the importer, each once. */
  documents: ArchDocument[];
  problems: Problem[];
  /** Every file that was asked for, read or not: a change of one of them concerns this architecture. */
  uris: string[];
}

export function importedUris(document: ArchDocument): { uri: string; node: ast.Import }[] {
  return document.ast.statements.flatMap((node) => {
    if (node.$type !== 'Import' || !node.path) return [];
    const uri = resolve(document.uri, node.path);
    return uri === undefined ? [] : [{ uri, node }];
  });
}

export function gather(root: ArchDocument, files: Files): Gathered {
  const gathered: Gathered = { documents: [], problems: [], uris: [] };
  const done = new Set<string>();
  const visit = (document: ArchDocument, path: ArchDocument[]): void => {
    done.add(document.uri);
    gathered.uris.push(document.uri);
    for (const { uri, node } of importedUris(document)) {
      const at = origin(document, node, propertyRange(node, 'path'));
      const ancestor = [...path, document].findIndex((each) => each.uri === uri);
      if (ancestor >= 0) {
        gathered.problems.push({ type: 'cycle', what: 'import', path: [...path, document].slice(ancestor).map((each) => ({ name: each.uri.split('/').at(-1)!, origin: at })), origin: at });
        continue;
      }
      if (done.has(uri)) continue;
      const failure = !files.inWorkspace(uri) ? 'outside-workspace' as const : !uri.endsWith('.arch') ? 'not-arch' as const : undefined;
      const imported = failure ? undefined : files.document(uri);
      gathered.uris.push(uri);
      if (imported) visit(imported, [...path, document]);
      else gathered.problems.push({ type: 'import-failed', path: node.path, reason: failure ?? 'missing', origin: at });
    }
    gathered.documents.push(document);
  };
  visit(root, []);
  return gathered;
}

/** The outline of a file, and the search for a name over all files. */
import { SymbolKind, type DocumentSymbol, type DocumentSymbolParams, type WorkspaceSymbol, type WorkspaceSymbolParams } from 'vscode-languageserver';
import { normalise } from '#language/model/uri.js';
import { outline, type OutlineItem, type OutlineType } from '#language/syntax/outline.js';
import { locationOf } from '../places.js';
import type { Session } from '../session.js';

const KINDS: Record<OutlineType, SymbolKind> = {
  architecture: SymbolKind.Package, element: SymbolKind.Object, group: SymbolKind.Array, securitygroup: SymbolKind.Key, link: SymbolKind.Interface,
  flow: SymbolKind.Event, kind: SymbolKind.Class, software: SymbolKind.Module, protocol: SymbolKind.Constant, variant: SymbolKind.Namespace,
  refinement: SymbolKind.Namespace, scenario: SymbolKind.Function, sequence: SymbolKind.Function, view: SymbolKind.File, job: SymbolKind.Function,
  stage: SymbolKind.Method, attribute: SymbolKind.Property,
};

export function documentSymbols({ workspace }: Session, { textDocument }: DocumentSymbolParams): DocumentSymbol[] {
  const document = workspace.document(normalise(textDocument.uri));
  return document ? outline(document).map(symbol) : [];
}

function symbol({ type, name, detail, range, selection, children }: OutlineItem): DocumentSymbol {
  return { name, detail, kind: KINDS[type], range, selectionRange: selection, children: children.map(symbol) };
}

/** More than this nobody reads; the editor asks again with more letters. */
const MOST_SYMBOLS = 500;

export function workspaceSymbols({ workspace }: Session, { query }: WorkspaceSymbolParams): WorkspaceSymbol[] {
  const found: WorkspaceSymbol[] = [];
  const wanted = [...query.normalize('NFC').toLowerCase().replaceAll(/\s/g, '')];
  const visit = (uri: string, item: OutlineItem, container: string): void => {
    if (found.length >= MOST_SYMBOLS) return;
    if (fits(wanted, `${item.name} ${item.detail}`)) {
      found.push({ name: item.name, kind: KINDS[item.type], ...(container === '' ? {} : { containerName: container }), location: locationOf(workspace, { uri, range: item.selection }) });
    }
    for (const child of item.children) visit(uri, child, item.name);
  };
  for (const uri of workspace.known) {
    const document = workspace.document(uri);
    if (document) for (const item of outline(document)) visit(uri, item, '');
  }
  return found;
}

/** The letters in their order, others between them allowed: editors sort and filter further. */
function fits(wanted: readonly string[], name: string): boolean {
  const letters = name.normalize('NFC').toLowerCase();
  let from = 0;
  for (const letter of wanted) {
    from = letters.indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return true;
}

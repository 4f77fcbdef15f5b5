/** What the server offers; one line a feature. */
import { CodeActionKind, TextDocumentSyncKind, type ClientCapabilities, type ServerCapabilities } from 'vscode-languageserver';
import { LIBRARY_SCHEME } from './workspace.js';
import { LEGEND } from './features/semantic-tokens.js';
import { TRIGGERS } from './features/completion.js';
import { EXPLAIN, REPORT_SCHEME } from './features/explain-availability.js';

export function capabilitiesFor(client: ClientCapabilities): ServerCapabilities {
  return {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
    completionProvider: { triggerCharacters: TRIGGERS, resolveProvider: false },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: client.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    foldingRangeProvider: true,
    selectionRangeProvider: true,
    semanticTokensProvider: { legend: LEGEND, full: { delta: true }, range: true },
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
    codeLensProvider: { resolveProvider: true },
    executeCommandProvider: { commands: [EXPLAIN] },
    documentLinkProvider: {},
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      textDocumentContent: { schemes: [LIBRARY_SCHEME, REPORT_SCHEME].map((scheme) => scheme.slice(0, -1)) },
    },
  };
}

/** The language as a user meets it in the editor: through VS Code's own commands, so the whole way to the server is in it. */
import assert from 'node:assert/strict';
import {
  commands, CompletionList, ConfigurationTarget, DiagnosticSeverity, extensions, Hover, languages, Location, TextEdit, Uri, window, workspace, WorkspaceEdit,
  type CodeLens, type Diagnostic, type DocumentSymbol, type FoldingRange, type LocationLink, type SemanticTokens, type SymbolInformation,
} from 'vscode';
import { at, open, until } from './support.js';

const diagnosticsOf = (uri: Uri): Promise<Diagnostic[]> => until('diagnostics', () => {
  const found = languages.getDiagnostics(uri);
  return found.length > 0 ? found : undefined;
});

describe('the language in the editor', () => {
  it('belongs to this extension, which starts its server from its own Node', async () => {
    const extension = extensions.getExtension('lintel.lintel');
    assert.ok(extension, 'the extension is not installed');
    await extension.activate();
    assert.ok(extension.isActive);
    const { document } = await open('shop.arch');
    assert.equal(document.languageId, 'arch');
  });

  it('takes names with hyphens and Hangul as one word', async () => {
    const { document } = await open('shop.arch');
    const label = document.getWordRangeAtPosition(at(document, '손님'));
    assert.equal(document.getText(label), '손님');
  });

  it('underlines what is wrong and says the name', async () => {
    const { document } = await open('mistake.arch');
    const found = (await diagnosticsOf(document.uri)).find((each) => document.getText(each.range) === 'wbe');
    assert.ok(found, 'nothing stands on the misspelt name');
    assert.equal(found.severity, DiagnosticSeverity.Error);
    assert.match(found.message, /wbe/);
    assert.equal(found.source, 'lintel');
  });

  it('repairs a misspelt name by its quick fix', async () => {
    const { document } = await open('mistake.arch');
    await diagnosticsOf(document.uri);
    const place = at(document, 'wbe');
    const fix = await until('a fix', async () => {
      const actions = await commands.executeCommand<{ title: string; edit?: WorkspaceEdit }[]>('vscode.executeCodeActionProvider', document.uri, document.getWordRangeAtPosition(place));
      return actions.find((action) => action.edit?.get(document.uri).some((edit) => edit.newText.includes('web')));
    });
    assert.match(fix.title, /web/);
  });

  it('completes kinds and names in scope', async () => {
    const { document } = await open('shop.arch');
    const labels = async (position: ReturnType<typeof at>): Promise<string[]> => {
      const list = await commands.executeCommand<CompletionList>('vscode.executeCompletionItemProvider', document.uri, position);
      return list.items.map((item) => (typeof item.label === 'string' ? item.label : item.label.label));
    };
    const kinds = await labels(at(document, '  loadbalancer lb', 'start').translate(0, 2));
    assert.ok(kinds.includes('server') && kinds.includes('database'), kinds.slice(0, 20).join());
    const names = await labels(at(document, 'flow shoppers -> ', 'end'));
    assert.ok(names.includes('lb') && names.includes('db'), names.slice(0, 20).join());
  });

  it('explains on hover', async () => {
    const { document } = await open('shop.arch');
    const hovers = await until('a hover', async () => {
      const found = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, at(document, 'mysql }'));
      return found.length > 0 ? found : undefined;
    });
    const said = hovers.flatMap((hover) => hover.contents).map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
    assert.match(said, /mysql/i);
  });

  it('shows availability above a service, the whole report on a click, and neither when switched off', async () => {
    const { document } = await open('shop.arch');
    const lenses = async (): Promise<CodeLens[]> => (await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 20))
      .filter((each) => each.command?.command === 'lintel.explainAvailability');
    const { command } = await until('a lens', async () => (await lenses()).find(({ range }) => document.lineAt(range.start.line).text.includes('as shop')));
    assert.match(command!.title, /^99\.9\d+%, \d h( \d+ min)? a year, 5 single points$/);
    await commands.executeCommand(command!.command, ...command!.arguments as unknown[]);
    const report = await until('the report', () => (window.activeTextEditor?.document.uri.scheme === 'lintel-report' ? window.activeTextEditor.document : undefined));
    assert.match(report.getText(), /^# Availability of shop\n[^]*\n\| lan\.db \| /);
    const settings = workspace.getConfiguration('lintel');
    await settings.update('codeLens.availability', false, ConfigurationTarget.Global);
    await until('no lens', async () => (await lenses()).length === 0);
    await settings.update('codeLens.availability', undefined, ConfigurationTarget.Global);
    await until('the lenses again', async () => (await lenses()).length > 0);
  });

  it('jumps to a declaration, and into the standard library', async () => {
    const { document } = await open('shop.arch');
    const targetOf = async (needle: string, shift: number): Promise<Uri> => {
      const found = await commands.executeCommand<(Location | LocationLink)[]>('vscode.executeDefinitionProvider', document.uri, at(document, needle).translate(0, shift));
      assert.ok(found.length > 0, `no definition of ${needle}`);
      return 'targetUri' in found[0]! ? found[0].targetUri : found[0]!.uri;
    };
    assert.equal((await targetOf('flow lb', 5)).toString(), document.uri.toString());
    const library = await targetOf('software mysql', 9);
    assert.equal(library.scheme, 'lintel-library');
    assert.match((await workspace.openTextDocument(library)).getText(), /software mysql/);
  });

  it('renames everywhere at once', async () => {
    const { document } = await open('shop.arch');
    const edit = await commands.executeCommand<WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, at(document, 'db {'), 'orders');
    const edits: TextEdit[] = edit.get(document.uri);
    assert.equal(edits.length, (document.getText().match(/\bdb\b/g) ?? []).length);
    assert.ok(edits.every((each) => each.newText === 'orders'));
  });

  it('lists symbols, folds blocks, colours by meaning, and formats', async () => {
    const { document } = await open('shop.arch');
    const symbols = await commands.executeCommand<(DocumentSymbol | SymbolInformation)[]>('vscode.executeDocumentSymbolProvider', document.uri);
    assert.ok(JSON.stringify(symbols.map((symbol) => symbol.name)).includes('lan'));
    const folds = await commands.executeCommand<FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
    assert.ok(folds.some((fold) => fold.start === 2 && fold.end >= 5));
    const tokens = await commands.executeCommand<SemanticTokens>('vscode.provideDocumentSemanticTokens', document.uri);
    assert.ok(tokens.data.length > 0);
    const edits = await commands.executeCommand<TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', document.uri, { tabSize: 2, insertSpaces: true });
    assert.ok(Array.isArray(edits) || edits === undefined);
  });
});

/** Every name of every example can be renamed: nothing in a real architecture is named in a way that rename does not see. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range } from '#language/model/origin.js';
import { prepareRename, rename } from '../../../server/lsp/features/rename.js';
import type { Session } from '../../../server/lsp/session.js';
import { isLibrary, Workspace } from '../../../server/lsp/workspace.js';
import { viewsOf } from '../../../server/lsp/views.js';

const EXAMPLES = fileURLToPath(new URL('../../../examples', import.meta.url));

/** A server's session as far as rename looks at it. */
function sessionWith(uri: string, text: string): Session {
  const workspace = new Workspace({ read: () => undefined, inWorkspace: () => true, list: () => [], setFolders: () => undefined, admit: () => undefined, refresh: () => undefined });
  workspace.write(TextDocument.create(uri, 'arch', 1, text));
  return { workspace, client: {} } as unknown as Session;
}

describe('language server: rename in the examples', () => {
  for (const folder of readdirSync(EXAMPLES, { withFileTypes: true }).filter((each) => each.isDirectory())) {
    for (const file of readdirSync(join(EXAMPLES, folder.name)).filter((each) => each.endsWith('.arch') && !each.startsWith('broken'))) {
      it(`${folder.name}/${file}`, () => {
        const uri = `file:///examples/${folder.name}/${file}`;
        const text = readFileSync(join(EXAMPLES, folder.name, file), 'utf8');
        const session = sessionWith(uri, text);
        const document = TextDocument.create(uri, 'arch', 1, text);
        const declared = new Map<string, Range>();
        for (const { model } of viewsOf(session.workspace, uri)) {
          for (const { declares, uri: where, range } of model.references) if (declares && !isLibrary(where)) declared.set(JSON.stringify(range), range);
        }
        assert.ok(declared.size > 5);
        for (const range of declared.values()) {
          const name = document.getText(range);
          const prepared = prepareRename(session, { textDocument: { uri }, position: range.start }) as { placeholder: string };
          assert.equal(prepared.placeholder, name);
          const edits = rename(session, { textDocument: { uri }, position: range.end, newName: 'fresh-이름' }).changes![uri]!;
          assert.ok(edits.length > 0);
          for (const edit of edits) assert.equal(document.getText(edit.range).normalize('NFC'), name.normalize('NFC'));
        }
      });
    }
  }
});

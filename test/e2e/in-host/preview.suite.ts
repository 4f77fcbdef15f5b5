/** The preview as the extension opens it; what the page itself draws is seen by the browser tests. */
import assert from 'node:assert/strict';
import { commands, TabInputWebview, window } from 'vscode';
import { open, until } from './support.js';

const previews = (): { label: string }[] => window.tabGroups.all.flatMap((group) => group.tabs)
  .filter((tab) => tab.input instanceof TabInputWebview && tab.input.viewType.includes('lintel.preview'));

describe('the preview', () => {
  after(() => commands.executeCommand('workbench.action.closeAllEditors'));

  it('opens beside the text, once a document', async () => {
    const editor = await open('shop.arch');
    await commands.executeCommand('lintel.openPreviewToSide');
    const [tab] = await until('the preview', () => (previews().length > 0 ? previews() : undefined));
    assert.match(tab!.label, /shop\.arch/);
    assert.equal(window.tabGroups.all.length, 2);
    await window.showTextDocument(editor.document, { viewColumn: editor.viewColumn });
    await commands.executeCommand('lintel.openPreviewToSide');
    assert.equal(previews().length, 1);
  });

  it('takes its commands while it is open', async () => {
    const offered = await commands.getCommands(true);
    for (const name of ['openPreview', 'openPreviewToSide', 'revealInSource', 'failElement', 'recoverElement', 'recoverAll', 'play', 'pause', 'step']) {
      assert.ok(offered.includes(`lintel.${name}`), name);
    }
    for (const name of ['play', 'pause', 'step', 'recoverAll']) await commands.executeCommand(`lintel.${name}`);
    await commands.executeCommand('lintel.failElement', 'lan.db');
    await commands.executeCommand('lintel.recoverElement', 'lan.db');
    assert.equal(previews().length, 1);
  });
});

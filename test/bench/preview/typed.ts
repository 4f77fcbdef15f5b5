/** An editor that types into one document and asks for its picture as a preview does, of a language server of its own. */
import { spawn } from 'node:child_process';
import { createProtocolConnection, type ProtocolConnection } from 'vscode-languageserver-protocol/node';
import type { Picture } from '#language/protocol/picture.js';
import { SCENE_CHANGED, SCENE_REQUEST, type SceneAnswer } from '#language/protocol/server.js';
import { placesIn } from '#language/scene/index.js';

const URI = 'file:///bench/typed.arch';

export class Typed {
  /** The one that is looked at. */
  picture!: Picture;
  private told = 0;
  private wake: () => void = () => undefined;
  private heard = 0;
  private version = 1;

  private constructor(private readonly connection: ProtocolConnection, private readonly ended: Promise<unknown>, private readonly text: string) {
    connection.onNotification(SCENE_CHANGED, () => {
      this.told += 1;
      this.wake();
    });
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/workspaceFolders', () => null);
    connection.listen();
  }

  /** @param path of the bundled server. */
  static async open(path: string, text: string): Promise<Typed> {
    const server = spawn(process.execPath, [path, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise((resolve) => { server.once('exit', resolve); });
    const editor = new Typed(createProtocolConnection(server.stdout, server.stdin), ended, text);
    await editor.connection.sendRequest('initialize', { processId: null, rootUri: null, workspaceFolders: null, capabilities: {} });
    await editor.connection.sendNotification('initialized', {});
    await editor.connection.sendNotification('textDocument/didOpen', { textDocument: { uri: URI, languageId: 'arch', version: 1, text } });
    await editor.ask();
    await editor.checked();
    return editor;
  }

  /** The picture of the text with this line at its end. */
  async type(line: string): Promise<Picture> {
    const { version } = this.picture;
    this.version += 1;
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri: URI, version: this.version }, contentChanges: [{ text: `${this.text}${line}\n` }] });
    while (this.picture.version === version) {
      await this.hear();
      await this.ask();
    }
    return this.picture;
  }

  /** The picture with what was found in it. */
  async checked(): Promise<Picture> {
    while (this.picture.checking) {
      await this.hear();
      await this.ask();
    }
    return this.picture;
  }

  async close(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await this.ended;
    this.connection.dispose();
  }

  private async hear(): Promise<void> {
    if (this.heard === this.told) await new Promise<void>((resolve) => { this.wake = resolve; });
    this.heard = this.told;
  }

  private async ask(): Promise<void> {
    this.heard = this.told;
    const hold = (this.picture as Picture | undefined) === undefined ? {} : { hold: placesIn(this.picture.scene) };
    const answer: SceneAnswer = await this.connection.sendRequest(SCENE_REQUEST, { revision: 0, uri: URI, choice: { collapsed: [], expanded: [] }, theme: 'vscode', ...hold });
    this.picture = answer.picture!;
  }
}

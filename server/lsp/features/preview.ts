/** Pictures for the preview. One is drawn when a preview asks; it then hears of every change that would draw another. */
import { text, word } from '#language/messages/word.js';
import { normalise } from '#language/model/uri.js';
import type { Checked } from '#language/project/project.js';
import { isSceneRequest } from '#language/protocol/check-messages.js';
import { SCENE_CHANGED, type SceneAnswer } from '#language/protocol/server.js';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { Pictures } from '../../host/pictures.js';
import type { Session } from '../session.js';

export class Previews {
  /** Documents that a preview shows, as the preview spells them. */
  private readonly shown = new Map<string, string>();
  private readonly pictures: Pictures;

  constructor(private readonly session: Session) {
    const { host, loop, workspace, checked } = session;
    this.pictures = new Pictures({ project: workspace.project, loop, last: (root) => checked.get(root), history: host.history, layOut: host.layOut });
  }

  async scene(given: unknown): Promise<SceneAnswer> {
    if (!isSceneRequest(given)) throw new ResponseError(ErrorCodes.InvalidParams, word(text('editor.scene-shape')));
    const uri = normalise(given.uri);
    this.shown.set(uri, given.uri);
    return await this.pictures.scene(this.rootOf(uri), given) ?? { revision: given.revision, broken: false, problem: word(text('editor.scene-gone')) };
  }

  /** What shown pictures rest on. */
  prepare(root: string, cancelled: () => boolean): void {
    if (this.isShown(root)) this.pictures.prepare(root, cancelled);
  }

  /** The text is another: it can be drawn, whatever will be found in it. */
  prepared(root: string): void {
    if (this.isShown(root) && this.pictures.isOvertaken(root)) this.tell(root);
  }

  /** An architecture was analysed anew. Where that found nothing new, as when a preview asks again, no picture would differ. */
  changed(root: string, checked: Checked): void {
    if (this.pictures.isShort(root, checked)) this.tell(root);
  }

  /** Nothing could be found out about it: it is drawn without. */
  failed(root: string): void {
    if (this.pictures.failed(root)) this.tell(root);
  }

  /** Nobody looks at the architecture any more. */
  forget(root: string): void {
    this.pictures.forget(root);
  }

  /** What previews show. */
  get uris(): string[] {
    return [...this.shown.keys()];
  }

  private tell(root: string): void {
    for (const [uri, spelled] of this.shown) if (this.rootOf(uri) === root) void this.session.connection.sendNotification(SCENE_CHANGED, { uri: spelled });
  }

  private isShown(root: string): boolean {
    return this.uris.some((uri) => this.rootOf(uri) === root);
  }

  /** The one architecture that a file is part of; a file of several is drawn by itself. */
  private rootOf(uri: string): string {
    const roots = this.session.workspace.rootsOf(uri);
    return roots.length === 1 ? roots[0]! : uri;
  }
}

/**
 * Pictures for the preview. One is drawn when a preview asks; it then hears of every change that would draw another.
 * While the text is broken, the last good picture goes out again, so that nothing is laid out for a half-typed line.
 */
import { text, word } from '#language/messages/word.js';
import { normalise } from '#language/model/uri.js';
import type { Revision } from '#language/diff/index.js';
import { LAST_COMMIT } from '#language/preview/bases.js';
import type { Picture } from '#language/protocol/picture.js';
import { isSceneRequest } from '#language/protocol/check-messages.js';
import { SCENE_CHANGED, type SceneAnswer, type SceneRequest } from '#language/protocol/server.js';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import { Past } from '../../host/past.js';
import type { Checked, Session } from '../session.js';

export class Previews {
  /** Documents that a preview shows, as the preview spells them. */
  private readonly shown = new Map<string, string>();
  private readonly good = new Map<string, Picture>();
  /** By root: the analyses that previews know of. */
  private readonly announced = new Map<string, Checked['analyses']>();
  private revision = 0;
  private readonly past = new Past();

  constructor(private readonly session: Session) {}

  async scene(given: unknown): Promise<SceneAnswer> {
    if (!isSceneRequest(given)) throw new ResponseError(ErrorCodes.InvalidParams, word(text('editor.scene-shape')));
    const uri = normalise(given.uri);
    const root = this.rootOf(uri);
    const checked = await this.session.loop.settled(root);
    this.shown.set(uri, given.uri);
    if (checked) this.announced.set(root, checked.analyses);
    const analysis = checked?.analyses.find((each) => each.variant === given.choice.variant) ?? checked?.analyses[0];
    if (!analysis) return { revision: given.revision, broken: false, problem: word(text('editor.scene-gone')) };
    const broken = analysis.model.problems.some((problem) => problem.type === 'syntax');
    const key = JSON.stringify([uri, given.choice, given.theme]);
    const last = this.good.get(key);
    if (broken && last) return { revision: given.revision, broken, picture: last };
    const answer = await this.draw(given, root, checked!, analysis);
    if (!broken && answer.picture) this.keep(key, answer.picture);
    return answer;
  }

  /** An architecture was analysed anew. Where that found nothing new, as when a preview asks again, no picture would differ. */
  changed(root: string, { analyses }: Checked): void {
    const before = this.announced.get(root);
    this.announced.set(root, analyses);
    if (before?.length === analyses.length && before.every((each, index) => each.model === analyses[index]!.model && each.findings === analyses[index]!.findings)) return;
    const files = new Set([root, ...analyses.flatMap((each) => each.model.files)]);
    for (const [uri, spelled] of this.shown) {
      if (files.has(uri) && this.rootOf(uri) === root) void this.session.connection.sendNotification(SCENE_CHANGED, { uri: spelled });
    }
  }

  /** Nobody looks at the architecture any more. */
  forget(root: string): void {
    this.announced.delete(root);
  }

  /** What previews show. */
  get uris(): string[] {
    return [...this.shown.keys()];
  }

  /** What draws is loaded with the first picture: it is larger than all the rest, and most editors never ask. */
  private async draw(request: SceneRequest, root: string, checked: Checked, analysis: Checked['analyses'][number]): Promise<SceneAnswer> {
    const { model, facts, variant } = analysis;
    const { answerScene } = await import('#language/preview/answer.js');
    const { findings } = checked;
    const { history } = this.session.host;
    return answerScene({ ...request, choice: { ...request.choice, ...(variant === undefined ? {} : { variant }) } }, {
      model, facts: facts.cancellable(), version: ++this.revision, variants: this.session.workspace.project.variants(root),
      history: history?.has(root) ?? false, base: this.base(request.choice.against, root, variant, checked),
      findings: findings.filter((finding) => finding.variant === undefined || finding.variant === variant),
    });
  }

  /** The last commit, or another variant as it was analysed with this one. */
  private base(against: string | undefined, root: string, variant: string | undefined, { analyses, findings }: Checked): Revision | undefined {
    if (against === LAST_COMMIT) {
      const files = this.session.host.history?.lastCommit(root);
      return files && this.past.revision(files, root, variant);
    }
    const other = against === undefined ? undefined : analyses.find((each) => each.variant === against);
    return other && { model: other.model, facts: other.facts.cancellable(), findings: findings.filter((finding) => finding.variant === undefined || finding.variant === against) };
  }

  /** The one architecture that a file is part of; a file of several is drawn by itself. */
  private rootOf(uri: string): string {
    const roots = this.session.workspace.rootsOf(uri);
    return roots.length === 1 ? roots[0]! : uri;
  }

  /** One picture a choice; choices that nobody looks at any more must not pile up. */
  private keep(key: string, picture: Picture): void {
    this.good.delete(key);
    this.good.set(key, picture);
    const [oldest] = this.good.keys();
    if (this.good.size > 24 && oldest !== undefined) this.good.delete(oldest);
  }
}

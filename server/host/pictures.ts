/**
 * Pictures of architectures, for whoever shows them. What the text says is drawn at once, with what was found in it
 * before; what is found in it now follows in a second picture, which stands where the first one did. While the text is
 * broken, the last good picture goes out again, so that nothing is laid out for a half-typed line.
 */
import type { Revision } from '#language/diff/index.js';
import type { Facts } from '#language/facts/query.js';
import type { Finding } from '#language/model/finding.js';
import type { Model } from '#language/model/model.js';
import { LAST_COMMIT } from '#language/preview/bases.js';
import type { Analysis, Checked, FileAccess, Project } from '#language/project/project.js';
import type { Picture } from '#language/protocol/picture.js';
import type { SceneAnswer, SceneRequest } from '#language/protocol/server.js';
import type { Fit, LayOut } from '#language/scene/index.js';
import { passesOf } from '#language/scene/landmarks.js';
import type { AnalysisLoop } from './analysis-loop.js';
import { Past } from './past.js';

/** Choices whose last good pictures are kept. */
const MOST_KEPT = 24;

/** Earlier states of files, where there is a repository. */
export interface FileHistory {
  has(uri: string): boolean;
  /** The files of the last commit; the same object as long as it is the last. */
  lastCommit(uri: string): FileAccess | undefined;
}

interface Shown {
  model: Model;
  facts: Facts;
  findings: readonly Finding[];
  base?: Revision | undefined;
  checking?: true;
}

export interface PictureWorld {
  readonly project: Project;
  loop: Pick<AnalysisLoop<Checked>, 'prepared' | 'settled' | 'isSettled'>;
  /** What was found last in an architecture, maybe in an earlier text. */
  last(root: string): Checked | undefined;
  history?: FileHistory | undefined;
  layOut?: LayOut | undefined;
}

/** What the pictures of one architecture showed last. */
interface Handed {
  /** By variant; without a model where one was only asked for. */
  models: Map<string | undefined, Model | undefined>;
  /** Undefined while they show what was found before. */
  found?: readonly Analysis[];
  /** Nothing can be found in this text. */
  failed?: true;
}

export class Pictures {
  private readonly good = new Map<string, Picture>();
  private readonly handed = new Map<string, Handed>();
  private readonly fits = new Map<string, Fit>();
  private readonly versions = new WeakMap<Model, number>();
  private version = 0;
  private readonly past = new Past();
  /** Where there is no thread for it. */
  private inPlace: LayOut | undefined;

  constructor(private readonly world: PictureWorld) {}

  /** Undefined where there is nothing to draw, as of a file that is gone. */
  async scene(root: string, request: SceneRequest): Promise<SceneAnswer | undefined> {
    const { loop, project } = this.world;
    const { variant: wished, against } = request.choice;
    const known = loop.isSettled(root) ? this.world.last(root) : undefined;
    if (!known && this.handed.get(root)?.failed && loop.isSettled(root)) {
      const now = project.model(root, this.variantOf(root, wished));
      return now && this.answer(root, request, this.variantOf(root, wished), { ...now, findings: [] });
    }
    // A comparison is one of findings, too: it waits for them.
    if (!known && against === undefined) {
      // Noted before it is known, so that it is prepared.
      this.hand(root, this.variantOf(root, wished), undefined);
      if (!await loop.prepared(root)) return undefined;
      const variant = this.variantOf(root, wished);
      const now = project.model(root, variant);
      if (!now) return undefined;
      this.hand(root, variant, now.model);
      return this.answer(root, request, variant, { ...now, findings: this.world.last(root)?.findings ?? [], checking: true });
    }
    const checked = known ?? await loop.settled(root);
    const analysis = checked?.analyses.find(({ variant }) => variant === wished) ?? checked?.analyses[0];
    if (!checked || !analysis) return undefined;
    this.handed.set(root, { models: new Map(checked.analyses.map(({ variant, model }) => [variant, model])), found: checked.analyses });
    return this.answer(root, request, analysis.variant, { ...analysis, findings: checked.findings, base: this.base(against, root, analysis.variant, checked) });
  }

  /** What the pictures that are shown rest on, as far as `cancelled` lets it be worked out; the rest is quick. */
  prepare(root: string, cancelled: () => boolean): void {
    for (const variant of this.handed.get(root)?.models.keys() ?? []) {
      const facts = this.world.project.model(root, this.variantOf(root, variant))?.facts.cancellable(cancelled);
      try {
        if (facts) passesOf(facts);
      } finally {
        facts?.cancellable();
      }
    }
  }

  /** Whether what was drawn last of it shows another text. */
  isOvertaken(root: string): boolean {
    const { project } = this.world;
    return [...this.handed.get(root)?.models ?? []].some(([variant, model]) => model !== undefined && project.model(root, variant)?.model !== model);
  }

  /** Whether what was drawn last of it shows other findings, or none yet. */
  isShort(root: string, { analyses }: Checked): boolean {
    const found = this.handed.get(root)?.found;
    return found?.length !== analyses.length || found.some((each, index) => each.model !== analyses[index]!.model || each.findings !== analyses[index]!.findings);
  }

  /** The search for findings ended with a fault. True where shown pictures still wait for them. */
  failed(root: string): boolean {
    const handed = this.handed.get(root);
    if (!handed || handed.failed) return false;
    handed.failed = true;
    return true;
  }

  /** Nobody looks at it any more. */
  forget(root: string): void {
    this.handed.delete(root);
  }

  /** What draws is loaded with the first picture: it is larger than all the rest, and most editors never ask. */
  private async answer(root: string, request: SceneRequest, variant: string | undefined, shown: Shown): Promise<SceneAnswer> {
    const { model, facts, findings, base, checking } = shown;
    const broken = model.problems.some(({ type }) => type === 'syntax');
    const key = JSON.stringify([request.uri, request.choice, request.theme]);
    const last = this.good.get(key);
    if (broken && last) return { revision: request.revision, broken, picture: last };
    const { answerScene } = await import('#language/preview/answer.js');
    const { project, history } = this.world;
    const answer = await answerScene({ ...request, choice: { ...request.choice, ...(variant === undefined ? {} : { variant }) } }, {
      model, facts: facts.cancellable(), version: this.versionOf(model), variants: project.variants(root), history: history?.has(root) ?? false, base,
      findings: findings.filter((finding) => finding.variant === undefined || finding.variant === variant), layOut: await this.layOut(), fit: this.fitOf(request), ...(checking ? { checking } : {}),
    });
    if (!broken && answer.picture) renew(this.good, key, answer.picture);
    return answer;
  }

  private hand(root: string, variant: string | undefined, model: Model | undefined): void {
    this.handed.set(root, { models: new Map(this.handed.get(root)?.models).set(variant, model) });
  }

  private async layOut(): Promise<LayOut> {
    if (this.world.layOut) return this.world.layOut;
    if (!this.inPlace) {
      const { KeptLayouts } = await import('#language/scene/index.js');
      const kept = new KeptLayouts();
      this.inPlace = (scene) => kept.layOut(scene);
    }
    return this.inPlace;
  }

  /** The last commit, or another variant as it was analysed with this one. */
  private base(against: string | undefined, root: string, variant: string | undefined, { analyses, findings }: Checked): Revision | undefined {
    if (against === LAST_COMMIT) {
      const files = this.world.history?.lastCommit(root);
      return files && this.past.revision(files, root, variant);
    }
    const other = against === undefined ? undefined : analyses.find((each) => each.variant === against);
    return other && { model: other.model, facts: other.facts.cancellable(), findings: findings.filter((finding) => finding.variant === undefined || finding.variant === against) };
  }

  /** A variant that was renamed meanwhile: the first one is better than none. */
  private variantOf(root: string, wished: string | undefined): string | undefined {
    const variants = this.world.project.variants(root);
    return variants.some(({ name }) => name === wished) ? wished : variants[0]?.name;
  }

  private versionOf(model: Model): number {
    const known = this.versions.get(model) ?? this.version + 1;
    this.version = Math.max(this.version, known);
    this.versions.set(model, known);
    return known;
  }

  /** One for each view: what the reader opens and closes in it is like what was there before. */
  private fitOf({ uri, choice: { collapsed: _, expanded: _expanded, ...view } }: SceneRequest): Fit {
    const key = JSON.stringify([uri, view]);
    const fit = this.fits.get(key) ?? {};
    renew(this.fits, key, fit);
    return fit;
  }
}

/** One entry a choice; choices that nobody looks at any more must not pile up. */
function renew<V>(kept: Map<string, V>, key: string, value: V): void {
  kept.delete(key);
  kept.set(key, value);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
}

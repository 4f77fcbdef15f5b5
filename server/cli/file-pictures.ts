/** Pictures of an architecture on disk: drawn when asked for, asked for again when one of its files is saved. */
import type { PictureEdit } from '#language/model/edit.js';
import type { Choice, Named, Picture } from '#language/protocol/picture.js';
import type { ExportAnswer, ExportRequest, SceneAnswer, SceneRequest } from '#language/protocol/server.js';
import { layoutFileOf } from '#language/model/manual-layout.js';
import { toPath } from '#language/model/uri.js';
import type { Revision } from '#language/diff/index.js';
import { LAST_COMMIT } from '#language/preview/bases.js';
import { answerScene } from '#language/preview/answer.js';
import { exportOf, type FileMaker } from '#language/preview/export.js';
import type { Project } from '#language/project/project.js';
import { fileMaker } from '../export/file-maker.js';
import type { PictureSource } from '../preview/server.js';
import { History } from '../host/history.js';
import { Past } from '../host/past.js';
import { FileWatch } from '../preview/watch.js';
import { reasonOf } from './fault.js';
import type { Given } from './inputs.js';
import { editFile } from './file-edits.js';
import { keepPlaces } from './keep-places.js';
import { openProject } from './session.js';

export class FilePictures implements PictureSource {
  readonly uri: string;
  private readonly listeners = new Set<() => void>();
  private readonly watch = new FileWatch(() => this.changed());
  private readonly history = new History();
  private readonly past = new Past();
  private project: Project;
  private readonly maker: FileMaker;
  private version = 0;

  /** Makes edits where they are allowed. */
  readonly edit?: (edit: PictureEdit, picture: Picture) => Promise<string | undefined>;

  /** Keeps boxes that were set by hand, where edits are allowed. */
  readonly place?: NonNullable<PictureSource['place']>;

  /** @param assets folder of the bundled page files; `editable`: what is done in the picture changes the file. */
  constructor(private readonly given: Given, assets: string, editable = false) {
    if (editable) this.place = (request) => Promise.resolve(keepPlaces(this.uri, request));
    this.maker = fileMaker(assets);
    this.uri = given.uri;
    if (editable) this.edit = async (edit, { choice }) => editFile(this.project, this.uri, choice.variant, edit);
    this.project = openProject([given]);
    this.follow();
  }

  async scene(request: SceneRequest): Promise<SceneAnswer> {
    try {
      return await this.draw(request);
    } catch (thrown) {
      return { revision: request.revision, broken: false, problem: reasonOf(thrown) };
    }
  }

  async export(choice: Choice, format: ExportRequest['format']): Promise<ExportAnswer> {
    try {
      const variants = this.project.variants(this.uri);
      const names = variants.length > 0 ? variants.map(({ name }) => name) : [undefined];
      const drawables = names.flatMap((variant) => {
        const found = this.project.analyse(this.uri, variant);
        return found ? [{ ...(variant === undefined ? {} : { variant }), drawable: { model: found.model, facts: found.facts, findings: found.findings, version: 0, variants, history: false } }] : [];
      });
      return await exportOf({ uri: this.uri, choice, format }, drawables, this.maker);
    } catch (thrown) {
      return { problem: reasonOf(thrown) };
    }
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => { this.listeners.delete(listener); };
  }

  close(): void {
    this.watch.close();
    this.listeners.clear();
  }

  private async draw(request: SceneRequest): Promise<SceneAnswer> {
    const variants: Named[] = this.project.variants(this.uri);
    const wished = request.choice.variant ?? this.given.variant;
    // A variant that was renamed meanwhile: the first one is better than none.
    const variant = variants.some(({ name }) => name === wished) ? wished : variants[0]?.name;
    const analysis = this.project.analyse(this.uri, variant);
    if (!analysis) return { revision: request.revision, broken: true };
    const { model, facts, findings } = analysis;
    const choice = { ...request.choice, ...(variant === undefined ? {} : { variant }) };
    const base = this.base(choice.against, variant, variants);
    return answerScene({ ...request, choice }, { model, facts, findings, version: this.version, variants, history: this.history.has(this.uri), base });
  }

  private base(against: string | undefined, variant: string | undefined, variants: readonly Named[]): Revision | undefined {
    if (against === LAST_COMMIT) {
      const files = this.history.lastCommit(this.uri);
      return files && this.past.revision(files, this.uri, variant);
    }
    return variants.some(({ name }) => name === against) ? this.project.analyse(this.uri, against) : undefined;
  }

  /** Whatever was saved, imported files and settings included: what rests on it is read again. */
  private changed(): void {
    this.project = openProject([this.given]);
    this.version += 1;
    this.follow();
    for (const listener of this.listeners) listener();
  }

  /** Files that are imported but missing are watched too: they may be about to come. */
  private follow(): void {
    const read = this.project.reach(this.uri);
    const all = new Set([...read, ...read.flatMap((uri) => this.project.imports(uri))]);
    this.watch.setFiles([...all, layoutFileOf(this.uri)].map(toPath));
  }
}

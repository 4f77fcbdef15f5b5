/** Pictures of an architecture on disk: drawn when asked for, asked for again when one of its files is saved. */
import type { PictureEdit } from '#language/model/edit.js';
import type { Choice, Picture } from '#language/protocol/picture.js';
import type { EditHistoryNames } from '#language/protocol/preview.js';
import type { ExportAnswer, ExportRequest, SceneAnswer, SceneRequest } from '#language/protocol/server.js';
import { layoutFileOf } from '#language/model/manual-layout.js';
import { toPath } from '#language/model/uri.js';
import { exportOf, type FileMaker } from '#language/preview/export.js';
import type { Checked, Project } from '#language/project/project.js';
import { fileMaker } from '../export/file-maker.js';
import type { PictureSource } from '../preview/server.js';
import { AnalysisLoop } from '../host/analysis-loop.js';
import { History } from '../host/history.js';
import { LayoutThread } from '../host/layout-thread.js';
import { nodeScheduler } from '../host/node-scheduler.js';
import { Pictures } from '../host/pictures.js';
import { FileWatch } from '../preview/watch.js';
import { reasonOf } from './fault.js';
import type { Given } from './inputs.js';
import { EditHistory } from './edit-history.js';
import { editFile } from './file-edits.js';
import { keepPlaces } from './keep-places.js';
import { openProject } from './session.js';

export class FilePictures implements PictureSource {
  readonly uri: string;
  private readonly listeners = new Set<() => void>();
  private readonly watch = new FileWatch(() => this.changed());
  private readonly thread: LayoutThread;
  private readonly loop: AnalysisLoop<Checked>;
  private readonly pictures: Pictures;
  private project: Project;
  private last: Checked | undefined;
  private readonly maker: FileMaker;

  /** Makes edits where they are allowed. */
  readonly edit?: (edit: PictureEdit, picture: Picture) => Promise<string | undefined>;

  /** Keeps boxes that were set by hand, where edits are allowed. */
  readonly place?: NonNullable<PictureSource['place']>;

  /** Takes back what was changed from the picture, or does it again. */
  readonly undo?: (again: boolean) => Promise<string>;

  private readonly edits = new EditHistory();

  /** @param assets folder of the bundled page files; `editable`: what is done in the picture changes the file. */
  constructor(private readonly given: Given, assets: string, editable = false) {
    if (editable) this.place = (request) => Promise.resolve(keepPlaces(this.uri, request, this.edits));
    if (editable) this.undo = (again) => Promise.resolve(again ? this.edits.redo() : this.edits.undo());
    this.maker = fileMaker(assets);
    this.uri = given.uri;
    if (editable) this.edit = async (edit, { choice }) => editFile(this.project, this.uri, choice.variant, edit, this.edits);
    this.project = openProject([given]);
    this.thread = new LayoutThread(assets);
    this.loop = this.analyses();
    const latest = (): Project => this.project;
    this.pictures = new Pictures({
      get project() { return latest(); }, loop: this.loop, last: () => this.last, history: new History(), layOut: (scene) => this.thread.layOut(scene),
    });
    this.follow();
  }

  async scene(request: SceneRequest): Promise<SceneAnswer> {
    const { variant } = this.given;
    const choice = { ...request.choice, ...(variant === undefined || request.choice.variant !== undefined ? {} : { variant }) };
    try {
      this.project.requireSettings(this.uri);
      return await this.pictures.scene(this.uri, { ...request, choice }) ?? { revision: request.revision, broken: true };
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

  undoable(): EditHistoryNames {
    return this.edits.names;
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => { this.listeners.delete(listener); };
  }

  close(): void {
    this.watch.close();
    this.loop.stop();
    this.thread.close();
    this.listeners.clear();
  }

  private analyses(): AnalysisLoop<Checked> {
    return new AnalysisLoop<Checked>(nodeScheduler, {
      affected: () => [this.uri],
      prepare: (root, cancelled) => this.pictures.prepare(root, cancelled),
      prepared: (root) => { if (this.pictures.isOvertaken(root)) this.tell(); },
      analyse: (root, cancelled) => this.project.check(root, cancelled),
      progress: (root) => this.project.answered(root),
      done: (root, checked) => {
        this.last = checked;
        if (this.pictures.isShort(root, checked)) this.tell();
      },
      failed: (root) => {
        this.last = undefined;
        if (this.pictures.failed(root)) this.tell();
      },
    });
  }

  /** Whatever was saved, imported files and settings included: what rests on it is read again. */
  private changed(): void {
    this.project = openProject([this.given]);
    this.follow();
    this.loop.touch(this.uri);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  /** Files that are imported but missing are watched too: they may be about to come. */
  private follow(): void {
    const read = this.project.reach(this.uri);
    const all = new Set([...read, ...read.flatMap((uri) => this.project.imports(uri))]);
    this.watch.setFiles([...all, layoutFileOf(this.uri)].map(toPath));
  }
}

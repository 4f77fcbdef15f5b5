/**
 * The language server, whatever it runs in: it keeps the files of the workspace, has them analysed, and binds one
 * handler to each feature. Nothing here depends on how messages travel or where files are.
 */
import {
  DidChangeWatchedFilesNotification, FileChangeType, TextDocuments, type Connection, type InitializeParams, type InitializeResult,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { AnalysisLoop } from '../host/analysis-loop.js';
import { capabilitiesFor } from './capabilities.js';
import { Diagnostics } from './features/diagnostics.js';
import { Previews } from './features/preview.js';
import { bindFeatures } from './features/index.js';
import { refreshCodeLenses } from './features/code-lens.js';
import { ScenarioRuns } from './features/scenarios.js';
import { Guard } from './guard.js';
import type { ServerHost } from './host.js';
import { IdleFigures } from './idle-figures.js';
import { DEFAULT_PREFERENCES, followSettings, readOptions } from './preferences.js';
import type { Checked } from '#language/project/project.js';
import type { Session } from './session.js';
import { normalise } from '#language/model/uri.js';
import { isLibrary, Workspace } from './workspace.js';

const WATCHED = ['**/*.arch', '**/*.arch.layout.json', '**/lintel.json', '**/*.csv', '**/*.txt'];

export function startServer(connection: Connection, host: ServerHost): void {
  const server = new Server(connection, host);
  server.listen();
}

class Server {
  private readonly session: Session;
  private readonly diagnostics: Diagnostics;
  private readonly previews: Previews;
  private readonly scenarios: ScenarioRuns;
  private readonly texts = new TextDocuments(TextDocument);

  constructor(private readonly connection: Connection, host: ServerHost) {
    const guard = new Guard((line) => connection.console.error(line));
    const workspace = new Workspace(host.files);
    const loop = new AnalysisLoop<Checked>(host.scheduler, {
      affected: (changed) => this.affected(changed),
      prepare: (root, cancelled) => this.previews.prepare(root, cancelled),
      prepared: guard.task('preview', (root: string) => this.previews.prepared(root)),
      analyse: (root, cancelled) => workspace.project.check(root, cancelled),
      progress: (root) => workspace.project.answered(root),
      done: guard.task('analysis', (root: string, checked: Checked) => this.analysed(root, checked)),
      failed: guard.task('analysis', (root: string, thrown: unknown) => this.failed(root, thrown)),
    });
    const known: Omit<Session, 'figures'> = { connection, host, guard, workspace, loop, checked: new Map(), client: {}, preferences: DEFAULT_PREFERENCES, playsScenarios: false, opensPictures: false };
    this.session = Object.assign(known, { figures: new IdleFigures(known) });
    this.diagnostics = new Diagnostics(this.session);
    this.previews = new Previews(this.session);
    this.scenarios = new ScenarioRuns(this.session, (root) => {
      const checked = this.session.checked.get(root);
      if (checked) this.publish(root, checked);
      refreshCodeLenses(this.session);
    });
    this.session.runs = this.scenarios;
  }

  listen(): void {
    const { connection, session: { guard } } = this;
    connection.onInitialize((params) => this.initialize(params));
    connection.onInitialized(guard.task('initialized', () => this.initialized()));
    connection.onShutdown(() => {
      this.session.loop.stop();
      this.session.figures.stop();
    });
    connection.onDidChangeWatchedFiles(guard.task('files', ({ changes }) => {
      for (const { uri, type } of changes) this.touch(this.session.workspace.changedOnDisk(uri, type !== FileChangeType.Deleted));
    }));
    bindFeatures(this.session, this.previews);
    this.texts.onDidChangeContent(guard.task('text', ({ document }) => this.touch(this.session.workspace.write(document))));
    this.texts.onDidSave(guard.task('save', ({ document }) => this.saved(normalise(document.uri))));
    this.texts.onDidClose(guard.task('close', ({ document }) => this.touch(this.session.workspace.close(document.uri))));
    this.texts.listen(connection);
    connection.listen();
  }

  private initialize(params: InitializeParams): InitializeResult {
    const { capabilities, workspaceFolders, rootUri } = params;
    this.session.client = capabilities;
    readOptions(this.session, params);
    const folders = workspaceFolders?.map((folder) => folder.uri) ?? (rootUri ? [rootUri] : []);
    this.session.guard.task('folders', () => this.session.workspace.setFolders(folders))();
    return { capabilities: capabilitiesFor(capabilities), serverInfo: { name: 'lintel' } };
  }

  private initialized(): void {
    const { client, guard, workspace, loop } = this.session;
    followSettings(this.session);
    if (client.workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      const watchers = WATCHED.map((globPattern) => ({ globPattern }));
      this.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch((thrown: unknown) => guard.report('watch', thrown));
    }
    if (!client.workspace?.workspaceFolders) return;
    this.connection.workspace.onDidChangeWorkspaceFolders(guard.task('folders', () => this.connection.workspace.getWorkspaceFolders().then((folders) => {
      workspace.setFolders(folders?.map((folder) => folder.uri) ?? []);
      loop.touch(...workspace.openUris);
    })));
  }

  private touch(uri: string): void {
    this.session.figures.stop();
    this.session.loop.touch(uri);
  }

  /** Architectures that somebody looks at, if they read a changed file or were never analysed. */
  private affected(changed: ReadonlySet<string>): string[] {
    const { workspace, checked } = this.session;
    const looked = new Set([...workspace.openUris, ...this.previews.uris].flatMap((uri) => workspace.rootsOf(uri)));
    for (const root of [...checked.keys()]) if (!looked.has(root)) this.forget(root);
    const everything = [...changed].some((uri) => !uri.endsWith('.arch'));
    const touched = new Set([...changed].flatMap((uri) => workspace.rootsOf(uri)));
    return [...looked].filter((root) => everything || touched.has(root) || !checked.has(root));
  }

  private analysed(root: string, checked: Checked): void {
    const before = this.session.checked.get(root)?.analyses;
    this.session.checked.set(root, checked);
    const severalFiles = checked.analyses.some(({ model }) => model.files.filter((uri) => !isLibrary(uri)).length > 1);
    if (severalFiles && before && before[0]?.facts !== checked.analyses[0]?.facts) refreshCodeLenses(this.session);
    this.publish(root, checked);
    this.previews.changed(root, checked);
  }

  private publish(root: string, checked: Checked): void {
    this.diagnostics.publish(root, { ...checked, findings: [...checked.findings, ...this.scenarios.findings(root, checked)] });
  }

  /** What takes a run to judge is judged now. */
  private async saved(uri: string): Promise<void> {
    for (const root of this.session.workspace.rootsOf(uri)) await this.scenarios.run(root);
  }

  private failed(root: string, thrown: unknown): void {
    this.session.guard.report('analysis', thrown);
    this.session.checked.delete(root);
    this.previews.failed(root);
    this.diagnostics.fail(root, thrown instanceof Error ? thrown.message : String(thrown));
  }

  private forget(root: string): void {
    this.session.checked.delete(root);
    this.session.loop.drop(root);
    this.diagnostics.forget(root);
    this.scenarios.stop(root);
    this.previews.forget(root);
  }
}

/**
 * The files that the server knows: open in an editor, or found in the open folders. It answers which architectures a
 * file belongs to: a file that others import is read through its importers.
 */
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { Project } from '#language/project/project.js';
import { libraryDocuments } from '#language/project/library.js';
import type { ArchDocument } from '#language/syntax/document.js';
import { isLayoutFile, rootOfLayoutFile } from '#language/model/manual-layout.js';
import { normalise } from '#language/model/uri.js';
import type { WorkspaceFiles } from './host.js';
import { SettingsFiles } from '../host/settings.js';

export const LIBRARY_SCHEME = 'lintel-library:';

/** An architecture without a line: the library is read through it while no file is open. */
const NOTHING = 'untitled:/nothing.arch';

/** Schemes under which editors show files of the past, or of another branch. */
const EARLIER_STATES = /^(git|git-graph|gitfs|gitlens|hg|svn|review|pr|scm|conflictResolution|vscode-local-history|chat-editing-[\w-]+):/;

interface Imports {
  document: ArchDocument | undefined;
  uris: readonly string[];
}

export class Workspace {
  readonly project: Project;
  private readonly open = new Map<string, TextDocument>();
  private readonly found = new Set<string>();
  private readonly imports = new Map<string, Imports>();
  readonly settings: SettingsFiles;

  constructor(readonly files: WorkspaceFiles) {
    this.settings = new SettingsFiles((uri) => files.read(uri));
    this.project = new Project(files, (root) => this.settings.of(root).settings);
    this.project.setText(NOTHING, '');
  }

  setFolders(folders: readonly string[]): void {
    this.files.setFolders(folders);
    this.found.clear();
    for (const folder of folders) for (const uri of this.files.list(folder)) this.found.add(normalise(uri));
  }

  /** The text of an editor, new or changed. */
  write(document: TextDocument): string {
    const uri = normalise(document.uri);
    if (!this.open.has(uri)) this.files.admit(uri);
    this.open.set(uri, document);
    if (!isLibrary(uri)) this.project.setText(uri, document.getText());
    return uri;
  }

  close(given: string): string {
    const uri = normalise(given);
    this.open.delete(uri);
    this.project.forget(uri);
    this.imports.delete(uri);
    return uri;
  }

  /** An open editor's text counts, whatever happens to its file. */
  changedOnDisk(given: string, exists: boolean): string {
    const uri = normalise(given);
    this.files.refresh();
    if (isLayoutFile(uri)) {
      this.project.forget(uri);
      return rootOfLayoutFile(uri);
    }
    if (!uri.endsWith('.arch')) {
      this.settings.forget();
      // It may be data that an architecture reads.
      this.project.forget(uri);
      return uri;
    }
    if (exists) this.found.add(uri);
    else this.found.delete(uri);
    if (this.open.has(uri)) return uri;
    this.project.forget(uri);
    this.imports.delete(uri);
    return uri;
  }

  isOpen(uri: string): boolean {
    return this.open.has(uri);
  }

  /** What is being written: earlier states of a file, as a comparison shows them, are only read. */
  get openUris(): string[] {
    return [...this.open.keys()].filter((uri) => !isLibrary(uri) && !EARLIER_STATES.test(uri));
  }

  /** As the editor spells it, with the version that its text has; undefined of a closed file. */
  editor(uri: string): { uri: string; version: number } | undefined {
    const document = this.open.get(uri);
    return document && { uri: document.uri, version: document.version };
  }

  document(uri: string): ArchDocument | undefined {
    return this.project.document(normalise(uri));
  }

  /** Every file of the open folders and editors, the library left out. */
  get known(): string[] {
    return [...new Set([...this.openUris, ...this.found])];
  }

  /** The files that belong to no other: each is one architecture. */
  roots(): string[] {
    return [...new Set(this.known.flatMap((uri) => this.rootsOf(uri)))];
  }

  /** The architectures that a file is part of: itself, or those of its importers. A ring of imports has its first file. */
  rootsOf(uri: string): string[] {
    if (isLibrary(uri)) return [];
    const importers = this.importersOf(uri);
    if (importers.size === 0) return [uri];
    const above = new Set([uri]);
    const roots = new Set<string>();
    const climb = (each: string): void => {
      above.add(each);
      const next = this.importersOf(each);
      if (next.size === 0) roots.add(each);
      for (const importer of next) if (!above.has(importer)) climb(importer);
    };
    climb(uri);
    return roots.size > 0 ? [...roots] : [[...above].sort()[0]!];
  }

  /** Somewhere to read the library from: an architecture that is open, else an empty one. */
  anyRoot(): string {
    const [uri] = this.openUris;
    return uri === undefined ? NOTHING : this.rootsOf(uri)[0]!;
  }

  private importersOf(uri: string): Set<string> {
    const importers = new Set<string>();
    for (const each of this.known) if (each !== uri && this.importsOf(each).includes(uri)) importers.add(each);
    return importers;
  }

  /** Read once for each text; a file without the word is not even parsed. */
  private importsOf(uri: string): readonly string[] {
    const known = this.imports.get(uri);
    const isOpen = this.open.has(uri);
    if (known && !isOpen) return known.uris;
    const text = this.open.get(uri)?.getText() ?? this.files.read(uri) ?? '';
    const document = text.includes('import') ? this.project.document(uri) : undefined;
    if (known && known.document === document) return known.uris;
    const uris = document ? this.project.imports(uri) : [];
    this.imports.set(uri, { document, uris });
    return uris;
  }
}

export function isLibrary(uri: string): boolean {
  return uri.startsWith(LIBRARY_SCHEME);
}

export function libraryText(uri: string): string | undefined {
  return libraryDocuments().find((document) => document.uri === uri)?.text;
}

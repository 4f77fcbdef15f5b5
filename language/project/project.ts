/**
 * From files to findings, for the command line and the language server alike: parsed documents are kept as long as
 * their text stands, models and facts as long as the files that they rest on.
 */
import { check, keysFound, type Settings } from '../check/check.js';
import { Facts } from '../facts/query.js';
import { libraryDocuments } from './library.js';
import type { Finding } from '../model/finding.js';
import { layoutFileOf } from '../model/manual-layout.js';
import type { Model } from '../model/model.js';
import { parseDocument, type ArchDocument } from '../syntax/document.js';
import { readLayout, type LayoutRead } from '../syntax/layout-file/read.js';
import type { DataAccess } from '../syntax/lower/context.js';
import { lower } from '../syntax/lower/lower.js';
import { silence } from '../check/ignore.js';
import { gather, importedUris } from './imports.js';
import { mergeVariants } from './variants.js';

const STALE_POSITION = 'model/stale-position';

/** What recorded data may be called: the editor watches these for changes. */
const DATA_FILES = /\.(csv|txt)$/i;

export interface FileAccess {
  /** The text of a file, or undefined where there is none that can be read. */
  read(uri: string): string | undefined;
  /** False for files that imports must not reach. */
  inWorkspace(uri: string): boolean;
}

export interface Analysis {
  root: string;
  variant?: string;
  document: ArchDocument;
  model: Model;
  facts: Facts;
  /** Sorted by place, precedence applied, what is ignored left out. */
  findings: Finding[];
}

/** What was found in one architecture, all its variants included. */
export interface Checked {
  analyses: Analysis[];
  findings: Finding[];
}

interface Cached {
  /** The documents that it rests on, by identity. */
  documents: readonly (ArchDocument | undefined)[];
  uris: readonly string[];
  /** Text of the layout file. */
  layout: string | undefined;
  /** Recorded data that it asked for, with what was there. */
  data: ReadonlyMap<string, string | undefined>;
  model: Model;
  facts: Facts;
  findings?: { settings: Settings; list: Finding[] };
}

export class Project {
  private readonly texts = new Map<string, string>();
  private readonly documents = new Map<string, ArchDocument>();
  /** Layout files by URI, undefined where there is none. */
  private readonly layouts = new Map<string, string | undefined>();
  /** Recorded data, as read. */
  private readonly data = new Map<string, string | undefined>();
  private readonly cache = new Map<string, Cached>();

  constructor(private readonly files: FileAccess, private settings: (root: string) => Settings = () => ({})) {}

  /** The text of an open editor: it wins over the file. */
  setText(uri: string, text: string): void {
    this.texts.set(uri, text);
  }

  /** The editor is closed, or the file changed on disk: it is read again when next needed. */
  forget(uri: string): void {
    this.texts.delete(uri);
    this.documents.delete(uri);
    this.layouts.delete(uri);
    this.data.delete(uri);
    // What was made of it is void; of an architecture that nobody has open any more it would only fill the memory.
    for (const [key, { uris, data }] of this.cache) if (uris.includes(uri) || data.has(uri)) this.cache.delete(key);
  }

  setSettings(settings: (root: string) => Settings): void {
    this.settings = settings;
  }

  /** Throws what reading its settings throws. */
  requireSettings(root: string): void {
    this.settings(root);
  }

  document(uri: string): ArchDocument | undefined {
    const library = libraryDocuments().find((each) => each.uri === uri);
    if (library) return library;
    const known = this.documents.get(uri);
    const text = this.texts.get(uri) ?? (known ? known.text : this.files.read(uri));
    if (text === undefined) return undefined;
    if (known?.text === text) return known;
    const document = parseDocument(uri, text);
    this.documents.set(uri, document);
    return document;
  }

  /** Of these files, those that no other of them imports; files that only import each other keep their first. */
  roots(given: readonly string[]): string[] {
    const imported = new Set<string>();
    for (const uri of given) {
      const document = this.document(uri);
      if (!document) continue;
      for (const each of gather(document, this.asFiles()).documents) if (each.uri !== uri) imported.add(each.uri);
    }
    const roots = given.filter((uri) => !imported.has(uri));
    const reached = new Set(roots.flatMap((uri) => this.reach(uri)));
    for (const uri of given) {
      if (reached.has(uri)) continue;
      roots.push(uri);
      this.reach(uri).forEach((each) => reached.add(each));
    }
    return given.filter((uri) => roots.includes(uri));
  }

  /** Files that this root reads, itself included. */
  reach(uri: string): string[] {
    const document = this.document(uri);
    return document ? gather(document, this.asFiles()).documents.map((each) => each.uri) : [uri];
  }

  imports(uri: string): string[] {
    const document = this.document(uri);
    return document ? importedUris(document).map((each) => each.uri) : [];
  }

  variants(root: string): { name: string; label?: string }[] {
    const document = this.document(root);
    if (!document) return [];
    const found = new Map<string, { name: string; label?: string }>();
    for (const each of gather(document, this.asFiles()).documents) {
      for (const node of each.ast.statements) {
        const name = node.$type === 'Variant' ? node.name?.normalize('NFC') : undefined;
        if (node.$type === 'Variant' && name && !found.has(name)) found.set(name, { name, ...(node.label ? { label: node.label } : {}) });
      }
    }
    return [...found.values()];
  }

  /** The file beside a root that says where somebody set boxes by hand. */
  layoutText(root: string): string | undefined {
    const uri = layoutFileOf(root);
    const open = this.texts.get(uri);
    if (open !== undefined) return open;
    if (!this.layouts.has(uri)) this.layouts.set(uri, this.files.read(uri));
    return this.layouts.get(uri);
  }

  /** The model alone: what editor features other than diagnostics need. Undefined where the file cannot be read. */
  model(root: string, variant?: string, cancelled?: () => boolean): { model: Model; facts: Facts; document: ArchDocument } | undefined {
    const document = this.document(root);
    if (!document) return undefined;
    const key = `${root}#${variant ?? ''}`;
    const known = this.cache.get(key);
    const layout = this.layoutText(root);
    const stands = known && known.layout === layout && known.uris.every((uri, index) => this.document(uri) === known.documents[index])
      && [...known.data].every(([uri, text]) => this.dataText(uri) === text);
    if (stands) return { model: known.model, facts: known.facts, document };
    const gathered = gather(document, this.asFiles());
    const data = new Map<string, string | undefined>();
    const model = lower({
      root: document, documents: gathered.documents, library: libraryDocuments(), ...(variant === undefined ? {} : { variant }), problems: gathered.problems,
      data: (uri) => this.recorded(uri, data),
    });
    if (layout !== undefined) addLayout(model, readLayout(layoutFileOf(root), layout));
    const facts = new Facts(model, cancelled);
    this.cache.set(key, { layout, uris: gathered.uris, documents: gathered.uris.map((uri) => this.document(uri)), data, model, facts });
    return { model, facts, document };
  }

  analyse(root: string, variant?: string, cancelled?: () => boolean): Analysis | undefined {
    const base = this.model(root, variant, cancelled);
    if (!base) return undefined;
    const cached = this.cache.get(`${root}#${variant ?? ''}`)!;
    const settings = this.settings(root);
    if (cached.findings?.settings !== settings) {
      // A cancelled evaluation leaves its facts behind; they are asked afresh with the new caller's token.
      const facts = cached.facts.cancellable(cancelled);
      const documents = gather(base.document, this.asFiles()).documents;
      cached.facts = facts;
      try {
        cached.findings = { settings, list: this.stillStale(root, variant, silence(check(facts, settings), documents)) };
      } finally {
        // Whoever asks next has a wish of his own, or none.
        facts.cancellable();
      }
    }
    return { root, ...(variant === undefined ? {} : { variant }), document: base.document, model: base.model, facts: cached.facts, findings: cached.findings.list };
  }

  /** How many questions were answered about it: tells an analysis in slices whether it gets further. */
  answered(root: string): number {
    const names = this.variants(root).map(({ name }): string | undefined => name);
    return (names.length > 0 ? names : [undefined]).reduce((sum, variant) => sum + (this.model(root, variant)?.facts.answered ?? 0), 0);
  }

  /** Every variant of a root, or the root itself where it has none; what all variants share is reported once. */
  check(root: string, cancelled?: () => boolean): Checked {
    const variants = this.variants(root);
    const chosen = variants.length === 0 ? [undefined] : variants.map((each) => each.name);
    const analyses = chosen.flatMap((variant) => this.analyse(root, variant, cancelled) ?? []);
    return { analyses, findings: mergeVariants(analyses) };
  }

  /** Variants share the places of their boxes: what another variant has is not stale. */
  private stillStale(root: string, variant: string | undefined, findings: Finding[]): Finding[] {
    if (variant === undefined || !findings.some(({ rule }) => rule === STALE_POSITION)) return findings;
    const others = this.variants(root).filter(({ name }) => name !== variant).flatMap(({ name }) => this.model(root, name) ?? []);
    const stale = others.map(({ facts }) => keysFound(facts, STALE_POSITION));
    return findings.filter(({ rule, key }) => rule !== STALE_POSITION || stale.every((keys) => keys.has(key)));
  }

  /** Recorded data lie beside the model: as imports they must not lead out of the workspace. */
  private recorded(uri: string, asked: Map<string, string | undefined>): ReturnType<DataAccess> {
    if (!this.files.inWorkspace(uri)) return { failure: 'outside-workspace' };
    if (!DATA_FILES.test(uri)) return { failure: 'not-data' };
    const text = this.dataText(uri);
    asked.set(uri, text);
    return text === undefined ? { failure: 'missing' } : { text };
  }

  private dataText(uri: string): string | undefined {
    const open = this.texts.get(uri);
    if (open !== undefined) return open;
    // What is not there yet may come; what is there is read once, until somebody says that it has changed.
    const known = this.data.get(uri) ?? this.files.read(uri);
    if (known !== undefined) this.data.set(uri, known);
    return known;
  }

  private asFiles(): { document: (uri: string) => ArchDocument | undefined; inWorkspace: (uri: string) => boolean } {
    return { document: (uri) => this.document(uri), inWorkspace: (uri) => this.files.inWorkspace(uri) };
  }
}

function addLayout(model: Model, { layout, problems }: LayoutRead): void {
  if (layout) model.layout = layout;
  model.problems.push(...problems);
}

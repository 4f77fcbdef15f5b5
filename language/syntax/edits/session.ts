/**
 * The edits of one repair in the making. Intents are gathered first, since several may concern one block: it is opened
 * once, and what is removed from it is removed with regard to what comes in.
 */
import type { AstNode } from 'langium';
import type { EditIntent } from '../../model/edit.js';
import type { Id, Model } from '../../model/model.js';
import type { Origin, Range } from '../../model/origin.js';
import { part } from '../../model/queries.js';
import { dominantLineBreak } from '../format/layout.js';
import type { ArchDocument } from '../document.js';
import { namesInScope } from '../names-in-scope.js';
import { statementAt } from '../statements.js';
import { placed, type Placed } from './additions.js';
import { addBeside, addToBlock, standsAlone, startWithComment, type Bearer } from './blocks.js';
import { tidied } from './tidy.js';
import { setLabel } from './label.js';
import { removeItem, removeStatement } from './remove.js';
import { replaceWord, setCount } from './set.js';
import { inOrder, type OffsetEdit } from './text-edit.js';
import { onLines, write, type Written } from './write.js';

export interface TextEdit {
  uri: string;
  range: Range;
  newText: string;
}

export type Documents = (uri: string) => ArchDocument | undefined;

export class EditSession {
  private readonly edits = new Map<ArchDocument, OffsetEdit[]>();
  /** Statements for the same block are written together, so that a block is opened once. */
  private readonly additions = new Map<Bearer, { document: ArchDocument; own: Written[]; inbound: Written[] }>();
  private readonly touched = new Set<AstNode>();
  private readonly removals = new Map<AstNode, ArchDocument>();
  /** What stands beside a statement comes behind what its own block gains. */
  private readonly beside: [ArchDocument, OffsetEdit][] = [];
  private readonly endings = new Map<ArchDocument, Written[]>();

  constructor(private readonly model: Model, private readonly documents: Documents) {}

  /** False where the intent cannot be carried out. */
  take(intent: EditIntent): boolean {
    switch (intent.type) {
      case 'replace': return this.replace(intent.at, intent.by);
      case 'remove': return this.remove(intent.at);
      case 'move': return this.move(intent.at, intent.before);
      case 'add': return this.add(intent);
      case 'set': return this.set(intent.on, intent.word, intent.value);
      case 'label': return this.onPart(intent.on, (document, node) => {
        const edit = setLabel(document.text, node, intent.label);
        return edit !== undefined && this.push(document, edit);
      });
      case 'count': return this.onPart(intent.on, (document, node) => this.push(document, setCount(node, intent.count, intent.mode)));
      case 'insert-after': return this.insertAfter(intent.at, intent.text);
      case 'add-element': case 'add-flow': case 'add-link': return this.addTo(placed(intent, this.model, this.documents));
    }
  }

  finish(): TextEdit[] | undefined {
    if ([...this.touched].some((node) => this.isRemoved(node))) return undefined;
    // Where an inner and an outer block end at one place, the inner one's text comes first.
    const innermostFirst = [...this.additions].sort(([a], [b]) => b.$cstNode!.offset - a.$cstNode!.offset);
    for (const [node, { document, own, inbound }] of innermostFirst) {
      const block = inbound.length > 0 ? inboundOf(node) : undefined;
      if (block) this.push(document, addToBlock(document, block, inbound));
      const statements = inbound.length > 0 && !block ? [...own, { head: 'inbound', body: inbound }] : own;
      this.push(document, addToBlock(document, node, statements));
    }
    for (const [node, document] of this.removals) this.push(document, removeStatement(document, node.$cstNode!, this.isBusy(node.$container)));
    for (const [document, edit] of this.beside) this.push(document, edit);
    for (const [document, statements] of this.endings) this.push(document, atEnd(document, statements));
    const found: TextEdit[] = [];
    for (const [document, edits] of this.edits) {
      const ordered = inOrder(edits);
      if (!ordered) return undefined;
      for (const edit of tidied(document, ordered, [...this.removals.keys()].some((node) => this.isBusy(node.$container)))) found.push({ uri: document.uri, range: document.lines.range(edit.start, edit.end), newText: edit.text });
    }
    return found;
  }

  private replace(at: Origin, by: string): boolean {
    const document = this.documents(at.uri);
    if (!document || !isWritable(document)) return false;
    return this.push(document, { start: document.lines.offset(at.range.start), end: document.lines.offset(at.range.end), text: by });
  }

  private remove(at: Origin): boolean {
    const document = this.documents(at.uri);
    if (!document || !isWritable(document)) return false;
    const [start, end] = [document.lines.offset(at.extent.start), document.lines.offset(at.extent.end)];
    const statement = statementAt(document.ast, start);
    if (statement?.$cstNode?.end !== end) return this.push(document, removeItem(document.text, start, end));
    this.removals.set(statement, document);
    return true;
  }

  private move(at: Origin, before: Origin): boolean {
    const document = this.documents(at.uri);
    if (!document?.healthy || !isWritable(document) || before.uri !== at.uri) return false;
    const [from, to] = [at, before].map((each) => statementAt(document.ast, document.lines.offset(each.extent.start)));
    if (!from?.$cstNode || !to?.$cstNode || from === to || from.$container !== to.$container) return false;
    // On a line of its own it takes its comments along, if it gets such a line again.
    const [alone, asWell] = [from, to].map((node) => standsAlone(document, node.$cstNode!));
    const start = alone ? startWithComment(document, from.$cstNode) : from.$cstNode.offset;
    const end = alone && asWell ? document.lines.endOf(document.lines.position(from.$cstNode.end).line) : from.$cstNode.end;
    const head = document.text.slice(start, end).trim();
    this.removals.set(from, document);
    this.touched.add(to);
    return this.putBeside(document, to as Bearer, [{ head }], 'before');
  }

  /** A statement after a statement; after a part of one, such as an end of a link, the text itself. */
  private insertAfter(at: Origin, text: string): boolean {
    const document = this.documents(at.uri);
    if (!document?.healthy || !isWritable(document)) return false;
    const [start, end] = [document.lines.offset(at.extent.start), document.lines.offset(at.extent.end)];
    const statement = statementAt(document.ast, start);
    if (statement?.$cstNode?.end !== end) return this.push(document, { start: end, end, text });
    this.touched.add(statement);
    return this.putBeside(document, statement as Bearer, [{ head: text }], 'after');
  }

  private add(intent: Extract<EditIntent, { type: 'add' }>): boolean {
    const names = namesInScope(this.model);
    const written = intent.statements.map((each) => write(each, names, intent.into));
    if (intent.before) return this.onStatement(intent.before, (document, node) => this.putBeside(document, node, written, 'before'));
    if (intent.inside) {
      return this.onStatement(intent.inside, (document, node) => {
        this.addition(document, node).own.push(...written);
        return true;
      });
    }
    if (intent.into === undefined) return this.atRootEnd(written);
    return this.onPart(intent.into, (document, node) => {
      const found = this.addition(document, node);
      (intent.block === 'inbound' ? found.inbound : found.own).push(...written);
      return true;
    });
  }

  private addTo({ statement, into, behind }: Placed): boolean {
    const written = [write(statement, namesInScope(this.model), into)];
    if (behind) return this.onStatement(behind, (document, node) => this.putBeside(document, node, written, 'after'));
    if (into === undefined) return this.atRootEnd(written);
    return this.onPart(into, (document, node) => {
      this.addition(document, node).own.push(...written);
      return true;
    });
  }

  private set(on: Id, word: string, value: string): boolean {
    return this.onPart(on, (document, node) => {
      const replaced = replaceWord(node, word, value);
      if (replaced) return this.push(document, replaced);
      this.addition(document, node).own.push({ head: `${word} ${value}` });
      return true;
    });
  }

  private addition(document: ArchDocument, node: Bearer): { own: Written[]; inbound: Written[] } {
    let found = this.additions.get(node);
    if (!found) this.additions.set(node, (found = { document, own: [], inbound: [] }));
    return found;
  }

  private atRootEnd(written: Written[]): boolean {
    const document = this.documents(this.model.root);
    if (!document?.healthy) return false;
    this.endings.set(document, [...this.endings.get(document) ?? [], ...written]);
    return true;
  }

  private onPart(id: Id, edit: (document: ArchDocument, node: Bearer) => boolean): boolean {
    const origin = part(this.model, id)?.origin;
    return origin !== undefined && this.onStatement(origin, edit);
  }

  private onStatement(at: Origin | undefined, edit: (document: ArchDocument, node: Bearer) => boolean): boolean {
    const document = at && this.documents(at.uri);
    if (!at || !document?.healthy || !isWritable(document)) return false;
    const node: AstNode | undefined = statementAt(document.ast, document.lines.offset(at.extent.start));
    if (!node?.$cstNode) return false;
    this.touched.add(node);
    return edit(document, node as Bearer);
  }

  private isRemoved(node: AstNode): boolean {
    for (let each: AstNode | undefined = node; each; each = each.$container) if (this.removals.has(each)) return true;
    return false;
  }

  /** True where a block loses a statement and changes in another way too. */
  private isBusy(block: AstNode | undefined): boolean {
    const removals = [...this.removals.keys()].filter((node) => node.$container === block).length;
    const bearer = block?.$container as Bearer | undefined;
    const gains = [...this.additions.keys()].some((node) => node === bearer || node.$container === block || node === bearer?.$container?.$container);
    return removals > 1 || gains;
  }

  private putBeside(document: ArchDocument, node: Bearer, written: Written[], side: 'before' | 'after'): boolean {
    this.beside.push([document, addBeside(document, node.$cstNode!, written, side)]);
    return true;
  }

  private push(document: ArchDocument, edit: OffsetEdit | undefined): boolean {
    if (edit) this.edits.set(document, [...this.edits.get(document) ?? [], edit]);
    return true;
  }
}

/** The library is read only. */
function isWritable(document: ArchDocument): boolean {
  return !document.uri.startsWith('lintel-library:');
}

function inboundOf(node: Bearer): Bearer | undefined {
  const statements = (node.body as { statements?: AstNode[] } | undefined)?.statements ?? [];
  return statements.find((each) => each.$type === 'InboundStatement');
}

function atEnd(document: ArchDocument, statements: readonly Written[]): OffsetEdit {
  const lineBreak = dominantLineBreak(document.text);
  const end = document.text.trimEnd().length;
  const lines = onLines(statements, '', '  ');
  return { start: end, end: document.text.length, text: (end > 0 ? lineBreak : '') + lines.join(lineBreak) + lineBreak };
}

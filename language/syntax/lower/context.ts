/** What all parts of lowering share: the model in the making, the problems found, the names used. */
import type { AstNode } from 'langium';
import type { ArchDocument } from '../document.js';
import { origin, propertyRange } from '../written.js';
import type { AttributeDeclaration, Id, Kind, Metadata, Model, ReferenceTarget, Software } from '../../model/model.js';
import type { Origin, Range } from '../../model/origin.js';
import type { Problem } from '../../model/problem.js';
import type { Draft } from './draft.js';

type WithoutOrigin<T> = T extends unknown ? Omit<T, 'origin'> : never;

/** Files of recorded data, by their URI; what cannot be read says why. */
export type DataAccess = (uri: string) => { text: string } | { failure: 'missing' | 'outside-workspace' | 'not-data' };

export class Lowering {
  readonly problems: Problem[] = [];
  /** Every draft by its simple name, for names that are looked up anywhere. */
  readonly byName = new Map<string, Draft[]>();
  readonly root: Draft;
  /** Attributes that any element, and that a link, may have. */
  elementAttributes: Record<string, AttributeDeclaration> = {};
  linkAttributes: Record<string, AttributeDeclaration> = {};
  /** Names of flows and links, gathered before any is lowered: flows may need each other, and neither is an element. */
  readonly flowNames = new Set<string>();
  readonly linkNames = new Set<string>();
  private readonly seenReferences = new Set<string>();
  private readonly seenProblems = new Set<string>();

  constructor(readonly model: Model, root: Draft, readonly data?: DataAccess) {
    this.root = root;
  }

  private readonly attributesByKind = new Map<string, Record<string, AttributeDeclaration>>();

  /** What elements of this kind with this software may state; worked out once for all that are alike. */
  declaredAttributes(kind: Kind | undefined, software: readonly Software[]): Record<string, AttributeDeclaration> {
    const key = [kind?.name ?? '', ...software.map((each) => each.name)].join(' ');
    let declared = this.attributesByKind.get(key);
    if (!declared) {
      declared = Object.assign({}, this.elementAttributes, kind?.attributes, ...software.map((each) => each.attributes)) as Record<string, AttributeDeclaration>;
      this.attributesByKind.set(key, declared);
    }
    return declared;
  }

  /** What another lowering recorded, as if it had happened here. */
  takeOver(other: Lowering): void {
    this.model.references.push(...other.model.references);
    for (const key of other.seenReferences) this.seenReferences.add(key);
    this.problems.push(...other.problems);
  }

  report(problem: Problem): void {
    // A statement of a pattern or of a counted element is read once for each of its elements; its fault is one fault.
    const { start } = problem.origin.range;
    const key = `${problem.type}|${problem.origin.uri}|${start.line}|${start.character}`;
    if (this.seenProblems.has(key)) return;
    this.seenProblems.add(key);
    this.problems.push(problem);
  }

  problemAt(document: ArchDocument, node: AstNode, property: string | undefined, problem: WithoutOrigin<Problem>, index?: number): void {
    const at = property === undefined ? origin(document, node) : origin(document, node, propertyRange(node, property, index));
    this.report({ ...problem, origin: at } as Problem);
  }

  reference(target: ReferenceTarget, id: Id, document: ArchDocument, range: Range, declares = false): void {
    const key = `${document.uri}|${range.start.line}|${range.start.character}`;
    if (this.seenReferences.has(key)) return;
    this.seenReferences.add(key);
    this.model.references.push({ target, id, declares, uri: document.uri, range });
  }
}

export function noMetadata(): Metadata {
  return { tags: [], meta: {} };
}

export function samePlace(a: Origin, b: Origin): boolean {
  return a.uri === b.uri && a.range.start.line === b.range.start.line && a.range.start.character === b.range.start.character;
}

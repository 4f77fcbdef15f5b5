/**
 * Semantic tokens: what each word means, as plain data in source order. Where the model is given, names are coloured by
 * what they resolve to; without it, by where they stand. Comments and strings are left to the TextMate grammar.
 */
import type { Model, Reference } from '../model/model.js';
import { isPlace } from '../model/queries.js';
import type { ArchDocument } from './document.js';
import { tokenUses, type TokenUse } from './token-sources.js';

export const SEMANTIC_TOKEN_TYPES = [
  'keyword', 'type', 'class', 'namespace', 'variable', 'function', 'property', 'enumMember', 'number', 'operator',
] as const;
export const SEMANTIC_TOKEN_MODIFIERS = ['declaration', 'defaultLibrary'] as const;

export type SemanticTokenType = (typeof SEMANTIC_TOKEN_TYPES)[number];
export type SemanticTokenModifier = (typeof SEMANTIC_TOKEN_MODIFIERS)[number];

export interface SemanticToken {
  line: number;
  /** UTF-16 units from the line's start. */
  character: number;
  length: number;
  type: SemanticTokenType;
  modifiers: SemanticTokenModifier[];
}

export function semanticTokens(document: ArchDocument, model?: Model): SemanticToken[] {
  const references = new Map<string, Reference>();
  for (const reference of model?.references ?? []) {
    if (reference.uri === document.uri) references.set(`${reference.range.start.line}:${reference.range.start.character}`, reference);
  }
  const tokens: SemanticToken[] = [];
  for (const use of tokenUses(document.ast)) {
    const { line, character } = use.leaf.range.start;
    const meaning = classify(use, model, references.get(`${line}:${character}`));
    if (meaning) tokens.push({ line, character, length: use.leaf.length, ...meaning });
  }
  return tokens;
}

type Meaning = Pick<SemanticToken, 'type' | 'modifiers'>;

function classify(use: TokenUse, model: Model | undefined, reference: Reference | undefined): Meaning | undefined {
  const { leaf } = use;
  if (use.terminal === 'NUMBER' || use.terminal === 'QUANTITY' || use.terminal === 'ADDRESS') return plain('number');
  if (use.terminal === 'STRING' || use.terminal === 'UNCLOSED_STRING') return undefined;
  if (/^(->|<-|--|>=|<=|[<>=])$/.test(leaf.text)) return plain('operator');
  if (/^[^\p{L}_]/u.test(leaf.text)) return undefined;
  if (use.keyword) return plain(CHOICES.has(use.property ?? '') ? 'enumMember' : 'keyword');
  if (reference && model) return referenced(reference, model);
  return byPosition(use);
}

function plain(type: SemanticTokenType): Meaning {
  return { type, modifiers: [] };
}

/** Properties whose keywords are one value of several: a mode, an algorithm. */
const CHOICES = new Set(['mode', 'algorithm', 'what', 'state', 'preempt', 'any', 'blackhole', 'default', 'steady']);

const BY_TARGET: Record<Reference['target'], SemanticTokenType> = {
  element: 'variable', group: 'variable', securitygroup: 'variable', link: 'function', flow: 'function', kind: 'type', software: 'class',
  protocol: 'enumMember', attribute: 'property', job: 'function', stage: 'function', view: 'function', variant: 'function',
};

function referenced(reference: Reference, model: Model): Meaning {
  const { target, id, declares } = reference;
  const place = target === 'element' && isPlace(model.elements[id]);
  const catalogue = target === 'kind' ? model.kinds : target === 'software' ? model.software : target === 'protocol' ? model.protocols : {};
  const library = Object.hasOwn(catalogue, id) && catalogue[id]!.library;
  return { type: place ? 'namespace' : BY_TARGET[target], modifiers: [...(declares ? ['declaration' as const] : []), ...(library ? ['defaultLibrary' as const] : [])] };
}

/** `Node.property`, where a name there is not an element's. */
const BY_POSITION: Record<string, SemanticTokenType> = {
  'Element.kind': 'type', 'KindDeclaration.name': 'type', 'KindDeclaration.bases': 'type', 'EverySubject.kind': 'type', 'ExpectSurvives.kind': 'type',
  'ExpectSpread.kind': 'type', 'AttributeDeclaration.type': 'type',
  'SoftwareDeclaration.name': 'class', 'SoftwareUse.name': 'class', 'OsStatement.names': 'class', 'IsStatement.names': 'class',
  'AttributeStatement.key': 'property', 'AttributeDeclaration.name': 'property', 'MetaStatement.key': 'property', 'ExpectHas.property': 'property',
  'FlowName.name': 'function', 'Link.name': 'function', 'Job.name': 'function', 'Stage.name': 'function', 'Stage.after': 'function', 'View.name': 'function',
  'Variant.name': 'function', 'LabelSubject.label': 'function',
  'ProtocolDeclaration.name': 'enumMember', 'RoleStatement.role': 'enumMember', 'IconStatement.icon': 'enumMember', 'LicenceStatement.names': 'enumMember',
  'ProvidesStatement.names': 'enumMember', 'RequiresStatement.names': 'enumMember', 'TagStatement.names': 'enumMember', 'MediumStatement.medium': 'enumMember',
  'TunnelStatement.tunnel': 'enumMember', 'RoutingStatement.protocol': 'enumMember', 'ViewDirection.direction': 'enumMember', 'ViewHide.tags': 'enumMember',
  'ViewHighlight.tags': 'enumMember', 'EverySubject.tag': 'enumMember', 'TagEndpoint.tag': 'enumMember', 'ExpectFigure.figure': 'enumMember',
  'Distribution.shape': 'enumMember',
};

const DECLARING = new Set(['Element.name', 'Group.name', 'SecurityGroup.name', 'KindDeclaration.name', 'SoftwareDeclaration.name', 'ProtocolDeclaration.name',
  'AttributeDeclaration.name', 'FlowName.name', 'Link.name', 'Job.name', 'Stage.name', 'View.name', 'Variant.name']);

function byPosition(use: TokenUse): Meaning {
  const place = `${use.node.$type}.${use.property ?? ''}`;
  const type = BY_POSITION[place] ?? (use.dataRule === 'Port' ? 'enumMember' : use.dataRule === 'Jack' ? 'property' : 'variable');
  return { type, modifiers: DECLARING.has(place) ? ['declaration'] : [] };
}

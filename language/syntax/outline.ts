/** The declarations of a file as a tree, for the editor's outline and its search: read off the text, without meaning. */
import type { AstNode } from 'langium';
import type * as ast from './generated/ast.js';
import type { Range } from '../model/origin.js';
import type { ArchDocument } from './document.js';
import { propertyRange, wholeRange, writtenText } from './written.js';

export type OutlineType =
  | 'architecture' | 'element' | 'group' | 'securitygroup' | 'link' | 'flow' | 'kind' | 'software' | 'protocol' | 'variant' | 'refinement'
  | 'scenario' | 'sequence' | 'view' | 'job' | 'stage' | 'attribute';

export interface OutlineItem {
  type: OutlineType;
  name: string;
  /** The kind of an element, the label of anything. */
  detail: string;
  /** The whole statement. */
  range: Range;
  /** The name in it. */
  selection: Range;
  children: OutlineItem[];
}

export function outline(document: ArchDocument): OutlineItem[] {
  return document.ast.statements.flatMap(item);
}

function item(node: AstNode): OutlineItem[] {
  const known = describe(node as ast.TopStatement | ast.Stage | ast.AttributeDeclaration);
  if (!known || known.name.trim() === '') return [];
  const { property, ...described } = known;
  return [{ ...described, range: wholeRange(node), selection: selectionOf(node, property), children: inside(node).flatMap(item) }];
}

interface Described { type: OutlineType; name: string; detail: string; property: string | undefined }

function describe(node: ast.TopStatement | ast.Stage | ast.AttributeDeclaration): Described | undefined {
  const named = (type: OutlineType, name: string | undefined, detail: string | undefined, property: string | undefined = 'name'): Described => ({ type, name: name ?? '', detail: detail ?? '', property });
  switch (node.$type) {
    case 'Header': return named('architecture', node.label, '', 'label');
    case 'Element': return named('element', node.name, [node.kind, ...node.label].join(' '));
    case 'Group': return named('group', node.name, node.label[0]);
    case 'SecurityGroup': return named('securitygroup', node.name, node.label);
    case 'KindDeclaration': return named('kind', node.name, node.label);
    case 'SoftwareDeclaration': return named('software', node.name, node.label);
    case 'ProtocolDeclaration': return named('protocol', node.name, node.label);
    case 'AttributeDeclaration': return named('attribute', node.name, node.type);
    case 'Variant': return named('variant', node.name, node.label);
    case 'Refine': return named('refinement', node.path, node.label, 'path');
    case 'Link': return node.name ? named('link', node.name, node.label) : named('link', headOf(node, 'link'), node.label, undefined);
    case 'Flow': return flow(node);
    case 'Scenario': return named('scenario', node.title, '', 'title');
    case 'Sequence': return named('sequence', node.title, '', 'title');
    case 'View': return named('view', node.name, node.label);
    case 'Job': return named('job', node.name, '');
    case 'Stage': return named('stage', node.name, '');
    default: return undefined;
  }
}

function flow(node: ast.Flow): Described {
  const name = node.options.find((option): option is ast.FlowName => option.$type === 'FlowName')?.name;
  const label = node.options.find((option): option is ast.FlowLabel => option.$type === 'FlowLabel')?.label;
  const head = headOf(node, 'flow');
  return { type: 'flow', name: name ?? label ?? head, detail: name ?? label ? head : '', property: undefined };
}

/** The statement without its first word, and without what a long flow adds after its ends. */
function headOf(node: AstNode, keyword: string): string {
  const written = writtenText(node).slice(keyword.length).trim();
  return written.length > 80 ? `${written.slice(0, 79)}…` : written;
}

function selectionOf(node: AstNode, property: string | undefined): Range {
  const whole = wholeRange(node);
  if (property !== undefined) return propertyRange(node, property);
  return whole.start.line === whole.end.line ? whole : { start: whole.start, end: whole.start };
}

function inside(node: AstNode): AstNode[] {
  const body = (node as { body?: { statements?: AstNode[] } }).body;
  return body?.statements ?? [];
}

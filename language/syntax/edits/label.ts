/** The label of a statement: in the place of a written one, else behind the name, where a label may stand. */
import { GrammarUtils, type AstNode, type CstNode } from 'langium';
import type * as ast from '../generated/ast.js';
import type { OffsetEdit } from './text-edit.js';

/** What a label stands behind where there is none yet, by the type of the statement: the last of these that is written. */
const BEHIND: Record<string, readonly string[]> = {
  Element: ['name', 'number'], Group: ['name'], SecurityGroup: ['name'], Link: ['ends', 'name'],
};

/** @param label empty: it goes. Undefined where such a statement has none. */
export function setLabel(text: string, node: AstNode, label: string): OffsetEdit | undefined {
  const cst = node.$cstNode;
  if (!cst || (node.$type !== 'Flow' && !Object.hasOwn(BEHIND, node.$type))) return undefined;
  const written = node.$type === 'Flow' ? flowOption(node as ast.Flow, 'FlowLabel') : GrammarUtils.findNodeForProperty(cst, 'label');
  if (written && label !== '') return { start: written.offset, end: written.end, text: quoted(label) };
  if (written) return { start: text.slice(0, written.offset).trimEnd().length, end: written.end, text: '' };
  const before = node.$type === 'Flow' ? flowOption(node as ast.Flow, 'FlowName') ?? (node as ast.Flow).hops.at(-1)?.$cstNode : lastOf(cst, BEHIND[node.$type]!);
  return before && label !== '' ? { start: before.end, end: before.end, text: ` ${quoted(label)}` } : before && { start: before.end, end: before.end, text: '' };
}

function flowOption(flow: ast.Flow, type: 'FlowLabel' | 'FlowName'): CstNode | undefined {
  return flow.options.find((option) => option.$type === type)?.$cstNode;
}

function lastOf(cst: CstNode, properties: readonly string[]): CstNode | undefined {
  return properties.flatMap((property) => GrammarUtils.findNodesForProperty(cst, property)).sort((a, b) => a.end - b.end).at(-1);
}

/** As a text of the language: a quote and a backslash are escaped, line breaks are none. */
export function quoted(label: string): string {
  return `"${label.replaceAll(/[\\"]/g, '\\$&').replaceAll(/\s+/g, ' ')}"`;
}

/**
 * What a token of a parsed file is for: a keyword, or (part of) the value of a property of its node. Semantic tokens and
 * completion read it; it is the one place that knows how the parser's concrete tree hangs together.
 */
import { AstUtils, GrammarAST, isCompositeCstNode, isLeafCstNode, type AstNode, type CstNode, type LeafCstNode } from 'langium';
import type { Architecture } from './generated/ast.js';

export interface TokenUse {
  leaf: LeafCstNode;
  node: AstNode;
  /** The property of the node that the token belongs to; undefined for words that only mark what follows. */
  property?: string;
  /** True for a keyword that is meant as one, not as a name that is spelt like it. */
  keyword: boolean;
  /** The lexical rule's name, where it is no keyword: ID, NUMBER, STRING … */
  terminal?: string;
  /** Rules of names and paths around it, outermost first: `Path`, `Name`. */
  dataRule?: string;
}

interface SourceInfo {
  property?: string;
  rule?: string;
  dataRule: boolean;
  keyword: boolean;
  terminal?: string;
}

const infos = new WeakMap<GrammarAST.AbstractElement, SourceInfo>();

function infoOf(source: GrammarAST.AbstractElement): SourceInfo {
  let info = infos.get(source);
  if (!info) infos.set(source, (info = read(source)));
  return info;
}

function read(source: GrammarAST.AbstractElement): SourceInfo {
  const rule = AstUtils.getContainerOfType(source, GrammarAST.isParserRule);
  const property = AstUtils.getContainerOfType(source, GrammarAST.isAssignment)?.feature;
  const called = GrammarAST.isRuleCall(source) ? source.rule.ref : undefined;
  return {
    ...(property === undefined ? {} : { property }),
    ...(rule === undefined ? {} : { rule: rule.name }),
    dataRule: rule?.dataType !== undefined,
    keyword: GrammarAST.isKeyword(source),
    ...(GrammarAST.isTerminalRule(called) ? { terminal: called.name } : {}),
  };
}

/** Every token of the file in order, comments and white space left out. */
export function tokenUses(root: Architecture): TokenUse[] {
  const found: TokenUse[] = [];
  if (root.$cstNode) visit(root.$cstNode, undefined, undefined, found);
  return found;
}

function visit(cst: CstNode, property: string | undefined, dataRule: string | undefined, found: TokenUse[]): void {
  if (isLeafCstNode(cst)) {
    if (!cst.hidden) found.push(use(cst, property, dataRule));
    return;
  }
  if (!isCompositeCstNode(cst)) return;
  for (const child of cst.content) {
    const info = child.grammarSource ? infoOf(child.grammarSource) : undefined;
    const sameNode = child.astNode === cst.astNode || info?.dataRule;
    const inData = dataRule ?? (info?.dataRule ? info.rule : undefined);
    visit(child, info?.property ?? (sameNode ? property : undefined), inData, found);
  }
}

function use(leaf: LeafCstNode, property: string | undefined, dataRule: string | undefined): TokenUse {
  const info = infoOf(leaf.grammarSource as GrammarAST.AbstractElement);
  return {
    leaf, node: leaf.astNode,
    ...(property === undefined ? {} : { property }),
    keyword: info.keyword && !info.dataRule && /^[a-z]/.test(leaf.text),
    ...(info.terminal === undefined ? {} : { terminal: info.terminal }),
    ...(dataRule === undefined ? {} : { dataRule }),
  };
}

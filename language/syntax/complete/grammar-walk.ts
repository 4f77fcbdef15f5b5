/**
 * What may follow a sequence of tokens, found by walking the grammar along them in every way that fits. It needs no
 * parse of the file, only the tokens of a statement or two, and tells for each continuation which property of which
 * node it would fill.
 */
import { tokenMatcher, type IToken, type TokenType } from 'chevrotain';
import { GrammarAST } from 'langium';
import { ArchGrammar } from '../generated/grammar.js';
import { archServices } from '../services.js';

/** One token that was walked over, and what it filled; newest first. */
export interface Walked {
  token: IToken;
  index: number;
  type: string;
  property?: string;
  keyword: boolean;
  before?: Walked;
}

/** A token that may come next. */
export interface Expected {
  /** The keyword itself, or the name of the terminal. */
  keyword?: string;
  terminal?: string;
  /** The node and property that it would fill; keywords that only mark fill none. */
  type: string;
  property?: string;
  /** The rule of names around it: `Path`, `Port` …; undefined outside such rules. */
  dataRule?: string;
  /** `Node.property` of the nodes around that the node would fill, outermost first: `FlowHop.to` of an endpoint. */
  outer: readonly string[];
  /** True where it would begin a statement. */
  startsStatement: boolean;
  walked?: Walked;
}

/** Where the walk stands in the grammar: the rule, the node in the making, and where its statement began. */
interface Frame {
  type: string;
  rule: string;
  dataRule?: string;
  outer: readonly string[];
  statementStart: number;
}

type Next = (index: number, frame: Frame, walked: Walked | undefined) => void;

export interface Walk {
  expected: Expected[];
  /** Rules of the blocks that the last token opens, where it is a brace, each with what led there. */
  opened: { rule: string; walked: Walked }[];
}

const LISTS = new Set(['statements', 'steps']);
/** Steps of one walk: far more than a statement takes, and soon done. */
const BUDGET = 60_000;
/** How deep the walk may go: some 150 words, and a third of what fits on the stack. */
const MOST_DEPTH = 1000;

let rulesByName: Map<string, GrammarAST.AbstractRule> | undefined;

function ruleNamed(name: string): GrammarAST.AbstractRule | undefined {
  rulesByName ??= new Map(ArchGrammar().rules.map((rule) => [rule.name, rule]));
  return rulesByName.get(name);
}

let tokenTypes: Record<string, TokenType> | undefined;

function fits(token: IToken, terminal: string): boolean {
  tokenTypes ??= archServices().parser.Lexer.definition as Record<string, TokenType>;
  const type = tokenTypes[terminal];
  return type !== undefined && tokenMatcher(token, type);
}

/** Walks the tokens as statements of a block of this rule. */
export function walkStatements(rule: string, tokens: readonly IToken[]): Walk {
  return new Walker(tokens).run(rule);
}

class Walker {
  private readonly expected = new Map<string, Expected>();
  private readonly opened: Walk['opened'] = [];
  private steps = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly IToken[]) {}

  run(ruleName: string): Walk {
    const rule = ruleNamed(ruleName);
    const list = GrammarAST.isParserRule(rule) ? statementList(rule.definition) : undefined;
    // Statement by statement, so that the walk is as deep as one statement and no deeper.
    const starts = new Set([0]);
    for (const start of starts) {
      if (list) this.once(list, start, { type: ruleName, rule: ruleName, outer: [], statementStart: start }, undefined, undefined, (end) => starts.add(end));
    }
    return { expected: [...this.expected.values()], opened: this.opened };
  }

  private element(element: GrammarAST.AbstractElement, index: number, frame: Frame, property: string | undefined, walked: Walked | undefined, next: Next): void {
    const { cardinality } = element;
    if (cardinality === '?' || cardinality === '*') next(index, frame, walked);
    const again: Next = (at, state, trail) => {
      next(at, state, trail);
      if (at > index && (cardinality === '*' || cardinality === '+')) this.repeat(element, at, state, property, trail, next);
    };
    this.once(element, index, frame, property, walked, again);
  }

  private repeat(element: GrammarAST.AbstractElement, index: number, frame: Frame, property: string | undefined, walked: Walked | undefined, next: Next): void {
    this.once(element, index, frame, property, walked, (at, state, trail) => {
      next(at, state, trail);
      if (at > index) this.repeat(element, at, state, property, trail, next);
    });
  }

  private once(element: GrammarAST.AbstractElement, index: number, frame: Frame, property: string | undefined, walked: Walked | undefined, next: Next): void {
    if (++this.steps > BUDGET || this.depth > MOST_DEPTH) return;
    this.depth++;
    this.dispatch(element, index, frame, property, walked, next);
    this.depth--;
  }

  private dispatch(element: GrammarAST.AbstractElement, index: number, frame: Frame, property: string | undefined, walked: Walked | undefined, next: Next): void {
    if (GrammarAST.isKeyword(element)) this.keyword(element.value, index, frame, property, walked, next);
    else if (GrammarAST.isRuleCall(element)) this.call(element.rule.$refText, index, frame, property, walked, next);
    else if (GrammarAST.isAssignment(element)) {
      const inner = LISTS.has(element.feature) ? { ...frame, statementStart: index } : frame;
      this.element(element.terminal, index, inner, element.feature, walked, (at, _state, trail) => next(at, frame, trail));
    } else if (GrammarAST.isAction(element)) next(index, { ...frame, type: element.inferredType?.name ?? frame.type }, walked);
    else if (GrammarAST.isAlternatives(element)) for (const each of element.elements) this.element(each, index, frame, property, walked, next);
    else if (GrammarAST.isGroup(element)) this.sequence(element.elements, 0, index, frame, property, walked, next);
  }

  private sequence(elements: readonly GrammarAST.AbstractElement[], position: number, index: number, frame: Frame, property: string | undefined, walked: Walked | undefined, next: Next): void {
    const element = elements[position];
    if (!element) return next(index, frame, walked);
    this.element(element, index, frame, property, walked, (at, state, trail) => this.sequence(elements, position + 1, at, state, property, trail, next));
  }

  private keyword(value: string, index: number, frame: Frame, property: string | undefined, walked: Walked | undefined, next: Next): void {
    const token = this.tokens[index];
    if (!token) return this.expect({ keyword: value }, index, frame, property, walked);
    if (token.image !== value) return;
    const trail = step(token, index, frame, property, true, walked);
    if (value === '{' && index === this.tokens.length - 1) this.opened.push({ rule: frame.rule, walked: trail });
    next(index + 1, frame, trail);
  }

  private call(name: string, index: number, frame: Frame, property: string | undefined, walked: Walked | undefined, next: Next): void {
    const rule = ruleNamed(name);
    if (GrammarAST.isTerminalRule(rule)) {
      const token = this.tokens[index];
      if (!token) return this.expect({ terminal: name }, index, frame, property, walked);
      if (fits(token, name)) next(index + 1, frame, step(token, index, frame, property, false, walked));
    } else if (GrammarAST.isParserRule(rule)) {
      const data = rule.dataType !== undefined;
      const outer = property === undefined ? frame.outer : LISTS.has(property) ? [] : [...frame.outer, `${frame.type}.${property}`];
      const inner: Frame = data ? { ...frame, dataRule: frame.dataRule ?? name } : { type: typeOf(rule), rule: name, outer, statementStart: frame.statementStart };
      this.element(rule.definition, index, inner, data ? property : undefined, walked, (at, _state, trail) => next(at, frame, trail));
    }
  }

  private expect(what: Pick<Expected, 'keyword' | 'terminal'>, index: number, frame: Frame, property: string | undefined, walked: Walked | undefined): void {
    const startsStatement = frame.statementStart === index;
    const key = `${what.keyword ?? ''}|${what.terminal ?? ''}|${frame.type}|${property ?? ''}|${frame.dataRule ?? ''}|${frame.outer.join()}|${startsStatement}`;
    if (this.expected.has(key)) return;
    this.expected.set(key, {
      ...what, type: frame.type, outer: frame.outer, startsStatement,
      ...(property === undefined ? {} : { property }), ...(frame.dataRule === undefined ? {} : { dataRule: frame.dataRule }), ...(walked ? { walked } : {}),
    });
  }
}

function step(token: IToken, index: number, frame: Frame, property: string | undefined, keyword: boolean, before: Walked | undefined): Walked {
  return { token, index, type: frame.type, keyword, ...(property === undefined ? {} : { property }), ...(before ? { before } : {}) };
}

function typeOf(rule: GrammarAST.ParserRule): string {
  return rule.inferredType?.name ?? rule.returnType?.$refText ?? rule.name;
}

/** The assignment that a rule collects its statements by. */
function statementList(element: GrammarAST.AbstractElement): GrammarAST.AbstractElement | undefined {
  if (GrammarAST.isAssignment(element)) return LISTS.has(element.feature) ? element : undefined;
  if (!GrammarAST.isGroup(element)) return undefined;
  for (const each of element.elements) {
    const found = statementList(each);
    if (found) return found;
  }
  return undefined;
}

/** The walked tokens, first to last, from the statement that began at `start` on. */
export function trailOf(walked: Walked | undefined, start = 0): Walked[] {
  const found: Walked[] = [];
  for (let each = walked; each && each.index >= start; each = each.before) found.push(each);
  return found.reverse();
}

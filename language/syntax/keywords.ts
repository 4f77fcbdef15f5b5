/**
 * The language's words and signs, read off the grammar, so that no list of them is kept by hand: the TextMate grammar
 * is generated from them, and the editor tells keywords from names by them.
 */
import { GrammarAST } from 'langium';
import { ArchGrammar } from './generated/grammar.js';

export interface LanguageWords {
  /** Every keyword that is a word, sorted. */
  all: string[];
  /** Those that may begin a statement. */
  starting: string[];
  /** Those that may stand further on in a statement. */
  inner: string[];
  /** `->`, `{`, `>=` … longest first. */
  signs: string[];
}

/** Rules that admit keywords as names: what they list is no use of the keyword. */
const NAME_RULES = new Set(['Name', 'Word']);
const STATEMENT_LISTS = new Set(['statements', 'steps']);

let cached: LanguageWords | undefined;

export function languageWords(): LanguageWords {
  return (cached ??= collect());
}

type Rules = Map<string, GrammarAST.ParserRule>;

function collect(): LanguageWords {
  const rules: Rules = new Map(ArchGrammar().rules.filter(GrammarAST.isParserRule).map((rule) => [rule.name, rule]));
  const starting = new Set<string>();
  const inner = new Set<string>();
  const signs = new Set<string>();
  for (const rule of rules.values()) {
    if (NAME_RULES.has(rule.name)) continue;
    const heads = new Set<GrammarAST.AbstractElement>();
    addHeads(rule.definition, heads);
    visit(rule.definition, (element, ofList) => {
      if (GrammarAST.isKeyword(element) && !/^[a-z]/.test(element.value)) signs.add(element.value);
      else if (ofList) addFirstWords(element, rules, starting);
      else if (!heads.has(element)) addFirstWords(element, rules, inner);
    });
  }
  return {
    all: [...new Set([...starting, ...inner, 'language'])].sort(),
    starting: [...starting].sort(),
    inner: [...inner].sort(),
    signs: [...signs].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)),
  };
}

/** Sees every keyword and rule call; `ofList` where it stands for a statement of a block. */
function visit(element: GrammarAST.AbstractElement, see: (element: GrammarAST.AbstractElement, ofList: boolean) => void, ofList = false): void {
  if (GrammarAST.isAssignment(element)) visit(element.terminal, see, STATEMENT_LISTS.has(element.feature));
  else if (GrammarAST.isGroup(element) || GrammarAST.isAlternatives(element)) element.elements.forEach((each) => visit(each, see, ofList));
  else see(element, ofList);
}

/** The keywords and rule calls that a rule may begin with. True where the element may be empty. */
function addHeads(element: GrammarAST.AbstractElement, heads: Set<GrammarAST.AbstractElement>): boolean {
  const optional = element.cardinality === '?' || element.cardinality === '*';
  if (GrammarAST.isAction(element)) return true;
  if (GrammarAST.isAssignment(element)) addHeads(element.terminal, heads);
  else if (GrammarAST.isAlternatives(element)) element.elements.forEach((each) => addHeads(each, heads));
  else if (GrammarAST.isGroup(element)) return element.elements.every((each) => addHeads(each, heads)) || optional;
  else heads.add(element);
  return optional;
}

function addFirstWords(element: GrammarAST.AbstractElement, rules: Rules, found: Set<string>, seen = new Set<string>()): void {
  if (GrammarAST.isKeyword(element)) {
    if (/^[a-z]/.test(element.value)) found.add(element.value);
    return;
  }
  const rule = GrammarAST.isRuleCall(element) ? rules.get(element.rule.$refText) : undefined;
  if (!rule || NAME_RULES.has(rule.name) || seen.has(rule.name)) return;
  seen.add(rule.name);
  const heads = new Set<GrammarAST.AbstractElement>();
  addHeads(rule.definition, heads);
  for (const head of heads) addFirstWords(head, rules, found, seen);
}

/**
 * Random programs, drawn from the grammar itself: whatever the grammar admits, properties are tried on. A list of
 * numbers steers the choices, so that a failing program shrinks with its list.
 */
import fc from 'fast-check';
import { GrammarAST, type Grammar } from 'langium';
import { archServices } from '#language/syntax/services.js';

const IDENTIFIERS = ['web', 'db-1', '웹서버', 'x', 'ap_2', 'lb', 'Ünïcode', 'vlan10'];

const SAMPLES: Record<string, string[]> = {
  ID: IDENTIFIERS,
  NAME: [...IDENTIFIERS, 'flow', 'over', 'load', 'count', 'on', 'in'],
  WORD: [...IDENTIFIERS, 'users', 'size'],
  STRING: ['"a label"', '"한글 라벨"', '"with \\"quotes\\" // and {braces}"', '""'],
  NUMBER: ['1', '10', '4094', '0.5'],
  QUANTITY: ['20ms', '99.95%', '10Gbps', '200/s', '4h'],
  ADDRESS: ['10.0.0.1', '10.0.0.0/24', '2001:db8::1', '::/0', 'fe80::1/64'],
};

type Rules = Map<string, GrammarAST.AbstractRule>;

class Writer {
  readonly words: string[] = [];
  private at = 0;
  constructor(private readonly rules: Rules, private readonly heights: Map<string, number>, private readonly choices: number[]) {}

  private choose(count: number): number {
    return count <= 1 ? 0 : (this.choices[this.at++] ?? 0) % count;
  }

  private get tired(): boolean {
    return this.at >= this.choices.length;
  }

  rule(name: string): void {
    const samples = SAMPLES[name];
    const rule = this.rules.get(name);
    if (samples) this.words.push(samples[this.choose(samples.length)]!);
    else if (GrammarAST.isParserRule(rule)) this.element(rule.definition);
  }

  element(element: GrammarAST.AbstractElement): void {
    const least = element.cardinality === '+' ? 1 : element.cardinality ? 0 : 1;
    const most = element.cardinality === '?' || !element.cardinality ? 1 : 4;
    const times = this.tired ? least : least + this.choose(most - least + 1);
    for (let time = 0; time < times; time++) this.once(element);
  }

  private once(element: GrammarAST.AbstractElement): void {
    if (GrammarAST.isKeyword(element)) this.words.push(element.value);
    else if (GrammarAST.isRuleCall(element)) this.rule(element.rule.$refText);
    else if (GrammarAST.isAssignment(element)) this.element(element.terminal);
    else if (GrammarAST.isGroup(element)) element.elements.forEach((each) => this.element(each));
    else if (GrammarAST.isAlternatives(element)) this.element(this.alternative(element));
  }

  private alternative(element: GrammarAST.Alternatives): GrammarAST.AbstractElement {
    const open = element.elements.filter((each) => !(GrammarAST.isRuleCall(each) && each.rule.$refText === 'UNCLOSED_STRING'));
    if (!this.tired) return open[this.choose(open.length)]!;
    return open.reduce((best, each) => (heightOf(each, this.heights) < heightOf(best, this.heights) ? each : best));
  }
}

/** How deep a rule must at least be expanded before it is words only. */
function heightOf(element: GrammarAST.AbstractElement, heights: Map<string, number>): number {
  if (element.cardinality === '?' || element.cardinality === '*') return 0;
  if (GrammarAST.isRuleCall(element)) return 1 + (heights.get(element.rule.$refText) ?? 0);
  if (GrammarAST.isAssignment(element)) return heightOf(element.terminal, heights);
  if (GrammarAST.isGroup(element)) return Math.max(0, ...element.elements.map((each) => heightOf(each, heights)));
  if (GrammarAST.isAlternatives(element)) return Math.min(...element.elements.map((each) => heightOf(each, heights)));
  return 0;
}

let cached: { rules: Rules; heights: Map<string, number> } | undefined;

function grammar(): { rules: Rules; heights: Map<string, number> } {
  if (cached) return cached;
  const tree: Grammar = archServices().Grammar;
  const rules: Rules = new Map(tree.rules.map((rule) => [rule.name, rule]));
  const heights = new Map<string, number>();
  for (const rule of tree.rules) if (GrammarAST.isParserRule(rule)) heights.set(rule.name, 1000);
  for (let changed = true; changed;) {
    changed = false;
    for (const rule of tree.rules) {
      if (!GrammarAST.isParserRule(rule)) continue;
      const height = heightOf(rule.definition, heights);
      if (height >= heights.get(rule.name)!) continue;
      heights.set(rule.name, height);
      changed = true;
    }
  }
  return (cached = { rules, heights });
}

/** The words of a random sentence of one rule of the grammar. */
export function sentence(rule = 'Architecture', length = 120): fc.Arbitrary<string[]> {
  const { rules, heights } = grammar();
  return fc.array(fc.nat(10_000), { minLength: 1, maxLength: length, size: 'max' }).map((choices) => {
    const writer = new Writer(rules, heights, choices);
    writer.rule(rule);
    return writer.words;
  });
}

const GAPS = [' ', ' ', ' ', ' ', '  ', '\n', '\n', '\n  ', '\t', '\r\n', '\n\n\n', ' // 주석 note\n', '\n// own line  \n', ' /* c */ ', '\n/** doc\n  * more\n */\n',
  ' /* a\n\t b\n c */ ', '\u3000', ' //\n', '\n\n    // deep\n\n', '\r'];

/** The words with random white space and comments between them; where a sign needs none, often none. */
export function mangled(words: fc.Arbitrary<string[]>, gaps = GAPS): fc.Arbitrary<string> {
  return fc.tuple(words, fc.array(fc.nat(10_000), { minLength: 1, maxLength: 40, size: 'max' }), fc.boolean()).map(([list, picks, byteOrderMark]) => {
    let text = byteOrderMark ? '\uFEFF' : '';
    list.forEach((word, index) => {
      const pick = picks[index % picks.length]!;
      const sign = /^[{},.#/:-]+$/.test(word) || /^[{},.#/:-]+$/.test(list[index - 1] ?? '{');
      if (!(sign && pick % 3 === 0)) text += gaps[pick % gaps.length];
      text += word;
    });
    return text + (picks[0]! % 2 ? '' : '\n\n');
  });
}

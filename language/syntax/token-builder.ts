/**
 * Keywords that are names elsewhere. Admitting each keyword as an alternative of a grammar rule makes every name of a
 * text cost as much as there are keywords; as a category of tokens it costs nothing.
 */
import { DefaultTokenBuilder, type Grammar, type TokenBuilderOptions } from 'langium';
import { Lexer, type TokenType, type TokenVocabulary } from 'chevrotain';
import { NAME_KEYWORDS, WORD_KEYWORDS } from './words.generated.js';

export class ArchTokenBuilder extends DefaultTokenBuilder {
  override buildTokens(grammar: Grammar, options?: TokenBuilderOptions): TokenVocabulary {
    const tokens = super.buildTokens(grammar, options) as TokenType[];
    const named = new Map(tokens.map((token) => [token.name, token]));
    const name = named.get('NAME')!;
    const word = named.get('WORD')!;
    const words = new Set(WORD_KEYWORDS);
    for (const category of [name, word]) {
      category.PATTERN = Lexer.NA;
      delete category.LINE_BREAKS;
    }
    word.CATEGORIES = [name];
    named.get('ID')!.CATEGORIES = [word];
    for (const keyword of NAME_KEYWORDS) named.get(keyword)!.CATEGORIES = [words.has(keyword) ? word : name];
    return tokens;
  }
}

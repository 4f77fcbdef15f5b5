import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDocument } from '#language/syntax/document.js';
import { semanticTokens, type SemanticToken } from '#language/syntax/tokens.js';
import type { Model } from '#language/model/model.js';
import { lowered } from './support/model.js';
import { mangled, sentence } from './support/sentences.js';

/** `word type modifiers` for each token of a text. */
function spoken(text: string, model?: Model): string[] {
  const document = parseDocument('file:///plan.arch', text);
  const word = (token: SemanticToken): string => document.lines.line(token.line).slice(token.character, token.character + token.length);
  return semanticTokens(document, model).map((token) => [word(token), token.type, ...token.modifiers].join(' '));
}

function meant(text: string): string[] {
  return spoken(text, lowered(text).model);
}

describe('semantic tokens', () => {
  it('colour names by what they mean', () => {
    assert.deepEqual(meant('zone lan { server web { software nginx  workers 4 } }\nflow web -> lan over https as shop'), [
      'zone type defaultLibrary', 'lan namespace declaration', 'server type defaultLibrary', 'web variable declaration', 'software keyword', 'nginx class defaultLibrary',
      'workers property', '4 number',
      'flow keyword', 'web variable', '-> operator', 'lan namespace', 'over keyword', 'https enumMember defaultLibrary', 'as keyword', 'shop function declaration',
    ]);
  });

  it('tell a keyword from a name that is spelt like it', () => {
    const tokens = meant('server load\nserver over\nflow load -> over over tcp/80');
    assert.deepEqual(tokens.slice(4), ['flow keyword', 'load variable', '-> operator', 'over variable', 'over keyword', 'tcp enumMember', '80 number']);
  });

  it('colour qualified names segment by segment, Korean ones too', () => {
    const tokens = meant('zone 망 { server 웹-서버 count 2 active-standby }\nexpect 망.웹-서버#1 can reach any');
    assert.deepEqual(tokens.slice(-7), ['expect keyword', '망 namespace', '웹-서버 variable', '1 number', 'can keyword', 'reach keyword', 'any enumMember']);
    assert.ok(tokens.includes('active-standby enumMember'));
  });

  it('colour what a user declares, and where it is used', () => {
    const tokens = meant('kind broker extends service { attribute retention duration }\nbroker b { retention 2h }');
    assert.deepEqual(tokens, ['kind keyword', 'broker type declaration', 'extends keyword', 'service type defaultLibrary', 'attribute keyword', 'retention property declaration',
      'duration type', 'broker type', 'b variable declaration', 'retention property', '2h number']);
  });

  it('do without a model', () => {
    assert.deepEqual(spoken('server web { software nginx  tag front }\nlink web:eth0 -- web as l { medium fc }'), [
      'server type', 'web variable declaration', 'software keyword', 'nginx class', 'tag keyword', 'front enumMember',
      'link keyword', 'web variable', 'eth0 property', '-- operator', 'web variable', 'as keyword', 'l function declaration', 'medium keyword', 'fc enumMember',
    ]);
  });

  it('stand in order, one line each, without overlap, for any text', () => {
    fc.assert(fc.property(mangled(sentence()), fc.nat(), (whole, cut) => {
      const text = cut % 2 ? whole : whole.slice(0, cut % (whole.length + 1));
      const document = parseDocument('file:///plan.arch', text);
      let [line, character] = [0, 0];
      for (const token of semanticTokens(document)) {
        assert.ok(token.line > line || (token.line === line && token.character >= character));
        [line, character] = [token.line, token.character + token.length];
        assert.ok(token.length > 0 && character <= document.lines.line(line).length);
      }
    }), { numRuns: 300 });
  });
});
